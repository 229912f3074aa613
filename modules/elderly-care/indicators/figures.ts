import { sql } from 'drizzle-orm';
import * as figures from '../../../kernel/indicator/record-figures.ts';
import { cardReview, oldAgePayment, seniorCard } from '../model/allowances.ts';
import { careProject } from '../model/institutions.ts';
import * as parameter from '../model/parameters.ts';
import { careEntry, careInspection, epidemicSupply, operatingSubsidy } from '../model/support.ts';

const { flowOf, moneyOf, standardOf, stockOf } = figures;
const words = (id: string, unit: string, zh: string, en: string, definition: string, meaning: string) => ({
  id: `elderly.${id}`,
  unit,
  label: {
    zh,
    en,
  },
  definition: {
    zh: definition,
    en: meaning,
  },
});

const project = { record: careProject, name: sql`x.name`, what: sql`x.project_no` };
const built = (id: string, zh: string, en: string, kinds: readonly string[]) =>
  flowOf(
    words(`build.${id}`, '个', zh, en, '期内立项的建设项目，一个一行。', 'Projects planned in the period.'),
    {
      ...project,
      on: sql`x.planned_on`,
      only: sql`x.kind = any(${sql.param([...kinds])}::text[])`,
    },
  );

const subsidy = {
  record: operatingSubsidy,
  name: sql`x.line_no`,
  on: sql`x.paid_on`,
  measure: sql`x.pay_fen`,
};
const subsidyWhat = sql`x.kind || ' ' || to_char(x.from_month, 'YYYY-MM') || '/' || to_char(x.to_month, 'YYYY-MM')`;
const goods = { record: epidemicSupply, on: sql`x.issued_on` };
const visit = { record: careInspection, on: sql`x.checked_on` };
const entered = (id: string, zh: string, en: string, kinds: readonly string[]) =>
  flowOf(
    words(
      `epi.${id}`,
      '人',
      zh,
      en,
      '期内进出登记，一人一次一行。',
      'Entries of the period, a row for each.',
    ),
    {
      record: careEntry,
      on: sql`x.entered_on`,
      name: sql`x.entry_no`,
      what: sql`x.kind`,
      only: sql`x.kind = any(${sql.param([...kinds])}::text[])`,
    },
  );
const NEWS = { elders: ['returned'], admitted: ['admitted'], staff: ['staff_back', 'staff_new'] } as const;
const STANDARD = '政策标准登记簿中的数值。';
const target = (id: string, zh: string, en: string, variant: string) =>
  standardOf(
    words(`quality.${id}`, '%', zh, en, STANDARD, 'The value in the register of standards.'),
    parameter.qualityTarget,
    {
      on: '2020-12-31',
      variant,
    },
  );

