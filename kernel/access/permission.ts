import { type DomainError, failed, forbidden } from '../base/errors.ts';
import type { Label } from '../base/label.ts';
import type { Actor } from '../db/actor.ts';

/** What an account may do. Permissions are data in contracts and use cases; roles are typed sets of them. */
export const PERMISSIONS = {
  'report.read': { zh: '阅读报告', en: 'read reports' },
  'figure.read': { zh: '查看指标', en: 'read figures' },
  'figure.open': { zh: '打开指标背后的记录', en: 'open the records behind a figure' },
  'party.read': { zh: '查看人员与家庭', en: 'read people and households' },
  'party.write': { zh: '登记人员、家庭与事实', en: 'record people, households and facts' },
  'party.approve': { zh: '审核人员与家庭的更正', en: 'approve corrections of people and households' },
  'party.export': { zh: '导出人员与家庭', en: 'export people and households' },
  'award.confirm': { zh: '确认待遇', en: 'confirm awards' },
  'policy.read': { zh: '查看政策标准', en: 'read standards' },
  'policy.approve': { zh: '复核政策标准', en: 'approve standards' },
  'policy.simulate': { zh: '测算政策方案', en: 'try out policies' },
  'policy.enact': { zh: '将测算方案提请实施', en: 'propose the values of a scenario' },
  'policy.find': { zh: '查找应享未享人员', en: 'find people who do not receive what they may' },
  'payment.read': { zh: '查看发放', en: 'read payments' },
  'payment.run': { zh: '计算发放批次', en: 'compute payment runs' },
  'payment.answer': { zh: '答复发放核对事项', en: 'answer findings of payment runs' },
  'payment.approve': { zh: '复核发放批次', en: 'approve payment runs' },
  'payment.post': { zh: '发放批次记账', en: 'post payment runs' },
  'payment.bank': { zh: '与银行交换文件', en: 'exchange files with the bank' },
  'ledger.read': { zh: '查看总账', en: 'read the ledger' },
  'ledger.write': { zh: '登记资金、预算和结账', en: 'record funds, budgets and closings' },
  'ledger.approve': { zh: '复核资金、预算和结账', en: 'approve funds, budgets and closings' },
  'attachment.read': { zh: '查看附件', en: 'read attachments' },
  'attachment.write': { zh: '添加和撤回附件', en: 'add and withdraw attachments' },
  'task.read': { zh: '查看待办', en: 'read tasks' },
  'task.work': { zh: '办理待办', en: 'work on tasks' },
  'event.manage': { zh: '处理事件投递', en: 'manage the delivery of events' },
  'case.read': { zh: '查看办件', en: 'read cases' },
  'case.open': { zh: '受理登记办件', en: 'open cases' },
  'case.handle': { zh: '经办办件', en: 'handle cases' },
  'case.review': { zh: '审核办件', en: 'review cases' },
  'case.decide': { zh: '决定办件', en: 'decide cases' },
  'case.letter': { zh: '查看决定文书全文', en: 'read decision letters' },
  'case.reopen': { zh: '重新启动办件', en: 'reopen cases' },
  'staff-relative.read': { zh: '查看近亲属备案', en: 'read declared relatives of staff' },
  'staff-relative.write': { zh: '登记近亲属备案', en: 'record declared relatives of staff' },
  'personal.unmask': { zh: '查看个人信息完整内容', en: 'see personal data unmasked' },
  'delegation.give': { zh: '委托同事代办', en: 'let a colleague act for oneself' },
  'account.read': { zh: '查看账号', en: 'read accounts' },
  'account.manage': { zh: '管理账号', en: 'manage accounts' },
  'access.manage': { zh: '管理角色授权与安全策略', en: 'manage roles and the access policy' },
  'audit.read': { zh: '查看审计记录', en: 'read the audit log' },
} as const satisfies Record<string, Label>;
export type Permission = keyof typeof PERMISSIONS;

const LOCAL_READ = ['report.read', 'figure.read', 'figure.open', 'party.read', 'policy.read'] as const;
const TASKS = ['task.read', 'task.work', 'delegation.give'] as const;
const READ = [...LOCAL_READ, 'payment.read', 'ledger.read'] as const;

