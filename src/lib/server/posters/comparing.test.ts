import fc from 'fast-check';
import { expect, it } from 'vitest';
import { compareContents, diffText } from './comparing.ts';
import { EMPTY_CONTENT } from './content.ts';

it('says what went and what came', () => {
  expect(diffText('红心橙开园', '红心橙采摘节')).toEqual([
    { kind: 'same', text: '红心橙' },
    { kind: 'removed', text: '开园' },
    { kind: 'added', text: '采摘节' },
  ]);
});

it('without what came it is the old text, without what went the new one', () => {
  const text = fc.string({ unit: fc.constantFrom('红', '橙', '👩‍🌾', 'a', '，'), maxLength: 30 });
  fc.assert(
    fc.property(text, text, (before, after) => {
      const pieces = diffText(before, after);
      const without = (kind: string) =>
        pieces
          .filter((p) => p.kind !== kind)
          .map((p) => p.text)
          .join('');
      expect(without('added')).toBe(before);
      expect(without('removed')).toBe(after);
    }),
  );
});

it('names the slots that differ, prices and days too', () => {
  const older = { ...EMPTY_CONTENT, headline: '开园', startsOn: '2026-11-01' };
  const newer = {
    ...EMPTY_CONTENT,
    headline: '开园',
    startsOn: '2026-11-02',
    price: { amountFen: 5880, toFen: null, unit: '盒', heldFrom: '2026-11-01', heldTo: '2026-11-30' },
  };
  expect(compareContents(older, newer).map((d) => d.slot)).toEqual(['price.unit', 'date', 'price']);
  expect(compareContents(older, older)).toEqual([]);
});
