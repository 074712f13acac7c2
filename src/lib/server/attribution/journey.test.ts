import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildJourney } from './journey.ts';
import { DEFAULT_RULES } from './rule-set.ts';
import { beijing, byCampaign, credited, fenOf, touch } from './testing.ts';
import { placedAtSeconds, wholeSeconds, type Touch } from './touch.ts';

const DAY = 86_400;

describe('worked example 1: all models', () => {
  const placedAt = beijing('2026-04-20 20:15:00');
  const result = credited({
    placedAt,
    netFen: 12_345,
    candidates: [
      touch('click', placedAt - 10 * DAY, 'A'),
      touch('poster_open', placedAt - 7 * DAY, 'B'),
      touch('check_in', placedAt - DAY, 'A'),
      touch('scan', placedAt - 7200, null),
    ],
  });

  it('has the decay weights to the unit', () => {
    expect(result.credits.map((credit) => credit.decayWeight)).toEqual([
      371498572, 500000000, 905723664, 991782200,
    ]);
  });

  it.each([
    ['last', [0, 0, 0, 12345], { A: 0, B: 0, none: 12345 }],
    ['lastNonDirect', [0, 0, 12345, 0], { A: 12345, B: 0, none: 0 }],
    ['first', [12345, 0, 0, 0], { A: 12345, B: 0, none: 0 }],
    ['linear', [3086, 3087, 3086, 3086], { A: 6172, B: 3087, none: 3086 }],
    ['decay', [1656, 2229, 4038, 4422], { A: 5694, B: 2229, none: 4422 }],
    ['position', [4938, 1235, 1234, 4938], { A: 6172, B: 1235, none: 4938 }],
  ] as const)('%s', (model, fen, campaigns) => {
    expect(fenOf(result, model)).toEqual(fen);
    expect(byCampaign([result], model)).toEqual(campaigns);
  });
});

describe('worked example 4: ties', () => {
  const placedAt = beijing('2026-04-20 20:15:00');
  const checkIn = touch('check_in', placedAt, 'A');
  const scan = touch('scan', placedAt, 'B');
  const coupon = touch('coupon', placedAt, 'C');

  it.each([[[checkIn, scan, coupon]], [[coupon, scan, checkIn]], [[scan, coupon, checkIn]]])(
    'on one second the strongest is last, in whatever order they come',
    (candidates) => {
      const result = credited({ placedAt, netFen: 1000, candidates });
      expect(result.journey.touches).toEqual([checkIn, scan, coupon]);
      expect(fenOf(result, 'last')).toEqual([0, 0, 1000]);
      expect(fenOf(result, 'first')).toEqual([1000, 0, 0]);
      expect(fenOf(result, 'linear')).toEqual([333, 334, 333]);
      expect(fenOf(result, 'decay')).toEqual([333, 334, 333]);
      expect(fenOf(result, 'position')).toEqual([400, 200, 400]);
    },
  );

  it('two scans in one second: the smaller source key comes first', () => {
    const b = touch('scan', placedAt, 'B', { key: 'links:2' });
    const a = touch('scan', placedAt, 'A', { key: 'links:10' });
    expect(buildJourney(placedAt, [b, a], DEFAULT_RULES).touches.map((t) => t.key)).toEqual([
      'links:10',
      'links:2',
    ]);
  });
});

describe('worked example 5: collapse', () => {
  const p = (time: string) => touch('scan', beijing(`2026-04-20 ${time}`), 'A', { code: 'P' });
  const candidates = [
    p('10:00:00'),
    p('10:20:00'),
    p('10:49:59'),
    p('11:19:59'),
    touch('click', beijing('2026-04-20 11:25:00'), 'B', { code: 'Q' }),
    p('11:30:00'),
  ];
  const line = { placedAt: beijing('2026-04-20 12:00:00'), netFen: 1001, candidates };

  it('a repeat counts as a neighbour, exactly thirty minutes is new, another touch breaks a run', () => {
    const result = credited(line);
    expect(result.journey.found.map(({ unused }) => unused)).toEqual([
      null,
      'repeat',
      'repeat',
      null,
      null,
      null,
    ]);
    expect(fenOf(result, 'linear')).toEqual([250, 251, 250, 250]);
    expect(byCampaign([result], 'linear')).toEqual({ A: 751, B: 250 });
    expect(fenOf(result, 'position')).toEqual([400, 101, 100, 400]);
  });

  it('adjacentCampaign keeps the first of adjacent touches of one campaign', () => {
    const result = credited(line, { ...DEFAULT_RULES, adjacentCampaign: true });
    expect(result.journey.touches.map((t) => t.code)).toEqual(['P', 'Q', 'P']);
    expect(fenOf(result, 'linear')).toEqual([334, 333, 334]);
    expect(byCampaign([result], 'linear')).toEqual({ A: 668, B: 333 });
    expect(fenOf(result, 'position')).toEqual([400, 201, 400]);
  });
});