/** Roles of the handbook (00 §3), each a typed set of permissions; modules add theirs by `declareGrants`. */
export const ROLES = {
  operator: {
    label: { zh: '系统运行', en: 'operator' },
    permissions: [
      ...READ,
      'policy.simulate',
      'party.write',
      'award.confirm',
      'payment.run',
      'payment.answer',
      'case.read',
      'case.open',
      'case.handle',
      'case.decide',
      'case.letter',
    ],
  },
  community_clerk: {
    label: { zh: '社区救助协理员', en: 'community clerk' },
    permissions: [
      ...TASKS,
      'policy.find',
      ...LOCAL_READ,
      'party.write',
      'case.read',
      'case.open',
      'attachment.read',
      'attachment.write',
    ],
  },
  street_clerk: {
    label: { zh: '街道经办', en: 'street clerk' },
    permissions: [
      ...TASKS,
      'policy.simulate',
      'policy.find',
      ...LOCAL_READ,
      'payment.read',
      'payment.answer',
      'party.write',
      'party.export',
      'case.read',
      'case.open',
      'case.handle',
      'case.letter',
      'personal.unmask',
      'attachment.read',
      'attachment.write',
    ],
  },
  street_reviewer: {
    label: { zh: '街道审核', en: 'street reviewer' },
    permissions: [
      ...TASKS,
      'policy.simulate',
      'policy.find',
      ...LOCAL_READ,
      'payment.read',
      'party.approve',
      'case.read',
      'case.review',
      'case.letter',
      'personal.unmask',
      'attachment.read',
    ],
  },
  bureau_clerk: {
    label: { zh: '局经办', en: 'bureau clerk' },
    permissions: [
      ...TASKS,
      'policy.simulate',
      'policy.enact',
      'policy.find',
      ...READ,
      'party.write',
      'party.export',
      'award.confirm',
      'payment.run',
      'payment.answer',
      'case.read',
      'case.open',
      'case.handle',
      'case.letter',
      'staff-relative.read',
      'staff-relative.write',
      'personal.unmask',
      'attachment.read',
      'attachment.write',
    ],
  },
  section_chief: {
    label: { zh: '科长', en: 'section chief' },
    permissions: [
      ...TASKS,
      'policy.simulate',
      'policy.enact',
      'policy.find',
      ...READ,
      'award.confirm',
      'party.approve',
      'party.export',
      'policy.approve',
      'payment.answer',
      'payment.approve',
      'ledger.approve',
      'case.read',
      'case.decide',
      'case.letter',
      'case.reopen',
      'staff-relative.read',
      'personal.unmask',
      'attachment.read',
    ],
  },
  bureau_leader: {
    label: { zh: '局领导', en: 'bureau leader' },
    permissions: [
      ...TASKS,
      'policy.simulate',
      'policy.enact',
      'policy.find',
      ...READ,
      'award.confirm',
      'party.approve',
      'party.export',
      'policy.approve',
      'payment.answer',
      'payment.approve',
      'ledger.approve',
      'case.read',
      'case.decide',
      'case.letter',
      'case.reopen',
      'staff-relative.read',
      'audit.read',
      'attachment.read',
    ],
  },
  finance_officer: {
    label: { zh: '财务', en: 'finance officer' },
    permissions: [
      ...TASKS,
      ...READ,
      'case.read',
      'policy.simulate',
      'payment.post',
      'payment.bank',
      'ledger.write',
    ],
  },
  supervisor: {
    label: { zh: '纪检监督', en: 'supervisor' },
    permissions: [...READ, 'case.read', 'staff-relative.read', 'audit.read'],
  },
  // What these see and do beyond is granted by the modules that serve them.
  grid_worker: { label: { zh: '网格员', en: 'grid worker' }, permissions: [] },
  child_director: { label: { zh: '儿童主任', en: 'child director' }, permissions: ['party.read'] },
  child_supervisor: {
    label: { zh: '儿童督导员', en: 'child supervisor' },
    permissions: [...TASKS, ...LOCAL_READ],
  },
  registrar: {
    label: { zh: '婚姻登记员', en: 'marriage registrar' },
    permissions: [...TASKS, 'report.read', 'figure.read', 'attachment.read', 'attachment.write'],
  },
  rescue_staff: {
    label: { zh: '救助站工作人员', en: 'rescue station staff' },
    permissions: [...TASKS, 'report.read', 'figure.read', 'attachment.read', 'attachment.write'],
  },
  inst_operator: { label: { zh: '养老机构', en: 'elderly-care institution' }, permissions: [] },
  org_user: { label: { zh: '社会组织', en: 'social organisation' }, permissions: [] },
  dept_user: { label: { zh: '部门用户', en: 'user of another department' }, permissions: [] },
  citizen: { label: { zh: '居民', en: 'citizen' }, permissions: [] },
  visitor: { label: { zh: '演示访客', en: 'demonstration visitor' }, permissions: [...READ, 'case.read'] },
  // Three accounts of three people, none with business data (GB/T 22239 level 3).
  sys_admin: {
    label: { zh: '系统管理员', en: 'system administrator' },
    permissions: ['event.manage', 'account.read', 'account.manage'],
  },
  sec_admin: {
    label: { zh: '安全管理员', en: 'security administrator' },
    permissions: ['account.read', 'access.manage', 'delegation.give'],
  },
  audit_admin: {
    label: { zh: '审计管理员', en: 'audit administrator' },
    permissions: ['account.read', 'audit.read'],
  },
} as const satisfies Record<string, { label: Label; permissions: readonly Permission[] }>;
export type Role = keyof typeof ROLES;

