import { describe, expect, it } from 'vitest';
import { liveTouch, roomIdCounts, type LiveFacts, type LiveSlot } from './live-window.ts';
import { DEFAULT_RULES } from './rule-set.ts';
import { beijing, byCampaign, credited, touch } from './testing.ts';

const at = (time: string) => beijing(`2026-04-20 ${time}`);
const slot = (id: string, start: string, end: string, more: Partial<LiveSlot> = {}): LiveSlot => ({
  id,
  campaignId: 'A',
  activityId: id,
  merchantId: null,
  startsAt: at(start),
  endsAt: at(end),
  productIds: null,
  ...more,
});
const slots = [slot('S1', '19:00:00', '21:00:00'), slot('S2', '21:00:00', '23:00:00')];
const facts = (time: string, more: Partial<LiveFacts> = {}): LiveFacts => ({
  placedAt: at(time),
  productId: 'tea',
  trafficForm: '直播',
  trafficSource: '直播推荐',
  isPending: false,
  ...more,
});

describe('worked example 9: live window', () => {
  const line = (
    time: string,
    netFen: number,
    more: Partial<LiveFacts> = {},
    others: ReturnType<typeof touch>[] = [],
  ) => {
    const live = liveTouch(facts(time, more), slots, DEFAULT_RULES);
    return credited({
      placedAt: at(time),
      netFen,
      pending: live?.refusal === 'pending',
      candidates: [...(live === null ? [] : [live]), ...others],
    });
  };
  const lines = [
    line('19:00:00', 8_800),
    line('20:59:59', 12_900),
    line('21:00:00', 6_600),
    line('23:00:00', 4_500),
    line('23:09:59', 9_900),
    line('23:10:00', 7_700),
    line('20:30:00', 15_800, { trafficSource: '精选联盟' }),
    line('20:30:00', 3_300, { trafficForm: '短视频' }),
    line('20:30:00', 5_200, { trafficForm: null, isPending: true }),
    line('20:30:00', 8_800, {}, [touch('scan', at('20:30:00') - 3 * 86_400, 'B')]),
  ];
  const slotsOf = lines.map((one) => one.credits[0]?.touch.activityId ?? null);

  it('gives each order to its slot', () => {
    expect(slotsOf).toEqual(['S1', 'S1', 'S2', 'S2', 'S2', null, null, null, null, null]);
  });

  it('keeps the live slot visible beside stronger evidence', () => {
    expect(lines[9]?.orderTier).toBe('2');
    expect(lines[9]?.journey.found.map(({ unused }) => unused)).toEqual([null, 'weaker_evidence']);
  });

  it('never guesses what the platform still owes', () => {
    expect(lines[8]).toMatchObject({ pending: true, credits: [], orderTier: '0' });
  });

  it('adds up', () => {
    expect(byCampaign(lines, 'last')).toEqual({ A: 42_700, B: 8_800 });
    const s1 = lines
      .filter((_, i) => slotsOf[i] === 'S1')
      .flatMap((one) => one.credits.map((credit) => credit.fen.last));
    expect(s1.reduce((a, b) => a + b, 0)).toBe(21_700);
  });
});

describe('rosters', () => {
  it('a slot that contains the instant beats one reached through the ten minutes', () => {
    expect(liveTouch(facts('21:05:00'), slots, DEFAULT_RULES)?.activityId).toBe('S2');
  });

  it('of two ended slots the one that ended last counts', () => {
    const two = [slot('S1', '19:00:00', '20:55:00', { campaignId: 'B' }), slot('S2', '19:00:00', '21:00:00')];
    expect(liveTouch(facts('21:03:00'), two, DEFAULT_RULES)?.activityId).toBe('S2');
  });

  it('two rooms of one campaign credit it and leave the activity open; of two campaigns they credit none', () => {
    const one = [slot('S1', '19:00:00', '21:00:00'), slot('S2', '20:00:00', '22:00:00')];
    expect(liveTouch(facts('20:30:00'), one, DEFAULT_RULES)).toMatchObject({
      campaignId: 'A',
      activityId: null,
      refusal: null,
    });
    const two = [slot('S1', '19:00:00', '21:00:00'), slot('S2', '20:00:00', '22:00:00', { campaignId: 'B' })];
    expect(liveTouch(facts('20:30:00'), two, DEFAULT_RULES)).toMatchObject({
      campaignId: null,
      refusal: 'two_rooms',
    });
  });

  it('a product that is not on the list is not sold by the session', () => {
    const listed = [slot('S1', '19:00:00', '21:00:00', { productIds: new Set(['orange']) })];
    expect(liveTouch(facts('20:30:00'), listed, DEFAULT_RULES)).toBeNull();
    expect(liveTouch(facts('20:30:00', { productId: 'orange' }), listed, DEFAULT_RULES)?.activityId).toBe(
      'S1',
    );
  });

  it('reads full-width text', () => {
    expect(liveTouch(facts('20:30:00', { trafficForm: ' 直播 ' }), slots, DEFAULT_RULES)?.campaignId).toBe(
      'A',
    );
  });

  it('a room id counts from the start until 24 hours after the end, half-open', () => {
    const [start, end] = [at('19:00:00'), at('21:00:00')];
    const counts = (t: number) => roomIdCounts(t, start, end, DEFAULT_RULES);
    expect([counts(start - 1), counts(start), counts(end + 86_399), counts(end + 86_400)]).toEqual([
      false,
      true,
      true,
      false,
    ]);
  });
});
