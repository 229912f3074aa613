#!/usr/bin/env node
// Starts the command line under Node 24 or later. Plain JavaScript, because an older Node must be able to run it.
import { spawn } from 'node:child_process';
import { existsSync, realpathSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const NODE_MAJOR_MIN = 24;
// Node takes up to 192 MB for young objects on a large machine; a tenth serves as many requests. See docs/performance.md.
const NODE_FLAGS = ['--max-semi-space-size=16'];
const self = realpathSync(fileURLToPath(import.meta.url));
const main = join(dirname(self), '..', 'apps', 'cli', 'main.ts');
const args = process.argv.slice(2);

const isNewEnough = () => Number.parseInt(process.versions.node, 10) >= NODE_MAJOR_MIN;

/** The Node that npm installed beside us on Linux, or undefined. */
function findInstalledNode() {
  try {
    const packageFile = createRequire(self).resolve(`node-linux-${process.arch}/package.json`);
    const program = join(dirname(packageFile), 'bin', 'node');
    return process.platform === 'linux' && existsSync(program) ? program : undefined;
  } catch {
    return undefined;
  }
}

function refuse() {
  console.error(
    `惠民需要 Node.js ${NODE_MAJOR_MIN} 或更高版本，当前为 ${process.versions.node}。` +
      'Linux（x64、arm64）请重新执行 npm ci（不要加 --omit=optional）；其他系统请先安装 Node.js 24。\n' +
      `Huimin needs Node.js ${NODE_MAJOR_MIN} or later; this is ${process.versions.node}. ` +
      'On Linux (x64, arm64) run npm ci again (without --omit=optional); elsewhere install Node.js 24 first.',
  );
  process.exit(1);
}

function runUnder(program) {
  const child = spawn(program, [...NODE_FLAGS, main, ...args], { stdio: 'inherit' });
  // A terminal gives Ctrl-C to the child as well; a second one would read as impatience.
  const forwarded = process.stdin.isTTY ? ['SIGTERM'] : ['SIGTERM', 'SIGINT'];
  for (const name of ['SIGINT', 'SIGTERM']) {
    process.on(name, () => {
      if (forwarded.includes(name)) child.kill(name);
    });
  }
  child.once('error', (error) => {
    console.error(`无法启动 ${program}：${error.message}\nCannot start ${program}: ${error.message}`);
    process.exit(1);
  });
  child.once('exit', (code, signal) => {
    if (signal === null) process.exit(code ?? 1);
    process.removeAllListeners(signal);
    process.kill(process.pid, signal);
  });
}

const installed = isNewEnough() ? undefined : findInstalledNode();
if (!isNewEnough() && installed === undefined) refuse();
if (args[0] !== '--self-check') {
  if (installed === undefined) {
    process.argv[1] = main;
    await import(pathToFileURL(main).href);
  } else {
    runUnder(installed);
  }
}