/** What an account holds before anything has been granted to it, and after a grant has run out. */
export const NO_ROLE = 'none';

/** Roles of people outside the bureau: their sessions may rest longer, and no second factor is asked of them. */
const PUBLIC_ROLES: ReadonlySet<string> = new Set<Role>(['citizen', 'org_user', 'inst_operator']);
export const isStaff = (role: string): boolean => !PUBLIC_ROLES.has(role);

const ADMINISTRATORS: ReadonlySet<string> = new Set<Role>(['sys_admin', 'sec_admin', 'audit_admin']);
export const isAdministrator = (role: string): boolean => ADMINISTRATORS.has(role);

/** Roles of the system itself and of the demonstration: nobody is given them. */
const UNGRANTABLE: ReadonlySet<string> = new Set<Role>(['operator', 'visitor']);
export const isGrantable = (role: string): role is Role => isRole(role) && !UNGRANTABLE.has(role);

/** What one may do in a module: its permissions are `<module>.<verb>`. */
export const VERBS = {
  read: { zh: '查看', en: 'read' },
  write: { zh: '登记修改', en: 'record' },
  approve: { zh: '审核', en: 'approve' },
  export: { zh: '导出', en: 'export' },
} as const satisfies Record<string, Label>;
export type Verb = keyof typeof VERBS;

/** Which role may do what in a module. */
export type Grants = Readonly<Partial<Record<Role, readonly Verb[]>>>;

const declaredLabels = new Map<string, Label>(Object.entries(PERMISSIONS));
const declaredGrants = new Map<string, Set<string>>(
  Object.entries(ROLES).map(([role, { permissions }]) => [role, new Set<string>(permissions)]),
);

/**
 * Adds a module's permissions to those of the roles; done once for every module when the registry is put together,
 * before any account is read.
 */
export function declareGrants(module: string, label: Label, grants: Grants): void {
  for (const [verb, does] of Object.entries(VERBS)) {
    declaredLabels.set(`${module}.${verb}`, { zh: `${does.zh}${label.zh}`, en: `${does.en} ${label.en}` });
  }
  for (const [role, verbs] of Object.entries(grants)) {
    if (isAdministrator(role)) throw administratorGrant(module, role);
    for (const verb of verbs) declaredGrants.get(role)?.add(`${module}.${verb}`);
  }
}

const administratorGrant = (module: string, role: string): DomainError =>
  failed(
    'access.administrator-grant',
    `模块“${module}”向管理员角色“${role}”授予了业务权限：三员不得持有业务权限，请删去。`,
    `Module "${module}" grants something to "${role}": administrators hold no business permission.`,
  );

/** Everything that a role may do; nothing for a role that no longer exists. */
export const permissionsOf = (role: string): ReadonlySet<string> => declaredGrants.get(role) ?? new Set();

export const permissionLabel = (permission: string): Label | undefined => declaredLabels.get(permission);

/** Every permission that the kernel and the modules declare, by name. */
export const declaredPermissions = (): ReadonlyMap<string, Label> => declaredLabels;

export const isRole = (text: string): text is Role => Object.hasOwn(ROLES, text);

export const roleLabel = (role: string): Label => {
  if (isRole(role)) return ROLES[role].label;
  return role === NO_ROLE ? { zh: '未授权', en: 'nothing granted' } : { zh: role, en: role };
};

/** Refuses what the actor may not do, naming the right that is missing. */
export function requirePermission(actor: Actor, permission: string): void {
  if (actor.permissions.has(permission)) return;
  const label = permissionLabel(permission) ?? { zh: permission, en: permission };
  throw forbidden(
    'access.permission',
    `账号“${actor.username}”没有“${label.zh}”的权限：请换有权限的账号办理，或向管理员申请。`,
    `Account "${actor.username}" may not ${label.en}: use an account that may, or ask the administrator.`,
    { permission },
  );
}
