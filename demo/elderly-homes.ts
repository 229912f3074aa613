import { yuan } from '../kernel/base/fen.ts';
import { addDays, plainDate } from '../kernel/base/plain-date.ts';
import type { Values } from '../kernel/register/field.ts';
import * as institutions from '../modules/elderly-care/model/institutions.ts';
import * as support from '../modules/elderly-care/model/support.ts';
import { payableFen } from '../modules/elderly-care/model/operating-subsidy.ts';
import type { BookPerson } from './book.ts';
import type { NewRow } from './records.ts';
import { dayIn2020, numbered, rowOf, type Services, times } from './services-scene.ts';

const HOMES = 16;
const NATURES = ['private_nonprofit', 'public', 'rural_welfare_home', 'public_private'] as const;

/** Homes and facilities, what was built, paid, inspected, delivered, who came and went, who is visited. */
export async function writeInstitutions(services: Services, elders: readonly BookPerson[]): Promise<void> {
  const homes = times(HOMES, (n) => homeOf(services, n));
  await services.write(institutions.careInstitution, homes);
  const facilities = FACILITIES.flatMap(([kind, since, count]) => times(count, () => ({ kind, since }))).map(
    ({ kind, since }, n) => facilityOf(services, kind, since, n),
  );
  await services.write(institutions.careFacility, facilities);
  await services.write(institutions.careProject, makeProjects(services));
  await services.write(institutions.careResident, makeResidents(services, homes, elders));
  await services.write(support.operatingSubsidy, [
    ...facilityLines(services, facilities),
    ...homeLines(services, homes),
  ]);
  await services.write(support.careInspection, makeInspections(services, homes));
  await services.write(support.epidemicSupply, makeSupplies(services, homes));
  await services.write(support.careEntry, makeEntries(services, homes));
  await services.write(support.visitedElder, makeVisited(services, elders));
}

const placeOf = (services: Services, n: number) =>
  services.places[(n * 7) % services.places.length] ?? services.random.pick(services.places);

const homeOf = (services: Services, n: number): NewRow =>
  rowOf(services, placeOf(services, n), {
    filingNo: numbered('YL4201122019', n + 1),
    name: `示例${n + 1}号养老院`,
    nature: NATURES[n % NATURES.length] ?? 'public',
    filedOn: '2019-03-01',
    bedsTotal: 180,
    bedsOpen: 150,
    bedsNursing: 60,
    fire: 'acceptance',
    foodGrade: n % 8 === 7 ? 'C' : 'B',
    openKitchen: true,
    standard: n % 3 === 2 ? 'partly' : 'met',
  });

/** Kind, since when, how many. */
const FACILITIES = [
  ['centre', '2017-05-01', 20],
  ['station', '2018-05-01', 45],
  ['rural_centre', '2018-06-01', 36],
  ['centre', '2020-01-01', 2],
  ['station', '2020-01-01', 2],
  ['rural_centre', '2020-01-01', 3],
] as const;
type Kind = (typeof FACILITIES)[number][0];
const YEAR_RATE: Readonly<Record<Kind, number>> = {
  centre: yuan(6e4),
  station: yuan(4e4),
  rural_centre: yuan(3e4),
};

const facilityOf = (services: Services, kind: Kind, openedOn: string, n: number): NewRow =>
  rowOf(services, placeOf(services, n), {
    facilityNo: numbered('SS', n + 1),
    name: `示例${institutions.FACILITY_KINDS[kind]?.zh ?? ''}${n + 1}`,
    kind,
    openedOn,
    isIndependent: n % 4 !== 0,
  });

/** 13 centres and stations, 6 mutual-aid centres, 3 canteens; four are finished. */
const PROJECTS = [
  ['centre', 5],
  ['station', 8],
  ['rural_centre', 6],
  ['canteen', 3],
] as const;
const FINISHED = 4;

const makeProjects = (services: Services): NewRow[] =>
  PROJECTS.flatMap(([kind, count]) => times(count, () => kind)).map((kind, n) => {
    const isFinished = n < FINISHED;
    return rowOf(services, placeOf(services, n + 40), {
      projectNo: numbered('JS2020', n + 1),
      name: `示例${institutions.FACILITY_KINDS[kind]?.zh ?? ''}建设${n + 1}`,
      kind,
      budgetFen: yuan(3e5 + n * 1e4),
      plannedOn: dayIn2020(services, 3, 4),
      startedOn: dayIn2020(services, 5, 6),
      plannedEndOn: '2020-12-20',
      ...(isFinished
        ? {
            acceptedOn: `2020-09-${numbered('', n + 10, 2)}`,
            openedOn: '2020-10-12',
          }
        : {}),
    });
  });

