import { expect, test } from 'vitest';
import { profileOfMapping, type Mapping } from '../profiles/mapping.ts';
import { findHeader } from './header.ts';
import type { FileRecord } from './record.ts';

const rows = (...lines: string[][]): FileRecord[] => lines.map((cells, at) => ({ line: at + 1, cells }));
const mapping = (columns: Mapping['columns']) =>
  profileOfMapping({ name: 'mall', platform: 'other', grain: 'order', columns, statuses: {} });
const find = (columns: Mapping['columns'], ...lines: string[][]) =>
  findHeader(rows(...lines), [mapping(columns)], 1);

test('columns named by position are found below a note, even where headers repeat or are empty', () => {
  const found = find(
    { orderNo: '#1', paidAmount: '#3' },
    ['导出说明'],
    ['单号', '金额', '金额', ''],
    ['A1', '1', '2', ''],
  );
  expect(found).toMatchObject({
    kind: 'found',
    header: { line: 2, columns: { orderNo: [0], orderPaid: [2] } },
  });
});

test('names and positions may be mixed', () => {
  const found = find({ orderNo: '单号', paidAmount: '#2' }, ['单号', ''].concat('备注'));
  expect(found).toMatchObject({
    kind: 'found',
    header: { line: 1, columns: { orderNo: [0], orderPaid: [1] } },
  });
});

test('a position beyond the last column is not found', () => {
  expect(find({ orderNo: '#1', paidAmount: '#9' }, ['单号', '金额'])).toMatchObject({ kind: 'none' });
});
