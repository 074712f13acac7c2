/**
 * Posters of one content in one format for many merchants. What they share is drawn once; a merchant's own picture is that
 * base with a name and a code. Whatever a fast way cannot do, or fails at, the full render does.
 */
import sharp from 'sharp';
import { checkScene } from '../check.ts';
import type { Person } from '../compose.ts';
import { contrastIssues } from '../contrast.ts';
import { drawLayout, layoutPoster, type Layout } from '../full-render.ts';
import { hashOf, PIPELINE } from '../identity.ts';
import type { PosterIssue } from '../issue.ts';
import type { RenderPath, RenderResult } from '../poster.ts';
import { pictureIdentity, posterHasher, type SharedInputs } from '../poster-identity.ts';
import { encodeJpeg } from '../render.ts';
import { slotBoxes, type TextLayer } from '../scene.ts';
import { fontBook, type FontBook } from '../text/fonts.ts';
import type { GateFigures } from './gate-figures.ts';
import { gatePeople, isPersonal } from './gate-people.ts';
import { codeOf, inkOf } from './ink.ts';
import { judge, type Sample, type Verdict } from './judge.ts';
import { joined, paintPerson, splice, type PersonalInk } from './splice.ts';
import { makeBase, opaqueRaster, type StaticBase } from './static-base.ts';
import { withoutPerson, type StaticScene } from './static-scene.ts';

/** Where bases and verdicts outlive this process; a base is drawn anew when it is not there. */
export interface BaseKeeper {
  /** A base that may only be drawn as a whole has a verdict and no pixels. */
  find(key: string): Promise<{ base: StaticBase | null; verdict: Verdict } | null>;
  keep(
    about: { key: string; designId: string; format: string; setUpMs: number },
    base: StaticBase | null,
    verdict: Verdict,
  ): Promise<void>;
}

export interface BaseOptions {
  fonts?: FontBook;
  /** Names of the audience: the gate takes the shortest, the longest and the rarest. */
  names?: readonly string[];
  keeper?: BaseKeeper;
  /** Only take a base that the keeper has; null instead of drawing one. */
  onlyKept?: boolean;
  /** Told of every fall back from a faster way. */
  log?: (message: string, error: unknown) => void;
}

export interface BaseRenderer {
  readonly key: string;
  readonly base: StaticBase | null;
  readonly setUpMs: number;
  verdict: Verdict;
  /** A merchant's picture by the fastest way the base has proved, or by the one asked for. */
  draw(person: Person, path?: RenderPath): Promise<RenderResult>;
  /** Whether a full layout for this person shares this base; a base that turns out wrong is never used again. */
  recheck(person: Person): Promise<boolean>;
}

/** Larger pictures (print) are drawn as a whole: their pixels would fill the memory. */
const MOST_PIXELS = 4_000_000;
const NO_FIGURES: GateFigures = { names: [], outside: 0, exactDb: null, glyphDb: null, qr: null };

/** Draws and proves the base of a content, or says what keeps the content from being drawn at all. */
export async function createBaseRenderer(
  inputs: SharedInputs,
  options: BaseOptions = {},
): Promise<{ ok: true; renderer: BaseRenderer } | { ok: false; issues: PosterIssue[] } | null> {
  const started = performance.now();
  const fonts = options.fonts ?? fontBook();
  const refuse = (reason: string): { ok: true; renderer: BaseRenderer } => ({
    ok: true,
    renderer: fullRenderer(inputs, fonts, { state: 'full', reason, figures: NO_FIGURES }),
  });
  if (inputs.format.widthPx * inputs.format.heightPx > MOST_PIXELS) return refuse('too_large');
  const drawable: Sample[] = [];
  for (const person of gatePeople(inputs.format, options.names ?? [])) {
    const layout = await layoutPoster({ ...inputs, person }, fonts);
    const issues = layout.issues.filter((issue) => !isPersonal(issue));
    if (issues.length > 0) return { ok: false, issues };
    if (layout.issues.length === 0) drawable.push({ person, layout });
  }
  const [first] = drawable;
  if (!first) return refuse('no_name_fits');
  const taken = withoutPerson(first.layout, first.person);
  if (!taken.ok) return refuse(taken.reason);
  const { parts } = taken;
  const quality = inputs.quality ?? inputs.format.quality;
  const key = baseKey(inputs, parts, quality, fonts);
  const kept = await options.keeper?.find(key).catch((error: unknown) => {
    options.log?.('the kept base could not be read', error);
    return null;
  });
  if (!kept && options.onlyKept) return null;
  if (kept?.verdict.state === 'full')
    return { ok: true, renderer: fullRenderer(inputs, fonts, kept.verdict) };
  const base =
    kept?.base ?? makeBase(key, opaqueRaster(await drawLayout(first.layout, fonts, parts.scene)), quality);
  const verdict = kept?.verdict ?? (await judge(base, parts, drawable, fonts));
  const setUpMs = Math.round(performance.now() - started);
  if (!kept) {
    const about = { key, designId: inputs.design.id, format: inputs.format.id, setUpMs };
    await options.keeper?.keep(about, base, verdict).catch((error: unknown) => {
      options.log?.('the base could not be kept', error);
    });
  }
  const renderer = new FastRenderer(inputs, fonts, base, parts, first.layout, verdict, setUpMs, options);
  return { ok: true, renderer };
}

