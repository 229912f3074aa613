import type { Pool } from 'pg';
import type { Keyring } from '../../kernel/access/cipher.ts';
import type { Clock } from '../../kernel/base/clock.ts';
import type { Database, Tx } from '../../kernel/db/database.ts';
import type { BuiltReport } from '../../kernel/indicator/build-report.ts';
import { ownRouteFor, routesFor } from '../../kernel/module/bind-routes.ts';
import type { Reading } from '../../kernel/module/reading.ts';
import type { Registry } from '../../kernel/module/registry.ts';
import { loadPlaceNames, type PlaceNames } from '../../kernel/party/place-names.ts';
import { Sessions } from './session.ts';
import { SignIn } from './sign-in.ts';

/** Which reports there are and how one is made: what kernel/indicator/build-report.ts exports. */
export interface ReportSource {
  listReportYears(): readonly { readonly year: number; readonly title: string }[];
  /** Throws notFound when there is no report for that year. */
  buildReport(tx: Tx, registry: Registry, year: number): Promise<BuiltReport>;
}

/** What every handler of this server gets, next to transaction and input. */
export interface ServerServices {
  readonly registry: Registry;
  readonly reports: ReportSource;
  readonly sessions: Sessions;
  readonly signIn: SignIn;
  readonly clock: Clock;
  readonly reading: () => Promise<Reading>;
  /** For what is read without an account: public notices. */
  readonly pool: Pool;
}

export interface ServiceOptions {
  readonly db: Database;
  readonly registry: Registry;
  readonly keyring: Keyring;
  readonly reports: ReportSource;
  readonly clock: Clock;
}

export const { route, readRoute, publicRoute, useCaseRoute } = routesFor<ServerServices>();
export const ownRoute = ownRouteFor<ServerServices>();

/** The services of one server. Place names are read once, on first need. */
export function createServices({ db, registry, keyring, reports, clock }: ServiceOptions): ServerServices {
  let places: PlaceNames | undefined;
  const sessions = new Sessions({ db, keyring, clock });
  return {
    registry,
    reports,
    clock,
    pool: db.pool,
    sessions,
    signIn: new SignIn({ db, keyring, clock, sessions, env: process.env }),
    reading: async () => {
      // Before the district has been set up there are none; that must not be remembered.
      if (places === undefined || places.size === 0) places = await loadPlaceNames(db.pool);
      return { registry, keyring, clock, places };
    },
  };
}
