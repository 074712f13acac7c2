import { expect, test } from 'vitest';
import { localPath } from './local-path.ts';

test.each(['/', '/campaigns?sort=-net&q=%E8%8C%B6', '/campaigns?q=茶', '/m/posters/1'])(
  '%s is a page of ours',
  (path) => {
    expect(localPath(path)).toBe(path);
  },
);

test.each([
  '//evil.example',
  '/\\evil.example',
  'https://evil.example/',
  'javascript:alert(1)',
  '/\t/evil.example',
  '/a\r\nSet-Cookie: x',
  '/\\/evil',
  'campaigns',
  '',
  null,
  `/${'a'.repeat(3000)}`,
])('%o leads nowhere but home', (path) => {
  expect(localPath(path)).toBe('/');
});
