import { expect, test } from 'vitest';
import { OrderPlaces } from './order-places.ts';

const places = (orders: readonly string[], shop = '白沙茶铺'): boolean => {
  const seen = new OrderPlaces();
  for (const order of orders) seen.add(shop, order);
  return seen.together;
};

test('rows of an order that follow one another stand together', () => {
  expect(places([])).toBe(true);
  expect(places(['1', '1', '2', '3', '3', '3'])).toBe(true);
  expect(places(Array.from({ length: 100_000 }, (_, at) => String(at * 97)))).toBe(true);
});

test('an order that comes back is scattered, however late', () => {
  expect(places(['1', '2', '1'])).toBe(false);
  expect(places([...Array.from({ length: 100_000 }, (_, at) => String(at)), '7'])).toBe(false);
});

test('one number under two shops is two orders', () => {
  const seen = new OrderPlaces();
  for (const shop of ['a', 'b']) seen.add(shop, '1');
  expect(seen.together).toBe(true);
});
