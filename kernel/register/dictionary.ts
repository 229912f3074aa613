import type { Actor } from '../db/actor.ts';
import type { Label } from '../base/label.ts';
import type { RegisterField, RegisterOutput } from './contract.ts';
import type { RecordDefinition } from './define-record.ts';
import type { Field } from './field.ts';
import { operatorsOf } from './query.ts';

/** The declaration of a register for those who show it, with what the actor may do in it. */
export function describeRegister(record: RecordDefinition, areaLabel: Label, actor: Actor): RegisterOutput {
  const may = (verb: string): boolean => actor.permissions.has(`${record.area}.${verb}`);
  const makes = record.managed !== true && may('write');
  return {
    id: record.id,
    label: record.label,
    area: record.area,
    areaLabel,
    title: record.title,
    key: [...record.key],
    list: [...record.list],
    ownPlace: record.scope === 'own',
    correction: record.correction,
    fields: Object.entries(record.fields).map(([name, field]) => describeField(name, field)),
    may: { create: makes, edit: may('write'), approve: may('approve'), export: may('export'), import: makes },
  };
}

function describeField(name: string, field: Field): RegisterField {
  const codes = field.type === 'code' || field.type === 'codes' ? field.codes : {};
  const { min = null, max = null } =
    field.type === 'money' || field.type === 'integer' ? field : lengthOf(field);
  return {
    name,
    type: field.type,
    label: field.label,
    hint: field.hint ?? null,
    sensitivity: field.sensitivity,
    required: field.required === true,
    sortable: field.sort === true,
    fixed: field.fixed === true,
    operators: [...operatorsOf(field)],
    max,
    min,
    unit: field.type === 'integer' ? (field.unit ?? null) : null,
    codes: Object.entries(codes).map(([code, label]) => ({ code, label })),
    refersTo: field.type === 'reference' ? field.to().id : null,
  };
}

const lengthOf = (field: Field): { readonly min?: number | undefined; readonly max?: number } => {
  if (field.type === 'text') return { min: field.min, max: field.max };
  return field.type === 'note' ? { max: field.max } : {};
};
