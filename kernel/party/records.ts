import { defineRecord, type RecordDefinition } from '../register/define-record.ts';
import type { Values } from '../register/field.ts';

/** One natural person, one row for life (handbook 00 §4); made with their household by the people import. */
export const personRecord = defineRecord({
  id: 'person',
  label: { zh: '人员', en: 'person' },
  area: 'party',
  managed: true,
  title: 'name',
  key: ['idNo'],
  list: ['name', 'sex', 'birthDate', 'idNo', 'phone'],
  scope: 'own',
  correction: 'approval',
  fields: {
    name: {
      type: 'text',
      label: { zh: '姓名', en: 'name' },
      sensitivity: 'L3',
      required: true,
      min: 2,
      max: 50,
      mask: 'name',
      search: 'name',
    },
    sex: {
      type: 'code',
      label: { zh: '性别', en: 'sex' },
      sensitivity: 'L2',
      required: true,
      codes: {
        male: { zh: '男', en: 'male' },
        female: { zh: '女', en: 'female' },
        unknown: { zh: '未说明', en: 'not stated' },
      },
    },
    birthDate: {
      type: 'date',
      label: { zh: '出生日期', en: 'date of birth' },
      sensitivity: 'L3',
      required: true,
      notAfterToday: true,
      fixed: true,
    },
    idNo: {
      type: 'id-number',
      label: { zh: '身份证号', en: 'identity number' },
      sensitivity: 'L3',
      required: true,
      unique: true,
      fixed: true,
      search: 'code',
    },
    phone: {
      type: 'phone',
      label: { zh: '手机号码', en: 'mobile phone' },
      sensitivity: 'L3',
      search: 'code',
    },
    account: {
      type: 'bank-account',
      label: { zh: '银行账号', en: 'bank account' },
      sensitivity: 'L4',
    },
  },
  // The number says both (GB 11643), so a corrected number corrects them too.
  derive: ({ idNo }): Values =>
    typeof idNo === 'string' && /^\d{17}[\dX]$/.test(idNo)
      ? {
          birthDate: `${idNo.slice(6, 10)}-${idNo.slice(10, 12)}-${idNo.slice(12, 14)}`,
          sex: Number(idNo[16]) % 2 === 1 ? 'male' : 'female',
        }
      : {},
});

/** Assistance family; membership is a dated fact, the head is who speaks for it. */
export const householdRecord = defineRecord({
  id: 'household',
  label: { zh: '家庭', en: 'household' },
  area: 'party',
  managed: true,
  title: 'householdNo',
  key: ['householdNo'],
  list: ['householdNo', 'headPersonId', 'address'],
  scope: 'own',
  correction: 'reason',
  fields: {
    householdNo: {
      type: 'text',
      label: { zh: '家庭编号', en: 'household number' },
      sensitivity: 'L2',
      required: true,
      max: 20,
      fixed: true,
      unique: true,
      sort: true,
      search: 'code',
    },
    headPersonId: {
      type: 'reference',
      label: { zh: '户主', en: 'head' },
      sensitivity: 'L2',
      required: true,
      to: () => personRecord,
    },
    address: {
      type: 'text',
      label: { zh: '住址', en: 'address' },
      sensitivity: 'L3',
      required: true,
      max: 200,
      mask: 'address',
    },
  },
});

/** The records of the spine, which every module refers to. */
export const kernelRecords: readonly RecordDefinition[] = [personRecord, householdRecord];
