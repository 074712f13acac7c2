import type { CampaignState } from '../campaigns/states.ts';

/** What a visitor must know about a campaign before anything else. */
export type Phase = 'upcoming' | 'running' | 'ended' | 'postponed' | 'cancelled';

/** By its state and its days (both inclusive) in the county's calendar. */
export function phaseOf(
  campaign: { state: CampaignState; startsOn: string; endsOn: string },
  today: string,
): Phase {
  if (campaign.state === 'cancelled') return 'cancelled';
  if (campaign.state === 'postponed') return 'postponed';
  if (campaign.endsOn < today || campaign.state === 'reviewing' || campaign.state === 'archived')
    return 'ended';
  return campaign.startsOn > today ? 'upcoming' : 'running';
}
