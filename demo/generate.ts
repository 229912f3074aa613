import { yuan } from '../kernel/base/fen.ts';
import { springBandFen } from './bands.ts';
import { dibao } from '../modules/social-assistance/policy/dibao.ts';
import type { Book } from './book.ts';
import { buildDibao, type DibaoIncome, type DibaoRoll } from './population/dibao.ts';
import {
  buildEpidemicRolls,
  buildSevereConfirmed,
  buildSpring,
  buildStranded,
  buildTemporary,
} from './population/grants.ts';
import { buildMarginal, type MarginalCounts } from './population/marginal.ts';
import { createScene, type Scene } from './population/scene.ts';
import { buildLiving, buildNursing } from './population/subsidies.ts';
import { buildTekun } from './population/tekun.ts';
import { simulateYear } from './simulate.ts';

const SEED = 420_112;
/** Published sums that inputs are chosen to meet. They steer incomes and counts of households, never a payment. */
const DIBAO_PAID = yuan(12_191_600);
const SPRING_PAID = yuan(1_928_500);
const SPRING_HOUSEHOLDS = 3982;
/** Marginal households with a severely disabled member to start the search from. */
const DISABLED_MARGINAL = 1400;

/** The demonstration district's inputs: people, households, facts and awards, the same on every machine. */
export function generateDistrict(): Book {
  const scene = createScene(SEED);
  const roll = buildDibao(scene);
  chooseIncomes(scene, roll);
  const marginal = buildMarginal(scene, marginalCounts(roll));
  buildTekun(scene);
  buildNursing(scene, roll, marginal);
  buildLiving(scene, roll, marginal);
  buildSpring(scene, roll, marginal);
  buildEpidemicRolls(scene);
  buildSevereConfirmed(scene, marginal);
  buildTemporary(scene, roll, marginal);
  buildStranded(scene);
  return scene.book;
}

/** How many marginal households of each kind the Spring Festival roll leaves room for, at the bands assumed. */
function marginalCounts(roll: DibaoRoll): MarginalCounts {
  const dibaoHouseholds = roll.families.filter((family) => family.stays !== 'enters').length;
  const households = SPRING_HOUSEHOLDS - dibaoHouseholds;
  const left = SPRING_PAID - dibaoHouseholds * springBandFen('dibao');
  const [disability, illness, disaster] = [
    springBandFen('disability'),
    springBandFen('illness'),
    springBandFen('disaster'),
  ];
  for (let disabled = DISABLED_MARGINAL; disabled < households; disabled++) {
    const ill = (left - disabled * disability - (households - disabled) * disaster) / (illness - disaster);
    if (Number.isInteger(ill) && ill >= 0 && ill + disabled <= households) {
      return { disability: disabled, illness: ill, disaster: households - disabled - ill };
    }
  }
  throw new Error('demonstration: no numbers of marginal households fit the Spring Festival roll');
}

/**
 * Chooses the incomes of dibao families. What the rules pay falls in a straight line with income, so two looks at
 * the simulated year give the scale; a third gives the rest, which whole fen of many families absorb.
 */
function chooseIncomes(scene: Scene, roll: DibaoRoll): void {
  const paidWith = (scale: number): number => {
    for (const income of roll.incomes) setIncome(income, scale);
    return [...simulateYear(dibao, scene.book).values()].reduce((sum, fen) => sum + fen, 0);
  };
  const low = paidWith(0.2);
  const high = paidWith(0.4);
  const scale = 0.2 + (0.2 * (low - DIBAO_PAID)) / (low - high);
  const rest = paidWith(scale) - DIBAO_PAID;
  spreadRest(roll, rest);
}

const setIncome = ({ row, base, correction }: DibaoIncome, scale: number): void => {
  // Incomes are stated in whole yuan.
  row.num = Math.max(0, Math.round((base * scale) / 100) * 100 + correction);
};

/** Months that an all-year family's income enters: ten, and the extra month once more. */
const INCOME_MONTHS = 11;

function spreadRest(roll: DibaoRoll, rest: number): void {
  const allYear = new Set(
    roll.families
      .filter((f) => f.stays === 'all-year' && f.members.length === 1)
      .map((f) => f.members[0]?.id),
  );
  const adjustable = roll.incomes.filter(
    ({ row, correction }) =>
      correction === 0 &&
      row.recordedUntil === 'infinity' &&
      row.validTo === null &&
      (row.num ?? 0) > 2_000 &&
      allYear.has(row.subjectId),
  );
  const step = 100;
  let steps = Math.round(rest / INCOME_MONTHS / step);
  for (let i = 0; steps !== 0 && i < adjustable.length * 10; i++) {
    const income = adjustable[i % adjustable.length];
    if (income?.row.num === null || income === undefined) continue;
    income.row.num += Math.sign(steps) * step;
    steps -= Math.sign(steps);
  }
}
