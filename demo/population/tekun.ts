import { AWARD_STATUS } from '../../kernel/policy/case-file.ts';
import { yuan } from '../../kernel/base/fen.ts';
import * as fact from '../../modules/social-assistance/model/facts.ts';
import { tekun } from '../../modules/social-assistance/policy/tekun.ts';
import { day } from '../book.ts';
import { entitledFen } from '../entitled.ts';
import { chooseToReach } from '../random.ts';
import { addAward, addPerson, type Hukou, LONG_AGO, monthText, recordedOn, type Scene } from './scene.ts';

/** Published sum that care grades, hukou kinds and months are chosen to meet; printed to 0.01 万元. */
const PAID = yuan(1_498_400);
const TOLERANCE = yuan(40);

const INSTITUTIONAL = 56;
const DISPERSED = 28;
const LEAVERS = 5;
const JOINERS = 3;
/** Of the people on the roll so many may be urban; the others are rural. */
const MAYBE_URBAN = 30;
const FAILED_ITEMS = [0, 2, 5] as const;

interface Option {
  readonly hukou: Hukou;
  readonly failed: number;
  readonly first: number;
  readonly last: number;
}

/** Everybody on the tekun roll of the year, with care setting, ability and the months they were on it. */
export function buildTekun(scene: Scene): void {
  const people = INSTITUTIONAL + DISPERSED + LEAVERS;
  const options = Array.from({ length: people }, (_, i): Option[] => {
    const hukous: Hukou[] = i < MAYBE_URBAN ? ['urban', 'rural'] : ['rural'];
    const firsts = i >= INSTITUTIONAL && i < INSTITUTIONAL + JOINERS ? [2, 3, 5, 6, 7, 8, 9] : [1];
    const lasts = i >= INSTITUTIONAL + DISPERSED ? [2, 3, 4, 5, 6, 7, 8, 9] : [10];
    return hukous.flatMap((hukou) =>
      FAILED_ITEMS.flatMap((failed) =>
        firsts.flatMap((first) => lasts.map((last) => ({ hukou, failed, first, last }))),
      ),
    );
  });
  const values = options.map((list) =>
    list.map(({ hukou, failed, first, last }) =>
      entitledFen(
        tekun,
        { person: { hukou, failedItems: failed, noMeans: true, noSupporter: true } },
        first,
        last,
      ),
    ),
  );
  const choice = chooseToReach(values, PAID, TOLERANCE, scene.random);
  options.forEach((list, i) => {
    const option = list[choice[i] ?? 0];
    if (option !== undefined)
      addTekun(scene, option, i < INSTITUTIONAL ? 'institutional' : 'dispersed', i === 0);
  });
}

function addTekun(
  scene: Scene,
  { hukou, failed, first, last }: Option,
  setting: string,
  moves: boolean,
): void {
  const person = addPerson(scene, hukou, scene.random.int(63, 92));
  const { book } = scene;
  book.fact('person', person, fact.noMeans.kind, LONG_AGO, { num: 1 });
  book.fact('person', person, fact.noSupporter.kind, LONG_AGO, { num: 1 });
  book.fact('person', person, fact.failedAbilities.kind, LONG_AGO, { num: failed });
  if (moves) {
    book.fact('person', person, fact.careSetting.kind, LONG_AGO, { code: 'dispersed' });
    book.fact(
      'person',
      person,
      fact.careSetting.kind,
      day('2020-08-12'),
      { code: setting },
      recordedOn('2020-08-14', '入院协议'),
    );
  } else {
    book.fact('person', person, fact.careSetting.kind, LONG_AGO, { code: setting });
  }
  const award = addAward(scene, tekun, person, first === 1 ? null : first, '特困人员认定');
  if (last < 10) {
    const told = recordedOn(`${monthText(last)}-22`, '福利院上报', '死亡');
    book.fact('person', person, fact.lifeStatus.kind, day(`${monthText(last)}-18`), { code: 'dead' }, told);
    book.end(award, AWARD_STATUS, day(monthText(last + 1)), told);
  }
}
