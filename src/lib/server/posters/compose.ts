/** The drawing board of a family: places text, marks, pictures and shapes, and notes every issue instead of hiding it. */
import type { Box, PosterFormat } from './formats.ts';
import type { PosterIssue } from './issue.ts';
import type { CampaignContent } from './content.ts';
import type { Palette, PlacedMark } from './kit.ts';
import { drawQr, qrPlate } from './qr.ts';
import type { Layer, Scene, TextLayer, VectorLayer } from './scene.ts';
import type { Face, FontBook } from './text/fonts.ts';
import { fitText, type FitRequest } from './text/fit.ts';
import { setLine, type Line } from './text/measure.ts';
import { breakBeforeSuffix } from './text/names.ts';
import { countCharacters } from './text/units.ts';

export interface Person {
  nameShown: string;
  /** What the QR says; null in formats without one. */
  address: string | null;
  /** What a customer says in the shop, where a QR is forbidden. */
  spokenCode: string | null;
}

export interface PictureInfo {
  id: string;
  /** Drawn on a transparent ground: it may stand on paper. */
  cutout: boolean;
}

/** How marks and 广告 stand on a picture: dark role, light role, light role on a veil. The renderer tries them in order. */
export type Tone = 'dark' | 'light' | 'veil' | 'deep_veil';

/** How much of the picture the veil covers where text stands. */
export const VEIL: Record<Tone, number> = { dark: 0, light: 0, veil: 0.8, deep_veil: 0.9 };

export interface ComposeContext {
  format: PosterFormat;
  content: CampaignContent;
  palette: Palette;
  marks: readonly PlacedMark[];
  person: Person | null;
  picture: PictureInfo | null;
  fonts: FontBook;
  brocade: boolean;
  tone: Tone;
  /** Names of the registry that no line may break: 白沙, 白沙绿茶. */
  keep: readonly string[];
}

export interface TextStyle {
  face: Face;
  size: number;
  colour: string;
  measure: number;
  maxLines?: number;
  leading?: number;
  align?: 'left' | 'right' | 'centre';
  display?: boolean;
  balance?: boolean;
  minScale?: number;
  sizes?: readonly number[];
  keep?: readonly string[];
  opacity?: number;
  /** Align the ink, not the advance box, with `x`. */
  ink?: boolean;
}

export interface PlacedText {
  size: number;
  lines: number;
  /** Baselines of the first and last line. */
  first: number;
  last: number;
  right: number;
  left: number;
}

export class Board {
  readonly layers: Layer[] = [];
  readonly issues: PosterIssue[] = [];
  readonly context: ComposeContext;

  constructor(context: ComposeContext) {
    this.context = context;
  }

  get fonts(): FontBook {
    return this.context.fonts;
  }

  /** Fits a text without placing it; null (and an issue) when it does not fit. */
  fit(slot: string, text: string, style: TextStyle): { size: number; lines: Line[] } | null {
    const request: FitRequest = {
      text,
      face: style.face,
      size: style.size,
      measure: style.measure,
      maxLines: style.maxLines ?? 1,
      balance: style.balance ?? false,
      display: style.display ?? false,
      minScale: style.minScale ?? 0.8,
      keep: style.keep ?? this.context.keep,
      ...(style.sizes ? { sizes: style.sizes } : {}),
    };
    const fit = fitText(this.fonts, request);
    if (fit.ok) return { size: fit.size, lines: fit.lines };
    if (fit.reason === 'missing_glyphs')
      this.issues.push({ code: 'missing_glyphs', slot, characters: fit.characters });
    else this.issues.push({ code: 'text_too_long', slot, have: fit.have, fits: fit.fits });
    return null;
  }

  /** Fits and places a text; `baseline` is that of the first line, or of the last when `from` is 'bottom'. */
  text(
    slot: string,
    text: string,
    x: number,
    baseline: number,
    style: TextStyle,
    from: 'top' | 'bottom' = 'top',
  ): PlacedText | null {
    if (text === '') return null;
    const fit = this.fit(slot, text, style);
    return fit ? this.lines(slot, fit.lines, fit.size, x, baseline, style, from) : null;
  }

