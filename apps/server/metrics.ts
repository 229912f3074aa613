import { hash, timingSafeEqual } from 'node:crypto';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Gauge, Histogram, Registry } from 'prom-client';
import { forbidden } from '../../kernel/base/errors.ts';
import type { Database } from '../../kernel/db/database.ts';

interface MetricsOptions {
  readonly db: Database;
  /** Without one only this computer may read the metrics. */
  readonly token?: string | undefined;
}

const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
const LOOPBACK = /^(127\.|::1$|::ffff:127\.)/;
const NS_PER_SECOND = 1e9;

/** What `operating_counts()` counts, by its name there. */
const COUNTS: Readonly<Record<string, string>> = {
  events_waiting: 'Events whose deliveries have not been written yet',
  deliveries_pending: 'Deliveries of events to reactions that are still to be made',
  deliveries_failed: 'Deliveries that were given up and wait for an administrator',
  jobs_failed_day: 'Runs of regular jobs that failed within a day',
  audit_rows_unsealed: 'Audit rows that no sealed block covers yet',
};

/**
 * `GET /metrics` for Prometheus: durations by route pattern and status, connections, backlogs. Neither addresses nor
 * accounts are labels, so that no reading names anybody.
 */
export function serveMetrics(app: FastifyInstance, { db, token }: MetricsOptions): void {
  const register = new Registry();
  const duration = new Histogram({
    name: 'huimin_http_request_duration_seconds',
    help: 'Duration of calls by method, route pattern and status',
    labelNames: ['method', 'route', 'status'],
    buckets: SECONDS,
    registers: [register],
  });
  addProcessGauges(app, register, db);
  const counts = new Map(
    Object.entries(COUNTS).map(([name, help]) => [
      name,
      new Gauge({ name: `huimin_${name}`, help, registers: [register] }),
    ]),
  );
  app.addHook('onResponse', async ({ method, routeOptions }, reply) => {
    const labels = { method, route: routeOptions.url ?? 'unknown', status: reply.statusCode };
    duration.observe(labels, reply.elapsedTime / 1000);
  });
  app.get('/metrics', async (request, reply) => {
    requireReader(request, token);
    const result = await db.pool.query<{ name: string; counted: number }>('select * from operating_counts()');
    for (const { name, counted } of result.rows) counts.get(name)?.set(counted);
    return reply.type(register.contentType).send(await register.metrics());
  });
}

function addProcessGauges(app: FastifyInstance, register: Registry, { pool }: Database): void {
  const delay = monitorEventLoopDelay();
  delay.enable();
  app.addHook('onClose', async () => void delay.disable());
  const gauge = (name: string, help: string, read: () => number): void => {
    register.registerMetric(new Gauge({ name: `huimin_${name}`, help, registers: [], collect: set(read) }));
  };
  gauge('pool_connections', 'Database connections that are open', () => pool.totalCount);
  gauge('pool_idle', 'Database connections that are idle', () => pool.idleCount);
  gauge('pool_waiting', 'Calls that wait for a database connection', () => pool.waitingCount);
  gauge('resident_memory_bytes', 'Memory of the server process', () => process.memoryUsage.rss());
  gauge('uptime_seconds', 'How long the server process has run', () => process.uptime());
  gauge(
    'event_loop_delay_p99_seconds',
    'Delay of the event loop, 99th percentile since the last reading',
    () => {
      const p99 = delay.percentile(99) / NS_PER_SECOND;
      delay.reset();
      return p99;
    },
  );
}

const set = (read: () => number) =>
  function (this: Gauge): void {
    this.set(read());
  };

/** By the token where there is one; otherwise by a call from this computer that no proxy has passed on. */
function requireReader(request: FastifyRequest, token: string | undefined): void {
  const { authorization = '' } = request.headers;
  const isDirect =
    LOOPBACK.test(request.socket.remoteAddress ?? '') &&
    request.headers['x-forwarded-for'] === undefined &&
    request.headers.forwarded === undefined;
  const isAllowed = token === undefined ? isDirect : isSame(authorization, `Bearer ${token}`);
  if (isAllowed) return;
  throw forbidden(
    'server.metrics',
    '运行指标只能在本机读取，或凭 HUIMIN_METRICS_TOKEN 读取。',
    'Metrics are read on this computer only, or with HUIMIN_METRICS_TOKEN.',
  );
}

/** Digests have one length, so the comparison tells nothing of the token's. */
const isSame = (given: string, expected: string): boolean =>
  timingSafeEqual(hash('sha256', given, 'buffer'), hash('sha256', expected, 'buffer'));
