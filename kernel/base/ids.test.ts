import { expect, test } from 'vitest';
import { deterministicIds, uuidv7 } from './ids.ts';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-([78])[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

test('uuidv7 carries the time and is well formed', () => {
  const now = Date.now() + 1000;
  const id = uuidv7(now);
  expect(UUID.exec(id)?.[1]).toBe('7');
  expect(Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16)).toBe(now);
});

test('20,000 ids are unique and ascending, also when the clock stands still or goes back', () => {
  const now = Date.now() + 5000;
  const ids = Array.from({ length: 20_000 }, (_, i) => uuidv7(i < 15_000 ? now : now - 60_000));
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids.toSorted()).toEqual(ids);
  expect(ids.every((id) => UUID.test(id))).toBe(true);
});

test('deterministic ids repeat for a seed, differ between seeds and ascend', () => {
  const take = (seed: string) => {
    const next = deterministicIds(seed);
    return Array.from({ length: 1000 }, next);
  };
  const ids = take('demo');
  expect(take('demo')).toEqual(ids);
  expect(new Set([...ids, ...take('other')]).size).toBe(2000);
  expect(ids.toSorted()).toEqual(ids);
  expect(ids.every((id) => UUID.exec(id)?.[1] === '8')).toBe(true);
});
