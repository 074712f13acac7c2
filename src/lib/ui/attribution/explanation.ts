/** What the explanation of an order shows: the structure that `explainOrder` gives. */
import type { MODEL_WORDS, TIER_WORDS, TOUCH_WORDS, UNUSED_WORDS } from '#lib/shared/attribution-words.ts';

type Model = keyof typeof MODEL_WORDS;
type Tier = keyof typeof TIER_WORDS;

interface Named {
  id: string;
  name: string;
  nameEn: string | null;
}

export interface ExplanationTouch {
  type: keyof typeof TOUCH_WORDS;
  at: string;
  code: string | null;
  campaign: Named | null;
  activity: Named | null;
  merchant: Named | null;
  unused: keyof typeof UNUSED_WORDS | null;
  credit: { tier: Tier; ageSeconds: number; decayWeight: number; fen: Record<Model, number> } | null;
}

export interface ExplanationLine {
  lineId: string;
  title: string;
  netFen: number;
  orderTier: Tier;
  pending: boolean;
  truncated: boolean;
  codesDisagree: boolean;
  touches: ExplanationTouch[];
}

export interface Explanation {
  ruleSetKey: string;
  headlineModel: Model;
  computedAt: string | null;
  reproduced: boolean;
  lines: ExplanationLine[];
  sentences: { zh: string[]; en: string[] };
}
