/**
 * The rules of marks, checked on a laid-out picture. Pure, and independent of posters: boxes, colours and grounds in, every
 * broken rule out, each with the mark, what was measured and what is allowed.
 */
import type { Day } from '#lib/shared/dates.ts';
import { contrastOfLuminances, deltaE, luminanceOf } from './colour-difference.ts';
import { markInForce } from './licence.ts';
import type { Companion, MarkPass, MarkRules } from './mark-rule.ts';
import type { MarkVariant } from './terms.ts';

export type MarkBox = readonly [x: number, y: number, width: number, height: number];

/** What lies under a mark. */
export interface MarkGround {
  /** Relative luminance: the mean, and its standard deviation. */
  luminance: number;
  deviation: number;
  /** A plain plate of ours stands between photo and mark. */
  plate: boolean;
}

export interface PlacedMarkFacts {
  brandId: string;
  name: string;
  level: 0 | 1 | 2 | 3;
  version: number;
  validFrom: Day;
  validTo: Day | null;
  rules: MarkRules;
  rulesVersion: number;
  /** Width ÷ height of the file. */
  aspect: number;
  variant: MarkVariant;
  /** The drawing alone, and with its wordmark: clear space is measured around the second. */
  box: MarkBox;
  lockup: MarkBox;
  /** `#rrggbb` of every fill as it is painted. */
  fills: readonly string[];
  /** Allowed besides the rules' own list: the version's colours and the kit's. */
  palette: readonly string[];
  ground: MarkGround;
  rotation: number;
  opacity: number;
  treatments: readonly ('filter' | 'mask' | 'stroke')[];
  /** What stands beside it. */
  companions: readonly Companion[];
}

export interface MarkScene {
  widthPx: number;
  heightPx: number;
  /** Print only: millimetres a pixel. */
  mmPerPx: number | null;
  /** The day of rendering. */
  on: Day;
  /** In the order they are read: left to right, top to bottom. */
  marks: readonly PlacedMarkFacts[];
  /** Everything else that is painted, without declared grounds. */
  others: readonly { slot: string; box: MarkBox }[];
  /** Content tags: 'tea', 'alcohol'. */
  tags: readonly string[];
}

export const MARK_RULES = [
  'aspect',
  'min_print',
  'min_screen',
  'max_share',
  'clear_space',
  'colour',
  'contrast',
  'ground_uneven',
  'variant',
  'rotation',
  'opacity',
  'treatment',
  'order',
  'ratio',
  'must_appear_with',
  'must_not_appear_with',
  'version',
] as const;
export type MarkRule = (typeof MARK_RULES)[number];

export interface MarkFailure {
  rule: MarkRule;
  brandId: string;
  mark: string;
  measured: string;
  allowed: string;
}

export type MarkVerdict = { ok: true; passed: MarkPass[] } | { ok: false; failures: MarkFailure[] };

/** Every mark against its own rules, and the marks against each other. */
export function checkMarks(scene: MarkScene): MarkVerdict {
  const failures = [
    ...scene.marks.flatMap((mark) => [
      ...sizeFailures(mark, scene),
      ...spaceFailures(mark, scene),
      ...colourFailures(mark),
      ...treatmentFailures(mark),
      ...companyFailures(mark, scene),
      ...(markInForce(
        { id: '', brandId: mark.brandId, validFrom: mark.validFrom, validTo: mark.validTo },
        scene.on,
      )
        ? []
        : [
            failure(
              'version',
              mark,
              `v${mark.version} · ${scene.on}`,
              `${mark.validFrom} – ${mark.validTo ?? ''}`,
            ),
          ]),
    ]),
    ...orderFailures(scene.marks),
  ];
  if (failures.length > 0) return { ok: false, failures };
  return {
    ok: true,
    passed: scene.marks.map((m) => ({
      brandId: m.brandId,
      version: m.version,
      rulesVersion: m.rulesVersion,
    })),
  };
}

function sizeFailures(mark: PlacedMarkFacts, scene: MarkScene): MarkFailure[] {
  const { rules } = mark;
  const [, , width, height] = mark.box;
  const found: MarkFailure[] = [];
  const aspect = width / height;
  // Boxes are whole pixels: half a pixel on either side is the raster's, not the designer's.
  const raster = 0.5 / height + 0.5 / width;
  if (Math.abs(aspect / mark.aspect - 1) > rules.aspectTolerance + raster)
    found.push(
      failure(
        'aspect',
        mark,
        fixed(aspect, 3),
        `${fixed(mark.aspect, 3)} ± ${fixed(rules.aspectTolerance * 100, 1)} %`,
      ),
    );
  const short = Math.min(scene.widthPx, scene.heightPx);
  if (scene.mmPerPx !== null) {
    const mm = width * scene.mmPerPx;
    const least = short * scene.mmPerPx < rules.smallSheetMm ? rules.minPrintMmSmall : rules.minPrintMm;
    if (mm < least) found.push(failure('min_print', mark, `${fixed(mm, 1)} mm`, `≥ ${least} mm`));
  } else {
    const least = short < rules.smallScreenPx ? rules.minScreenPxSmall : rules.minScreenPx;
    if (height < least) found.push(failure('min_screen', mark, `${fixed(height, 0)} px`, `≥ ${least} px`));
  }
  const share = (width * height * 100) / (scene.widthPx * scene.heightPx);
  if (share > rules.maxSharePct)
    found.push(failure('max_share', mark, `${fixed(share, 1)} %`, `≤ ${rules.maxSharePct} %`));
  return found;
}

