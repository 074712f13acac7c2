/**
 * `renderPoster`: design + content + kit + format + person → bytes. Pure: fonts and pictures are values, there is no clock
 * and no database. The studio's preview is the same scene and the same SVG.
 */
import { checkScene } from './check.ts';
import type { ComposeContext, Person, Tone } from './compose.ts';
import { contentTexts, type CampaignContent } from './content.ts';
import { contrastIssues } from './contrast.ts';
import { contentTypeOf, groundOf, violations, type Design } from './designs/design.ts';
import { requireFamily } from './designs/families.ts';
import type { PosterFormat } from './formats.ts';
import { hashOf, PIPELINE } from './identity.ts';
import type { PosterIssue } from './issue.ts';
import { paletteFor, surfaceOf, type BrandKit, type PlacedMark } from './kit.ts';
import {
  getPicture,
  pictureAddress,
  pictureVersion,
  preparePicture,
  type PreparedPicture,
} from './pictures.ts';
import { encodeJpeg, rasterise, sceneSvg } from './render.ts';
import { slotBoxes, type Scene, type SlotBox } from './scene.ts';
import { fontBook, type FontBook } from './text/fonts.ts';

export interface PosterInputs {
  design: Design;
  content: CampaignContent;
  kit: BrandKit;
  format: PosterFormat;
  /** Marks that passed the gate, in the county's order. */
  marks: readonly PlacedMark[];
  /** Null for a poster of the county itself, without a merchant. */
  person: Person | null;
  /** Names no line may break, besides the marks' own. */
  keep?: readonly string[];
  quality?: number;
}

export interface RenderedPoster {
  ok: true;
  bytes: Buffer;
  contentType: 'image/jpeg';
  widthPx: number;
  heightPx: number;
  hash: string;
  /** Which way was taken: R is the full render. */
  path: 'R';
  boxes: SlotBox[];
}

export type RenderResult = RenderedPoster | { ok: false; reason: 'not_drawable'; issues: PosterIssue[] };

/** JPEG of a poster, or every issue that keeps it from being drawn. The same inputs give the same bytes. */
export async function renderPoster(
  inputs: PosterInputs,
  fonts: FontBook = fontBook(),
): Promise<RenderResult> {
  const layout = await layoutPoster(inputs, fonts);
  if (layout.issues.length > 0) return { ok: false, reason: 'not_drawable', issues: layout.issues };
  const svg = await sceneSvg(layout.scene, fonts, await addresses(layout, false));
  const bytes = await encodeJpeg(rasterise(svg), inputs.quality ?? inputs.format.quality);
  return {
    ok: true,
    bytes,
    contentType: 'image/jpeg',
    widthPx: layout.scene.widthPx,
    heightPx: layout.scene.heightPx,
    hash: posterHash(inputs, fonts),
    path: 'R',
    boxes: slotBoxes(layout.scene),
  };
}

/** The SVG the rasteriser gets (opaque pictures lighter), with all issues; drawn as far as it can be drawn. */
export async function previewPoster(
  inputs: PosterInputs,
  fonts: FontBook = fontBook(),
): Promise<{ svg: string; issues: PosterIssue[]; boxes: SlotBox[] }> {
  const layout = await layoutPoster(inputs, fonts);
  const svg = await sceneSvg(layout.scene, fonts, await addresses(layout, true));
  return { svg, issues: layout.issues, boxes: slotBoxes(layout.scene) };
}

/** Identity of an output: equal hashes mean equal bytes. Gates (licence, approval, recall) are not part of it. */
export function posterHash(inputs: PosterInputs, fonts: FontBook = fontBook()): string {
  return hashOf({
    pipeline: PIPELINE,
    fonts: fonts.hashes,
    design: { id: inputs.design.id, version: inputs.design.version },
    content: inputs.content,
    picture: inputs.content.picture ? pictureVersion(inputs.content.picture.id) : null,
    kit: inputs.kit,
    format: { id: inputs.format.id, version: inputs.format.version },
    marks: inputs.marks,
    person: inputs.person,
    keep: inputs.keep ?? [],
    output: { type: 'image/jpeg', quality: inputs.quality ?? inputs.format.quality },
  });
}

export interface Layout {
  scene: Scene;
  issues: PosterIssue[];
  picture: PreparedPicture | null;
  cutout: boolean;
  pictureId: string | null;
}

/** Lays a poster out and checks it: locks and limits, coverage, fit, overlap, safe area, crops, contrast. */
export async function layoutPoster(inputs: PosterInputs, fonts: FontBook): Promise<Layout> {
  const { compose } = requireFamily(inputs.design.family);
  const palette = paletteFor(inputs.kit, inputs.design.family);
  const ground = groundOf(inputs.design, inputs.content);
  const background = surfaceOf(palette, ground).ground;
  const wanted = inputs.content.picture;
  const built = wanted ? getPicture(wanted.id) : null;
  const base = (tone: Tone): ComposeContext => ({
    format: inputs.format,
    content: inputs.content,
    palette,
    marks: inputs.marks,
    person: inputs.person,
    picture: built ? { id: built.id, cutout: built.cutout } : null,
    fonts,
    brocade: inputs.kit.brocade,
    tone,
    ground,
    contentType: contentTypeOf(inputs.design, inputs.content),
    keep: [...(inputs.keep ?? []), ...inputs.marks.map((m) => m.wordmark)],
  });
  let board = compose(base('dark'));
  let scene = board.scene(background);
  const slot = scene.layers.find((l) => l.kind === 'picture');
  const picture = slot && wanted ? await preparePicture({ ...wanted, box: slot.box }) : null;
  let low: PosterIssue[] = [];
  for (const tone of TONES) {
    if (tone !== 'dark') {
      board = compose(base(tone));
      scene = board.scene(background);
    }
    low = contrastIssues(scene, palette, picture, tone);
    if (low.length === 0) break;
  }
  const issues = [
    ...(wanted && !built ? [{ code: 'picture_missing', slot: 'picture' } as const] : []),
    ...violations(inputs.design, { content: inputs.content, overrides: {} }),
    ...board.issues,
    ...coverageIssues(inputs.content, fonts),
    ...checkScene(scene, inputs.format),
    ...low,
  ];
  return {
    scene,
    issues: distinct(issues),
    picture,
    cutout: built?.cutout ?? false,
    pictureId: built?.id ?? null,
  };
}

const TONES: readonly Tone[] = ['dark', 'light', 'veil', 'deep_veil'];

/** Text of the content no shipped face can print, whether or not this format shows it. */
function coverageIssues(content: CampaignContent, fonts: FontBook): PosterIssue[] {
  return contentTexts(content).flatMap(({ slot, text }) => {
    const characters = fonts.missing('sans', text);
    return characters.length > 0 ? [{ code: 'missing_glyphs' as const, slot, characters }] : [];
  });
}

async function addresses(layout: Layout, preview: boolean): Promise<Record<string, string>> {
  if (!layout.picture || !layout.pictureId) return {};
  return { [layout.pictureId]: await pictureAddress(layout.picture, layout.cutout, preview) };
}

function distinct(issues: PosterIssue[]): PosterIssue[] {
  const seen = new Map<string, PosterIssue>();
  for (const issue of issues) seen.set(JSON.stringify(issue), issue);
  return [...seen.values()];
}
