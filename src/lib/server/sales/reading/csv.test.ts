import fc from 'fast-check';
import Papa from 'papaparse';
import { expect, test } from 'vitest';
import { CsvParser, formulaSafe, writeCsvRecord } from './csv.ts';
import { FileError } from './file-error.ts';

const cell = fc
  .string({ unit: fc.constantFrom('a', '中', '"', ',', '\n', ' ', '1', '=', '\t'), maxLength: 8 })
  .map((text) => text.replace(/^ +| +$/g, ''));
const rows = fc.array(fc.array(cell, { minLength: 2, maxLength: 5 }), { minLength: 1, maxLength: 12 });

function parse(text: string, cuts: readonly number[] = []): string[][] {
  const parser = new CsvParser({ delimiter: ',' });
  const records: string[][] = [];
  let from = 0;
  for (const cut of [...cuts].sort((a, b) => a - b)) {
    const to = Math.min(cut, text.length);
    for (const record of parser.push(text.slice(from, to))) records.push(record.cells as string[]);
    from = to;
  }
  for (const record of [...parser.push(text.slice(from)), ...parser.end()])
    records.push(record.cells as string[]);
  return records;
}

test('what is written is read again', () => {
  fc.assert(
    fc.property(rows, (table) => {
      expect(parse(table.map((row) => writeCsvRecord(row)).join(''))).toEqual(table);
    }),
  );
});

test('papaparse reads the same', () => {
  fc.assert(
    fc.property(rows, (table) => {
      const text = table.map((row) => writeCsvRecord(row)).join('');
      const oracle = Papa.parse<string[]>(text.replace(/\r\n$/, ''), { delimiter: ',', newline: '\r\n' });
      expect(parse(text)).toEqual(oracle.data);
    }),
  );
});

test('any split into pieces gives the same records', () => {
  fc.assert(
    fc.property(rows, fc.array(fc.nat({ max: 300 }), { maxLength: 8 }), (table, cuts) => {
      const text = table.map((row) => writeCsvRecord(row)).join('');
      expect(parse(text, cuts)).toEqual(parse(text));
    }),
  );
});

test('records know the line they start on, quoted newlines counted', () => {
  const parser = new CsvParser({ delimiter: ',' });
  const records = [...parser.push('a,b\n"x\ny",2\r\n\n'), ...parser.push('c,d'), ...parser.end()];
  expect(records.map(({ line, cells }) => [line, cells])).toEqual([
    [1, ['a', 'b']],
    [2, ['x\ny', '2']],
    [4, ['']],
    [5, ['c', 'd']],
  ]);
});

test('a quote that is never closed refuses the file with its line', () => {
  const parser = new CsvParser({ delimiter: ',' });
  parser.push('a,b\n1,"open\n');
  expect(() => parser.end()).toThrow(FileError);
});

test('no cell of an export acts as a formula', () => {
  for (const cellText of ['=1+1', '+86', '-2', '@x', '\t=1', ' =1', '＝1']) {
    expect(formulaSafe(cellText).startsWith("'")).toBe(true);
  }
  expect(formulaSafe('白沙绿茶')).toBe('白沙绿茶');
});