describe('worked example 6: window edges', () => {
  const at = (text: string) => wholeSeconds(Date.parse(`${text.replace(' ', 'T')}+08:00`));
  const candidates = (link1: string, link2: string) => [
    touch('scan', at('2026-05-01 12:00:00'), 'A', { code: 's1' }),
    touch('scan', at('2026-05-01 12:00:01'), 'A', { code: 's2' }),
    touch('poster_open', at('2026-05-17 12:00:00'), 'A', { code: 'p1' }),
    touch('poster_open', at('2026-05-17 12:00:01'), 'A', { code: 'p2' }),
    touch('click', at('2026-05-31 12:00:00.734'), 'A', { code: link1 }),
    touch('click', at('2026-05-31 12:00:01'), 'A', { code: link2 }),
  ];

  it('exactly W old is out, the same second is in, a second after the order is out', () => {
    const placedAt = placedAtSeconds(Date.parse('2026-05-31T12:00:00+08:00'), 'second');
    const result = credited({ placedAt, netFen: 10_000, candidates: candidates('c1', 'c2') });
    expect(result.journey.found.map(({ unused }) => unused)).toEqual([
      'outside_window',
      null,
      'outside_window',
      null,
      null,
      'after_order',
    ]);
    expect(result.credits.map((credit) => credit.decayWeight)).toEqual([51271019, 250000287, 1000000000]);
    expect(fenOf(result, 'decay')).toEqual([394, 1921, 7685]);
    expect(fenOf(result, 'position')).toEqual([4000, 2000, 4000]);
  });

  it('an export that knows only the minute counts as its last second', () => {
    const placedAt = placedAtSeconds(Date.parse('2026-05-31T12:00:00+08:00'), 'minute');
    const apart = credited({ placedAt, netFen: 10_000, candidates: candidates('c1', 'c2') });
    expect(apart.journey.touches.map((t) => t.code)).toEqual(['c1', 'c2']);
    expect(apart.credits.map((credit) => credit.decayWeight)).toEqual([999932384, 999933530]);
    expect(fenOf(apart, 'linear')).toEqual([5000, 5000]);
    expect(fenOf(apart, 'decay')).toEqual([5000, 5000]);
    const together = credited({ placedAt, netFen: 10_000, candidates: candidates('c', 'c') });
    expect(together.journey.found.at(-1)?.unused).toBe('repeat');
    expect(fenOf(together, 'last')).toEqual([10_000]);
  });

  it('a campaign may have a window of its own', () => {
    const placedAt = beijing('2026-05-31 12:00:00');
    const candidates = [touch('scan', placedAt - 8 * DAY, 'A'), touch('scan', placedAt - 8 * DAY, 'B')];
    const rules = { ...DEFAULT_RULES, campaignWindowDays: { A: { scan: 7 } } };
    expect(buildJourney(placedAt, candidates, rules).touches.map((t) => t.campaignId)).toEqual(['B']);
  });
});

describe('worked example 7: cap and overflow', () => {
  const placedAt = beijing('2026-05-31 12:00:00');
  const candidates = Array.from({ length: 503 }, (_, i) =>
    touch('scan', placedAt - 503 + i, 'A', { code: `c${i}` }),
  );

  it('the latest five hundred are kept and the line is flagged', () => {
    const result = credited({ placedAt, netFen: 1000, candidates });
    expect(result.journey.truncated).toBe(true);
    expect(result.journey.touches).toEqual(candidates.slice(3));
    expect(result.journey.found.slice(0, 4).map(({ unused }) => unused)).toEqual([
      'over_cap',
      'over_cap',
      'over_cap',
      null,
    ]);
    expect(new Set(fenOf(result, 'linear'))).toEqual(new Set([2]));
  });

  it('spreads what does not divide evenly', () => {
    const linear = fenOf(credited({ placedAt, netFen: 12_345, candidates }), 'linear');
    expect(linear.filter((fen) => fen === 25)).toHaveLength(345);
    expect(linear.filter((fen) => fen === 24)).toHaveLength(155);
    const position = fenOf(credited({ placedAt, netFen: 1000, candidates }), 'position');
    expect([position[0], position.at(-1)]).toEqual([400, 400]);
    const middle = position.slice(1, -1);
    expect(middle.filter((fen) => fen === 1)).toHaveLength(200);
    expect(middle.filter((fen) => fen === 0)).toHaveLength(298);
    expect(position.flatMap((fen, i) => (fen === 1 ? [i + 1] : [])).slice(0, 5)).toEqual([3, 5, 8, 10, 13]);
  });

  it('stays exact above 2^63', () => {
    const now = Array.from({ length: 500 }, (_, i) => touch('scan', placedAt, 'A', { code: `n${i}` }));
    const result = credited({ placedAt, netFen: 9_300_000, candidates: now });
    expect(new Set(fenOf(result, 'decay'))).toEqual(new Set([18_600]));
  });
});

