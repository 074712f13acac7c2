import { expect, test } from 'vitest';
import { readSort, withQuery } from './address.ts';

const url = new URL('http://x/campaigns?state=running&page=3&q=茶');

test('a changed filter goes back to the first page and keeps the others', () => {
  expect(withQuery(url, { state: null, sort: '-net' })).toBe('/campaigns?q=%E8%8C%B6&sort=-net');
});

test('turning the page keeps every filter', () => {
  expect(withQuery(url, { page: 4 })).toBe('/campaigns?state=running&page=4&q=%E8%8C%B6');
});

test('only known keys sort', () => {
  const fallback = { key: 'net', descending: true } as const;
  expect(readSort('-name', ['net', 'name'], fallback)).toEqual({ key: 'name', descending: true });
  expect(readSort('name; drop table', ['net', 'name'], fallback)).toEqual(fallback);
});
