import { buildDemonstration } from '../../../demo/build.ts';
import { findDistrict } from '../../../kernel/party/district.ts';
import * as reports from '../../../kernel/indicator/build-report.ts';
import { requireFreePort, startServer } from '../../server/start-server.ts';
import { buildWeb, WEB_DIST } from '../build-web.ts';
import { sealRegularly } from '../../server/seal-regularly.ts';
import { type CommonOptions, DEFAULT_ACCOUNT, homeFolder, openInstallation } from '../context.ts';
import { print } from '../output.ts';
import { createProgress } from '../progress.ts';

/** `huimin demo`: builds the demonstration district and pays its year; does nothing when it is there. */
export async function demoCommand(options: CommonOptions): Promise<void> {
  const opened = await openInstallation();
  try {
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

/** `huimin start`: builds what is missing (the demonstration, the web pages) and serves them. */
export async function startCommand(
  options: CommonOptions & { readonly port?: string; readonly host?: string },
): Promise<void> {
  await requireFreePort(options);
  const web = buildWeb();
  // Told when it is awaited below; until then a failure of it must not end the process unheard.
  web.catch(() => undefined);
  const opened = await openInstallation();
  const district = await findDistrict(opened.db.pool);
  if (district === undefined || (district.demonstration && !district.ready)) {
    const programmes = [...opened.registry.programmes.values()];
    await buildDemonstration(opened.db, opened.keyring, programmes, createProgress());
  }
  await web;
  const server = await startServer({
    db: opened.db,
    registry: opened.registry,
    keyring: opened.keyring,
    staticDir: WEB_DIST,
    reports,
    port: options.port,
    host: options.host,
  });
  print({ url: server.url }, options.json, () => [`惠民已启动：${server.url}（按 Ctrl+C 停止）`]);
  const stop = sealRegularly(opened.db, homeFolder(), DEFAULT_ACCOUNT, (problem) =>
    process.stderr.write(`审计封存失败，将重试：${problem}\n`),
  );
  await server.closed;
  stop();
}
