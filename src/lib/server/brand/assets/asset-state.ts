/**
 * May this picture be used, for this, on these days? Rights, consents and what the law forbids, in one pure answer. Asked
 * when it is chosen, at every render and at every download.
 */
import type { Asset } from './schema.ts';
import type { AssetUse } from './terms.ts';

/** One person's consent to be seen, as the library judges it. */
export interface ConsentFacts {
  uses: readonly AssetUse[];
  validFrom: string;
  /** Inclusive; null: until taken back. */
  validTo: string | null;
  withdrawnOn: string | null;
}

export type AssetRefusal =
  | 'archived'
  | 'ai_made'
  | 'film'
  | 'rights_unknown'
  | 'rights_withdrawn'
  | 'rights_not_yet'
  | 'rights_expired'
  /** Hold today, but end before the campaign does. */
  | 'rights_end_early'
  | 'use_not_covered'
  | 'consent_missing'
  | 'consent_withdrawn'
  | 'consent_expired'
  | 'consent_ends_early'
  | 'consent_not_for_this'
  /** An official in office beside goods: Advertising Law art. 9(2). */
  | 'official_beside_goods';

export interface AssetQuestion {
  use: AssetUse;
  /** The day of use. */
  on: string;
  /** The last day the poster may be seen; null: `on`. */
  until: string | null;
  /** Goods or a merchant are advertised beside it. */
  besideGoods: boolean;
}

type Judged = Pick<
  Asset,
  | 'kind'
  | 'archivedAt'
  | 'aiMade'
  | 'licence'
  | 'uses'
  | 'rightsFrom'
  | 'rightsTo'
  | 'rightsWithdrawnOn'
  | 'recognisable'
  | 'isOfficial'
>;

/** Null: it may be used. Otherwise the reason that is hardest to mend, first. */
export function assetRefusal(
  asset: Judged,
  consents: readonly ConsentFacts[],
  question: AssetQuestion,
): AssetRefusal | null {
  const { on, use } = question;
  const until = question.until !== null && question.until > on ? question.until : on;
  if (asset.rightsWithdrawnOn !== null && asset.rightsWithdrawnOn <= on) return 'rights_withdrawn';
  if (consents.some((c) => c.withdrawnOn !== null && c.withdrawnOn <= on)) return 'consent_withdrawn';
  if (asset.kind === 'film' && (use === 'poster' || use === 'print')) return 'film';
  if (asset.aiMade && use !== 'report') return 'ai_made';
  if (asset.isOfficial && question.besideGoods) return 'official_beside_goods';
  if (asset.licence === 'unknown') return 'rights_unknown';
  if (asset.rightsFrom !== null && asset.rightsFrom > on) return 'rights_not_yet';
  if (asset.rightsTo !== null && asset.rightsTo < on) return 'rights_expired';
  if (!asset.uses.includes(use)) return 'use_not_covered';
  if (asset.recognisable) {
    if (consents.length === 0) return 'consent_missing';
    if (consents.some((c) => c.validTo !== null && c.validTo < on)) return 'consent_expired';
    if (consents.some((c) => c.validFrom > on)) return 'consent_missing';
    if (consents.some((c) => !c.uses.includes(use))) return 'consent_not_for_this';
    if (consents.some((c) => c.validTo !== null && c.validTo < until)) return 'consent_ends_early';
  }
  if (asset.rightsTo !== null && asset.rightsTo < until) return 'rights_end_early';
  if (asset.archivedAt !== null) return 'archived';
  return null;
}

/** How the library shows an asset of its own, without a campaign in mind. */
export type AssetStanding = 'usable' | 'ending' | 'blocked' | 'archived';

/** Days before the end of rights or consents from which an asset is called ending. */
export const ENDING_DAYS = 60;

/** Standing for what the asset is for: its first use, or posters. `soon` is `on` plus `ENDING_DAYS`. */
export function assetStanding(
  asset: Judged,
  consents: readonly ConsentFacts[],
  days: { on: string; soon: string },
): { standing: AssetStanding; refusal: AssetRefusal | null } {
  if (asset.archivedAt !== null) return { standing: 'archived', refusal: 'archived' };
  const use = asset.kind === 'film' ? 'report' : (asset.uses[0] ?? 'poster');
  const ask = (until: string): AssetRefusal | null =>
    assetRefusal(asset, consents, { use, on: days.on, until, besideGoods: false });
  const refusal = ask(days.on);
  if (refusal !== null) return { standing: 'blocked', refusal };
  const later = ask(days.soon);
  return { standing: later === null ? 'usable' : 'ending', refusal: later };
}
