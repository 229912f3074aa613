import type { Keyring } from '../kernel/access/cipher.ts';
import type { Division } from '../kernel/base/division.ts';
import { yuan } from '../kernel/base/fen.ts';
import { idCheckDigit } from '../kernel/base/id-number.ts';
import { deterministicIds } from '../kernel/base/ids.ts';
import { addDays, type PlainDate, plainDate } from '../kernel/base/plain-date.ts';
import { organisationCodeCheck, usccCheckChar } from '../kernel/base/uscc.ts';
import type { Tx } from '../kernel/db/database.ts';
import type { RecordDefinition } from '../kernel/register/define-record.ts';
import type { FieldValue } from '../kernel/register/field.ts';
import { organisation } from '../modules/social-organisations/model/organisation.ts';
import {
  annualInspection,
  communityTeam,
  creditEntry,
  duesReceiptBatch,
} from '../modules/social-organisations/model/records.ts';
import { fixDeadline } from '../modules/social-organisations/policy/inspection-rules.ts';
import { DISTRICT_NAME, loadPlaces } from './places.ts';
import { createRandom } from './random.ts';
import { type NewRow, writeRows } from './records.ts';

const SEED = 20_200_906;
const TOPICS = {
  group: ['书法', '乒乓球', '摄影', '太极', '花卉', '果蔬', '物流'],
  nonprofit_unit: ['社工', '助老', '幼教', '康复'],
};
const WORDS = { group: '协会', nonprofit_unit: '服务中心' } as const;
type Kind = keyof typeof WORDS;

/** A body of the demonstration and how its inspection of 2019 went; `new`: registered too late to be inspected. */
type Fate = 'qualified' | 'basic' | 'unqualified' | 'late' | 'not_taken' | 'new';
interface Body extends NewRow {
  readonly kind: Kind;
  readonly name: string;
  readonly fate: Fate;
}

/** So many of each; those that were inspected are 118 groups and 170 private units. */
const FATES: Readonly<Record<Kind, Readonly<Record<Fate, number>>>> = {
  group: { qualified: 109, late: 3, basic: 4, unqualified: 2, not_taken: 3, new: 4 },
  nonprofit_unit: { qualified: 158, late: 3, basic: 6, unqualified: 3, not_taken: 2, new: 5 },
};

/** The demonstration's social organisations: inputs only, the figures come out of the registers. */
export async function writeOrganisations(tx: Tx, ring: Keyring, recorder: string): Promise<void> {
  const nextId = deterministicIds('huimin-demonstration-organisations');
  const communities = loadPlaces().filter(({ kind, serviceUnit }) => kind === 'community' && serviceUnit);
  const places = communities.map(({ division }) => division);
  const bodies = makeBodies(nextId, places);
  const write = (record: RecordDefinition, rows: readonly NewRow[]) =>
    writeRows(tx, ring, record, rows, recorder);
  await write(organisation, bodies);
  await write(annualInspection, makeInspections(nextId, bodies));
  await write(duesReceiptBatch, makeReceipts(nextId, bodies));
  await write(creditEntry, makeEntries(nextId, bodies));
  await write(communityTeam, makeTeams(nextId, places));
}

/** A credit code of region 420199, which is not assigned. */
function creditCode(kind: Kind, serial: number): string {
  const organisationCode = `DM${String(serial).padStart(6, '0')}`;
  const first17 = `${kind === 'group' ? '51' : '52'}420199${organisationCode}${organisationCodeCheck(organisationCode)}`;
  return `${first17}${usccCheckChar(first17)}`;
}

/** Sequences from 900 on: no resident of the demonstration has one. */
function identityNumber(serial: number): string {
  const first17 = `4201991960${String((serial % 12) + 1).padStart(2, '0')}${String((serial % 28) + 1).padStart(2, '0')}${900 + Math.floor(serial / 84)}`;
  return `${first17}${idCheckDigit(first17)}`;
}

