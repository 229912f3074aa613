import { type SQL, sql } from 'drizzle-orm';
import type { Label } from '../../../kernel/base/label.ts';
import type { PlainDate } from '../../../kernel/base/plain-date.ts';

/** A declared contradiction between what we pay and what another register, or another row of ours, says. */
export interface Check {
  /** Rule of handbook 02 §5; opens the numbers of its clues. */
  readonly id: string;
  readonly label: Label;
  /** A: may stop a payment. B: is verified. C: a hint. Nothing stops by itself. */
  readonly severity: 'A' | 'B' | 'C';
  readonly source: string;
  /**
   * Columns: award_no, programme, person_id, since (date), own_side, other_side, risk_fen. Run with the reader's rights.
   */
  rows(day: PlainDate): SQL;
}

const defineCheck = (check: Check): Check => check;

/** Who is in an award, by whom it is for or by counted membership, at some time of the year before the day. */
const recipients = (day: PlainDate): SQL => sql`
  (select a.id as award_id, a.award_no, a.programme, a.subject_kind, p.id as person_id, p.id_no_index, p.name, p.sex,
          p.birth_date, p.account_index, a.payee_person_id, greatest(a.valid_from, m.valid_from) as since,
          least(a.valid_to, m.valid_to) as until
     from award_in_force a
     left join household_membership m on a.subject_kind = 'household' and m.household_id = a.subject_id
           and m.member_class = 'counted' and m.valid_from <= ${day}::date
           and (m.valid_to is null or m.valid_to > ${day}::date - interval '1 year')
     join person p on p.id = case a.subject_kind when 'person' then a.subject_id else m.person_id end
    where a.valid_from <= ${day}::date and (a.valid_to is null or a.valid_to > ${day}::date - interval '1 year'))`;

const still = (b: SQL, day: PlainDate): SQL => sql`(${b}.until is null or ${b}.until > ${day}::date)`;

/** What was paid after the month of a day: what is at risk at most, the family's whole amount in a family's award. */
const paidAfter = (since: SQL): SQL => sql`
  (select coalesce(sum(l.amount_fen), 0) from paid_line l where l.award_id = b.award_id
      and (l.person_id is null or l.person_id = b.person_id) and l.for_month > date_trunc('month', ${since}::date))`;

const ownSide = sql`'待遇' || b.award_no || '自' || b.since || '起'`;
const columns = (since: SQL, other: SQL): SQL => sql`
  b.award_no, b.programme, b.person_id, ${since}::date as since, ${ownSide} as own_side, ${other} as other_side,
  greatest(${paidAfter(since)}, 0)::bigint as risk_fen`;

const feedSide = sql`f.source_document || '第' || f.serial || '行（提取' || f.extracted_on || '）：' || f.occurred_on
  || coalesce(' ' || f.detail, '')`;

/** A row of another register about somebody who still receives one of the programmes. */
const inFeed =
  (kind: string, programmes: readonly string[], graceDays = 0, only: SQL = sql`true`) =>
  (day: PlainDate): SQL =>
    sql`
    select distinct on (b.award_no, b.person_id) ${columns(sql`f.occurred_on`, feedSide)}
      from ${recipients(day)} b join feed_row f on f.id_no_index = b.id_no_index
     where f.kind = ${kind} and f.ended_on is null and ${still(sql`b`, day)}
       and b.programme = any(${sql.param([...programmes])}::text[]) and f.occurred_on <= ${day}::date - ${graceDays}::int
       and (f.ended_on_day is null or f.ended_on_day > ${day}::date) and ${only}
     order by b.award_no, b.person_id, f.occurred_on, f.id`;

const FAMILY = ['dibao', 'tekun'];
const SUBSIDIES = ['disabled-living', 'severe-nursing'];
const ALL = [...FAMILY, ...SUBSIDIES];
const notDeadWithUs = sql`not exists (select 1 from fact d where d.subject_id = b.person_id and d.kind = 'person.life'
  and d.code = 'dead' and d.recorded_until = 'infinity')`;
const anotherHouse = sql`(select count(*) from feed_row g where g.id_no_index = b.id_no_index and g.kind = f.kind
  and g.ended_on is null) >= 2`;

const check = (
  id: string,
  severity: Check['severity'],
  [zh, en]: [string, string],
  source: string,
  rows: Check['rows'],
) => defineCheck({ id, severity, label: { zh, en }, source, rows });

/** Programmes of one person that exclude each other (handbook 02 §5.1). */
const EXCLUSIVE = [
  ['dibao', 'tekun'],
  ['tekun', 'disabled-living'],
  ['tekun', 'severe-nursing'],
] as const;
const exclusive = (day: PlainDate): SQL => sql`
  select ${columns(sql`greatest(b.since, o.since)`, sql`'待遇' || o.award_no || '自' || o.since || '起'`)}
    from ${recipients(day)} b join ${recipients(day)} o on o.person_id = b.person_id
   where (b.programme, o.programme) in (${sql.join(
     EXCLUSIVE.map(([left, right]) => sql`(${right}, ${left})`),
     sql`, `,
   )}) and ${still(sql`b`, day)} and ${still(sql`o`, day)}`;

const twice = (day: PlainDate): SQL => sql`
  select ${columns(sql`greatest(b.since, o.since)`, sql`'待遇' || o.award_no || '自' || o.since || '起'`)}
    from ${recipients(day)} b join ${recipients(day)} o
      on o.person_id = b.person_id and o.programme = b.programme and o.award_no < b.award_no
   where ${still(sql`b`, day)} and ${still(sql`o`, day)}`;

