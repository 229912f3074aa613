import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Client } from 'pg';
import { sha256Hex } from '../base/digest.ts';
import { failed } from '../base/errors.ts';

const MIGRATIONS = join(import.meta.dirname, '../../migrations');
/** Any constant will do: it keeps two processes from migrating one cluster at the same moment. */
const MIGRATION_LOCK = 4201120001;

export interface Migration {
  readonly name: string;
  readonly text: string;
  readonly digest: string;
}

/** The ordered SQL files of `migrations/`, each with the digest that the database remembers. */
export function readMigrations(directory: string = MIGRATIONS): Migration[] {
  return readdirSync(directory)
    .filter((name) => /^\d{4}_[a-z0-9_]+\.sql$/.test(name))
    .toSorted()
    .map((name) => {
      const text = readFileSync(join(directory, name), 'utf8');
      return { name, text, digest: sha256Hex(text) };
    });
}

/**
 * Brings the district's schema up to date, each file in its own transaction. Runs as the owner of the tables.
 * Refuses when a file that was applied has changed since, and when the database is newer than the program.
 */
export async function migrate(owner: Client, schema: string): Promise<string[]> {
  await owner.query('select pg_advisory_lock($1)', [MIGRATION_LOCK]);
  try {
    await owner.query('create extension if not exists btree_gist with schema public');
    await owner.query('create extension if not exists pg_trgm with schema public');
    await owner.query(`create schema if not exists "${schema}"`);
    await owner.query(`set search_path to "${schema}", public`);
    await owner.query(
      'create table if not exists migration (name text primary key, digest text not null, applied_at timestamptz not null default now())',
    );
    const applied = await owner.query<{ name: string; digest: string }>('select name, digest from migration');
    const known = new Map(applied.rows.map((row) => [row.name, row.digest]));
    const pending = pendingMigrations(readMigrations(), known);
    for (const migration of pending) await apply(owner, migration);
    return pending.map((migration) => migration.name);
  } finally {
    await owner.query('select pg_advisory_unlock($1)', [MIGRATION_LOCK]);
  }
}

function pendingMigrations(all: Migration[], known: ReadonlyMap<string, string>): Migration[] {
  const names = new Set(all.map((migration) => migration.name));
  const foreign = [...known.keys()].find((name) => !names.has(name));
  if (foreign !== undefined) {
    throw failed(
      'db.newer-than-program',
      `数据库已执行迁移 ${foreign}，而本程序不含该文件：请使用更新版本的程序启动。`,
      `The database has migration ${foreign}, which this program does not contain: start a newer version.`,
    );
  }
  const changed = all.find((m) => known.has(m.name) && known.get(m.name) !== m.digest);
  if (changed !== undefined) {
    throw failed(
      'db.migration-changed',
      `迁移文件 ${changed.name} 在执行之后被改动：请恢复原文件，改动应写入新的迁移文件。`,
      `Migration ${changed.name} was changed after it had been applied: restore it and write a new file instead.`,
    );
  }
  return all.filter((migration) => !known.has(migration.name));
}

async function apply(owner: Client, migration: Migration): Promise<void> {
  await owner.query('begin');
  try {
    await owner.query(migration.text);
    await owner.query('insert into migration (name, digest) values ($1, $2)', [
      migration.name,
      migration.digest,
    ]);
    await owner.query('commit');
  } catch (error) {
    await owner.query('rollback');
    throw failed(
      'db.migration-failed',
      `迁移 ${migration.name} 执行失败，数据库保持原状。`,
      `Migration ${migration.name} failed; the database is as it was.`,
      { cause: error instanceof Error ? error.message : String(error) },
    );
  }
}