  /** Places fitted lines. */
  lines(
    slot: string,
    lines: readonly Line[],
    size: number,
    x: number,
    baseline: number,
    style: TextStyle,
    from: 'top' | 'bottom' = 'top',
  ): PlacedText {
    const pitch = size * (style.leading ?? 1.35);
    const first = from === 'top' ? baseline : baseline - pitch * (lines.length - 1);
    let right = x;
    let left = x;
    lines.forEach((line, i) => {
      const base = first + pitch * i;
      const begin =
        style.align === 'right'
          ? x - (style.ink ? line.inkRight : line.width)
          : style.align === 'centre'
            ? x - (line.inkLeft + line.inkRight) / 2
            : x - (style.ink ? line.inkLeft : 0);
      const layer = this.place(slot, line, style.face, size, style.colour, begin, base, style.opacity ?? 1);
      right = Math.max(right, layer.box[0] + layer.box[2]);
      left = i === 0 ? layer.box[0] : Math.min(left, layer.box[0]);
    });
    return { size, lines: lines.length, first, last: first + pitch * (lines.length - 1), right, left };
  }

  /** Places one set line by its start and baseline. */
  place(
    slot: string,
    line: Line,
    face: Face,
    size: number,
    colour: string,
    x: number,
    baseline: number,
    opacity = 1,
  ): TextLayer {
    let top = 0;
    let bottom = 0;
    for (const ch of line.text) {
      const g = this.fonts.glyph(face, ch);
      top = Math.max(top, g.top);
      bottom = Math.min(bottom, g.bottom);
    }
    const layer: TextLayer = {
      kind: 'text',
      slot,
      face,
      size,
      colour,
      opacity,
      line,
      x,
      baseline,
      box: [
        x + line.inkLeft,
        baseline - top * size,
        Math.max(0, line.inkRight - line.inkLeft),
        (top - bottom) * size,
      ],
    };
    this.layers.push(layer);
    return layer;
  }

  /** A set line without fitting, for numerals and labels whose length is known. */
  set(face: Face, size: number, text: string, tracking = 0): Line {
    return setLine(this.fonts, face, size, text, { tracking });
  }

  rect(slot: string, box: Box, fill: string): void {
    this.layers.push({ kind: 'rect', slot, box, fill });
  }

  vector(slot: string, box: Box, svg: string, viewBox = `0 0 ${box[2]} ${box[3]}`): VectorLayer {
    const layer: VectorLayer = { kind: 'vector', slot, box, viewBox, svg };
    this.layers.push(layer);
    return layer;
  }

  picture(slot: string, box: Box, picture: string): void {
    const [x, y, w, h] = box;
    const whole: Box = [
      Math.round(x),
      Math.round(y),
      Math.round(x + w) - Math.round(x),
      Math.round(y + h) - Math.round(y),
    ];
    this.layers.push({ kind: 'picture', slot, box: whole, picture });
  }

  /** The brand bar: marks in order, wordmark in serif at 0.52 of the mark, a thin rule between levels. */
  brandBar(x: number, centre: number, height: number, measure: number, colour: string): void {
    const marks = this.context.marks;
    const scales = [1, 0.94, 0.88, 0.82];
    for (const scale of scales) {
      const width = this.brandBarWidth(height * scale);
      if (width > measure && scale !== scales.at(-1)) continue;
      if (width > measure)
        this.issues.push({ code: 'overflow', slot: 'brandBar', byPx: Math.round(width - measure) });
      let pen = x;
      marks.forEach((mark, i) => {
        const h = height * scale * mark.ratio;
        if (i > 0) {
          pen += h * 0.42;
          this.rect(
            'brandBar',
            [Math.round(pen), Math.round(centre - h * 0.36), 1, Math.round(h * 0.72)],
            withAlpha(colour, 0.45),
          );
          pen += h * 0.46;
        }
        const w = h * mark.drawing.aspect;
        this.vector(
          'brandBar',
          [Math.round(pen), Math.round(centre - h / 2), Math.round(w), Math.round(h)],
          `<path fill="${colour}" fill-rule="evenodd" d="${mark.drawing.path}"/>`,
          mark.drawing.viewBox,
        );
        pen += w + h * 0.3;
        const size = h * 0.52;
        const line = this.set('serif-bold', size, mark.wordmark);
        this.place('brandBar', line, 'serif-bold', size, colour, pen, centre + size * 0.36);
        pen += line.width;
      });
      return;
    }
  }

