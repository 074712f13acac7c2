import { hash } from 'node:crypto';
import { allocate } from './allocation.ts';
import { buildJourney, type Journey } from './journey.ts';
import { decayWeight, positionWeights, weightsOf, type Model } from './model.ts';
import type { Rules } from './rule-set.ts';
import { tierOf, type LineTier, type Tier, type Touch } from './touch.ts';

/** A person's audited decision about one line; it replaces the journey and survives recomputation. */
export interface Override {
  id: string;
  action: 'assign' | 'exclude';
  campaignId: string | null;
  activityId: string | null;
  merchantId: string | null;
}

export interface LineInput {
  placedAt: number;
  netFen: number;
  /** The platform has not said yet where this sale came from. */
  pending: boolean;
  candidates: readonly Touch[];
  override: Override | null;
}

export interface Credit {
  touch: Touch;
  tier: Tier;
  ageSeconds: number;
  decayWeight: number;
  /** Integer fen by each model; over the credits of a line each column adds up to its net amount. */
  fen: Record<Model, number>;
}

export interface LineCredits {
  journey: Journey;
  credits: Credit[];
  orderTier: LineTier;
  pending: boolean;
  /** SHA-256 over rule set, amount, time, journey and override: the same hash means nothing to write. */
  inputHash: string;
}

/**
 * The one pure function behind the ledger: journey, credits and what the explanation prints, from one line's facts.
 * `ruleKey` is the key of `rules`; it is passed in because hashing it for every line would cost more than the line.
 */
export function creditLine(line: LineInput, rules: Rules, ruleKey: string): LineCredits {
  const journey =
    line.override === null
      ? buildJourney(line.placedAt, line.candidates, rules)
      : decided(line, line.override, rules);
  const credits = creditsOfJourney(journey.touches, line.netFen, line.placedAt);
  return {
    journey,
    credits,
    orderTier: journey.orderTier,
    pending: line.pending && credits.length === 0,
    inputHash: inputHash(line, journey, ruleKey),
  };
}

/** All six models in one pass over one journey. */
export function creditsOfJourney(touches: readonly Touch[], netFen: number, placedAt: number): Credit[] {
  const n = touches.length;
  if (n === 0) return [];
  const first = touches[0];
  if (n === 1 && first !== undefined) {
    const all = {
      last: netFen,
      lastNonDirect: netFen,
      first: netFen,
      linear: netFen,
      decay: netFen,
      position: netFen,
    };
    return [creditOf(first, placedAt, all)];
  }
  const weights = touches.map((touch) => decayWeight(placedAt - touch.at));
  const linear = allocate(netFen, new Array<number>(n).fill(1));
  const decay = allocate(netFen, weights);
  const position = allocate(netFen, positionWeights(n));
  const lastNonDirect = weightsOf('lastNonDirect', touches, placedAt);
  return touches.map((touch, i) =>
    creditOf(touch, placedAt, {
      last: i === n - 1 ? netFen : 0,
      lastNonDirect: lastNonDirect[i] === 1 ? netFen : 0,
      first: i === 0 ? netFen : 0,
      linear: linear[i] ?? 0,
      decay: decay[i] ?? 0,
      position: position[i] ?? 0,
    }),
  );
}

function creditOf(touch: Touch, placedAt: number, fen: Record<Model, number>): Credit {
  const ageSeconds = placedAt - touch.at;
  return { touch, tier: tierOf(touch.type), ageSeconds, decayWeight: decayWeight(ageSeconds), fen };
}

/** What was found stays visible beside a decision; none of it is used. */
function decided(line: LineInput, override: Override, rules: Rules): Journey {
  const looked = buildJourney(line.placedAt, line.candidates, rules);
  const found = looked.found.map(({ touch, unused }) => ({
    touch,
    unused: unused ?? ('overridden' as const),
  }));
  if (override.action === 'exclude')
    return { touches: [], found, orderTier: '0', truncated: false, codesDisagree: false };
  const touch: Touch = {
    key: `override:${override.id}`,
    touchId: null,
    type: 'override',
    at: line.placedAt,
    campaignId: override.campaignId,
    activityId: override.activityId,
    merchantId: override.merchantId,
    code: null,
    refusal: null,
  };
  return {
    touches: [touch],
    found: [...found, { touch, unused: null }],
    orderTier: 'M',
    truncated: false,
    codesDisagree: false,
  };
}

function inputHash(line: LineInput, journey: Journey, ruleKey: string): string {
  let text = `${ruleKey}|${line.netFen}|${line.placedAt}|${line.pending ? 1 : 0}`;
  if (line.override !== null) text += `|${line.override.action}:${line.override.id}`;
  for (const t of journey.touches)
    text += `|${t.key},${t.type},${t.at},${t.campaignId ?? ''},${t.activityId ?? ''},${t.merchantId ?? ''},${t.code ?? ''}`;
  return hash('sha256', text, 'hex');
}