function makeBodies(nextId: () => string, places: readonly Division[]): Body[] {
  const random = createRandom(SEED);
  const bodies: Body[] = [];
  for (const kind of ['group', 'nonprofit_unit'] as const) {
    const fates = Object.entries(FATES[kind]).flatMap(([fate, n]) =>
      Array.from({ length: n }, () => fate as Fate),
    );
    for (const fate of fates) {
      const serial = bodies.length + 1;
      const name = `${DISTRICT_NAME}示例${random.pick(TOPICS[kind])}${WORDS[kind]}${String(serial).padStart(3, '0')}`;
      const registeredOn =
        fate === 'new'
          ? day(`2019-${random.int(8, 12)}-${random.int(1, 28)}`)
          : day(`${random.int(2005, 2018)}-${random.int(1, 12)}-${random.int(1, 28)}`);
      bodies.push({
        id: nextId(),
        division: random.pick(places),
        kind,
        name,
        fate,
        values: {
          usci: creditCode(kind, serial),
          kind,
          name,
          registeredOn,
          status: 'active',
          business: '演示数据：组织会员活动，服务社区居民。',
          legalRepName: `李示${random.pick([...'安平和乐康宁'])}`,
          legalRepIdNo: identityNumber(serial),
          fundsFen: yuan(random.int(3, 30) * 1e4),
          ...(kind === 'group'
            ? {
                membersIndividual: random.int(50, 220),
                duesStandardFen: yuan(100),
              }
            : {}),
          supervisingUnit: random.pick(['区民政局', '区教育局', '区文化和旅游局', '区农业农村局']),
          partyState: random.pick(['covered', 'joint', 'none']),
          address: `演示路${serial}号`,
        },
      });
    }
  }
  return bodies;
}

const day = (text: string): PlainDate =>
  plainDate(
    text
      .split('-')
      .map((part) => part.padStart(2, '0'))
      .join('-'),
  );

function makeInspections(nextId: () => string, bodies: readonly Body[]): NewRow[] {
  const random = createRandom(SEED + 1);
  const rows = bodies
    .filter(({ fate }) => fate !== 'new')
    .map((body): NewRow => {
      const frame = { organisationId: body.id, year: 2019, title: `${body.name}2019年度检查` };
      return {
        id: nextId(),
        division: body.division,
        values: { ...frame, ...resultOf(body.fate, random.int(0, 20), random.int(1, 24)) },
      };
    });
  // One that took no part in the year before either: to be proposed for revocation.
  const absent = bodies.find(({ fate }) => fate === 'not_taken');
  if (absent !== undefined) {
    const values = {
      organisationId: absent.id,
      year: 2018,
      title: `${absent.name}2018年度检查`,
      result: 'not_taken',
      concludedOn: '2019-07-01',
    };
    rows.push({ id: nextId(), division: absent.division, values });
  }
  return rows;
}

function resultOf(fate: Fate, offset: number, activities: number): Record<string, FieldValue> {
  if (fate === 'not_taken') return { result: fate, concludedOn: '2020-07-01', publishedOn: '2020-09-25' };
  const handedIn = fate === 'late' ? plainDate('2020-04-02') : addDays(plainDate('2020-03-01'), offset);
  const concludedOn =
    fate === 'unqualified' ? plainDate('2020-07-10') : addDays(plainDate('2020-06-20'), offset * 3);
  const isClean = fate === 'qualified' || fate === 'late';
  return {
    unitSubmittedOn: handedIn,
    unitOpinion: 'agree',
    unitOpinionOn: addDays(handedIn, 10),
    registrarSubmittedOn: fate === 'late' ? '2020-06-01' : addDays(handedIn, 20),
    incomeFen: yuan(8e4 + offset * 1e3),
    expenditureFen: yuan(7e4),
    netAssetsFen: yuan(6e4 + offset * 1e3),
    staff: 5,
    partyMembers: offset % 4,
    activityCount: activities,
    donationsInFen: 0,
    donationsOutFen: 0,
    lightIssues: fate === 'basic' ? ['A07'] : null,
    seriousIssues: fate === 'unqualified' ? ['A09'] : null,
    result: fate === 'late' ? 'qualified' : fate,
    concludedOn,
    publishedOn: '2020-09-25',
    ...(isClean ? {} : { fixUntil: fixDeadline(concludedOn) }),
    ...(fate === 'basic' ? { fixedOn: '2020-10-09' } : {}),
  };
}

