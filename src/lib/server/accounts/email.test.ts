import { expect, test } from 'vitest';
import { normalEmail } from './email.ts';

test.each([
  ['Xie.Mingzhu@Baisha.gov.cn ', 'xie.mingzhu@baisha.gov.cn'],
  ['a@b.cn', 'a@b.cn'],
  ['user+tag@mail.example.com', 'user+tag@mail.example.com'],
])('%s is %s', (text, address) => {
  expect(normalEmail(text)).toBe(address);
});

test.each([
  '',
  'a@b',
  'a@localhost',
  'a b@example.com',
  'a@example.com, b@example.com',
  'a@example.com\r\nBcc: b@example.com',
  '"a b"@example.com',
  'a(comment)@example.com',
  'group: a@example.com;',
  'a@exa\u200bmple.com',
  '用户@例子.中国',
  'a..b@example.com',
  '.a@example.com',
  'a.@example.com',
  'a@-example.com',
  'a@[127.0.0.1]',
  `${'a'.repeat(65)}@example.com`,
  `a@${'b.'.repeat(130)}com`,
])('%j is no address', (text) => {
  expect(normalEmail(text)).toBeNull();
});
