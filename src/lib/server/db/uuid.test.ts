import { expect, test } from 'vitest';
import { uuidv7 } from './uuid.ts';

const SHAPE = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

test('ids have the shape of version 7, are all different and ascend within one process', () => {
  const ids = Array.from({ length: 20_000 }, () => uuidv7());
  expect(ids.filter((id) => !SHAPE.test(id))).toEqual([]);
  expect(new Set(ids).size).toBe(ids.length);
  expect([...ids].sort()).toEqual(ids);
});

test('an id begins with its millisecond', () => {
  const before = Date.now();
  const ms = Number.parseInt(uuidv7().replaceAll('-', '').slice(0, 12), 16);
  // Ids made in one burst run ahead of the clock by one millisecond for every 4,096 of them.
  expect(ms).toBeGreaterThanOrEqual(before);
  expect(ms).toBeLessThanOrEqual(Date.now() + 10);
});