  private brandBarWidth(height: number): number {
    return this.context.marks.reduce((sum, mark, i) => {
      const h = height * mark.ratio;
      const word = this.set('serif-bold', h * 0.52, mark.wordmark).width;
      return sum + h * mark.drawing.aspect + h * 0.3 + word + (i > 0 ? h * 0.88 : 0);
    }, 0);
  }

  /** The 广告 label the law asks for, right-aligned at `x`. */
  adLabel(
    x: number,
    baseline: number,
    size: number,
    colour: string,
    align: 'left' | 'right' = 'right',
  ): void {
    this.text('adLabel', '广告', x, baseline, {
      face: 'sans',
      size,
      colour,
      measure: size * 3,
      align,
      ink: true,
    });
  }

  /** The merchant's code in its slot; without a person the slot stays an empty plate. */
  qr(slot: Box): void {
    const plate = qrPlate(slot);
    const address = this.context.person?.address;
    if (!address) {
      this.rect('qr', plate, '#ffffff');
      return;
    }
    const drawn = drawQr(address);
    if (drawn.ok) this.vector('qr', plate, drawn.svg, drawn.viewBox);
    else this.issues.push({ code: 'qr_too_long', slot: 'qr' });
  }

  /**
   * The merchant's name: one line, else two broken before the legal form, else smaller; `name_needs_short_form` when
   * nothing helps. Placed from its last baseline upwards when `from` is 'bottom'.
   */
  merchantName(
    x: number,
    baseline: number,
    style: TextStyle,
    from: 'top' | 'bottom' = 'top',
  ): PlacedText | null {
    const name = this.context.person?.nameShown;
    if (!name) return null;
    const missing = this.fonts.missing(style.face, name);
    if (missing.length > 0) {
      this.issues.push({ code: 'missing_glyphs', slot: 'merchant', characters: missing });
      return null;
    }
    const two = style.sizes?.[1] ?? style.size;
    const broken = breakBeforeSuffix(name);
    const attempts: { text: string; size: number; maxLines: number; minScale: number }[] = [
      { text: name, size: style.size, maxLines: 1, minScale: 1 },
      ...(broken && (style.maxLines ?? 1) > 1
        ? [{ text: broken, size: two, maxLines: 2, minScale: 0.8 }]
        : []),
      ...((style.maxLines ?? 1) > 1 ? [{ text: name, size: two, maxLines: 2, minScale: 1 }] : []),
      { text: name, size: style.size, maxLines: 1, minScale: 0.8 },
      ...((style.maxLines ?? 1) > 1 ? [{ text: name, size: two, maxLines: 2, minScale: 0.8 }] : []),
    ];
    for (const a of attempts) {
      const fit = fitText(this.fonts, {
        ...a,
        face: style.face,
        measure: style.measure,
        balance: true,
        keep: this.context.keep,
      });
      if (fit.ok) return this.lines('merchant', fit.lines, fit.size, x, baseline, style, from);
    }
    const perLine = Math.floor(style.measure / (two * 0.8));
    this.issues.push({
      code: 'name_needs_short_form',
      slot: 'merchant',
      have: countCharacters(name),
      fits: perLine * (style.maxLines ?? 1),
    });
    return null;
  }

  scene(background: string): Scene {
    const { widthPx, heightPx } = this.context.format;
    return { widthPx, heightPx, background, layers: this.layers };
  }
}

/** `#rrggbb` with an alpha channel. */
export function withAlpha(hex: string, alpha: number): string {
  return (
    hex +
    Math.round(alpha * 255)
      .toString(16)
      .padStart(2, '0')
  );
}