describe('worked example 8: one day, overlaps', () => {
  const placedAt = beijing('2026-04-20 12:00:00');
  const path = (...campaigns: (string | null)[]): Touch[] =>
    campaigns.map((campaign, i) => touch('scan', placedAt - (campaigns.length - i) * 3600, campaign));
  const lines = [
    credited({ placedAt, netFen: 10_000, candidates: path('A', 'B') }),
    credited({ placedAt, netFen: 9_999, candidates: path('A', 'B', 'A') }),
    credited({ placedAt, netFen: 2_501, candidates: path('A') }),
    credited({ placedAt, netFen: 7_777 }),
    credited({ placedAt, netFen: -300, candidates: path('B', 'A') }),
    credited({ placedAt, netFen: 1_234, candidates: path(null) }),
    credited({ placedAt, netFen: 0, candidates: path('B') }),
  ];

  it.each([
    ['last', { A: 12200, B: 10000, none: 1234 }],
    ['first', { A: 22500, B: -300, none: 1234 }],
    ['linear', { A: 14017, B: 8183, none: 1234 }],
    ['position', { A: 15351, B: 6849, none: 1234 }],
  ] as const)('%s', (model, sums) => {
    expect(byCampaign(lines, model)).toEqual(sums);
    expect(Object.values(sums).reduce((a, b) => a + b, 0) + 7777).toBe(31_211);
  });

  it('L2 by position', () => {
    expect(lines[1] && fenOf(lines[1], 'position')).toEqual([4000, 1999, 4000]);
  });

  it('a refunded line keeps its conversion with 0 fen', () => {
    expect(lines[6] && fenOf(lines[6], 'last')).toEqual([0]);
  });
});

describe('worked example 10: the ladder', () => {
  const placedAt = beijing('2026-04-20 12:00:00');
  const line = (...candidates: Touch[]) => credited({ placedAt, netFen: 5000, candidates });
  const a = line(touch('scan', placedAt - 3600, 'A'), touch('declaration', placedAt, 'A'));
  const b = line(touch('declaration', placedAt, 'A'));
  const c = line(touch('declaration', placedAt, 'A', { refusal: 'not_approved' }));
  const d = line(touch('scan', placedAt - 3600, null), touch('declaration', placedAt, 'A'));
  const e = line(touch('scan', placedAt - 2 * DAY, 'A'), touch('coupon', placedAt, 'B'));
  const f = line(touch('coupon', placedAt, 'A', { refusal: 'code_suspended' }));
  const g = line();

  it('a declaration is not needed where a scan is', () => {
    expect(a.orderTier).toBe('2');
    expect(a.credits).toHaveLength(1);
    expect(a.journey.found.map(({ unused }) => unused)).toEqual([null, 'weaker_evidence']);
  });

  it('an approved declaration stands alone, one that waits gives nothing', () => {
    expect([b.orderTier, c.orderTier]).toEqual(['5', '0']);
    expect(byCampaign([b], 'last')).toEqual({ A: 5000 });
  });

  it('a touch without a campaign does not keep a declaration out', () => {
    expect(d.orderTier).toBe('2');
    expect(d.credits.map((credit) => credit.tier)).toEqual(['2', '5']);
    expect(byCampaign([d], 'last')).toEqual({ none: 0, A: 5000 });
    expect(byCampaign([d], 'linear')).toEqual({ none: 2500, A: 2500 });
  });

  it('a coupon and an older scan of another campaign share by linear', () => {
    expect(e.orderTier).toBe('1');
    expect(byCampaign([e], 'last')).toEqual({ A: 0, B: 5000 });
    expect(byCampaign([e], 'linear')).toEqual({ A: 2500, B: 2500 });
  });

  it('a suspended coupon and a masked phone give nothing', () => {
    expect([f.orderTier, g.orderTier]).toEqual(['0', '0']);
  });

  it('adds up by last touch', () => {
    const all = [a, b, c, d, e, f, g];
    expect(byCampaign(all, 'last')).toEqual({ A: 15_000, B: 5_000, none: 0 });
    const unattributed = all.filter((one) => one.credits.length === 0).length * 5000;
    expect(unattributed).toBe(15_000);
  });
});

