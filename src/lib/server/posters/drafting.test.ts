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
