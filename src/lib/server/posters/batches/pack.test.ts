import { expect, test } from 'vitest';
import { cleanFileName, fileNames, listOf, partsOf, type PackedItem } from './pack.ts';

const item = (merchant: string, bytes = 100): PackedItem => ({
  merchant,
  campaign: '红心橙开园季',
  format: '方图',
  bytes,
  hash: 'a',
});

test.each([
  ['a\\b/c:d*e?f"g<h>i|j', 'a_b_c_d_e_f_g_h_i_j'],
  ['  茶行. . ', '茶行'],
  ['..', '_'],
  ['一\u200b二\u202e三\n四', '一_二_三_四'],
  ['㙟塝𠅤', '㙟塝𠅤'],
  ['字'.repeat(80), '字'.repeat(60)],
])('%j becomes the file name %j', (from, to) => {
  expect(cleanFileName(from)).toBe(to);
});

test('two merchants of one name get two files', () => {
  expect(fileNames([item('李记'), item('李记'), item('张记')])).toEqual([
    '李记-红心橙开园季-方图.jpg',
    '李记-红心橙开园季-方图 (2).jpg',
    '张记-红心橙开园季-方图.jpg',
  ]);
});

test('a pack is cut where the next picture would make it too large', () => {
  const sizes = (most: number, ...bytes: number[]) =>
    partsOf(
      bytes.map((b) => ({ bytes: b })),
      most,
    ).map((part) => part.map((i) => i.bytes));
  expect(sizes(100, 40, 60, 1, 99, 100)).toEqual([[40, 60], [1, 99], [100]]);
  expect(sizes(100, 150, 10)).toEqual([[150], [10]]);
  expect(sizes(100)).toEqual([]);
});

test('no cell of the list can act as a formula, and whoever is left out is named', () => {
  const items = [item('=HYPERLINK("http://x")')];
  const text = listOf(items, fileNames(items), [{ merchant: '符氏', format: '方图', why: '没有授权' }]);
  expect(text.startsWith('\uFEFF')).toBe(true);
  expect(text).toContain(`"'=HYPERLINK(""http://x"")"`);
  expect(text).toContain(',符氏,,方图,,没有授权');
});
