import { z } from 'zod';
import { permissionLabel } from '../access/permission.ts';
import { type DomainError, failed } from '../base/errors.ts';
import type { Label } from '../base/label.ts';
import { declaredIn } from '../module/declared-in.ts';
import { DateSchema } from '../module/schemas.ts';
import { OPENED } from './case-record.ts';
import { type Deadline, type Lifecycle, targetsOf } from './define-lifecycle.ts';

const NAME = /^[a-z][a-z0-9-]{0,59}$/;
const CODE = /^[A-Z]{2}$/;

/** One fault of a declaration: its code, where it is and what is wrong with it. */
type Fault = readonly [code: string, what: Label];
const fault = (code: string, zh: string, en: string): Fault => [code, { zh, en }];

/**
 * Checks what the compiler cannot see of a life cycle: states that nobody reaches, dead ends, unknown states, actions
 * and permissions, missing labels, time limits without a source. `folder` is where its module
 * lies. Throws the first fault with file and name.
 */
export function checkLifecycle(folder: string, lifecycle: Lifecycle): void {
  const first =
    faultOfNames(lifecycle) ??
    faultOfActions(lifecycle) ??
    faultOfLimits(lifecycle) ??
    faultOfReach(lifecycle);
  if (first !== undefined) throw told(declaredIn(folder, lifecycle.id), lifecycle, first);
}

const told = (where: string, { id }: Lifecycle, [code, { zh, en }]: Fault): DomainError =>
  failed(
    `lifecycle.${code}`,
    `${where} 的办件流程“${id}”声明有误：${zh}。`,
    `The life cycle "${id}" of ${where} is wrong: ${en}.`,
  );

function faultOfNames(lifecycle: Lifecycle): Fault | undefined {
  const { code, label, states, actions, deadlines, materials, pauses, opening, subjects } = lifecycle;
  if (!CODE.test(code))
    return fault('code', `代码“${code}”应为两个大写字母`, `the code "${code}" is not two letters`);
  const labels: [string, Label][] = [
    ['', label],
    ...Object.entries({ ...states, ...actions, ...pauses }).map(([name, one]): [string, Label] => [
      name,
      one.label,
    ]),
    ...[...deadlines, ...materials].map((one): [string, Label] => [one.id, one.label]),
  ];
  const bare = labels.find(([, one]) => one.zh.trim() === '' || one.en.trim() === '');
  if (bare !== undefined) return fault('label', `“${bare[0]}”缺少名称`, `"${bare[0]}" has no label`);
  const badName = labels.find(([name]) => name !== '' && !NAME.test(name));
  if (badName !== undefined)
    return fault('name', `名称“${badName[0]}”不合规`, `the name "${badName[0]}" is not allowed`);
  if (permissionLabel(opening.permission) === undefined) {
    return fault(
      'permission',
      `登记权限“${opening.permission}”不存在`,
      `the permission "${opening.permission}" of the opening does not exist`,
    );
  }
  if (subjects.includes('record') && opening.find === undefined) {
    return fault('find', '对象为记录时应声明 opening.find', 'cases about a record need opening.find');
  }
  return undefined;
}

function faultOfActions({ states, actions }: Lifecycle): Fault | undefined {
  const known = (state: string): boolean => Object.hasOwn(states, state);
  for (const [name, action] of Object.entries(actions)) {
    const unknown = [...action.from, ...targetsOf(action)].find((state) => !known(state));
    if (unknown !== undefined) {
      return fault(
        'state-unknown',
        `操作“${name}”引用了未声明的状态“${unknown}”`,
        `the action "${name}" names the undeclared state "${unknown}"`,
      );
    }
    if (permissionLabel(action.permission) === undefined) {
      return fault(
        'permission',
        `操作“${name}”的权限“${action.permission}”不存在`,
        `the permission "${action.permission}" of the action "${name}" does not exist`,
      );
    }
    const other = action.notBy.find((by) => by !== OPENED && !Object.hasOwn(actions, by));
    if (other !== undefined) {
      return fault(
        'action-unknown',
        `操作“${name}”的 notBy 引用了不存在的操作“${other}”`,
        `notBy of the action "${name}" names the unknown action "${other}"`,
      );
    }
    const ended = action.from.find((state) => states[state]?.final === true);
    if (ended !== undefined && action.reopens !== true) {
      return fault(
        'final',
        `“${ended}”是办结状态，操作“${name}”不得由此开始（重启除外）`,
        `"${ended}" is final, so the action "${name}" may not start there unless it reopens`,
      );
    }
  }
  return undefined;
}

function faultOfLimits(lifecycle: Lifecycle): Fault | undefined {
  for (const limit of lifecycle.deadlines) {
    const first = faultOfLimit(limit, lifecycle);
    if (first !== undefined) return first;
  }
  return faultOfPauses(lifecycle) ?? faultOfGrounds(lifecycle);
}

