import { plainDate } from '../base/plain-date.ts';
import type { Label } from '../base/label.ts';
import { defineUseCase, type UseCase } from '../module/define-use-case.ts';
import { registerContracts } from './contract.ts';
import { correctRecord, decideCorrection } from './corrections.ts';
import type { RecordDefinition } from './define-record.ts';
import { applyImport, cancelImport } from './import-apply.ts';
import { createRecord, editRecord, endRecord, resumeRecord } from './write-records.ts';

const of = (verb: Label, record: RecordDefinition): Label => ({
  zh: `${verb.zh}${record.label.zh}`,
  en: `${verb.en} ${record.label.en}`,
});

export const contractsOf = (record: RecordDefinition) =>
  registerContracts({ record: record.id, area: record.area, label: record.label.en });

/** What people do with the records of a register, each as a use case with its audit row. */
export function recordUseCases(record: RecordDefinition): readonly UseCase[] {
  return record.managed === true
    ? changingUseCases(record)
    : [...changingUseCases(record), ...makingUseCases(record)];
}

function changingUseCases(record: RecordDefinition): readonly UseCase[] {
  const contracts = contractsOf(record);
  const about = (objectId: string) => ({ objectKind: record.id, objectId });
  return [
    defineUseCase({
      id: `${record.id}.edit`,
      label: of({ zh: '变更', en: 'change' }, record),
      contract: contracts.edit,
      run: async (context, input) => ({
        output: await editRecord(context, record, input),
        about: { ...about(input.id), details: { fields: Object.keys(input.values) } },
      }),
    }),
    defineUseCase({
      id: `${record.id}.correct`,
      label: of({ zh: '更正', en: 'correct' }, record),
      contract: contracts.correct,
      run: async (context, input) => {
        const output = await correctRecord(context, record, input);
        return { output, about: { ...about(input.id), details: { waits: output.correctionId !== null } } };
      },
    }),
    defineUseCase({
      id: `${record.id}.decide-correction`,
      label: of({ zh: '审核更正', en: 'decide a correction of' }, record),
      contract: contracts.decide,
      run: async (context, input) => {
        const output = await decideCorrection(context, record, input);
        return { output, about: { ...about(output.id), details: { approve: input.approve } } };
      },
    }),
    defineUseCase({
      id: `${record.id}.end`,
      label: of({ zh: '终止', en: 'end' }, record),
      contract: contracts.end,
      run: async (context, input) => ({
        output: await endRecord(context, record, { ...input, on: plainDate(input.on) }),
        about: about(input.id),
      }),
    }),
    defineUseCase({
      id: `${record.id}.resume`,
      label: of({ zh: '恢复', en: 'resume' }, record),
      contract: contracts.resume,
      run: async (context, input) => ({
        output: await resumeRecord(context, record, input),
        about: about(input.id),
      }),
    }),
  ];
}

function makingUseCases(record: RecordDefinition): readonly UseCase[] {
  const contracts = contractsOf(record);
  return [
    defineUseCase({
      id: `${record.id}.create`,
      label: of({ zh: '登记', en: 'register' }, record),
      contract: contracts.create,
      run: async (context, input) => {
        const output = await createRecord(context, record, input);
        return { output, about: { objectKind: record.id, objectId: output.id } };
      },
    }),
    defineUseCase({
      id: `${record.id}.apply-import`,
      label: of({ zh: '导入', en: 'import' }, record),
      contract: contracts.applyImport,
      run: async (context, input) => {
        const output = await applyImport(context, record, input.id, input.rows);
        const { rowsApplied, rowsBad } = output;
        return {
          output,
          about: { objectKind: 'import', objectId: input.id, details: { rowsApplied, rowsBad } },
        };
      },
    }),
    defineUseCase({
      id: `${record.id}.cancel-import`,
      label: of({ zh: '取消导入', en: 'cancel an import of' }, record),
      contract: contracts.cancelImport,
      run: async (context, input) => ({
        output: await cancelImport(context, record, input.id),
        about: { objectKind: 'import', objectId: input.id },
      }),
    }),
  ];
}
