import { expect, test } from 'vitest';
import { type Candidate, drawSample } from './sample.ts';

const list = (count: number): Candidate[] =>
  Array.from({ length: count }, (_, i) => ({ id: `DB${String(i + 1).padStart(3, '0')}`, always: null }));
const ids = (count: number, seed: string) => drawSample(list(count), seed, 30).map(({ id }) => id);

test('thirty in a hundred, rounded up (民发〔2012〕220号)', () => {
  expect([0, 1, 3, 4, 10, 11, 100].map((count) => ids(count, 's').length)).toEqual([0, 1, 1, 2, 3, 4, 30]);
});

test('the test vector: an auditor gets it with sha256sum and sort', () => {
  // for i in $(seq -f DB%03g 10); do printf 'huimin-2020:%s' $i | sha256sum | sed "s/-/$i/"; done | sort | head -3
  expect(ids(10, 'huimin-2020')).toEqual(['DB001', 'DB003', 'DB009']);
});

test('another seed draws others; the order of the list does not matter', () => {
  expect(ids(100, 'a')).not.toEqual(ids(100, 'b'));
  expect(drawSample(list(100).toReversed(), 'a', 30)).toEqual(drawSample(list(100), 'a', 30));
});

test('relatives of staff and complaints are all looked at, besides the share of the rest', () => {
  const always: Candidate[] = [
    { id: 'X1', always: 'relative' },
    { id: 'X2', always: 'complaint' },
  ];
  const drawn = drawSample([...list(10), ...always], 's', 30);
  expect(drawn.filter(({ why }) => why !== 'random')).toEqual([
    { id: 'X1', why: 'relative' },
    { id: 'X2', why: 'complaint' },
  ]);
  expect(drawn).toHaveLength(5);
});