/** The nearest of everything else, measured from the lockup; negative where it overlaps. */
function spaceFailures(mark: PlacedMarkFacts, scene: MarkScene): MarkFailure[] {
  const needed = mark.rules.clearSpace * mark.box[3];
  const neighbours = [
    ...scene.others,
    ...scene.marks.filter((m) => m !== mark).map((m) => ({ slot: m.name, box: m.lockup })),
  ];
  let worst: { slot: string; gap: number } | null = null;
  for (const { slot, box } of neighbours) {
    const gap = gapBetween(mark.lockup, box);
    // One pixel for rounding on each side.
    if (gap < needed - 1 && (worst === null || gap < worst.gap)) worst = { slot, gap };
  }
  return worst === null
    ? []
    : [failure('clear_space', mark, `${fixed(worst.gap, 0)} px · ${worst.slot}`, `≥ ${fixed(needed, 0)} px`)];
}

function colourFailures(mark: PlacedMarkFacts): MarkFailure[] {
  const { rules, ground } = mark;
  const allowed = rules.colours.length > 0 ? rules.colours : mark.palette;
  const found: MarkFailure[] = [];
  for (const fill of new Set(mark.fills)) {
    const nearest = Math.min(...allowed.map((colour) => deltaE(fill, colour)));
    if (nearest > rules.maxDeltaE) {
      found.push(
        failure(
          'colour',
          mark,
          `${fill} · ΔE ${fixed(nearest, 1)}`,
          `ΔE ≤ ${rules.maxDeltaE}: ${allowed.join(' ')}`,
        ),
      );
    }
  }
  const ratios = mark.fills.map((fill) => contrastOfLuminances(luminanceOf(fill), ground.luminance));
  const lowest = Math.min(...ratios);
  if (lowest < rules.minContrast)
    found.push(failure('contrast', mark, `${fixed(lowest, 2)} : 1`, `≥ ${rules.minContrast} : 1`));
  if (!ground.plate && ground.deviation > rules.maxGroundDeviation)
    found.push(failure('ground_uneven', mark, fixed(ground.deviation, 2), `≤ ${rules.maxGroundDeviation}`));
  const dark = ground.luminance < DARK;
  if (rules.reversedOnDark && dark && mark.variant === 'full')
    found.push(failure('variant', mark, 'full', 'reversed, mono'));
  if (!dark && mark.variant === 'reversed') found.push(failure('variant', mark, 'reversed', 'full, mono'));
  return found;
}

/** Where white and black contrast alike: below it a ground is dark. */
const DARK = 0.179;

function treatmentFailures(mark: PlacedMarkFacts): MarkFailure[] {
  const found: MarkFailure[] = [];
  if (mark.rotation !== 0) found.push(failure('rotation', mark, `${fixed(mark.rotation, 1)}°`, '0°'));
  if (mark.opacity < 1) found.push(failure('opacity', mark, fixed(mark.opacity, 2), '1'));
  if (mark.treatments.length > 0) found.push(failure('treatment', mark, mark.treatments.join(', '), '–'));
  return found;
}

function companyFailures(mark: PlacedMarkFacts, scene: MarkScene): MarkFailure[] {
  const { rules } = mark;
  const missing = rules.mustAppearWith.filter((c) => !mark.companions.includes(c));
  const forbidden = rules.mustNotAppearWith.filter((tag) =>
    tag === 'other_regional_brand'
      ? scene.marks.some((m) => m.level === 2 && m.brandId !== mark.brandId)
      : scene.tags.includes(tag),
  );
  return [
    ...(missing.length > 0
      ? [
          failure(
            'must_appear_with',
            mark,
            mark.companions.join(', ') || '–',
            rules.mustAppearWith.join(', '),
          ),
        ]
      : []),
    ...(forbidden.length > 0 ? [failure('must_not_appear_with', mark, forbidden.join(', '), '–')] : []),
  ];
}

/** County, industry, product, then what stands outside the tree; heights against the county's. */
function orderFailures(marks: readonly PlacedMarkFacts[]): MarkFailure[] {
  const found: MarkFailure[] = [];
  const rank = (m: PlacedMarkFacts): number => (m.level === 0 ? 4 : m.level);
  marks.forEach((mark, i) => {
    const before = marks[i - 1];
    if (before && rank(before) > rank(mark))
      found.push(failure('order', mark, `${before.name} → ${mark.name}`, '1 → 2 → 3'));
  });
  const county = marks.find((m) => m.level === 1);
  if (!county) return found;
  for (const mark of marks) {
    if (mark === county || mark.level === 0) continue;
    const ratio = (mark.box[3] / county.box[3]) * 100;
    const [from, to] = mark.rules.ratioPct;
    const raster = 100 / county.box[3];
    if (ratio < from - raster || ratio > to + raster)
      found.push(failure('ratio', mark, `${fixed(ratio, 0)} %`, `${from} – ${to} %`));
  }
  return found;
}

/** Pixels between two boxes; 0 when they touch, negative when they overlap. */
export function gapBetween(a: MarkBox, b: MarkBox): number {
  const dx = Math.max(a[0] - (b[0] + b[2]), b[0] - (a[0] + a[2]));
  const dy = Math.max(a[1] - (b[1] + b[3]), b[1] - (a[1] + a[3]));
  return Math.max(dx, dy);
}

function failure(rule: MarkRule, mark: PlacedMarkFacts, measured: string, allowed: string): MarkFailure {
  return { rule, brandId: mark.brandId, mark: mark.name, measured, allowed };
}

function fixed(value: number, digits: number): string {
  return String(Number(value.toFixed(digits)));
}
