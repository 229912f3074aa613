import type { Keyring } from '../../kernel/access/cipher.ts';
import type { Clock } from '../../kernel/base/clock.ts';
import type { Database, Tx } from '../../kernel/db/database.ts';
import type { Figures } from '../../kernel/indicator/report/figure-text.ts';
import type { ReportTemplate } from '../../kernel/indicator/report/template.ts';
import { routesFor } from '../../kernel/module/bind-routes.ts';
import type { Reading } from '../../kernel/module/reading.ts';
import type { Registry } from '../../kernel/module/registry.ts';
import { loadPlaceNames, type PlaceNames } from '../../kernel/party/place-names.ts';
import { Sessions } from './session.ts';

/** A report with the figures it names. */
export interface BuiltReport {
  readonly template: ReportTemplate;
  readonly figures: Figures;
  readonly title: string;
  readonly asOf: string;
  readonly knownAt: string;
}

/** Which reports there are and how one is made: what kernel/indicator/build-report.ts exports. */
export interface ReportSource {
  listReportYears(): readonly { readonly year: number; readonly title: string }[];
  buildReport(tx: Tx, registry: Registry, year: number): Promise<BuiltReport>;
}

/** What every handler of this server gets, next to transaction and input. */
export interface ServerServices {
  readonly registry: Registry;
  readonly reports: ReportSource;
  readonly sessions: Sessions;
  readonly clock: Clock;
  readonly reading: () => Promise<Reading>;
}

export interface ServiceOptions {
  readonly db: Database;
  readonly registry: Registry;
  readonly keyring: Keyring;
  readonly reports: ReportSource;
  readonly clock: Clock;
}

export const { route, publicRoute } = routesFor<ServerServices>();

/** The services of one server. Place names are read once, on first need. */
export function createServices({ db, registry, keyring, reports, clock }: ServiceOptions): ServerServices {
  let places: PlaceNames | undefined;
  return {
    registry,
    reports,
    clock,
    sessions: new Sessions({ db, keyring, clock }),
    reading: async () => {
      // Before the district has been set up there are none; that must not be remembered.
      if (places === undefined || places.size === 0) places = await loadPlaceNames(db.pool);
      return { registry, keyring, clock, places };
    },
  };
}
