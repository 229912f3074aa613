import { sql } from 'drizzle-orm';
import type { Pool } from 'pg';
import { failed, inputError } from '../base/errors.ts';
import type { Label } from '../base/label.ts';
import type { Tx } from '../db/database.ts';
import { findRow } from '../db/rows.ts';

interface Rule {
  readonly column: string;
  readonly label: Label;
  readonly unit: Label;
  readonly min: number;
  readonly max: number;
  readonly source: string;
}

const times: Label = { zh: '次', en: 'times' };
const minutes: Label = { zh: '分钟', en: 'minutes' };
const days: Label = { zh: '天', en: 'days' };
const LEVEL_3 = 'GB/T 22239-2019 8.1.4.1（假设值）';
const HOUSE = '本系统默认值（假设值）';

/**
 * What the security administrator may set. Every default is an assumption: the standard asks for the measure and
 * leaves the number to the bureau (handbook 14 §4). Bounds are those of the table.
 */
export const ACCESS_RULES = {
  passwordLengthMin: {
    column: 'password_length_min',
    label: { zh: '密码最短长度', en: 'shortest password' },
    unit: { zh: '个字符', en: 'characters' },
    min: 8,
    max: 64,
    source: LEVEL_3,
  },
  passwordClassesMin: {
    column: 'password_classes_min',
    label: { zh: '密码至少包含的字符种类', en: 'kinds of characters in a password' },
    unit: { zh: '种', en: 'kinds' },
    min: 1,
    max: 4,
    source: LEVEL_3,
  },
  passwordHistory: {
    column: 'password_history',
    label: { zh: '不得重复使用的最近密码', en: 'last passwords that may not come back' },
    unit: { zh: '个', en: 'passwords' },
    min: 1,
    max: 24,
    source: LEVEL_3,
  },
  passwordAgeDaysMax: {
    column: 'password_age_days_max',
    label: { zh: '密码有效期', en: 'age of a password' },
    unit: days,
    min: 1,
    max: 365,
    source: LEVEL_3,
  },
  failuresMax: {
    column: 'failures_max',
    label: { zh: '连续登录失败锁定', en: 'failures that lock an account' },
    unit: times,
    min: 3,
    max: 20,
    source: LEVEL_3,
  },
  lockMinutes: {
    column: 'lock_minutes',
    label: { zh: '锁定时长', en: 'length of a lock' },
    unit: minutes,
    min: 1,
    max: 1440,
    source: LEVEL_3,
  },
  addressFailuresMax: {
    column: 'address_failures_max',
    label: { zh: '同一地址每分钟登录失败上限', en: 'failures of one address in a minute' },
    unit: times,
    min: 5,
    max: 6000,
    source: HOUSE,
  },
  idleMinutesStaff: {
    column: 'idle_minutes_staff',
    label: { zh: '工作人员无操作退出', en: 'idle time-out of staff' },
    unit: minutes,
    min: 1,
    max: 480,
    source: LEVEL_3,
  },
  idleMinutesPublic: {
    column: 'idle_minutes_public',
    label: { zh: '居民和机构用户无操作退出', en: 'idle time-out of the public' },
    unit: minutes,
    min: 1,
    max: 480,
    source: LEVEL_3,
  },
  sessionHoursMax: {
    column: 'session_hours_max',
    label: { zh: '一次登录最长时间', en: 'longest session' },
    unit: { zh: '小时', en: 'hours' },
    min: 1,
    max: 24,
    source: HOUSE,
  },
  requireTotp: {
    column: 'require_totp',
    label: { zh: '工作人员必须使用动态口令（1 是，0 否）', en: 'staff need a second factor (1 yes, 0 no)' },
    unit: { zh: '', en: '' },
    min: 0,
    max: 1,
    source: LEVEL_3,
  },
  grantMonthsMax: {
    column: 'grant_months_max',
    label: { zh: '一次授权最长时间', en: 'longest grant of a role' },
    unit: { zh: '个月', en: 'months' },
    min: 1,
    max: 12,
    source: HOUSE,
  },
  delegationDaysMax: {
    column: 'delegation_days_max',
    label: { zh: '一次委托最长时间', en: 'longest delegation' },
    unit: days,
    min: 1,
    max: 365,
    source: HOUSE,
  },
  unmaskDayMax: {
    column: 'unmask_day_max',
    label: { zh: '每人每日查看完整个人信息上限', en: 'unmaskings of one account in a day' },
    unit: times,
    min: 1,
    max: 2000,
    source: '安全管理制度告警规则（假设值）',
  },
} as const satisfies Record<string, Rule>;
export type AccessRule = keyof typeof ACCESS_RULES;
export type AccessPolicy = Readonly<Record<AccessRule, number>>;

