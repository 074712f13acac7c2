import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parseMapping, profileOfMapping } from './profiles/mapping.ts';
import { previewFile } from './preview.ts';
import { FileError } from './reading/file-error.ts';
import { detectFile } from './reading/source.ts';
import { deriveSecrets } from '../config/secrets.ts';
import { codePatternsOf, DEFAULT_EXCLUSIONS } from './rows/remark.ts';

const FIXTURES = join(import.meta.dirname, '../../../../tests/fixtures/orders');
const files = readdirSync(FIXTURES)
  .filter((name) => name.endsWith('.expected.json') && !name.startsWith('webhook'))
  .map((name) => name.replace(/\.expected\.json$/, ''));
const bad = readdirSync(join(FIXTURES, 'bad'))
  .filter((name) => name.endsWith('.expected.json'))
  .map((name) => name.replace(/\.expected\.json$/, ''));

interface Expected {
  input: { shop: string | null; exportedAt?: string; mapping?: string | null };
  checkedOrders: { orderNo: string }[];
  rowsRejected: { reason: string }[];
  error: { code: string; line?: number };
}

const expectation = (path: string) =>
  JSON.parse(readFileSync(join(FIXTURES, `${path}.expected.json`), 'utf8')) as Expected;

async function preview(path: string, { input, checkedOrders = [] }: Expected) {
  const mapping = input.mapping
    ? parseMapping(JSON.parse(readFileSync(join(FIXTURES, input.mapping), 'utf8')))
    : null;
  if (mapping && !mapping.ok) throw new Error(mapping.detail);
  const detected = await detectFile(
    join(FIXTURES, path),
    mapping ? { profiles: [profileOfMapping(mapping.mapping)], minimumMatches: 1 } : {},
  );
  return previewFile(join(FIXTURES, path), detected, {
    fileName: path,
    chosenShop: input.shop,
    exportedAt: Date.parse(input.exportedAt ?? '2026-10-16T00:00:00+08:00') / 1000,
    phoneKey: { version: 1, key: deriveSecrets('test').phoneKey('county') },
    remarks: {
      codePatterns: codePatternsOf({ prefix: 'BS', spokenPrefix: '白沙' }),
      exclusions: DEFAULT_EXCLUSIONS,
    },
    showOrders: checkedOrders.map((order) => order.orderNo),
  });
}

describe('sample exports give the stated report', () => {
  test.each(files)('%s', async (file) => {
    const expected = expectation(file);
    const { input: _input, ...stated } = expected;
    const report = await preview(file, expected);
    const rowsRejected = report.rowsRejected.map(({ messageZh, messageEn, ...row }) => {
      expect(messageZh).toContain(`第 ${row.line} 行`);
      expect(messageEn).toContain(`Row ${row.line}`);
      return row;
    });
    expect({ ...report, rowsRejected }).toEqual(stated);
  });
});

describe('bad files are refused by their code', () => {
  test.each(bad)('%s', async (file) => {
    const expected = expectation(`bad/${file}`);
    const error = await preview(`bad/${file}`, expected).then(
      () => null,
      (e: unknown) => e,
    );
    expect(error).toBeInstanceOf(FileError);
    expect(error).toMatchObject(expected.error);
  });
});
