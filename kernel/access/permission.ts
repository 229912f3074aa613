import { forbidden } from '../base/errors.ts';
import type { Label } from '../base/label.ts';
import type { Actor } from '../db/actor.ts';

/** What an account may do. Permissions are data in contracts and use cases; roles are typed sets of them. */
export const PERMISSIONS = {
  'report.read': { zh: '阅读报告', en: 'read reports' },
  'figure.read': { zh: '查看指标', en: 'read figures' },
  'figure.open': { zh: '打开指标背后的记录', en: 'open the records behind a figure' },
  'party.read': { zh: '查看人员与家庭', en: 'read people and households' },
  'party.write': { zh: '登记人员、家庭与事实', en: 'record people, households and facts' },
  'award.confirm': { zh: '确认待遇', en: 'confirm awards' },
  'policy.read': { zh: '查看政策标准', en: 'read standards' },
  'policy.approve': { zh: '复核政策标准', en: 'approve standards' },
  'payment.read': { zh: '查看发放', en: 'read payments' },
  'payment.run': { zh: '计算发放批次', en: 'compute payment runs' },
  'payment.approve': { zh: '复核发放批次', en: 'approve payment runs' },
  'payment.bank': { zh: '与银行交换文件', en: 'exchange files with the bank' },
  'ledger.read': { zh: '查看总账', en: 'read the ledger' },
} as const satisfies Record<string, Label>;
export type Permission = keyof typeof PERMISSIONS;

const READ = [
  'report.read',
  'figure.read',
  'figure.open',
  'party.read',
  'policy.read',
  'payment.read',
  'ledger.read',
] as const;

/** Roles of the handbook that the first business needs, each a typed set of permissions. */
export const ROLES = {
  operator: {
    label: { zh: '系统运行', en: 'operator' },
    permissions: [...READ, 'party.write', 'award.confirm', 'payment.run'],
  },
  bureau_clerk: {
    label: { zh: '局经办', en: 'bureau clerk' },
    permissions: [...READ, 'party.write', 'award.confirm', 'payment.run'],
  },
  section_chief: {
    label: { zh: '科长', en: 'section chief' },
    permissions: [...READ, 'award.confirm', 'policy.approve', 'payment.approve'],
  },
  finance_officer: { label: { zh: '财务', en: 'finance officer' }, permissions: [...READ, 'payment.bank'] },
  street_clerk: {
    label: { zh: '街道经办', en: 'street clerk' },
    permissions: [
      'report.read',
      'figure.read',
      'figure.open',
      'party.read',
      'party.write',
      'policy.read',
      'payment.read',
    ],
  },
  supervisor: { label: { zh: '纪检监督', en: 'supervisor' }, permissions: [...READ] },
  visitor: { label: { zh: '演示访客', en: 'demonstration visitor' }, permissions: [...READ] },
} as const satisfies Record<string, { label: Label; permissions: readonly Permission[] }>;
export type Role = keyof typeof ROLES;

export const isRole = (text: string): text is Role => Object.hasOwn(ROLES, text);

/** Refuses what the actor may not do, naming the right that is missing. */
export function requirePermission(actor: Actor, permission: Permission): void {
  if (actor.permissions.has(permission)) return;
  const label = PERMISSIONS[permission];
  throw forbidden(
    'access.permission',
    `账号“${actor.username}”没有“${label.zh}”的权限：请换有权限的账号办理，或向管理员申请。`,
    `Account "${actor.username}" may not ${label.en}: use an account that may, or ask the administrator.`,
    { permission },
  );
}
