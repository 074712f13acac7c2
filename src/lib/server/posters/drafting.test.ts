import { expect, test } from 'vitest';
import type { Campaign } from '../campaigns/schema.ts';
import { EMPTY_CONTENT } from './content.ts';
import { requireFamily } from './designs/families.ts';
import { draftContent, type CampaignFacts } from './drafting.ts';

const FACTS: CampaignFacts = {
  industryIds: [],
  products: [],
  organisers: EMPTY_CONTENT.organisers,
  venue: '',
  time: '',
  activityDay: null,
};

/** Only what a draft reads of a campaign. */
const campaign = (startsOn: string, endsOn: string): Campaign =>
  ({ name: '红心橙开园', theme: '开园啦', startsOn, endsOn }) as Campaign;

test('a card of the season is drafted for the term in the campaign’s days, or for the next', () => {
  const { design } = requireFamily('solar-term');
  expect(draftContent(campaign('2026-12-10', '2026-12-31'), FACTS, design).term).toEqual({
    name: '冬至',
    on: '2026-12-22',
  });
  expect(draftContent(campaign('2026-12-23', '2026-12-24'), FACTS, design).term).toEqual({
    name: '小寒',
    on: '2027-01-05',
  });
});

test('no other family gets a term', () => {
  const { design } = requireFamily('terrace');
  expect(draftContent(campaign('2026-12-10', '2026-12-31'), FACTS, design)).not.toHaveProperty('term');
});

test('a broadcast is drafted with the hour and the account the campaign plans', () => {
  const { design } = requireFamily('on-air');
  const facts: CampaignFacts = {
    ...FACTS,
    organisers: { ...EMPTY_CONTENT.organisers, undertake: ['白沙良食运营中心'] },
    live: { startsOn: '2026-12-05', startTime: '19:30', account: '金波阿梅的橙园' },
  };
  expect(draftContent(campaign('2026-12-01', '2026-12-12'), facts, design).live).toEqual({
    platform: 'channels',
    account: '金波阿梅的橙园',
    startsOn: '2026-12-05',
    startTime: '19:30',
    host: '',
    operator: '白沙良食运营中心',
    goods: [],
  });
});

test('a public notice is drafted with its signature, a recruitment sheet with its days', () => {
  const facts = {
    ...FACTS,
    venue: '文化广场',
    organisers: { ...EMPTY_CONTENT.organisers, host: ['县商务局'] },
  };
  const days = campaign('2026-12-08', '2026-12-12');
  expect(draftContent(days, facts, requireFamily('civic').design).notice).toEqual({
    body: [],
    signatory: '县商务局',
    signedOn: '2026-12-01',
  });
  expect(draftContent(days, facts, requireFamily('notice').design).steps?.whenWhere).toBe(
    '12 月 8 日至 12 日，文化广场',
  );
});