/** Everything that changes a pixel or a byte of the base: what is on it, not what it was made from. */
function baseKey(inputs: SharedInputs, parts: StaticScene, quality: number, fonts: FontBook): string {
  return hashOf({
    pipeline: PIPELINE,
    fonts: fonts.hashes,
    scene: parts.text,
    picture: inputs.content.picture,
    source: pictureIdentity(inputs),
    quality,
  });
}

/** What belongs to one person. */
interface Own {
  names: TextLayer[];
  qr: PersonalInk['qr'];
}

class FastRenderer implements BaseRenderer {
  readonly key: string;
  readonly base: StaticBase;
  readonly setUpMs: number;
  verdict: Verdict;
  private readonly inputs: SharedInputs;
  private readonly fonts: FontBook;
  private readonly parts: StaticScene;
  private readonly layout: Layout;
  private readonly log: NonNullable<BaseOptions['log']>;
  private readonly giveUp: (verdict: Verdict) => Promise<void>;
  private readonly hash: (person: Person | null) => string;
  /** Frames are drawn one after the other: they share the work buffer. */
  private frames: Promise<unknown> = Promise.resolve();
  private work: Uint8Array | null = null;

  constructor(
    inputs: SharedInputs,
    fonts: FontBook,
    base: StaticBase,
    parts: StaticScene,
    layout: Layout,
    verdict: Verdict,
    setUpMs: number,
    options: BaseOptions,
  ) {
    this.key = base.key;
    this.inputs = inputs;
    this.fonts = fonts;
    this.base = base;
    this.parts = parts;
    this.layout = layout;
    this.verdict = verdict;
    this.setUpMs = setUpMs;
    this.log = options.log ?? (() => undefined);
    this.hash = posterHasher(inputs, fonts);
    const about = { key: base.key, designId: inputs.design.id, format: inputs.format.id, setUpMs };
    this.giveUp = async (given) => options.keeper?.keep(about, null, given);
  }

  async draw(person: Person, path?: RenderPath): Promise<RenderResult> {
    const { state } = this.verdict;
    const whole = (): Promise<RenderResult> => drawFull(this.inputs, person, this.fonts, this.hash);
    if (state === 'full' || path === 'R') return whole();
    const own = this.place(person);
    // The full layout says what is wrong, in its own words.
    if (!own) return whole();
    if (state !== 'frame' && path !== 'F2') {
      try {
        const bytes = joined(splice(this.base, await this.ink(own, state === 'glyphs')));
        return this.drawn(bytes, person, own.names, 'F3');
      } catch (error) {
        this.log('a spliced poster failed', error);
      }
    }
    try {
      const bytes = await this.frame(await this.ink(own, state === 'glyphs'));
      return this.drawn(bytes, person, own.names, 'F2');
    } catch (error) {
      this.log('a copied poster failed', error);
      return whole();
    }
  }

