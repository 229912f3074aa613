import { buildDemonstration } from '../../../demo/build.ts';
import { systemClock } from '../../../kernel/base/clock.ts';
import { findDistrict } from '../../../kernel/party/district.ts';
import * as reports from '../../../kernel/indicator/build-report.ts';
import { checkRecordTables } from '../../../kernel/register/check-tables.ts';
import { requireFreePort, type RunningServer, startServer } from '../../server/start-server.ts';
import { buildWeb, WEB_DIST } from '../build-web.ts';
import { runJobs } from '../../server/run-jobs.ts';
import { type CommonOptions, homeFolder, openInstallation, type Opened } from '../context.ts';
import { print } from '../output.ts';
import { createProgress } from '../progress.ts';

/** `huimin demo`: builds the demonstration district and pays its year; does nothing when it is there. */
export async function demoCommand(options: CommonOptions): Promise<void> {
  const opened = await openInstallation();
  try {
    await checkTables(opened);
    const programmes = [...opened.registry.programmes.values()];
    const { built } = await buildDemonstration(opened.db, opened.keyring, programmes, createProgress());
    const district = await findDistrict(opened.db.pool);
    print(
      { built, district: district?.name, dataFrom: district?.dataFrom, dataTo: district?.dataTo },
      options.json,
      () => [
        built ? `演示区已建立：${district?.name ?? ''}` : `演示区已存在，未作改动：${district?.name ?? ''}`,
      ],
    );
  } finally {
    await opened.close();
  }
}

const checkTables = ({ db, registry }: Opened): Promise<void> =>
  db.asOwner((owner) => checkRecordTables(owner, registry.records.values()));

/** `huimin start`: builds what is missing (the demonstration, the web pages) and serves them. */
export async function startCommand(
  options: CommonOptions & { readonly port?: string; readonly host?: string },
): Promise<void> {
  await requireFreePort(options);
  const web = buildWeb();
  // Told when it is awaited below; until then a failure of it must not end the process unheard.
  web.catch(() => undefined);
  const opened = await openInstallation();
  let server: RunningServer;
  try {
    await buildMissing(opened);
    await web;
    server = await serve(opened, options);
  } catch (error) {
    // Idle connections would keep the process for a while.
    await opened.close();
    throw error;
  }
  print({ url: server.url }, options.json, () => [`惠民已启动：${server.url}（按 Ctrl+C 停止）`]);
  await server.closed;
}

async function buildMissing(opened: Opened): Promise<void> {
  // Before the minutes that the demonstration takes; the server checks the rest.
  await checkTables(opened);
  const district = await findDistrict(opened.db.pool);
  if (district !== undefined && (!district.demonstration || district.ready)) return;
  const programmes = [...opened.registry.programmes.values()];
  await buildDemonstration(opened.db, opened.keyring, programmes, createProgress());
}

const serve = (
  opened: Opened,
  { port, host }: { readonly port?: string; readonly host?: string },
): Promise<RunningServer> =>
  startServer({
    db: opened.db,
    registry: opened.registry,
    keyring: opened.keyring,
    staticDir: WEB_DIST,
    reports,
    port,
    host,
    beside: () =>
      runJobs({ ...opened, clock: systemClock, home: homeFolder() }, (problem) =>
        process.stderr.write(`后台任务出错，将重试：${problem}\n`),
      ),
  });
