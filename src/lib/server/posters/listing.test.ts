import { describe, expect, it } from 'vitest';
import { filterGroups, orderGroups, type CampaignPosters } from './listing.ts';
import type { ContentState } from './states.ts';

const group = (
  code: string,
  startsOn: string,
  endsOn: string,
  ...states: ContentState[]
): CampaignPosters => ({
  campaign: { id: code, code, name: `活动 ${code}`, startsOn, endsOn, state: 'approved' },
  rows: states.map((state, i) => ({
    id: `${code}-${i}`,
    name: '',
    version: 1,
    state,
    revision: 1,
    handedOut: state === 'approved',
  })),
});
const ALL = [
  group('BS2501', '2025-03-01', '2025-03-10', 'approved'),
  group('BS2602', '2026-12-10', '2026-12-20', 'draft', 'approved'),
  group('BS2601', '2026-11-01', '2026-11-30', 'withdrawn'),
  group('BS2603', '2026-11-20', '2026-11-24', 'in_review'),
  group('BS2604', '2026-12-01', '2026-12-31', 'draft'),
];
const codes = (groups: CampaignPosters[]) => groups.map((g) => g.campaign.code);

describe('the list of posters', () => {
  it('shows running campaigns first, then those to come, then the past', () => {
    expect(codes(orderGroups(ALL, '2026-11-24'))).toEqual(['BS2603', 'BS2601', 'BS2604', 'BS2602', 'BS2501']);
  });

  it('counts a cancelled campaign with the past', () => {
    const cancelled = group('BS2605', '2026-11-20', '2026-12-01', 'approved');
    cancelled.campaign.state = 'cancelled';
    expect(codes(orderGroups([cancelled, ...ALL], '2026-11-24')).at(-2)).toBe('BS2605');
  });

  it('keeps only posters in the state asked for, and campaigns that have one', () => {
    const drafts = filterGroups(ALL, { state: 'draft' });
    expect(codes(drafts)).toEqual(['BS2602', 'BS2604']);
    expect(drafts[0]?.rows).toHaveLength(1);
  });

  it('finds a campaign by part of its name or code, in any case, and by the year it starts', () => {
    expect(codes(filterGroups(ALL, { text: ' bs2603 ' }))).toEqual(['BS2603']);
    expect(codes(filterGroups(ALL, { text: '活动', year: '2025' }))).toEqual(['BS2501']);
  });
});
