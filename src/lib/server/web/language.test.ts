import { expect, test } from 'vitest';
import { preferredLanguage } from './language.ts';

test.each([
  [null, 'zh-CN'],
  ['', 'zh-CN'],
  ['en-US,en;q=0.9', 'en'],
  ['zh-TW,zh;q=0.9,en;q=0.8', 'zh-CN'],
  ['fr-FR,fr;q=0.9,en;q=0.5', 'en'],
  ['de', 'zh-CN'],
  ['en;q=0.2, zh-CN;q=0.7', 'zh-CN'],
  ['en;q=0, *', 'zh-CN'],
  [';;;,,q=', 'zh-CN'],
])('a browser that says %o reads %s', (header, language) => {
  expect(preferredLanguage(header)).toBe(language);
});
