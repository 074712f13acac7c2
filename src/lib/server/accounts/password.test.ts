import { hash } from '@node-rs/argon2';
import { expect, test } from 'vitest';
import { hashPassword, passwordFault, verifyPassword } from './password.ts';

test('the stored text names argon2id and its parameters', async () => {
  expect(await hashPassword('白沙绿茶云上一杯香飘万里')).toMatch(/^\$argon2id\$v=19\$m=47104,t=1,p=1\$/);
});

test('the right password matches, in any Unicode spelling; a wrong one does not', async () => {
  const stored = await hashPassword('Ångström-2026');
  expect(await verifyPassword(stored, 'A\u030angstro\u0308m-2026')).toEqual({
    matches: true,
    outdated: false,
  });
  expect(await verifyPassword(stored, 'Angstrom-2026')).toEqual({ matches: false, outdated: false });
});

test('nobody’s password never matches, but is computed all the same', async () => {
  expect(await verifyPassword(null, 'correct horse battery')).toEqual({ matches: false, outdated: false });
});

test('a hash of older parameters is outdated', async () => {
  const stored = await hash('correct horse battery', { memoryCost: 19_456, timeCost: 2, parallelism: 1 });
  expect(await verifyPassword(stored, 'correct horse battery')).toEqual({ matches: true, outdated: true });
});

test('129 characters are refused without a hash', async () => {
  expect(passwordFault('a1b2c'.repeat(26))).toBe('too_long');
  expect(await verifyPassword('not a hash at all', 'x'.repeat(129))).toEqual({
    matches: false,
    outdated: false,
  });
});

test.each([
  ['短短的', 'too_short'],
  ['aaaaaaaaaaaaaaaa', 'too_plain'],
  ['白沙绿茶云上一杯香飘万里', null],
  ['correct horse', null],
])('“%s” → %s', (password, fault) => {
  expect(passwordFault(password)).toBe(fault);
});
