import fc from 'fast-check';
import { expect, test } from 'vitest';
import { allocateFen, formatFen, parseMoney } from './money.ts';

test('every amount that is written is read again, in every dress', () => {
  fc.assert(
    fc.property(fc.integer({ min: -1_000_000_000, max: 1_000_000_000 }), (fen) => {
      const plain = formatFen(fen, 'en', { plain: true });
      const grouped = formatFen(fen).replace('¥', '');
      for (const text of [
        plain,
        grouped,
        ` ${plain} `,
        `${plain}元`,
        `="${plain}"`,
        `${plain}(优惠：1.00)`,
      ]) {
        expect(parseMoney(text)).toEqual({ ok: true, fen });
      }
    }),
  );
});

test('a plain oracle over cents agrees', () => {
  fc.assert(
    fc.property(fc.nat({ max: 9_999_999 }), fc.nat({ max: 99 }), (yuan, cents) => {
      const text = `${yuan}.${String(cents).padStart(2, '0')}`;
      expect(parseMoney(text)).toEqual({ ok: true, fen: yuan * 100 + cents });
    }),
  );
});

test('what only looks like money is refused', () => {
  for (const text of [
    '1.234,50',
    '12.345',
    '12,34',
    '1.2万',
    '约30',
    '',
    '-',
    '1e3',
    '0x10',
    '１２．３４５',
    '10000000.01',
  ]) {
    expect(parseMoney(text), text).toEqual({ ok: false, reason: 'invalid' });
  }
  expect(parseMoney('￥１，２３４．５０')).toEqual({ ok: true, fen: 123_450 });
  expect(parseMoney('69.20(分销商等级折扣：47.80)')).toEqual({ ok: true, fen: 6_920 });
  expect(parseMoney('12.3400')).toEqual({ ok: true, fen: 1_234 });
});

test('parts sum to the amount, and sums that fit come back unchanged', () => {
  const weights = fc.array(fc.nat({ max: 1_000_000_000 }), { minLength: 1, maxLength: 20 });
  fc.assert(
    fc.property(fc.nat({ max: 1_000_000_000 }), weights, (amount, parts) => {
      const allocated = allocateFen(amount, parts);
      expect(allocated.reduce((a, b) => a + b, 0)).toBe(amount);
      expect(allocated.every((part) => part >= 0)).toBe(true);
      const total = parts.reduce((a, b) => a + b, 0);
      if (total > 0) expect(allocateFen(total, parts)).toEqual(parts);
    }),
  );
});
