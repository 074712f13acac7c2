/**
 * `renderPoster`: design + content + kit + format + person → bytes. Pure: fonts and pictures are values, there is no clock
 * and no database. The studio's preview is the same scene and the same SVG.
 */
import type { Person } from './compose.ts';
import type { CampaignContent } from './content.ts';
import type { Design } from './designs/design.ts';
import type { PosterFormat } from './formats.ts';
import { drawFull, type BaseKeeper } from './fast/base-renderer.ts';
import type { BaseShelf } from './fast/base-shelf.ts';
import { addresses, layoutPoster } from './full-render.ts';
import type { PosterIssue } from './issue.ts';
import type { MarkStanding } from './mark-check.ts';
import type { BrandKit, PlacedMark } from './kit.ts';
import type { Photo } from './photo.ts';
import { sceneSvg } from './render.ts';
import { slotBoxes, type SlotBox } from './scene.ts';
import { fontBook, type FontBook } from './text/fonts.ts';

export { layoutPoster, type Layout } from './full-render.ts';
export { posterHash } from './poster-identity.ts';

export interface PosterInputs {
  design: Design;
  content: CampaignContent;
  kit: BrandKit;
  format: PosterFormat;
  /** Marks that passed the gate, in the county's order. */
  marks: readonly PlacedMark[];
  /** Versions, days and rules of the marks, by brand: for the check of a mark's use, no part of the picture's identity. */
  standings?: Readonly<Record<string, MarkStanding>>;
  /** The day of rendering, for the same check. */
  on?: string;
  /** Null for a poster of the county itself, without a merchant. */
  person: Person | null;
  /** The content's picture, where it is one of the library. */
  photo?: Photo | null;
  /** Names no line may break, besides the marks' own. */
  keep?: readonly string[];
  quality?: number;
}

/**
 * Which way a picture was drawn: R the full render, F2 name and code copied into the base's pixels, F3 a JPEG whose
 * intervals were exchanged. All show the same pixels before encoding.
 */
export type RenderPath = 'R' | 'F2' | 'F3';

export interface RenderedPoster {
  ok: true;
  bytes: Buffer;
  contentType: 'image/jpeg';
  widthPx: number;
  heightPx: number;
  hash: string;
  path: RenderPath;
  boxes: SlotBox[];
}

export type RenderResult = RenderedPoster | { ok: false; reason: 'not_drawable'; issues: PosterIssue[] };

export interface DrawingOptions {
  fonts?: FontBook;
  /** Bases to draw from; without them every picture is the full render. */
  shelf?: BaseShelf;
  keeper?: BaseKeeper;
  /** The way it was drawn before, to get the same bytes again. */
  path?: RenderPath;
  log?: (message: string, error: unknown) => void;
}

/**
 * JPEG of a poster, or every issue that keeps it from being drawn. The same inputs drawn the same way give the same bytes;
 * drawn another way, the same picture. A fast way never makes a poster fail: it falls back, and says so to `log`.
 */
export async function renderPoster(
  inputs: PosterInputs,
  options: DrawingOptions = {},
): Promise<RenderResult> {
  const { fonts = fontBook(), shelf, keeper, path, log } = options;
  const { person, ...rest } = inputs;
  if (!shelf) return drawFull(rest, person, fonts);
  if (!person) return shelf.drawForAll(rest);
  return shelf.draw(rest, person, {
    ...(keeper ? { keeper } : {}),
    ...(path ? { path } : {}),
    ...(log ? { log } : {}),
  });
}

/** The SVG the rasteriser gets (opaque pictures lighter), with all issues; drawn as far as it can be drawn. */
export async function previewPoster(
  inputs: PosterInputs,
  fonts: FontBook = fontBook(),
): Promise<{ svg: string; issues: PosterIssue[]; warnings: PosterIssue[]; boxes: SlotBox[] }> {
  const layout = await layoutPoster(inputs, fonts);
  const svg = await sceneSvg(layout.scene, fonts, await addresses(layout, true));
  return { svg, issues: layout.issues, warnings: layout.warnings, boxes: slotBoxes(layout.scene) };
}
