import { sql } from 'drizzle-orm';
import { blindIndex, type Keyring } from '../access/cipher.ts';
import { maskName } from '../access/mask.ts';
import { audit } from '../audit/audit.ts';
import type { Tx } from '../db/database.ts';
import { rowsOf } from '../db/rows.ts';
import type { OutputOf } from '../module/define-contract.ts';
import type { Reading } from '../module/reading.ts';
import { placeName } from '../party/place-names.ts';
import { MATCHES, QUERY_CHARS_MAX, type search } from './contract.ts';
import { readableKinds, type SearchKind } from './search-kind.ts';

export interface SearchQuery {
  readonly q: string;
  readonly kinds?: string | undefined;
  readonly limit: number;
}

type SearchAnswer = OutputOf<typeof search>;

/** More than are shown, so that the best of each tier are among them; few enough for the commonest name. */
const CANDIDATES = 60;
/** Kinds of lookup that tell whether a certain person is on file; they are audited. */
const ID_NUMBER = /^(\d{15}|\d{17}[\dX])$/;
const PHONE = /^\d{7,12}$/;

interface EntryRow extends Record<string, unknown> {
  readonly kind: string;
  readonly id: string;
  readonly title: string;
  readonly code: string | null;
  readonly divisionNo: number;
  readonly tier: number;
}

/** A telephone number as its blind index is made of: without +86, spaces and hyphens. */
export const plainPhone = (phone: string): string =>
  phone
    .normalize('NFKC')
    .replaceAll(/[\s()-]/g, '')
    .replace(/^(\+|00)86/, '');

/** Blind indexes, as entries hold them, of what may be a whole identity number or telephone number. */
function personalKeys(ring: Keyring, text: string): string[] {
  const number = text.normalize('NFKC').replaceAll(/[\s-]/g, '').toUpperCase();
  const phone = plainPhone(text);
  return [
    ...(ID_NUMBER.test(number) ? [blindIndex(ring, 'id-number', number)] : []),
    ...(PHONE.test(phone) ? [blindIndex(ring, 'phone', phone)] : []),
  ].map((index) => `$${index.toString('hex')}`);
}

/**
 * What the one search box finds in the actor's jurisdiction, grouped by kind, the best first, people masked. Whether
 * somebody's identity or telephone number is on file is a reading of personal data: such a search is audited.
 */
export async function searchRecords(
  tx: Tx,
  { keyring, places }: Pick<Reading, 'keyring' | 'places'>,
  kinds: readonly SearchKind[],
  { q, kinds: wanted, limit }: SearchQuery,
): Promise<SearchAnswer> {
  const readable = readableKinds(kinds, tx.actor, wanted?.split(','));
  // The database holds no NUL, and half a character is no text.
  const said = q.replaceAll('\0', '').toWellFormed().slice(0, QUERY_CHARS_MAX).trim();
  if (said === '' || readable.length === 0) return { groups: [], more: false };
  const keys = personalKeys(keyring, said);
  const rows = await findEntries(
    tx,
    readable.map(({ kind }) => kind),
    { said, keys, limit: limit + 1 },
  );
  if (keys.length > 0) {
    await audit(tx, { action: 'search.number', purpose: '按号码查找', details: { found: rows.length } });
  }
  const shown = rows.slice(0, limit);
  const groups = readable.flatMap(({ kind, label, personal }) => {
    const found = shown
      .filter((row) => row.kind === kind)
      .map(({ id, title, code, divisionNo, tier }) => ({
        id,
        title: personal ? maskName(title) : title,
        code,
        divisionNo,
        divisionName: placeName(places, divisionNo),
        match: MATCHES[tier - 1] ?? 'similar',
      }));
    return found.length === 0 ? [] : [{ kind, label, found }];
  });
  return { groups, more: rows.length > limit };
}

const findEntries = (
  tx: Tx,
  kinds: readonly string[],
  { said, keys, limit }: { readonly said: string; readonly keys: readonly string[]; readonly limit: number },
): Promise<EntryRow[]> =>
  rowsOf<{ [K in keyof EntryRow]: EntryRow[K] }>(
    tx,
    sql`select e.object_kind as kind, e.object_id as id, e.title, e.code, e.division_no as "divisionNo", c.tier
          from (select object_kind, object_id, min(tier) as tier
                  from search_candidates(${sql.param([...kinds])}::text[], ${said}, ${sql.param([...keys])}::text[], ${CANDIDATES})
                 group by object_kind, object_id) c
          join search_entry e on e.object_kind = c.object_kind and e.object_id = c.object_id
         order by c.tier, char_length(e.plain), e.plain, e.object_id limit ${limit}`,
  );
