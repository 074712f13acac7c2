import fc from 'fast-check';
import { expect, test } from 'vitest';
import { rosterFaults, type Slot } from './roster.ts';

const at = (hour: number, minute = 0) => new Date(Date.UTC(2026, 3, 12, hour, minute));
const session = { startsAt: at(12), endsAt: at(16) };
const slot = (host: string, from: Date, to: Date): Slot => ({ host, startsAt: from, endsAt: to });

test('hosts that follow each other leave no fault, in whatever order they were typed', () => {
  expect(rosterFaults(session, [slot('符阿妹', at(14), at(16)), slot('王小青', at(12), at(14))])).toEqual([]);
});

test('gaps, overlaps and slots outside the session are found', () => {
  expect(rosterFaults(session, [])).toEqual([{ kind: 'gap', from: at(12), to: at(16) }]);
  expect(
    rosterFaults(session, [
      slot('甲', at(12, 30), at(14)),
      slot('乙', at(13, 45), at(15)),
      slot('丙', at(15, 30), at(16, 10)),
    ]),
  ).toEqual([
    { kind: 'gap', from: at(12), to: at(12, 30) },
    { kind: 'overlap', from: at(13, 45), to: at(14), hosts: ['甲', '乙'] },
    { kind: 'outside', from: at(15, 30), to: at(16, 10), host: '丙' },
    { kind: 'gap', from: at(15), to: at(15, 30) },
  ]);
});

test('a short slot within a long one overlaps it and hides no later overlap', () => {
  expect(
    rosterFaults(session, [
      slot('甲', at(12), at(16)),
      slot('乙', at(13), at(13, 30)),
      slot('丙', at(15), at(16)),
    ]).map((f) => f.kind),
  ).toEqual(['overlap', 'overlap']);
});

test('a session cut into pieces anywhere has no fault', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.integer({ min: 1, max: 239 }), { maxLength: 6 }), (cuts) => {
      const minutes = [0, ...cuts.sort((a, b) => a - b), 240];
      const slots = minutes
        .slice(0, -1)
        .map((from, i) => slot(`主播${i}`, at(12, from), at(12, minutes[i + 1] ?? 240)));
      expect(rosterFaults(session, slots)).toEqual([]);
    }),
  );
});
