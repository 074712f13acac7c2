import type { Model } from './model.ts';
import { DEFAULT_RULES, ruleSetKey, type Rules } from './rule-set.ts';
import type { Touch, TouchType } from './touch.ts';
import { creditLine, type LineCredits, type LineInput } from './credit.ts';

/** Small builders for the tests of this folder. */

let counter = 0;

/** Seconds of a Beijing time such as `2026-04-20 20:15:00`. */
export function beijing(text: string): number {
  return Math.floor(Date.parse(`${text.replace(' ', 'T')}+08:00`) / 1000);
}

export function touch(
  type: TouchType,
  at: number,
  campaignId: string | null,
  more: Partial<Touch> = {},
): Touch {
  counter += 1;
  return {
    key: `test:${String(counter).padStart(6, '0')}`,
    touchId: null,
    type,
    at,
    campaignId,
    activityId: null,
    merchantId: null,
    code: `${type}-${campaignId ?? 'none'}-${counter}`,
    refusal: null,
    ...more,
  };
}

export function credited(
  line: Partial<LineInput> & { placedAt: number; netFen: number },
  rules: Rules = DEFAULT_RULES,
): LineCredits {
  return creditLine({ pending: false, candidates: [], override: null, ...line }, rules, ruleSetKey(rules));
}

/** Fen per touch of the journey, in its order. */
export function fenOf(result: LineCredits, model: Model): number[] {
  return result.credits.map((credit) => credit.fen[model]);
}

/** Fen per campaign; touches without one under `none`. */
export function byCampaign(results: readonly LineCredits[], model: Model): Record<string, number> {
  const sums: Record<string, number> = {};
  for (const { credits } of results)
    for (const credit of credits) {
      const name = credit.touch.campaignId ?? 'none';
      sums[name] = (sums[name] ?? 0) + credit.fen[model];
    }
  return sums;
}
