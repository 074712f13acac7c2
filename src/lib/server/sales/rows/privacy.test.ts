import fc from 'fast-check';
import { expect, test } from 'vitest';
import { hashPhone as oracle } from '../../config/secrets.ts';
import { fullPhone, hashPhone } from './privacy.ts';

test('a full number hashes as it does at check-ins', () => {
  fc.assert(
    fc.property(
      fc.uint8Array({ minLength: 1, maxLength: 100 }),
      fc.integer({ min: 0, max: 999_999_999 }),
      (bytes, rest) => {
        const phone = `13${String(rest).padStart(9, '0')}`;
        const key = Buffer.from(bytes);
        expect(hashPhone({ version: 1, key }, phone)).toBe(oracle(key, phone));
      },
    ),
  );
});

test('only full mainland mobile numbers are numbers', () => {
  expect(fullPhone('+86 138 0000 0038')).toBe('13800000038');
  expect(fullPhone('8613800000038')).toBe('13800000038');
  expect(fullPhone('138****0038')).toBeNull();
  expect(fullPhone('0898-27720000')).toBeNull();
  expect(fullPhone('12800000038')).toBeNull();
});
