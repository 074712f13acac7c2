/** A laid-out poster as the mark rules see it: each mark's drawing, wordmark, colour and ground, and what stands around it. */
import type { Day } from '#lib/shared/dates.ts';
import { checkMarks, type MarkFailure, type MarkScene, type PlacedMarkFacts } from '../brand/mark-check.ts';
import { rulesOf, type MarkRules } from '../brand/mark-rule.ts';
import type { Tone } from './compose.ts';
import { groundsUnder } from './contrast.ts';
import type { PosterIssue } from './issue.ts';
import type { Box, PosterFormat } from './formats.ts';
import type { Palette, PlacedMark } from './kit.ts';
import type { PreparedPicture } from './pictures.ts';
import { union, type Layer, type Scene, type VectorLayer } from './scene.ts';

/** What the county keeps of a mark besides its drawing; left out, the house's rules hold. */
export interface MarkStanding {
  rules?: Partial<MarkRules>;
  rulesVersion?: number;
  version?: number;
  colours?: readonly string[];
  validFrom?: Day;
  validTo?: Day | null;
}

export interface MarkedScene {
  scene: Scene;
  format: PosterFormat;
  marks: readonly (PlacedMark & MarkStanding)[];
  palette: Palette;
  picture: PreparedPicture | null;
  tone: Tone;
  /** The day of rendering; left out: the versions' days were asked by the gate. */
  on?: Day;
  /** Industries and kinds of the goods: 'tea', 'alcohol'. */
  tags?: readonly string[];
  /** Credit code and registered name stand beside the mark. */
  companions?: PlacedMarkFacts['companions'];
}

/** Every broken mark rule of a scene; a mark that the format does not show has none. */
export function markFailures(input: MarkedScene): MarkFailure[] {
  const verdict = checkMarks(markScene(input));
  return verdict.ok ? [] : verdict.failures;
}

/** The scene in the words of the mark rules. */
export function markScene(input: MarkedScene): MarkScene {
  const { scene, format } = input;
  const marks = input.marks.flatMap((mark) => {
    const facts = placedMark(mark, input);
    return facts ? [facts] : [];
  });
  return {
    widthPx: scene.widthPx,
    heightPx: scene.heightPx,
    mmPerPx: format.print ? format.print.widthMm / format.widthPx : null,
    on: input.on ?? '9999-12-31',
    marks: [...marks].sort((a, b) => a.lockup[1] - b.lockup[1] || a.lockup[0] - b.lockup[0]),
    others: scene.layers
      .filter((layer) => layer.slot !== 'brandBar' && !isGround(layer, marks))
      .map((layer) => ({ slot: layer.slot, box: layer.box })),
    tags: input.tags ?? [],
  };
}

function placedMark(mark: PlacedMark & MarkStanding, input: MarkedScene): PlacedMarkFacts | null {
  const { scene, palette, picture, tone } = input;
  const at = scene.layers.findIndex(
    (l) => l.slot === 'brandBar' && l.kind === 'vector' && l.svg.includes(`d="${mark.drawing.path}"`),
  );
  const drawn = scene.layers[at];
  if (drawn?.kind !== 'vector') return null;
  const lockup = withWordmark(scene.layers, drawn, mark.wordmark);
  const below = scene.layers.slice(0, at).filter((l) => l.slot !== 'brandBar');
  const grounds = groundsUnder(drawn, below, scene.background, palette, picture, tone);
  const low = Math.min(...grounds);
  const high = Math.max(...grounds);
  const fills = [...drawn.svg.matchAll(/fill="(#[0-9a-f]{6})"/gi)].map((m) => m[1] ?? '');
  return {
    brandId: mark.brandId,
    name: mark.wordmark,
    level: mark.level,
    version: mark.version ?? 1,
    validFrom: input.on === undefined ? '0001-01-01' : (mark.validFrom ?? '0001-01-01'),
    validTo: input.on === undefined ? null : (mark.validTo ?? null),
    rules: rulesOf(mark.rules ?? {}),
    rulesVersion: mark.rulesVersion ?? 1,
    aspect: mark.drawing.aspect,
    variant: new Set(fills).size > 1 ? 'full' : 'mono',
    box: drawn.box,
    lockup,
    fills,
    palette: [...Object.values(palette), ...(mark.colours ?? [])],
    // The worse end of a picture counts; its percentiles stand 3.3 deviations apart.
    ground: {
      luminance: worstGround(fills, low, high),
      deviation: (high - low) / 3.29,
      plate: tone === 'veil' || tone === 'deep_veil',
    },
    rotation: /rotate\(/.test(drawn.svg) ? 1 : 0,
    opacity: Number(/opacity="([\d.]+)"/.exec(drawn.svg)?.[1] ?? 1),
    treatments: (['filter', 'mask', 'stroke'] as const).filter((t) => drawn.svg.includes(`${t}=`)),
    companions: input.companions ?? [],
  };
}

/** Drawing and wordmark are one thing: the nearest line with the mark's own words. */
function withWordmark(layers: readonly Layer[], drawn: VectorLayer, wordmark: string): Box {
  const words = layers
    .filter((l) => l.kind === 'text' && l.slot === 'brandBar' && l.line.text === wordmark)
    .sort((a, b) => distance(a.box, drawn.box) - distance(b.box, drawn.box))[0];
  return words ? union(drawn.box, words.box) : drawn.box;
}

function distance(a: Box, b: Box): number {
  return Math.hypot(a[0] + a[2] / 2 - b[0] - b[2] / 2, a[1] + a[3] / 2 - b[1] - b[3] / 2);
}

/** The declared ground: pictures, and whatever lies wholly under a mark with its words. */
function isGround(layer: Layer, marks: readonly PlacedMarkFacts[]): boolean {
  if (layer.kind === 'picture') return true;
  if (layer.kind === 'text') return false;
  return (
    marks.some((m) => contains(layer.box, m.lockup)) || layer.slot === 'motif' || layer.slot === 'ground'
  );
}

function contains(outer: Box, inner: readonly number[]): boolean {
  const [x = 0, y = 0, w = 0, h = 0] = inner;
  return outer[0] <= x && outer[1] <= y && outer[0] + outer[2] >= x + w && outer[1] + outer[3] >= y + h;
}

function worstGround(fills: readonly string[], low: number, high: number): number {
  const light = fills.some((fill) => Number.parseInt(fill.slice(1, 3), 16) > 127);
  return light ? high : low;
}

/** What a design decides by its layout; the other rules are the mark's own form, which nothing may touch. */
const BY_LAYOUT: readonly MarkFailure['rule'][] = [
  'clear_space',
  'min_screen',
  'min_print',
  'max_share',
  'ratio',
];

/** Broken rules as issues of a poster: those about a mark's form keep it from being drawn, those of space are told to the author. */
export function markIssues(input: MarkedScene): { issues: PosterIssue[]; warnings: PosterIssue[] } {
  const issues: PosterIssue[] = [];
  const warnings: PosterIssue[] = [];
  for (const { rule, mark, measured, allowed } of markFailures(input))
    (BY_LAYOUT.includes(rule) ? warnings : issues).push({
      code: 'mark_rule',
      slot: 'brandBar',
      rule,
      mark,
      measured,
      allowed,
    });
  return { issues, warnings };
}