function faultOfLimit(limit: Deadline, { states, actions, opening }: Lifecycle): Fault | undefined {
  const { id, from, source, assumption } = limit;
  const isCounted = from !== undefined && from !== 'opened';
  const unknown = [...limit.states, ...(isCounted ? [from.entering] : [])].find(
    (state) => !Object.hasOwn(states, state),
  );
  if (unknown !== undefined) {
    return fault(
      'state-unknown',
      `时限“${id}”引用了未声明的状态“${unknown}”`,
      `the time limit "${id}" names the undeclared state "${unknown}"`,
    );
  }
  const again = isCounted ? from.again : undefined;
  if (again !== undefined && !Object.hasOwn(actions, again)) {
    return fault(
      'action-unknown',
      `时限“${id}”引用了不存在的操作“${again}”`,
      `the time limit "${id}" names the unknown action "${again}"`,
    );
  }
  if (source === undefined && assumption === undefined) return groundless('时限', 'time limit', id);
  if (limit.until === undefined) {
    return areDays(limit.days) && isAmber(limit, limit.days) ? undefined : badDays(id);
  }
  return isAmber(limit, 366) ? faultOfDate(id, limit.until, opening) : badDays(id);
}

const areDays = (days: number): boolean => Number.isInteger(days) && days > 0;
const isAmber = ({ amberDays }: Deadline, max: number): boolean => amberDays >= 0 && amberDays <= max;
const badDays = (id: string): Fault =>
  fault('days', `时限“${id}”的天数不合规`, `the days of the time limit "${id}" are not allowed`);

/** A date that every year has, of a year that the cases can hold. */
function faultOfDate(
  id: string,
  { date, yearIn, yearsLater }: NonNullable<Deadline['until']>,
  { data }: Lifecycle['opening'],
): Fault | undefined {
  // 2021 has no 29 February, as three years of four.
  const isDate = DateSchema.safeParse(`2021-${date}`).success;
  if (!isDate || !Number.isInteger(yearsLater) || yearsLater < 0) {
    return fault(
      'date',
      `时限“${id}”的截止日期“${date}”不是每年都有的日期（月-日），或年数不合规`,
      `the date "${date}" of the time limit "${id}" is not one that every year has (MM-DD), or its years are not allowed`,
    );
  }
  const holder = new Map(Object.entries(data.shape)).get(yearIn);
  if (holder !== undefined && z.safeParse(holder, 2021).success && !z.safeParse(holder, '2021').success)
    return undefined;
  return fault(
    'year',
    `时限“${id}”取年份的“${yearIn}”不是办件数据中的整数`,
    `"${yearIn}", from which the time limit "${id}" takes its year, is no whole number in the data of the case`,
  );
}

function faultOfPauses({ states, pauses }: Lifecycle): Fault | undefined {
  for (const [id, pause] of Object.entries(pauses)) {
    if (pause.source === undefined && pause.assumption === undefined)
      return groundless('停表理由', 'pause', id);
    const unknown = pause.states.find((state) => !Object.hasOwn(states, state));
    if (unknown !== undefined) {
      return fault(
        'state-unknown',
        `停表理由“${id}”引用了未声明的状态“${unknown}”`,
        `the pause "${id}" names the undeclared state "${unknown}"`,
      );
    }
  }
  return undefined;
}

function faultOfGrounds({ actions }: Lifecycle): Fault | undefined {
  for (const [id, { notice, decision }] of Object.entries(actions)) {
    const grounds = [...(notice === undefined ? [] : [notice]), ...(decision?.serveWithin ?? [])];
    if (grounds.some((one) => one.source === undefined && one.assumption === undefined)) {
      return groundless('操作', 'action', id);
    }
    if (decision !== undefined && decision.serveWithin.at(-1)?.appliesTo !== undefined) {
      return fault(
        'serve',
        `操作“${id}”的最后一个送达时限应适用于其余全部情形`,
        `the last time limit for service of the action "${id}" has to apply to all that is left`,
      );
    }
    if (decision !== undefined && decision.serveWithin.length === 0) {
      return fault('serve', `操作“${id}”未声明送达时限`, `the action "${id}" has no time limit for service`);
    }
  }
  return undefined;
}

const groundless = (zh: string, en: string, id: string): Fault =>
  fault(
    'ground',
    `${zh}“${id}”的天数既无文件依据也未注明推定`,
    `the ${en} "${id}" has neither a source nor an assumption for its days`,
  );

function faultOfReach({ states, actions, initial }: Lifecycle): Fault | undefined {
  if (!Object.hasOwn(states, initial)) {
    return fault(
      'state-unknown',
      `起始状态“${initial}”未声明`,
      `the initial state "${initial}" is not declared`,
    );
  }
  const reached = new Set([initial]);
  // A set that grows while it is walked is walked to its end.
  for (const state of reached) {
    for (const action of Object.values(actions)) {
      if (action.from.includes(state)) for (const target of targetsOf(action)) reached.add(target);
    }
  }
  const lost = Object.keys(states).find((state) => !reached.has(state));
  if (lost !== undefined)
    return fault('unreachable', `状态“${lost}”无法到达`, `the state "${lost}" cannot be reached`);
  const dead = Object.entries(states).find(
    ([name, { final }]) => final !== true && !Object.values(actions).some((action) => leaves(action, name)),
  );
  if (dead === undefined) return undefined;
  return fault(
    'dead-end',
    `状态“${dead[0]}”没有出口，也不是办结状态`,
    `the state "${dead[0]}" has no way out and is not final`,
  );
}

const leaves = (action: Lifecycle['actions'][string], state: string): boolean =>
  action.from.includes(state) && targetsOf(action).some((target) => target !== state);