it('two codes of different campaigns on one line both enter, and the line says so', () => {
  const placedAt = beijing('2026-04-20 12:00:00');
  const result = credited({
    placedAt,
    netFen: 100,
    candidates: [touch('order_code', placedAt, 'A'), touch('coupon', placedAt, 'B')],
  });
  expect(result.journey.codesDisagree).toBe(true);
  expect(byCampaign([result], 'last')).toEqual({ A: 100, B: 0 });
});

describe('an override', () => {
  const placedAt = beijing('2026-04-20 12:00:00');
  const candidates = [touch('scan', placedAt - 60, 'A')];
  const decision = { id: 'o1', campaignId: 'B', activityId: null, merchantId: null };

  it('gives everything to the assigned campaign in every model and keeps the evidence visible', () => {
    const result = credited({
      placedAt,
      netFen: 777,
      candidates,
      override: { ...decision, action: 'assign' },
    });
    expect(result.orderTier).toBe('M');
    expect(result.credits.map((credit) => credit.fen)).toEqual([
      { last: 777, lastNonDirect: 777, first: 777, linear: 777, decay: 777, position: 777 },
    ]);
    expect(result.journey.found.map(({ unused }) => unused)).toEqual(['overridden', null]);
  });

  it('exclude leaves the line unattributed', () => {
    const result = credited({
      placedAt,
      netFen: 777,
      candidates,
      override: { ...decision, action: 'exclude' },
    });
    expect([result.orderTier, result.credits]).toEqual(['0', []]);
  });
});

describe('what must always hold', () => {
  const placedAt = beijing('2026-05-31 12:00:00');
  const anyTouch = fc
    .record({
      type: fc.constantFrom(
        'order_code',
        'coupon',
        'scan',
        'click',
        'poster_open',
        'check_in',
        'live_window',
        'declaration' as const,
      ),
      age: fc.integer({ min: -50_000, max: 40 * DAY }),
      campaign: fc.constantFrom('A', 'B', 'C', null),
      code: fc.constantFrom('x', 'y', 'z'),
      serial: fc.integer({ min: 0, max: 1_000_000 }),
    })
    .map(({ type, age, campaign, code, serial }) =>
      touch(
        type,
        ['scan', 'click', 'poster_open', 'check_in'].includes(type) ? placedAt - age : placedAt,
        campaign,
        {
          code,
          key: `k:${serial}`,
        },
      ),
    );
  const anyTouches = fc.uniqueArray(anyTouch, { selector: (t) => t.key, maxLength: 30 });

  it('every model adds up to the amount, with its sign, or there are no rows', () => {
    fc.assert(
      fc.property(
        anyTouches,
        fc.integer({ min: -2_000_000_000, max: 2_000_000_000 }),
        (candidates, netFen) => {
          const { credits } = credited({ placedAt, netFen, candidates });
          for (const model of ['last', 'lastNonDirect', 'first', 'linear', 'decay', 'position'] as const) {
            const fen = credits.map((credit) => credit.fen[model]);
            if (fen.length > 0) expect(fen.reduce((a, b) => a + b, 0)).toBe(netFen);
            expect(fen.every((one) => one === 0 || Math.sign(one) === Math.sign(netFen))).toBe(true);
          }
        },
      ),
      { numRuns: 300 },
    );
  });

  it('the order of the input does not matter', () => {
    fc.assert(
      fc.property(
        anyTouches.chain((list) =>
          fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })),
        ),
        ([list, shuffled]) => {
          expect(credited({ placedAt, netFen: 9_999, candidates: shuffled })).toEqual(
            credited({ placedAt, netFen: 9_999, candidates: list }),
          );
        },
      ),
      { numRuns: 200 },
    );
  });

  it('the amount never changes who is in the journey', () => {
    fc.assert(
      fc.property(
        anyTouches,
        fc.integer({ min: 0, max: 1e6 }),
        fc.integer({ min: 0, max: 1e6 }),
        (candidates, x, y) => {
          expect(credited({ placedAt, netFen: x, candidates }).journey).toEqual(
            credited({ placedAt, netFen: y, candidates }).journey,
          );
        },
      ),
    );
  });

  it('a touch that does not count changes neither rows nor hash', () => {
    fc.assert(
      fc.property(anyTouches, (candidates) => {
        const late = touch('scan', placedAt + 1, 'C', { key: 'late' });
        const before = credited({ placedAt, netFen: 5_001, candidates });
        const after = credited({ placedAt, netFen: 5_001, candidates: [...candidates, late] });
        expect(after.credits).toEqual(before.credits);
        expect(after.inputHash).toBe(before.inputHash);
      }),
    );
  });
});
