import { longestWindowSeconds, windowSeconds, type Rules } from './rule-set.ts';
import {
  compareTouches,
  isWindowed,
  sameTouchPoint,
  strengthOf,
  tierOf,
  type LineTier,
  type Touch,
  type Unused,
} from './touch.ts';

/** One touch that was found, in the order of the journey, and why it is not used; null when it is. */
export interface Found {
  touch: Touch;
  unused: Unused | null;
}

export interface Journey {
  touches: Touch[];
  /** Everything that was looked at, sorted; the explanation prints it and derives nothing anew. */
  found: Found[];
  /** Strongest touch in the journey; `0` without one. */
  orderTier: LineTier;
  truncated: boolean;
  /** Two tier-1 codes of different campaigns on one line: both are in. */
  codesDisagree: boolean;
}

/**
 * Builds the journey of a line placed at `placedAt` (whole seconds) from its own touches and those of its person:
 * drop, fall back, sort, collapse, cap. It does not depend on the amount, and not on the order of `candidates`.
 */
export function buildJourney(placedAt: number, candidates: readonly Touch[], rules: Rules): Journey {
  if (candidates.length === 0)
    return { touches: [], found: [], orderTier: '0', truncated: false, codesDisagree: false };
  const found: Found[] = [...candidates]
    .sort(compareTouches)
    .map((touch) => ({ touch, unused: touch.refusal ?? outOfReach(touch, placedAt, rules) }));
  fallBack(found);
  collapse(found, rules);
  const truncated = cap(found, rules.cap);
  const touches: Touch[] = [];
  for (const { touch, unused } of found) if (unused === null) touches.push(touch);
  return {
    touches,
    found,
    orderTier: strongestTier(touches),
    truncated,
    codesDisagree: codesDisagree(touches),
  };
}

/** A touch counts when placedAt − W < t ≤ placedAt: exactly W old is out, the same second is in. */
function outOfReach(touch: Touch, placedAt: number, rules: Rules): Unused | null {
  if (touch.at > placedAt) return 'after_order';
  if (!isWindowed(touch.type)) return null;
  return placedAt - touch.at >= windowSeconds(rules, touch.type, touch.campaignId) ? 'outside_window' : null;
}

/** How long before an order a person's touch may lie and still matter. */
export function reachSeconds(rules: Rules): number {
  return longestWindowSeconds(rules);
}

/** Tier 4 enters only without a tier 1–3 touch that has a campaign, tier 5 only without a tier 1–4 one. */
function fallBack(found: readonly Found[]): void {
  let stronger = found.some(
    ({ touch, unused }) => unused === null && touch.campaignId !== null && tierOf(touch.type) <= '3',
  );
  for (const tier of ['4', '5']) {
    let entered = false;
    for (const item of found) {
      if (item.unused !== null || tierOf(item.touch.type) !== tier) continue;
      if (stronger) item.unused = 'weaker_evidence';
      else if (item.touch.campaignId !== null) entered = true;
    }
    stronger ||= entered;
  }
}

/**
 * Drops repeats. The neighbour is the touch right before in the sorted list of those still standing, counted even when
 * it is a repeat itself; another touch in between breaks a run. Exactly `collapseSeconds` later is a new touch.
 */
function collapse(found: readonly Found[], rules: Rules): void {
  let neighbour: Touch | null = null;
  let keptCampaign: string | null = null;
  for (const item of found) {
    if (item.unused !== null) continue;
    const { touch } = item;
    const isRepeat: boolean =
      neighbour !== null &&
      sameTouchPoint(neighbour, touch) &&
      touch.at - neighbour.at < rules.collapseSeconds;
    neighbour = touch;
    if (
      isRepeat ||
      (rules.adjacentCampaign && touch.campaignId !== null && touch.campaignId === keptCampaign)
    )
      item.unused = 'repeat';
    else keptCampaign = touch.campaignId;
  }
}

function cap(found: readonly Found[], limit: number): boolean {
  let room = limit;
  let truncated = false;
  for (let i = found.length - 1; i >= 0; i--) {
    const item = found[i];
    if (item === undefined || item.unused !== null) continue;
    if (room > 0) room -= 1;
    else {
      item.unused = 'over_cap';
      truncated = true;
    }
  }
  return truncated;
}

function strongestTier(touches: readonly Touch[]): LineTier {
  let strongest: Touch | null = null;
  for (const touch of touches)
    if (strongest === null || strengthOf(touch.type) > strengthOf(strongest.type)) strongest = touch;
  return strongest === null ? '0' : tierOf(strongest.type);
}

function codesDisagree(touches: readonly Touch[]): boolean {
  let campaignId: string | null = null;
  for (const touch of touches) {
    if (tierOf(touch.type) !== '1' || touch.campaignId === null) continue;
    if (campaignId !== null && campaignId !== touch.campaignId) return true;
    campaignId = touch.campaignId;
  }
  return false;
}