/** The figures of the yearly report, under its own ids. */
export const indicators = [
  built('community-stations', '新建社区老年人服务中心（站）', 'community centres and stations', [
    'centre',
    'station',
  ]),
  built('rural-centres', '新建农村老年人互助照料中心', 'rural mutual-aid centres', ['rural_centre']),
  built('canteens', '兴建老年幸福食堂', 'canteens', ['canteen']),
  stockOf(
    words(
      'build.completed',
      '个',
      '已建成养老项目',
      'projects completed',
      '统计日已验收的建设项目。',
      'Accepted by the day.',
    ),
    {
      ...project,
      from: sql`x.accepted_on`,
    },
  ),
  standardOf(
    words(
      'build.coverage-deadline',
      '日期',
      '养老设施全覆盖期限',
      'day of full coverage',
      '覆盖率目标在登记簿中的最后一日。',
      'The last day of the target.',
    ),
    parameter.coverageTarget,
    { on: '2020-12-31', reads: 'last-day' },
  ),
  standardOf(
    words(
      'build.coverage-target',
      '%',
      '社区养老设施覆盖率目标',
      'target of coverage',
      STANDARD,
      'The value in the register of standards.',
    ),
    parameter.coverageTarget,
    {
      on: '2020-12-31',
    },
  ),
  standardOf(
    words(
      'subsidy90.age',
      '周岁',
      '区级养老服务补贴年龄',
      'age of the district subsidy',
      STANDARD,
      'The value in the register of standards.',
    ),
    parameter.subsidyFrom,
    {
      on: '2020-01-01',
    },
  ),
  standardOf(
    words(
      'subsidy90.amount',
      '元/月',
      '区级养老服务补贴标准',
      'district subsidy',
      STANDARD,
      'The value in the register of standards.',
    ),
    parameter.subsidy90,
    {
      on: '2020-01-01',
    },
  ),
  ...(['community', 'institution'] as const).map((variant) =>
    standardOf(
      words(
        `opsub.${variant}-uplift`,
        '%',
        '运营补贴提高',
        'uplift of operating subsidies',
        STANDARD,
        'The value in the register of standards.',
      ),
      parameter.uplift,
      { on: '2020-01-01', variant },
    ),
  ),
  moneyOf(
    words(
      'opsub.paid',
      '万元',
      '养老运营及在岗人员补贴合计',
      'operating and staff subsidies',
      '期内发放、所属期为2020年的设施运营、机构运营和在岗人员补贴。已包含“运营补贴和工作人员补贴”，两数不得相加。',
      'Paid in the period for months of 2020; it contains the figure of homes and staff, never add the two.',
    ),
    { ...subsidy, what: subsidyWhat, only: sql`x.from_month >= '2020-01-01'` },
    3,
  ),
  moneyOf(
    words(
      'opsub2019.paid',
      '万元',
      '发放2019年度设施运营补贴',
      'facility subsidies of 2019',
      '期内发放、所属期为2019年的社区设施运营补贴。',
      'Paid in the period for months of 2019.',
    ),
    { ...subsidy, what: subsidyWhat, only: sql`x.kind = 'facility' and x.to_month < '2020-01-01'` },
    3,
  ),
  moneyOf(
    words(
      'epi.subsidies',
      '万元',
      '运营补贴和工作人员补贴',
      'subsidies of homes and staff',
      '期内发放、所属期为2020年的机构运营补贴和在岗人员补贴，是运营及在岗人员补贴合计的一部分。',
      'Homes and staff only: a part of the figure of operating and staff subsidies.',
    ),
    { ...subsidy, what: subsidyWhat, only: sql`x.kind <> 'facility' and x.from_month >= '2020-01-01'` },
    2,
  ),
  target('national-standard', '符合强制性国标养老机构比例', 'homes that meet the standard', 'standard'),
  target('canteen-good', '食堂量化等级良好比例', 'good canteens', 'canteen'),
  target('open-kitchen', '明厨亮灶覆盖率', 'open kitchens', 'kitchen'),
  flowOf(
    words(
      'safety.inspections',
      '次',
      '安全专项排查次数',
      'safety campaigns',
      '期内开展的安全专项排查，一次行动计一次，不按机构重复计。',
      'Campaigns, however many homes each visited.',
    ),
    {
      ...visit,
      name: sql`x.campaign`,
      what: sql`x.inspection_no`,
      key: sql`x.campaign`,
      only: sql`x.kind = 'safety'`,
    },
  ),
  moneyOf(
    words(
      'oldage.paid',
      '万元',
      '高龄津贴',
      'old-age allowance',
      '期内发放的高龄津贴明细，不含区级90岁补贴。',
      'Lines of the allowance paid in the period; not the district subsidy from 90.',
    ),
    {
      record: oldAgePayment,
      on: sql`x.paid_on`,
      name: sql`x.payment_no`,
      measure: sql`x.amount_fen`,
      what: sql`to_char(x.quarter, 'YYYY-MM')`,
      only: sql`x.kind = 'allowance'`,
    },
    2,
  ),
  flowOf(
    words(
      'cards.approved',
      '人',
      '网上审批老年证',
      'senior cards approved',
      '期内审批的老年证。',
      'Cards approved in the period.',
    ),
    {
      record: seniorCard,
      on: sql`x.approved_on`,
      name: sql`x.card_no`,
      what: sql`x.card_no`,
    },
  ),
  flowOf(
    words(
      'cards.annual-review',
      '人',
      '老年证年审',
      'cards verified',
      '期内办理的老年证年审，一证一年一次。',
      'Annual verifications in the period.',
    ),
    {
      record: cardReview,
      on: sql`x.reviewed_on`,
      name: sql`x.review_no`,
      what: sql`x.review_no`,
    },
  ),
  moneyOf(
    words(
      'epi.supplies-fund',
      '万元',
      '防疫物资保障资金',
      'funds for supplies',
      '期内发给养老机构的防疫物资保障资金。',
      'Money given to homes in the period.',
    ),
    {
      ...goods,
      name: sql`x.line_no`,
      what: sql`x.receiver`,
      measure: sql`x.amount_fen`,
      only: sql`x.kind = 'money'`,
    },
    2,
  ),
  flowOf(
    words(
      'epi.goods-batches',
      '批次',
      '发放物资批次',
      'batches of goods',
      '期内发放的物资批次，一批计一次。',
      'Batches of the period, once each.',
    ),
    {
      ...goods,
      name: sql`x.batch_no`,
      what: sql`x.batch_no`,
      key: sql`x.batch_no`,
      only: sql`x.kind = 'goods'`,
    },
  ),
  flowOf(
    words(
      'epi.goods-kinds',
      '种',
      '物资种类',
      'kinds of goods',
      '期内发放物资的不同品名。',
      'Different items of the period.',
    ),
    {
      ...goods,
      name: sql`x.item`,
      what: sql`x.item`,
      key: sql`x.item`,
      only: sql`x.kind = 'goods'`,
    },
  ),
  ...(['assessed', 'assessed-passed'] as const).map((id) =>
    flowOf(
      words(
        `epi.${id}`,
        '家',
        id === 'assessed' ? '实地评估养老机构' : '评估合格养老机构',
        'homes assessed',
        '期内疫情防控评估的机构，一家一次；合格指评估结论为合格。',
        'Homes assessed, once each; passed by the result.',
      ),
      {
        ...visit,
        name: sql`o.name`,
        what: sql`x.inspection_no`,
        key: sql`x.institution_id::text`,
        join: sql`join care_institution o on o.id = x.institution_id`,
        only: id === 'assessed' ? sql`x.kind = 'epidemic'` : sql`x.kind = 'epidemic' and x.is_passed`,
      },
    ),
  ),
  entered('returned-elders', '返院老人', 'residents returned', NEWS.elders),
  entered('new-elders', '新入住老人', 'new residents', NEWS.admitted),
  entered('staff', '新聘及返岗员工', 'staff new and returned', NEWS.staff),
  entered('return-total', '返院返岗合计', 'returned and new in all', [
    ...NEWS.elders,
    ...NEWS.admitted,
    ...NEWS.staff,
  ]),
];
