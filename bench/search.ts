import { blindIndex, type Keyring } from '../kernel/access/cipher.ts';
import type { Actor } from '../kernel/db/actor.ts';
import type { Database } from '../kernel/db/database.ts';
import type { Pace } from './pace.ts';
import { KERNEL_SEARCH_KINDS } from '../kernel/search/search-kind.ts';
import { searchRecords } from '../kernel/search/search-records.ts';

const WARM_UP = 20;

interface Sample {
  readonly id: string;
  readonly part: string;
  readonly surname: string;
  readonly initials: string;
  readonly homophone: string;
}

interface SearchFigures {
  readonly what: string;
  readonly district: { readonly p50Ms: number; readonly p95Ms: number };
  readonly street: { readonly p50Ms: number; readonly p95Ms: number };
  /** Street clerk to district, of the medians and of the 95th percentiles. */
  readonly ratioP50: number;
  readonly ratioP95: number;
}

const round = (value: number): number => Number(value.toPrecision(3));
const at = (sorted: readonly number[], share: number): number =>
  round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0);

/**
 * The search box over the people that are there: every way of searching, by an account of the district and by one of
 * a street in turn, for people of that street. The identity numbers of the sample become real blind indexes first.
 */
export async function benchSearch(
  db: Database,
  keyring: Keyring,
  { searches: count }: Pace,
  { district, street }: { readonly district: Actor; readonly street: Actor },
): Promise<SearchFigures[]> {
  const samples = await samplesOf(db, street, count);
  const numbers = samples.map((_, i) => `42011219700101${String(i).padStart(4, '0')}`);
  await db.asOwner(async (owner) => {
    for (const [i, { id }] of samples.entries()) {
      const index = blindIndex(keyring, 'id-number', numbers[i] ?? '');
      await owner.query('update person set id_no_index = $2 where id = $1', [id, index]);
    }
    await owner.query('vacuum analyze search_entry');
  });
  const searches: Readonly<Record<string, readonly string[]>> = {
    'part of two characters': samples.map(({ part }) => part),
    initials: samples.map(({ initials }) => initials),
    homophone: samples.map(({ homophone }) => homophone),
    'identity number': numbers,
    'one character': samples.map(({ part }) => part.slice(0, 1)),
    surname: samples.map(({ surname }) => surname),
    'not on file': samples.map(({ surname }) => `${surname}龘靐`),
    'misspelt pinyin': samples.map(
      (_, i) => ['zhangxiaomnig', 'wangdehua', 'liujaingguo', 'chenxuie'][i % 4] ?? '',
    ),
  };
  const figures: SearchFigures[] = [];
  for (const [what, queries] of Object.entries(searches)) {
    figures.push({ what, ...(await measure(db, keyring, { district, street }, queries)) });
  }
  return figures;
}

/** People of the street with names of three characters, spread over all of them. */
async function samplesOf(db: Database, street: Actor, count: number): Promise<Sample[]> {
  return db.transaction(street, async (tx) => {
    const result = await tx.client.query<Sample>(
      `select e.object_id as id, substr(e.plain, 2) as part, left(e.plain, 1) as surname,
              (select substr(t, 2) from unnest(e.terms) t where t like '-___' limit 1) as initials,
              left(e.plain, 1) || (select h.han from han_pinyin h, han_pinyin p
                where p.han = substr(e.plain, 2, 1) and h.syllable = p.syllable order by h.han <> p.han desc limit 1)
                || substr(e.plain, 3) as homophone
         from search_entry e where e.object_kind = 'person' and char_length(e.plain) = 3
        order by md5(e.object_id::text) limit $1`,
      [count],
    );
    return result.rows;
  });
}

async function measure(
  db: Database,
  keyring: Keyring,
  actors: { readonly district: Actor; readonly street: Actor },
  queries: readonly string[],
): Promise<Omit<SearchFigures, 'what'>> {
  const times = { district: new Array<number>(), street: new Array<number>() };
  for (const [i, q] of queries.entries()) {
    // In turn, each first as often as the other, so that neither finds the other's pages warm.
    for (const who of i % 2 === 0 ? (['district', 'street'] as const) : (['street', 'district'] as const)) {
      const start = process.hrtime.bigint();
      await db.transaction(actors[who], (tx) =>
        searchRecords(tx, { keyring, places: new Map() }, KERNEL_SEARCH_KINDS, { q, limit: 20 }),
      );
      if (i >= WARM_UP) times[who].push(Number(process.hrtime.bigint() - start) / 1e6);
    }
  }
  const sorted = {
    district: times.district.toSorted((a, b) => a - b),
    street: times.street.toSorted((a, b) => a - b),
  };
  const figure = (list: readonly number[]) => ({ p50Ms: at(list, 0.5), p95Ms: at(list, 0.95) });
  const [district, street] = [figure(sorted.district), figure(sorted.street)];
  return {
    district,
    street,
    ratioP50: round(street.p50Ms / district.p50Ms),
    ratioP95: round(street.p95Ms / district.p95Ms),
  };
}
