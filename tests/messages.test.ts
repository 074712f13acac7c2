import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';

type Words = Record<string, string>;

const settings = JSON.parse(readFileSync('project.inlang/settings.json', 'utf8')) as {
  'plugin.inlang.messageFormat': { pathPattern: string[] };
};
const areas = settings['plugin.inlang.messageFormat'].pathPattern.map((p) => path.basename(p, '.json'));
const read = (locale: string, area: string) =>
  JSON.parse(readFileSync(`messages/${locale}/${area}.json`, 'utf8')) as Words;
const placeholders = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map((m) => m[1]).sort();
const keysOf = (words: Words) => Object.keys(words).filter((k) => k !== '$schema');

test('every file of words is compiled, and nothing else lies there', () => {
  const files = globSync('messages/zh-CN/*.json').map((f) => path.basename(f, '.json'));
  expect(files.sort()).toEqual([...areas].sort());
});

test('messages exist', () => {
  expect(areas.flatMap((area) => keysOf(read('zh-CN', area))).length).toBeGreaterThan(300);
});

describe.each(areas)('words of %s', (area) => {
  const [zh, en] = [read('zh-CN', area), read('en', area)];

  test('are complete in both languages', () => {
    expect(keysOf(en).sort()).toEqual(keysOf(zh).sort());
    const blank = [...Object.entries(zh), ...Object.entries(en)].filter(
      ([, text]) => typeof text === 'string' && text.trim() === '',
    );
    expect(blank).toEqual([]);
  });

  test('begin with the name of their area', () => {
    expect(keysOf(zh).filter((key) => !key.startsWith(area === 'common' ? '' : `${area}_`))).toEqual([]);
  });

  test('fill in the same values in both languages', () => {
    const different = keysOf(zh).filter((key) => {
      const [a, b] = [zh[key], en[key]];
      return (
        typeof a === 'string' && typeof b === 'string' && placeholders(a).join() !== placeholders(b).join()
      );
    });
    expect(different).toEqual([]);
  });

  test('leave no English sentence in Chinese, and no Chinese in English', () => {
    const han = /\p{Script=Han}/u;
    const names = /深巷|中文|白沙|「|简体/u;
    const inEnglish = keysOf(en).filter(
      (key) =>
        han.test(String(en[key]).replace(/[“"'（(][^”"'）)]*\p{Script=Han}[^”"'）)]*[”"'）)]/gu, '')) &&
        !names.test(String(en[key])),
    );
    const inChinese = keysOf(zh).filter((key) =>
      /[A-Za-z]{4,} [A-Za-z]{3,} [A-Za-z]{3,}/.test(String(zh[key]).replace(/\{\w+\}/g, '')),
    );
    expect({ inEnglish, inChinese }).toEqual({ inEnglish: [], inChinese: [] });
  });
});
