/**
 * The rules of a mark as data. What a county's visual manual says differently is kept with the mark; until it is loaded,
 * these hold.
 */
import * as v from 'valibot';

export const COMPANIONS = ['credit_code', 'product_name'] as const;
export type Companion = (typeof COMPANIONS)[number];

export interface MarkRules {
  /** How far width ÷ height may be off, as a share. */
  aspectTolerance: number;
  /** Width in print; the small one for sheets with a short side under `smallSheetMm`. */
  minPrintMm: number;
  minPrintMmSmall: number;
  smallSheetMm: number;
  /** Height on a screen; the small one for pictures with a short side under `smallScreenPx`. */
  minScreenPx: number;
  minScreenPxSmall: number;
  smallScreenPx: number;
  /** Of the picture's area. */
  maxSharePct: number;
  /** Of the mark's height, on every side. */
  clearSpace: number;
  /** `#rrggbb`; empty: the colours the mark's version names and those of the county's kit. */
  colours: string[];
  /** CIEDE2000. */
  maxDeltaE: number;
  minContrast: number;
  /** Standard deviation of relative luminance under the mark; a plate takes the photo away. */
  maxGroundDeviation: number;
  /** On a dark ground the reversed or one-colour variant, never the full one. */
  reversedOnDark: boolean;
  /** Height against the county mark's, in per cent, from–to. */
  ratioPct: [number, number];
  mustAppearWith: Companion[];
  /** Content tags and 'other_regional_brand'. */
  mustNotAppearWith: string[];
}

export const DEFAULT_RULES: MarkRules = {
  aspectTolerance: 0.005,
  minPrintMm: 15,
  minPrintMmSmall: 5,
  smallSheetMm: 220,
  minScreenPx: 36,
  minScreenPxSmall: 20,
  smallScreenPx: 640,
  maxSharePct: 8,
  clearSpace: 0.5,
  colours: [],
  maxDeltaE: 3,
  minContrast: 3,
  maxGroundDeviation: 0.12,
  reversedOnDark: true,
  ratioPct: [100, 150],
  mustAppearWith: [],
  mustNotAppearWith: ['alcohol', 'tobacco'],
};

const share = v.pipe(v.number(), v.minValue(0), v.maxValue(1));
const positive = v.pipe(v.number(), v.minValue(0), v.maxValue(10_000));

/** What an administrator may set for a mark; what is left out keeps the house's value. */
export const markRulesSchema = v.partial(
  v.strictObject({
    aspectTolerance: share,
    minPrintMm: positive,
    minPrintMmSmall: positive,
    smallSheetMm: positive,
    minScreenPx: positive,
    minScreenPxSmall: positive,
    smallScreenPx: positive,
    maxSharePct: v.pipe(v.number(), v.minValue(0), v.maxValue(100)),
    clearSpace: v.pipe(v.number(), v.minValue(0), v.maxValue(3)),
    colours: v.array(v.pipe(v.string(), v.regex(/^#[0-9a-f]{6}$/i))),
    maxDeltaE: v.pipe(v.number(), v.minValue(0), v.maxValue(20)),
    minContrast: v.pipe(v.number(), v.minValue(1), v.maxValue(21)),
    maxGroundDeviation: share,
    reversedOnDark: v.boolean(),
    ratioPct: v.tuple([positive, positive]),
    mustAppearWith: v.array(v.picklist(COMPANIONS)),
    mustNotAppearWith: v.array(v.pipe(v.string(), v.maxLength(40))),
  }),
);

/** The rules in force for a mark. */
export function rulesOf(own: Partial<MarkRules>): MarkRules {
  return { ...DEFAULT_RULES, ...own };
}

/** A mark that passed, kept with the picture it stands on. */
export interface MarkPass {
  brandId: string;
  version: number;
  rulesVersion: number;
}
