import { PERMISSIONS, ROLES } from '../../kernel/access/permission.ts';

/** Roles × permissions as a table. */
export function permissionsMarkdown(): string {
  const roles = Object.entries(ROLES);
  const header = ['permission', '权限', ...roles.map(([id, role]) => `${role.label.zh}<br>${id}`)];
  const rows = Object.entries(PERMISSIONS).map(([permission, label]) => [
    `\`${permission}\``,
    label.zh,
    ...roles.map(([, role]) => (new Set<string>(role.permissions).has(permission) ? '●' : '')),
  ]);
  const align = ['---', '---', ...roles.map(() => ':-:')];
  const table = [header, align, ...rows].map((cells) => `| ${cells.join(' | ')} |`);
  return [
    '# Roles and permissions',
    '',
    'What each role may do. Where it may do it is the division of the account, enforced by row-level security.',
    '',
    ...table,
    '',
  ].join('\n');
}
