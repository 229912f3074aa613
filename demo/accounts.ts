import { deterministicIds } from '../kernel/base/ids.ts';
import { type Division, division } from '../kernel/base/division.ts';
import type { Role } from '../kernel/access/permission.ts';
import { DISTRICT } from './places.ts';

interface DemoAccount {
  readonly id: string;
  readonly username: string;
  readonly displayName: string;
  readonly role: Role;
  readonly division: Division;
}

const nextId = deterministicIds('huimin-demonstration-accounts');

const account = (
  username: string,
  displayName: string,
  role: Role,
  place: Division = DISTRICT,
): DemoAccount => ({
  id: nextId(),
  username,
  displayName,
  role,
  division: place,
});

export const operator = account('operator', '系统运行', 'operator');
export const clerk = account('clerk', '局经办（演示）', 'bureau_clerk');
export const chief = account('chief', '救助科长（演示）', 'section_chief');
export const finance = account('finance', '财务（演示）', 'finance_officer');

/** Accounts of the demonstration bureau, one for each role that the first business needs. */
export const demoAccounts: readonly DemoAccount[] = [
  operator,
  clerk,
  chief,
  finance,
  account('street001', '吴家山街道经办（演示）', 'street_clerk', division('420112001')),
  account('street015', '金银湖街道经办（演示）', 'street_clerk', division('420112015')),
  account('supervisor', '纪检监督（演示）', 'supervisor'),
  account('visitor', '演示访客', 'visitor'),
  account('sysadmin', '系统管理员（演示）', 'sys_admin'),
  account('secadmin', '安全管理员（演示）', 'sec_admin'),
  account('auditadmin', '审计管理员（演示）', 'audit_admin'),
];