const twoNumbers = (day: PlainDate): SQL => sql`
  select distinct on (b.award_no, b.person_id) ${columns(sql`b.since`, sql`'同名同性别同出生日期，另一人员编号' || p.id`)}
    from ${recipients(day)} b join person p on p.name = b.name and p.sex = b.sex and p.birth_date = b.birth_date
     and p.id <> b.person_id and p.ended_on is null
   where ${still(sql`b`, day)} order by b.award_no, b.person_id, p.id`;

const paidDead = (day: PlainDate): SQL => sql`
  select ${columns(sql`d.valid_from`, sql`'本系统登记死亡：' || d.valid_from`)}
    from ${recipients(day)} b join fact d on d.subject_id = b.person_id and d.kind = 'person.life' and d.code = 'dead'
     and d.recorded_until = 'infinity' and d.valid_from <= ${day}::date
   where b.subject_kind = 'person' and ${paidAfter(sql`d.valid_from`)} > 0`;

const inCustody = (day: PlainDate): SQL => sql`
  select ${columns(sql`c.valid_from`, sql`'本系统登记服刑或强制戒毒：' || c.valid_from`)}
    from ${recipients(day)} b join fact c on c.subject_id = b.person_id and c.kind = 'person.custody' and c.num = 1
     and c.recorded_until = 'infinity' and c.valid_from <= ${day}::date
     and (c.valid_to is null or c.valid_to > ${day}::date)
   where b.subject_kind = 'person' and ${still(sql`b`, day)}`;

/** Three payees with one account; a family's account counts once. */
const oneAccount = (day: PlainDate): SQL => sql`
  select distinct on (b.award_no) ${columns(sql`b.since`, sql`'同一银行账号领款人' || n.payees || '名'`)}
    from ${recipients(day)} b join person y on y.id = b.payee_person_id
    join (select q.account_index, count(distinct q.id) as payees from award_in_force a
            join person q on q.id = a.payee_person_id where q.account_index is not null
             and a.valid_from <= ${day}::date and (a.valid_to is null or a.valid_to > ${day}::date)
           group by 1 having count(distinct q.id) >= 3) n on n.account_index = y.account_index
   where ${still(sql`b`, day)} order by b.award_no, b.person_id`;

const HANDBOOK = '惠民政策大数据监督检查';

/** The checks that run each night; the number is that of the rule in the handbook. */
export const checks: readonly Check[] = [
  check(
    'R01',
    'A',
    ['死亡后仍享受待遇', 'dead and still receiving'],
    '国务院令第649号',
    inFeed('deaths', ALL, 31, notDeadWithUs),
  ),
  check(
    'R01F',
    'A',
    ['本系统登记死亡后仍有发放', 'paid after a death that we know of'],
    '国务院令第649号',
    paidDead,
  ),
  check('R02', 'A', ['同一待遇重复享受', 'the same programme twice'], HANDBOOK, twice),
  check('R03', 'B', ['疑似一人两个身份证号', 'one person with two numbers'], HANDBOOK, twoNumbers),
  check(
    'R04',
    'B',
    ['互斥待遇同时享受', 'programmes that exclude each other'],
    '国发〔2015〕52号；民发〔2021〕43号',
    exclusive,
  ),
  check('R05', 'B', ['财政供养人员', 'public employee'], HANDBOOK, inFeed('public-employees', FAMILY)),
  check('R06', 'C', ['名下有市场主体', 'owner of a business'], HANDBOOK, inFeed('business-owners', FAMILY)),
  check(
    'R07',
    'B',
    ['名下有车辆', 'owner of a vehicle'],
    '民发〔2012〕220号 第十七条',
    inFeed('vehicles', FAMILY),
  ),
  check(
    'R08',
    'B',
    ['名下有两套以上住房', 'owner of two homes'],
    HANDBOOK,
    inFeed('property', FAMILY, 0, anotherHouse),
  ),
  check(
    'R09',
    'C',
    ['有养老金或社会保险收入', 'income from social insurance'],
    '民发〔2021〕57号 第十三条',
    inFeed('social-insurance', FAMILY),
  ),
  check(
    'R11',
    'C',
    ['已入住机构', 'lives in an institution'],
    HANDBOOK,
    inFeed('institution-residents', ['tekun', 'severe-nursing'], 30),
  ),
  check('R12', 'A', ['服刑期间享受待遇', 'imprisoned'], '民发〔2021〕57号 第七条', inFeed('prisoners', ALL)),
  check(
    'R12F',
    'A',
    ['本系统登记服刑期间享受待遇', 'in custody as we know'],
    '民发〔2021〕57号 第七条',
    inCustody,
  ),
  check(
    'R13',
    'C',
    ['婚姻变化未复核', 'marriage not reviewed'],
    '民发〔2021〕57号',
    inFeed('marriages', FAMILY, 30),
  ),
  check(
    'R15',
    'A',
    ['残疾人证注销或降级', 'disability certificate cancelled or lowered'],
    '国发〔2015〕52号',
    inFeed('disability-certificates', SUBSIDIES),
  ),
  check(
    'R19',
    'B',
    ['多人共用一个银行账号', 'one account for several'],
    '民发〔2021〕57号 第二十六条',
    oneAccount,
  ),
];
