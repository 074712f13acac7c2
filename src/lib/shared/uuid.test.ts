import { expect, it } from 'vitest';
import { isUuid } from './uuid.ts';

it('takes ids as the database writes them', () => {
  expect(isUuid('01890000-0000-7000-8000-000000000001')).toBe(true);
  expect(isUuid('01890000-ABCD-7000-8000-000000000001')).toBe(true);
});

it.each(['', 'zzz', '-'.repeat(36), '0'.repeat(36), '01890000-0000-7000-8000-00000000000\0', '__proto__'])(
  'refuses what the database could not read: %j',
  (text) => expect(isUuid(text)).toBe(false),
);
