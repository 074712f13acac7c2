/** How a licence stands on a day, in the words of the brand page. Pure. */
import { daysBetween } from '#lib/shared/dates.ts';

export interface CampaignSpan {
  name: string;
  startsOn: string;
  endsOn: string;
  /** Merchants that take part: only their licences matter to it. */
  merchantIds: readonly string[];
}

export type LicenceState =
  | { state: 'valid' }
  | { state: 'expiring'; days: number }
  | { state: 'ends_in_campaign'; campaign: string; days: number }
  | { state: 'expired' }
  | { state: 'not_yet' }
  | { state: 'suspended' }
  | { state: 'revoked' }
  | { state: 'pending' };

/** Reminders begin this many days before the end. */
export const REMIND_DAYS = 60;

/** `campaigns` are those that are running or still to come; the first that outlives the licence is named. */
export function licenceState(
  licence: {
    status: string;
    validFrom: string;
    validTo: string;
    revokedOn: string | null;
    holderMerchantId: string | null;
  },
  today: string,
  campaigns: readonly CampaignSpan[],
): LicenceState {
  if (licence.status === 'revoked' || (licence.revokedOn !== null && licence.revokedOn <= today))
    return { state: 'revoked' };
  if (licence.status === 'suspended') return { state: 'suspended' };
  if (licence.status !== 'granted') return { state: 'pending' };
  if (licence.validTo < today) return { state: 'expired' };
  if (today < licence.validFrom) return { state: 'not_yet' };
  const days = daysBetween(today, licence.validTo);
  const holder = licence.holderMerchantId;
  const torn = campaigns.find(
    (c) =>
      holder !== null &&
      c.merchantIds.includes(holder) &&
      c.startsOn <= licence.validTo &&
      licence.validTo < c.endsOn,
  );
  if (torn) return { state: 'ends_in_campaign', campaign: torn.name, days };
  return days <= REMIND_DAYS ? { state: 'expiring', days } : { state: 'valid' };
}
