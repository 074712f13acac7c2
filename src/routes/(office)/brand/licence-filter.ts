import type { LicenceState } from '#lib/server/brand/licence-state.ts';

/** What the list of licences can be narrowed to. */
export const LICENCE_FILTERS = ['valid', 'ending', 'ended', 'other'] as const;
export type LicenceFilter = (typeof LICENCE_FILTERS)[number];

const GROUPS: Record<LicenceState['state'], LicenceFilter> = {
  valid: 'valid',
  expiring: 'ending',
  ends_in_campaign: 'ending',
  expired: 'ended',
  revoked: 'ended',
  suspended: 'ended',
  not_yet: 'other',
  pending: 'other',
};

export function licenceGroup(state: LicenceState): LicenceFilter {
  return GROUPS[state.state];
}