  async recheck(person: Person): Promise<boolean> {
    if (this.verdict.state === 'full') return true;
    const layout = await layoutPoster({ ...this.inputs, person }, this.fonts);
    // What keeps this person from a picture, or the content from any: the full render says it.
    if (layout.issues.length > 0) return layout.issues.every(isPersonal);
    const taken = withoutPerson(layout, person);
    if (taken.ok && taken.parts.text === this.parts.text) return true;
    this.verdict = { ...this.verdict, state: 'full', reason: 'layout_moves' };
    this.log('a base was given up: the layout moves with the name', person.nameShown);
    await this.giveUp(this.verdict);
    return false;
  }

  /** Lines of this person's name and spoken code, and the code; null when anything about them is an issue. */
  private place(person: Person): Own | null {
    const board = this.layout.repeat(person);
    if (board.issues.length > 0) return null;
    const qr = codeOf(this.parts, person);
    if (this.parts.place && !qr) return null;
    const names = board.layers.filter((l) => l.kind === 'text');
    if (names.length === 0) return { names, qr };
    const { scene } = this.parts;
    const whole = { ...scene, layers: [...scene.layers, ...names] };
    if (checkScene(whole, this.inputs.format).length > 0) return null;
    const under = { ...scene, layers: [...scene.layers.filter((l) => l.kind !== 'text'), ...names] };
    const { palette, picture, tone } = this.layout;
    return contrastIssues(under, palette, picture, tone).length > 0 ? null : { names, qr };
  }

  private async ink({ names, qr }: Own, cached: boolean): Promise<PersonalInk> {
    return { inks: await inkOf(names, this.base.raster, this.fonts, cached), qr };
  }

  /** F2: the pixels in a copy of the base, encoded by libjpeg. */
  private frame(ink: PersonalInk): Promise<Buffer> {
    const { raster, quality } = this.base;
    const next = this.frames.then(async () => {
      this.work ??= Uint8Array.from(raster.data);
      const frame = { ...raster, data: this.work };
      const undo = paintPerson(frame, ink);
      try {
        return await encodeRaster(frame, quality);
      } finally {
        undo();
      }
    });
    this.frames = next.catch(() => undefined);
    return next;
  }

  private drawn(bytes: Buffer, person: Person, names: TextLayer[], path: RenderPath): RenderResult {
    const { scene } = this.parts;
    return {
      ok: true,
      bytes,
      contentType: 'image/jpeg',
      widthPx: scene.widthPx,
      heightPx: scene.heightPx,
      hash: this.hash(person),
      path,
      boxes: slotBoxes({ ...scene, layers: [...scene.layers, ...names] }),
    };
  }
}

/** Every picture by the full render, and why. */
function fullRenderer(inputs: SharedInputs, fonts: FontBook, verdict: Verdict): BaseRenderer {
  const hash = posterHasher(inputs, fonts);
  return {
    key: '',
    base: null,
    setUpMs: 0,
    verdict,
    draw: (person) => drawFull(inputs, person, fonts, hash),
    recheck: () => Promise.resolve(true),
  };
}

/** R: the whole poster, as if there were no other way. */
export async function drawFull(
  inputs: SharedInputs,
  person: Person | null,
  fonts: FontBook,
  hash: (person: Person | null) => string = posterHasher(inputs, fonts),
): Promise<RenderResult> {
  const layout = await layoutPoster({ ...inputs, person }, fonts);
  if (layout.issues.length > 0) return { ok: false, reason: 'not_drawable', issues: layout.issues };
  const bytes = await encodeJpeg(await drawLayout(layout, fonts), inputs.quality ?? inputs.format.quality);
  return {
    ok: true,
    bytes,
    contentType: 'image/jpeg',
    widthPx: layout.scene.widthPx,
    heightPx: layout.scene.heightPx,
    hash: hash(person),
    path: 'R',
    boxes: slotBoxes(layout.scene),
  };
}

async function encodeRaster(
  frame: { data: Uint8Array; widthPx: number; heightPx: number },
  quality: number,
): Promise<Buffer> {
  return sharp(frame.data, { raw: { width: frame.widthPx, height: frame.heightPx, channels: 3 } })
    .jpeg({ quality, chromaSubsampling: '4:2:0', mozjpeg: false, optimiseCoding: false })
    .toBuffer();
}
