import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Client } from 'pg';
import { openDatabase } from '../../kernel/db/database.ts';
import { findServerFile, serverPaths } from '../../kernel/db/embedded/server-files.ts';

interface Section {
  readonly title: string;
  /** Gives one column `line`, in a fixed order; `$1` is the schema. */
  readonly query: string;
}

const SCHEMA = 'huimin';
const TABLES = `from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = $1 and c.relkind in ('r', 'p')`;
const OF_TABLES = `c.relnamespace = $1::regnamespace and c.relkind in ('r', 'p')`;

// Not-null constraints are named objects since PostgreSQL 18; they show with the columns.
const TABLE_LINES = `
  select c.relname as name, obj_description(c.oid, 'pg_class') as comment,
    c.relrowsecurity as secured, c.relforcerowsecurity as forced,
    (select array_agg(format('  %s %s%s%s', a.attname, format_type(a.atttypid, a.atttypmod),
        case when a.attnotnull then ' not null' else '' end,
        case when a.attidentity <> '' then ' generated as identity'
             when d.adbin is not null then ' default ' || pg_get_expr(d.adbin, d.adrelid) else '' end) order by a.attnum)
       from pg_attribute a left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
      where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped) as columns,
    (select array_agg(format('  constraint %s %s', k.conname, pg_get_constraintdef(k.oid)) order by k.contype, k.conname)
       from pg_constraint k where k.conrelid = c.oid and k.contype not in ('n', 't')) as constraints
  ${TABLES} order by c.relname`;

const SECTIONS: readonly Section[] = [
  {
    title: 'Views',
    query: `select format(E'create view %s%s as\\n%s', c.relname,
          coalesce(' with (' || array_to_string(c.reloptions, ', ') || ')', ''), pg_get_viewdef(c.oid)) as line
      from pg_class c where c.relnamespace = $1::regnamespace and c.relkind = 'v' order by c.relname`,
  },
  {
    title: 'Indexes (those of constraints are above)',
    query: `select pg_get_indexdef(i.indexrelid) || ';' as line from pg_index i join pg_class c on c.oid = i.indrelid
      where ${OF_TABLES} and not exists (select 1 from pg_constraint k where k.conindid = i.indexrelid)
      order by c.relname, line`,
  },
  {
    title: 'Triggers',
    query: `select pg_get_triggerdef(t.oid) || ';' as line from pg_trigger t join pg_class c on c.oid = t.tgrelid
      where ${OF_TABLES} and not t.tgisinternal order by c.relname, t.tgname`,
  },
  {
    title: 'Row-level security',
    query: `select format('create policy %s on %s for %s to %s%s%s;', policyname, tablename, lower(cmd),
          array_to_string(roles, ', '), coalesce(' using ' || qual, ''), coalesce(' with check ' || with_check, '')) as line
      from pg_policies where schemaname = $1 order by tablename, policyname`,
  },
  {
    title: 'Functions (their text is in migrations/)',
    query: `select format('function %s(%s) returns %s language %s%s%s; -- md5 %s', p.proname,
          pg_get_function_arguments(p.oid), pg_get_function_result(p.oid), l.lanname,
          case when p.prosecdef then ' security definer' else '' end,
          coalesce(' set ' || array_to_string(p.proconfig, ', '), ''), md5(pg_get_functiondef(p.oid))) as line
      from pg_proc p join pg_language l on l.oid = p.prolang
      where p.pronamespace = $1::regnamespace order by p.proname, line`,
  },
  {
    title: 'What the application may do: tables',
    query: `select format('grant %s on %s to %s;', string_agg(lower(privilege_type), ', ' order by privilege_type),
          table_name, grantee) as line from information_schema.role_table_grants
      where table_schema = $1 and grantee = 'huimin_app' group by table_name, grantee order by table_name`,
  },
  {
    title: 'What the application may do: columns',
    query: `select format('grant update (%s) on %s to huimin_app;', string_agg(a.attname, ', ' order by a.attname), c.relname)
          as line from pg_attribute a join pg_class c on c.oid = a.attrelid, aclexplode(a.attacl) g
      where ${OF_TABLES} and g.grantee = 'huimin_app'::regrole and g.privilege_type = 'UPDATE'
      group by c.relname order by c.relname`,
  },
];

interface TableRow {
  readonly name: string;
  readonly comment: string | null;
  readonly secured: boolean;
  readonly forced: boolean;
  readonly columns: readonly string[];
  readonly constraints: readonly string[] | null;
}

function tableText(table: TableRow): string {
  const body = [...table.columns, ...(table.constraints ?? [])].join(',\n');
  const lines = [`create table ${table.name} (\n${body}\n);`];
  if (table.comment !== null)
    lines.push(`comment on table ${table.name} is '${table.comment.replaceAll("'", "''")}';`);
  if (table.secured) lines.push(`alter table ${table.name} enable row level security;`);
  if (table.forced) lines.push(`alter table ${table.name} force row level security;`);
  return lines.join('\n');
}

async function catalogue(client: Client): Promise<string> {
  const tables = await client.query<TableRow>(TABLE_LINES, [SCHEMA]);
  const parts = tables.rows.map(tableText);
  for (const { title, query } of SECTIONS) {
    const { rows } = await client.query<{ line: string }>(query, [SCHEMA]);
    parts.push(`-- ${title}\n${rows.map((row) => row.line).join('\n')}`);
  }
  return `-- The database as all migrations leave it. For reading: the migrations make it.\n\n${parts.join('\n\n')}\n`;
}

/** The schema as PostgreSQL's catalogue tells it, of a throw-away database with all migrations applied. */
export async function schemaSql(): Promise<string> {
  const home = mkdtempSync(join(tmpdir(), 'huimin-schema-'));
  try {
    const database = await openDatabase({ home, schema: SCHEMA, applicationName: 'huimin-generate' });
    const text = await database.asOwner(catalogue);
    await database.close();
    return text;
  } finally {
    await removeHome(home);
  }
}

const STOP_TIMEOUT_MS = 15_000;
const POLL_MS = 50;

/** Without its server.json the keeper stops the server; only then is nothing written into the folder any more. */
export async function removeHome(home: string): Promise<void> {
  const paths = serverPaths(join(home, 'postgres'));
  const keeper = findServerFile(paths)?.keeper;
  rmSync(paths.serverFile, { force: true });
  const deadline = Date.now() + STOP_TIMEOUT_MS;
  const isStopping = (): boolean => keeper !== undefined && isRunning(keeper.pid) && Date.now() < deadline;
  while (isStopping()) await sleep(POLL_MS);
  rmSync(home, { recursive: true, force: true });
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
