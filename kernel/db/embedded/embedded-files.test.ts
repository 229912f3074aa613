import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { getBinaries, restoreLibraryLinks } from './binaries.ts';
import { takeKeeperLock } from './keeper-lock.ts';
import { findRunningServer } from './old-server.ts';
import { boundLog, findServerFile, logSize, logTail, serverPaths, writeServerFile } from './server-files.ts';

let base: string;

beforeEach(() => {
  base = fs.mkdtempSync(path.join(os.tmpdir(), 'huimin-embedded-files-'));
});

afterEach(() => fs.rmSync(base, { recursive: true, force: true }));

describe('library links', () => {
  const lib = (name: string): string => path.join(base, 'native', 'lib', name);

  beforeEach(() => {
    fs.mkdirSync(path.join(base, 'native', 'lib'), { recursive: true });
    fs.writeFileSync(lib('libpq.so.5.18'), 'library');
    const links = [
      { source: 'native/lib/libpq.so.5.18', target: 'native/lib/libpq.so.5' },
      { source: 'native/lib/libpq.so.5.18', target: 'native/lib/libpq.so' },
    ];
    fs.writeFileSync(path.join(base, 'native', 'pg-symlinks.json'), JSON.stringify(links));
  });

  test('missing and dangling links are made, relative, as the install script would', () => {
    fs.symlinkSync('gone.so', lib('libpq.so'));
    restoreLibraryLinks(base);
    expect(fs.readlinkSync(lib('libpq.so.5'))).toBe('libpq.so.5.18');
    expect(fs.readFileSync(lib('libpq.so'), 'utf8')).toBe('library');
    expect(fs.readdirSync(path.join(base, 'native', 'lib')).toSorted()).toEqual([
      'libpq.so',
      'libpq.so.5',
      'libpq.so.5.18',
    ]);
  });

  test('complete links are left alone', () => {
    restoreLibraryLinks(base);
    const before = fs.lstatSync(lib('libpq.so')).ino;
    restoreLibraryLinks(base);
    expect(fs.lstatSync(lib('libpq.so')).ino).toBe(before);
  });

  test('a platform without a bundle is told of DATABASE_URL', () => {
    expect(() => getBinaries('sunos-sparc')).toThrow(
      expect.objectContaining({ code: 'db.embedded-missing', zh: expect.stringContaining('DATABASE_URL') }),
    );
  });
});

describe('files of the server', () => {
  test('server.json round-trips, is private, and damage reads as absent', () => {
    const paths = serverPaths(base);
    const file = { superuser: 'o', password: 'p', port: 1, keeper: { pid: 2, port: 3, token: 't' } };
    writeServerFile(paths, file);
    expect(findServerFile(paths)).toEqual(file);
    expect(fs.statSync(paths.serverFile).mode & 0o777).toBe(0o600);
    fs.writeFileSync(paths.serverFile, '{"superuser":');
    expect(findServerFile(paths)).toBeUndefined();
  });

  test('a log above 10 MB is emptied, a smaller one kept', () => {
    const paths = serverPaths(base);
    fs.writeFileSync(paths.log, 'one\ntwo\nthree\n');
    boundLog(paths);
    expect(logTail(paths, 2)).toBe('two\nthree');
    expect(logTail(paths, 5, logSize(paths))).toBe('');
    fs.truncateSync(paths.log, 11 * 1024 * 1024);
    boundLog(paths);
    expect(logSize(paths)).toBe(0);
  });

  test('a postmaster.pid whose number now belongs to another program does not block the start', () => {
    const paths = serverPaths(base);
    fs.mkdirSync(paths.data);
    const file = path.join(paths.data, 'postmaster.pid');
    // The parent runs, and is no PostgreSQL on this folder.
    fs.writeFileSync(file, `${process.ppid}\n${paths.data}\nrest\n`);
    expect(findRunningServer(paths)).toBeUndefined();
    expect(fs.readFileSync(file, 'utf8')).toBe(`${process.pid}\n${paths.data}\nrest\n`);
  });

  test('the keeper lock is exclusive', () => {
    const { lock } = serverPaths(base);
    expect(takeKeeperLock(lock)).toBe(true);
    expect(takeKeeperLock(lock)).toBe(false);
  });
});
