/** What states, uses and kinds of brand records are called. */
import { m } from '#lib/paraglide/messages.js';
import type { LicenceUse } from '#lib/server/brand/licence.ts';
import type { LicenceState } from '#lib/server/brand/licence-state.ts';
import type { Brand, Certificate } from '#lib/server/brand/schema.ts';
import type { LicenceFilter } from './licence-filter.ts';
import type { Tone } from '#lib/ui/tone.ts';

export const levelWord = [m.brand_level_1, m.brand_level_2, m.brand_level_3] as const;

export const requiredWord: Record<Brand['requiredOn'], () => string> = {
  all_campaign_posters: m.brand_required_all_campaign_posters,
  licensed_products: m.brand_required_licensed_products,
  optional: m.brand_required_optional,
};

export const useWord: Record<LicenceUse, () => string> = {
  packaging: m.brand_use_packaging,
  advertising: m.brand_use_advertising,
  exhibition: m.brand_use_exhibition,
  online_shop: m.brand_use_online_shop,
};

export const kindWord: Record<Certificate['kind'], () => string> = {
  gi: m.brand_kind_gi,
  green_food: m.brand_kind_green_food,
  organic: m.brand_kind_organic,
  sc_licence: m.brand_kind_sc_licence,
  test_report: m.brand_kind_test_report,
  award: m.brand_kind_award,
  patent: m.brand_kind_patent,
  other: m.brand_kind_other,
};

export const stateTone: Record<LicenceState['state'], Tone> = {
  valid: 'brand',
  expiring: 'warn',
  ends_in_campaign: 'warn',
  expired: 'danger',
  not_yet: 'neutral',
  suspended: 'danger',
  revoked: 'danger',
  pending: 'info',
};

export function stateWord(state: LicenceState): string {
  switch (state.state) {
    case 'valid':
      return m.brand_state_valid();
    case 'expiring':
      return m.brand_state_expiring({ days: state.days });
    case 'ends_in_campaign':
      return m.brand_state_ends_in_campaign({ campaign: state.campaign });
    case 'expired':
      return m.brand_state_expired();
    case 'not_yet':
      return m.brand_state_not_yet();
    case 'suspended':
      return m.brand_state_suspended();
    case 'revoked':
      return m.brand_state_revoked();
    case 'pending':
      return m.brand_state_pending();
  }
}

export const filterWord: Record<LicenceFilter, () => string> = {
  valid: m.brand_filter_valid,
  ending: m.brand_filter_ending,
  ended: m.brand_filter_ended,
  other: m.brand_filter_other,
};