const RESIDENTS_EACH = 40;
const makeResidents = (
  services: Services,
  homes: readonly NewRow[],
  elders: readonly BookPerson[],
): NewRow[] =>
  homes.flatMap((home, h) =>
    times(RESIDENTS_EACH, (n): NewRow | undefined => {
      const person = elders[h * RESIDENTS_EACH + n];
      if (person === undefined) return undefined;
      return rowOf(services, home.division, {
        agreementNo: numbered('XY', h * RESIDENTS_EACH + n + 1, 5),
        personId: person.id,
        institutionId: home.id,
        bedNo: numbered('C', n + 1, 3),
        riskAssessedOn: '2019-04-20',
        admittedOn: '2019-05-01',
        careLevel: String(services.random.int(0, 4)),
        payer: n % 10 === 0 ? 'tekun' : 'self',
      });
    }).filter((row) => row !== undefined),
  );

interface LineGiven {
  readonly lineNo: string;
  readonly kind: 'facility' | 'institution' | 'staff';
  readonly units: number;
  readonly unitFen: number;
  readonly upliftPercent: number;
  readonly months: readonly [string, string];
  readonly paidOn: string;
  readonly cutFen?: number;
}

const lineOf = (services: Services, owner: NewRow, given: LineGiven): NewRow => {
  const { lineNo, kind, units, unitFen, upliftPercent, months, paidOn, cutFen = 0 } = given;
  const values: Values = {
    lineNo,
    kind,
    units,
    unitFen,
    upliftPercent,
    cutFen,
    paidOn,
    fromMonth: months[0],
    toMonth: months[1],
    ...(kind === 'facility' ? { facilityId: owner.id } : { institutionId: owner.id }),
    ...(cutFen > 0 ? { cutReason: '核减：服务天数不足' } : {}),
    payFen: payableFen({
      units,
      unitFen,
      upliftPercent,
      cutFen,
    }),
  };
  return rowOf(services, owner.division, values);
};

/** The whole of 2019 at the old rate, one facility cut for days on which it was closed; the first quarter at +10 %. */
function facilityLines(services: Services, facilities: readonly NewRow[]): NewRow[] {
  const kind = 'facility';
  return facilities.flatMap((facility, n) => {
    const yearFen = YEAR_RATE[facility.values.kind as Kind];
    const isOld = String(facility.values.openedOn) < '2020';
    const year = { lineNo: numbered('YY2019', n + 1), units: 1, unitFen: yearFen, upliftPercent: 0 };
    const quarter = {
      lineNo: numbered('YY2020Q1', n + 1),
      units: 1,
      unitFen: yearFen / 4,
      upliftPercent: 10,
    };
    return [
      ...(isOld
        ? [
            lineOf(services, facility, {
              ...year,
              kind,
              months: ['2019-01', '2019-12'],
              paidOn: '2020-04-15',
              cutFen: n === 0 ? yuan(360) : 0,
            }),
          ]
        : []),
      lineOf(services, facility, { ...quarter, kind, months: ['2020-01', '2020-03'], paidOn: '2020-06-10' }),
    ];
  });
}

/** Beds that were taken from January to May, and days of staff on duty, both over all homes. */
const BEDS = 1800;
const STAFF_DAYS = 8991;
const share = (whole: number, parts: number, n: number): number =>
  Math.floor(whole / parts) + (n < whole % parts ? 1 : 0);

const homeLines = (services: Services, homes: readonly NewRow[]): NewRow[] =>
  homes.flatMap((home, n) => [
    lineOf(services, home, {
      lineNo: numbered('JG2020', n + 1),
      kind: 'institution',
      months: ['2020-01', '2020-05'],
      units: share(BEDS, HOMES, n) * 5,
      unitFen: yuan(200),
      upliftPercent: 30,
      paidOn: '2020-07-10',
    }),
    lineOf(services, home, {
      lineNo: numbered('ZG2020', n + 1),
      kind: 'staff',
      months: ['2020-01', '2020-05'],
      units: share(STAFF_DAYS, HOMES, n),
      unitFen: yuan(100),
      upliftPercent: 0,
      paidOn: '2020-07-10',
      cutFen: n === 0 ? yuan(60) : 0,
    }),
  ]);

