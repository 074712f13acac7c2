/** The drawing board of a family: places text, marks, pictures and shapes, and notes every issue instead of hiding it. */
import type { Box, PosterFormat } from './formats.ts';
import type { PosterIssue } from './issue.ts';
import type { CampaignContent, ContentType, Ground } from './content.ts';
import type { Palette, PlacedMark } from './kit.ts';
import { codePlate, nameBox, outward } from './personal.ts';
import { drawQr } from './qr.ts';
import { NO_PERSONAL_SLOTS, type Layer, type PersonalSlots, type Scene } from './scene.ts';
import type { TextLayer, VectorLayer } from './scene.ts';
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
  ground: Ground;
  contentType: ContentType;
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
  /** Where name and code stand: the same for every merchant. */
  readonly personal: PersonalSlots = { ...NO_PERSONAL_SLOTS };
  /** How name and spoken code were asked for: the fast ways ask again, on an empty board, for another person. */
  readonly repeats: ((board: Board) => void)[] = [];
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

  /** `under`: every colour a text standing on the drawing meets; left out where no text stands on it. */
  vector(
    slot: string,
    box: Box,
    svg: string,
    viewBox = `0 0 ${box[2]} ${box[3]}`,
    under?: readonly string[],
  ): VectorLayer {
    const layer: VectorLayer = { kind: 'vector', slot, box, viewBox, svg, ...(under ? { under } : {}) };
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
    // The rasteriser does not refuse an empty box, it ends the process.
    if (whole[2] < 1 || whole[3] < 1) {
      this.issues.push({ code: 'overflow', slot, byPx: 1 - Math.min(whole[2], whole[3]) });
      return;
    }
    this.layers.push({ kind: 'picture', slot, box: whole, picture });
  }

  /**
   * The brand bar: marks in order, wordmark in serif at 0.52 of the mark, a thin rule between levels. One colour: the
   * mono mark on a light ground, the reversed one on a dark. `words: 'if_they_fit'` leaves the wordmarks away in thumbs.
   */
  brandBar(
    x: number,
    centre: number,
    height: number,
    measure: number,
    colour: string,
    options: { align?: 'left' | 'right' | 'centre'; words?: 'always' | 'if_they_fit' } = {},
  ): void {
    const { align = 'left', words = 'always' } = options;
    const fitting = (said: boolean): number | undefined =>
      [1, 0.94, 0.88, 0.82].find((s) => this.brandBarWidth(height * s, said) <= measure);
    let said = true;
    let scale = fitting(true);
    if (scale === undefined && words === 'if_they_fit') {
      said = false;
      scale = fitting(false);
    }
    const width = this.brandBarWidth(height * (scale ?? 0.82), said);
    if (scale === undefined)
      this.issues.push({ code: 'overflow', slot: 'brandBar', byPx: Math.round(width - measure) });
    const start = align === 'left' ? x : align === 'right' ? x - width : x - width / 2;
    this.drawBrandBar(start, centre, height * (scale ?? 0.82), colour, said);
  }

  private drawBrandBar(x: number, centre: number, height: number, colour: string, words: boolean): void {
    let pen = x;
    this.context.marks.forEach((mark, i) => {
      const h = height * mark.ratio;
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
      pen += w;
      if (!words) return;
      pen += h * 0.3;
      const size = h * 0.52;
      const line = this.set('serif-bold', size, mark.wordmark);
      this.place('brandBar', line, 'serif-bold', size, colour, pen, centre + size * 0.36);
      pen += line.width;
    });
  }

  /** Width of the bar for a mark height. */
  brandBarWidth(height: number, words = true): number {
    return this.context.marks.reduce((sum, mark, i) => {
      const h = height * mark.ratio;
      const word = words ? h * 0.3 + this.set('serif-bold', h * 0.52, mark.wordmark).width : 0;
      return sum + h * mark.drawing.aspect + word + (i > 0 ? h * 0.88 : 0);
    }, 0);
  }

  /** 广告 as the law asks for it, 公益广告 for what sells nothing; a notice (公告) carries no label. */
  adLabel(
    x: number,
    baseline: number,
    size: number,
    colour: string,
    align: 'left' | 'right' = 'right',
  ): void {
    const type = this.context.contentType;
    if (type === 'announcement') return;
    this.text('adLabel', type === 'public_interest' ? '公益广告' : '广告', x, baseline, {
      face: 'sans',
      size,
      colour,
      measure: size * 5,
      align,
      ink: true,
    });
  }

  /** The merchant's (or the campaign's) code in its slot; without a person the slot stays an empty plate. */
  qr(slot: Box): void {
    const plate = codePlate(slot);
    this.personal.qr = slot;
    const address = this.context.person?.address;
    if (!address) {
      this.rect('qr', plate, '#ffffff');
      return;
    }
    const drawn = drawQr(address);
    if (drawn.ok) this.vector('qr', plate, drawn.svg, drawn.viewBox);
    else this.issues.push({ code: 'qr_too_long', slot: 'qr' });
  }

  /** What a customer says in the shop, where a code picture is forbidden. */
  spokenCode(x: number, baseline: number, style: TextStyle): PlacedText | null {
    const code = this.context.person?.spokenCode;
    if (!code || this.context.contentType !== 'advertisement') return null;
    this.repeats.push((board) => void board.spokenCode(x, baseline, style));
    this.personal.spokenCode = nameBox(x, baseline, { ...style, maxLines: 1 }, 'top');
    return this.text('spokenCode', `进店报「${code}」`, x, baseline, style);
  }

  /**
   * The merchant's name, which only an advertisement shows: one line, else two broken before the legal form, else
   * smaller; `name_needs_short_form` when nothing helps. Placed from its last baseline upwards when `from` is 'bottom'.
   * Its slot is the room two lines of the natural size take, so nothing around it may follow the name's length.
   */
  merchantName(
    x: number,
    baseline: number,
    style: TextStyle,
    from: 'top' | 'bottom' = 'top',
  ): PlacedText | null {
    const name = this.context.person?.nameShown;
    if (!name || this.context.contentType !== 'advertisement') return null;
    this.repeats.push((board) => void board.merchantName(x, baseline, style, from));
    this.personal.name = nameBox(x, baseline, style, from);
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

  /**
   * The merchant's name as the hero: the largest size between `max` and `min` at which it stands in up to two lines inside
   * `box`, the second line before the legal form where there is one; centred in the box's height, or standing on its foot.
   */
  heroName(
    box: Box,
    style: Pick<TextStyle, 'face' | 'colour' | 'align'> & {
      max: number;
      min: number;
      leading?: number;
      valign?: 'middle' | 'bottom';
    },
  ): PlacedText | null {
    const name = this.context.person?.nameShown;
    if (!name) return null;
    this.repeats.push((board) => void board.heroName(box, style));
    this.personal.name = outward(box);
    const missing = this.fonts.missing(style.face, name);
    if (missing.length > 0) {
      this.issues.push({ code: 'missing_glyphs', slot: 'merchant', characters: missing });
      return null;
    }
    const leading = style.leading ?? 1.2;
    const broken = breakBeforeSuffix(name);
    let best: { size: number; lines: Line[] } | null = null;
    const attempts = [
      { text: name, maxLines: 1 },
      ...(broken ? [{ text: broken, maxLines: 2 }] : []),
      { text: name, maxLines: 2 },
    ];
    for (const { text, maxLines } of attempts) {
      const max = Math.min(style.max, box[3] / (1 + leading * (maxLines - 1)));
      if (max < style.min) continue;
      const fit = fitText(this.fonts, {
        text,
        face: style.face,
        size: max,
        measure: box[2],
        maxLines,
        minScale: style.min / max,
        balance: true,
        display: true,
        keep: this.context.keep,
      });
      // One line wins unless two are larger by a quarter; the break before the legal form wins over any other.
      if (fit.ok && (best === null || fit.size > best.size * 1.25)) best = fit;
    }
    if (best === null) {
      const fits = Math.floor(box[2] / style.min) * 2;
      this.issues.push({
        code: 'name_needs_short_form',
        slot: 'merchant',
        have: countCharacters(name),
        fits,
      });
      return null;
    }
    const x =
      style.align === 'right' ? box[0] + box[2] : style.align === 'centre' ? box[0] + box[2] / 2 : box[0];
    const height = best.size * (0.86 + leading * (best.lines.length - 1));
    // Descending strokes need an eighth of the size below the baseline.
    const above = style.valign === 'bottom' ? box[3] - height - best.size * 0.08 : (box[3] - height) / 2;
    const baseline = box[1] + above + best.size * 0.82;
    return this.lines('merchant', best.lines, best.size, x, baseline, {
      ...style,
      size: best.size,
      measure: box[2],
      leading,
      ink: true,
    });
  }

  scene(background: string): Scene {
    const { widthPx, heightPx } = this.context.format;
    return { widthPx, heightPx, background, layers: this.layers, personalSlots: this.personal };
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