/** Handbook 09 §5: 600 issued, 500 used, 20 void, 80 left; and books of 2020 that are still in use. */
const BOOKS = [
  [92, 4],
  [88, 3],
  [85, 4],
  [80, 3],
  [78, 3],
  [77, 3],
] as const;
const BOOK_COPIES = 100;

function makeReceipts(nextId: () => string, bodies: readonly Body[]): NewRow[] {
  const groups = bodies.filter(({ kind }) => kind === 'group');
  const book = (i: number, used: number, voided: number): Record<string, FieldValue> => ({
    bookNo: `HF${String(i + 1).padStart(4, '0')}`,
    organisationId: groups[i]?.id ?? '',
    copies: BOOK_COPIES,
    fromNo: i * BOOK_COPIES + 1,
    toNo: (i + 1) * BOOK_COPIES,
    used,
    voided,
    stock: BOOK_COPIES - used - voided,
    usedAmountFen: yuan(used * 100),
  });
  const settled = {
    issuedOn: '2019-01-15',
    year: 2019,
    writeoffOn: '2020-03-20',
    firstSigner: '甲经办',
    secondSigner: '乙复核',
  };
  const rows = [
    ...BOOKS.map(([used, voided], i) => ({
      ...book(i, used, voided),
      ...settled,
      writeoffNo: `HX2020${String(i + 1).padStart(3, '0')}`,
    })),
    ...[40, 12].map((used, i) => ({
      ...book(BOOKS.length + i, used, 1),
      issuedOn: '2020-01-10',
      year: 2020,
    })),
  ];
  return rows.flatMap((values, i) => {
    const owner = groups[i];
    return owner === undefined ? [] : [{ id: nextId(), division: owner.division, values }];
  });
}

function makeEntries(nextId: () => string, bodies: readonly Body[]): NewRow[] {
  const listed = bodies.filter(({ fate }) => fate === 'not_taken').slice(0, 3);
  return listed.map((body, i) => ({
    id: nextId(),
    division: body.division,
    values: {
      organisationId: body.id,
      reason: 'no-report',
      enteredOn: '2020-08-03',
      document: `演示民异〔2020〕${i + 1}号`,
      ...(i === 0
        ? {
            removedOn: '2020-09-28',
            removalDocument: '演示民异〔2020〕9号',
          }
        : {}),
    },
  }));
}

const TEAM_COMMUNITIES = 40;

function makeTeams(nextId: () => string, places: readonly Division[]): NewRow[] {
  const random = createRandom(SEED + 2);
  const kinds = Object.entries(communityTeam.fields.kind.codes);
  return places.slice(0, TEAM_COMMUNITIES).flatMap((division, c) =>
    Array.from({ length: random.int(2, 7) }, (_, i) => {
      const [kind, label] = random.pick(kinds);
      return {
        id: nextId(),
        division,
        values: {
          filingNo: `BA${c + 1}-${i + 1}`,
          name: `示例${label.zh}队${c + 1}-${i + 1}`,
          kind,
          leaderName: `王演${random.pick([...'春夏秋冬'])}`,
          members: random.int(10, 60),
          filedOn: day(`${random.int(2016, 2019)}-${random.int(1, 12)}-15`),
          lastActivityOn: day(`2020-${random.int(1, 10)}-10`),
        },
      };
    }),
  );
}
