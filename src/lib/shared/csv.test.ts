import { expect, it } from 'vitest';
import { csv, csvCell, yuanCell } from './csv.ts';

it.each(['=1+1', '+1a', '-a', '@SUM(A1)', '\t=1', '\r=1', '  =1', '＝1', '＋1', '－1', '＠a', '\u00a0=1'])(
  'no spreadsheet runs %j',
  (text) => {
    expect(csvCell(text).replace(/^"/, '')).toMatch(/^'/);
  },
);

it('numbers stay numbers and text is quoted where it must be', () => {
  expect([csvCell(-12), csvCell('-12.50'), csvCell(null), csvCell('a,"b"\n')]).toEqual([
    '-12',
    '-12.50',
    '',
    '"a,""b""\n"',
  ]);
});

it('opens in Excel with Chinese intact', () => {
  expect(csv(['活动', '净额'], [['“春茶节”', yuanCell(-5)]])).toBe('\uFEFF活动,净额\r\n“春茶节”,-0.05\r\n');
});
