/** Which merchants take part in a campaign, and the codes under which they can be named. */
import { MERCHANT_LOGINS } from '../data/accounts.ts';
import { MERCHANTS, SHOPS, type MerchantData } from '../data/merchants.ts';
import type { Edition } from './editions.ts';
import { randomOf } from './random.ts';

export interface Participant {
  merchant: MerchantData;
  /** '07': its place in the list, never another's again. */
  number: string;
}

export const PARTICIPANTS: readonly Participant[] = MERCHANTS.map((merchant, i) => ({
  merchant,
  number: String(i + 1).padStart(2, '0'),
}));

export function shortOf(merchant: MerchantData): string {
  return merchant.short ?? merchant.name;
}

export function participantNamed(short: string): Participant {
  const found = PARTICIPANTS.find((p) => shortOf(p.merchant) === short);
  if (!found) throw new RangeError(`no merchant is called ${short}`);
  return found;
}

const canSignIn = new Set(MERCHANT_LOGINS.flatMap(({ merchants }) => merchants));

/** Those with a shop for its products and those who can sign in always, and about half of the others who sell them. */
export function participantsOf(edition: Edition, seed: string): Participant[] {
  const random = randomOf(seed, 'participants', edition.key);
  const industries = new Set(edition.template.industries.map(([code]) => code));
  const withShop = new Set(
    SHOPS.filter(
      (s) => edition.template.platforms.includes(s.platform) && s.sells.some((code) => industries.has(code)),
    ).map((s) => s.merchant),
  );
  return PARTICIPANTS.filter(({ merchant }) => {
    if (merchant.state !== undefined || !merchant.sells.some((code) => industries.has(code))) return false;
    const short = shortOf(merchant);
    return random.chance(0.55) || withShop.has(short) || canSignIn.has(short);
  });
}
