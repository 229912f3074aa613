import { declaredPermissions, permissionsOf, ROLES } from '../../kernel/access/permission.ts';
import { registry } from '../../modules/index.ts';

/** Roles × permissions as a table: those of the kernel and those that the modules grant. */
export function permissionsMarkdown(): string {
  const roles = Object.entries(ROLES);
  const header = ['permission', '权限', ...roles.map(([id, role]) => `${role.label.zh}<br>${id}`)];
  const rows = [...declaredPermissions()].map(([permission, label]) => [
    `\`${permission}\``,
    label.zh,
    ...roles.map(([id]) => (permissionsOf(id).has(permission) ? '●' : '')),
  ]);
  const align = ['---', '---', ...roles.map(() => ':-:')];
  const table = [header, align, ...rows].map((cells) => `| ${cells.join(' | ')} |`);
  return [
    '# Roles and permissions',
    '',
    'What each role may do. Where it may do it is the division of the account, enforced by row-level security.',
    `Permissions of modules (${registry.modules.size}) stand below those of the kernel.`,
    '',
    ...table,
    '',
  ].join('\n');
}