const CAMPAIGNS = [2, 4, 6, 7, 9, 10] as const;
function makeInspections(services: Services, homes: readonly NewRow[]): NewRow[] {
  const visits = [
    ...CAMPAIGNS.map((month, n) => ({ kind: 'safety', month, campaign: `2020年第${n + 1}次安全专项排查` })),
    { kind: 'epidemic', month: 4, campaign: '新冠肺炎防控实地评估' },
  ];
  return visits.flatMap(({ kind, month, campaign }, v) =>
    homes.map((home, h) => {
      const checkedOn = dayIn2020(services, month, month);
      const failed = kind === 'safety' && (h + v) % 5 === 0 ? 2 : 0;
      return rowOf(services, home.division, {
        inspectionNo: numbered('JC2020', v * HOMES + h + 1),
        institutionId: home.id,
        kind,
        campaign,
        checkedOn,
        inspectors: kind === 'epidemic' ? '区民政局、区卫健局、区疾控中心' : '区民政局、区消防救援大队',
        itemsChecked: 40,
        itemsFailed: failed,
        redLine: false,
        isPassed: failed === 0,
        ...(failed > 0 ? { mendBy: addDays(plainDate(checkedOn), 30) } : {}),
        ...(failed > 0 && month < 9
          ? {
              mendedOn: addDays(plainDate(checkedOn), 12),
              evidence: '复查照片（演示）',
            }
          : {}),
      });
    }),
  );
}

const SUPPLY_FUND = yuan(188_900);
const BATCHES = 40;
const ITEMS = [
  '医用口罩',
  '防护服',
  '护目镜',
  '隔离衣',
  '医用手套',
  '体温枪',
  '酒精',
  '消毒液',
  '免洗洗手液',
  '紫外线灯',
  '血氧仪',
  '急救箱',
  '一次性帽子',
  '鞋套',
  '喷雾器',
  '垃圾袋',
  '大米',
  '面粉',
  '食用油',
  '鸡蛋',
  '蔬菜',
  '水果',
  '牛奶',
  '方便面',
  '饮用水',
  '被褥',
  '电暖器',
  '成人纸尿裤',
  '洗衣液',
  '卫生纸',
];
function makeSupplies(services: Services, homes: readonly NewRow[]): NewRow[] {
  const receiver = '院长（演示）';
  const money = homes.map((home, n) =>
    rowOf(services, home.division, {
      lineNo: numbered('FYZ', n + 1),
      institutionId: home.id,
      kind: 'money',
      receiver,
      amountFen: share(SUPPLY_FUND, HOMES, n),
      issuedOn: '2020-02-20',
    }),
  );
  const goods = times(BATCHES, (batch) => {
    const home = homes[batch % HOMES];
    const [month, date] = [2 + (batch % 5), 1 + (batch % 27)];
    const issuedOn = `2020-${numbered('', month, 2)}-${numbered('', date, 2)}`;
    return times(3, (n) => ({ home, batch, issuedOn, item: ITEMS[(batch * 3 + n) % ITEMS.length] ?? '' }));
  }).flat();
  const lines = goods.flatMap(({ home, batch, issuedOn, item }, n) =>
    home === undefined
      ? []
      : [
          rowOf(services, home.division, {
            lineNo: numbered('FYW', n + 1),
            institutionId: home.id,
            kind: 'goods',
            receiver,
            item,
            issuedOn,
            batchNo: numbered('WZ2020', batch + 1),
            quantity: services.random.int(10, 500),
          }),
        ],
  );
  return [...money, ...lines];
}

const ENTRIES = { returned: 122, admitted: 41, staff_back: 26, staff_new: 15 } as const;
const makeEntries = (services: Services, homes: readonly NewRow[]): NewRow[] =>
  Object.entries(ENTRIES)
    .flatMap(([kind, count]) => times(count, () => kind))
    .map((kind, n) => {
      const home = homes[n % HOMES];
      const enteredOn = plainDate(dayIn2020(services, 5, 9));
      return rowOf(services, home?.division ?? placeOf(services, n), {
        entryNo: numbered('JC', n + 1),
        institutionId: home?.id ?? '',
        kind,
        enteredOn,
        test: 'negative',
        name: `${services.random.pick([...'赵钱孙李周吴'])}示${services.random.pick([...'安平和乐康宁'])}`,
        isolatedUntil: addDays(enteredOn, 14),
      });
    });

const VISITED = 300;
const makeVisited = (services: Services, elders: readonly BookPerson[]): NewRow[] =>
  elders.slice(1000, 1000 + VISITED).map((person, n) =>
    rowOf(services, person.division, {
      fileNo: numbered('XF', n + 1),
      personId: person.id,
      kind: services.random.pick(['left_behind', 'alone', 'empty_nest']),
      intervalDays: n % 3 === 0 ? 7 : 30,
      lastVisitOn: `2020-10-${services.random.int(10, 30)}`,
    }),
  );