const RULES: readonly (readonly [string, Rule])[] = Object.entries(ACCESS_RULES);
const isRule = (name: string): name is AccessRule => Object.hasOwn(ACCESS_RULES, name);

/** The policy's columns under the names of the rules, read from `access_policy p`. */
export const POLICY_COLUMNS = RULES.map(([name, { column }]) => `p.${column} as "${name}"`).join(', ');
const SELECT = `select ${POLICY_COLUMNS} from access_policy p`;

const missing = () =>
  failed('access.policy-missing', '缺少安全策略，请联系管理员。', 'The access policy is missing.');

/** The policy in force, before an actor is known. */
export async function readAccessPolicy(pool: Pool): Promise<AccessPolicy> {
  const row = (await pool.query<AccessPolicy>({ name: 'access-policy', text: SELECT })).rows[0];
  if (row === undefined) throw missing();
  return row;
}

/** The policy in force. */
export async function getAccessPolicy(tx: Tx): Promise<AccessPolicy> {
  const row = await findRow<{ [K in AccessRule]: number }>(tx, sql.raw(SELECT));
  if (row === undefined) throw missing();
  return row;
}

/**
 * Changes rules of the policy; gives what changed, before and after. Errors: a value out of bounds, or nothing to
 * change. The database refuses everybody but the security administrator.
 */
export async function changeAccessPolicy(
  tx: Tx,
  values: Readonly<Partial<Record<AccessRule, number>>>,
): Promise<Readonly<Record<string, readonly [number, number]>>> {
  await tx.db.execute(sql`select 1 from access_policy for update`);
  const before = await getAccessPolicy(tx);
  const changed: Record<string, readonly [number, number]> = {};
  for (const [name, value] of Object.entries(values)) {
    if (!isRule(name) || before[name] === value) continue;
    checkBounds(ACCESS_RULES[name], value);
    changed[name] = [before[name], value];
  }
  const sets = Object.entries(changed).flatMap(([name, [, value]]) =>
    isRule(name) ? [sql`${sql.identifier(ACCESS_RULES[name].column)} = ${value}`] : [],
  );
  if (sets.length === 0) {
    throw inputError(
      'access.policy-unchanged',
      '没有需要修改的内容：各项与现行策略相同。',
      'Nothing would change: every value is the one in force.',
    );
  }
  await tx.db.execute(sql`
    update access_policy set ${sql.join(sets, sql`, `)}, changed_by = ${tx.actor.accountId}, changed_at = clock_timestamp()`);
  return changed;
}

function checkBounds({ label, min, max }: Rule, value: number): void {
  if (Number.isInteger(value) && value >= min && value <= max) return;
  throw inputError(
    'access.policy-value',
    `“${label.zh}”应为 ${min} 至 ${max} 的整数。`,
    `"${label.en}" must be a whole number from ${min} to ${max}.`,
  );
}

/** The policy for people: every rule with its label, bounds and source. */
export const describePolicy = (policy: AccessPolicy) =>
  RULES.flatMap(([name, { label, unit, min, max, source }]) =>
    isRule(name)
      ? [{ rule: name, label, unit, min, max, source, certainty: 'assumption' as const, value: policy[name] }]
      : [],
  );
