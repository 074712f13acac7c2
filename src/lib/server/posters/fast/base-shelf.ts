/**
 * The bases of this process, as many as fit in a limit of bytes. A poster asked for once is drawn as a whole; asked for again,
 * for another merchant, its base is worth the half second.
 */
import type { Person } from '../compose.ts';
import type { RenderPath, RenderResult } from '../poster.ts';
import { posterHasher, type SharedInputs } from '../poster-identity.ts';
import { fontBook, type FontBook } from '../text/fonts.ts';
import {
  createBaseRenderer,
  drawFull,
  type BaseKeeper,
  type BaseOptions,
  type BaseRenderer,
} from './base-renderer.ts';
import { baseBytes } from './static-base.ts';

export interface ShelfOptions {
  keeper?: BaseKeeper;
  names?: readonly string[];
  /** Draw it this way, as it was drawn before. */
  path?: RenderPath;
  /** Whether many more will follow: the base is built at the first. */
  many?: boolean;
  log?: BaseOptions['log'];
}

interface Place {
  asked: number;
  made: Promise<Awaited<ReturnType<typeof createBaseRenderer>>> | null;
  bytes: number;
}

const EMPTY_PLACE_BYTES = 300;
const CHECKED_FULLY = 20;
const CHECKED_ONE_IN = 50;
const WHOLE_PICTURES = 12;

export class BaseShelf {
  private readonly places = new Map<string, Place>();
  private readonly whole = new Map<string, Promise<RenderResult>>();
  private readonly drawn = new WeakMap<BaseRenderer, number>();
  private bytes = 0;
  private readonly limitBytes: number;
  private readonly fonts: FontBook;

  /** @param limitBytes of pixels and pieces; one base of 1080×1920 takes about 13 MB. */
  constructor(limitBytes = 130 * 1024 * 1024, fonts: FontBook = fontBook()) {
    this.limitBytes = limitBytes;
    this.fonts = fonts;
  }

  /** A merchant's picture by the fastest way there is now. */
  async draw(inputs: SharedInputs, person: Person, options: ShelfOptions = {}): Promise<RenderResult> {
    const renderer = await this.renderer(inputs, options);
    if (!renderer) return drawFull(inputs, person, this.fonts);
    // The gate knew three names; the first of the real ones, and later one in fifty, are laid out as a whole and compared.
    const drawn = this.drawn.get(renderer) ?? 0;
    this.drawn.set(renderer, drawn + 1);
    if ((drawn < CHECKED_FULLY || drawn % CHECKED_ONE_IN === 0) && !(await renderer.recheck(person)))
      return drawFull(inputs, person, this.fonts);
    return renderer.draw(person, options.path);
  }

  /** A picture that is the same for everybody, kept while it is asked for again and again. */
  async drawForAll(inputs: SharedInputs): Promise<RenderResult> {
    const key = this.placeOf(inputs);
    const known = this.whole.get(key) ?? drawFull(inputs, null, this.fonts);
    this.whole.delete(key);
    this.whole.set(key, known);
    const [oldest] = this.whole.keys();
    if (this.whole.size > WHOLE_PICTURES && oldest !== undefined) this.whole.delete(oldest);
    known.catch(() => this.whole.delete(key));
    return known;
  }

  /** The base of a content; null when it is not worth one yet, or cannot be drawn at all. */
  async renderer(inputs: SharedInputs, options: ShelfOptions = {}): Promise<BaseRenderer | null> {
    if (options.path === 'R') return null;
    const key = this.placeOf(inputs);
    const place = this.places.get(key) ?? { asked: 0, made: null, bytes: EMPTY_PLACE_BYTES };
    if (place.asked === 0) this.bytes += place.bytes;
    place.asked += 1;
    // Least recently used first.
    this.places.delete(key);
    this.places.set(key, place);
    const worth = place.asked > 1 || options.many === true || options.path !== undefined;
    if (!place.made) {
      const make = createBaseRenderer(inputs, {
        fonts: this.fonts,
        onlyKept: !worth,
        ...(options.keeper ? { keeper: options.keeper } : {}),
        ...(options.names ? { names: options.names } : {}),
        ...(options.log ? { log: options.log } : {}),
      });
      place.made = make;
      const forget = (): void => {
        if (place.made === make) place.made = null;
      };
      make.then((made) => {
        if (made === null) return forget();
        if (!made.ok || !made.renderer.base || !this.places.has(key)) return;
        place.bytes += baseBytes(made.renderer.base);
        this.bytes += baseBytes(made.renderer.base);
        this.trim(key);
      }, forget);
    }
    try {
      const made = await place.made;
      return made?.ok ? made.renderer : null;
    } catch (error) {
      options.log?.('a base could not be drawn', error);
      return null;
    }
  }

  /** What is drawn, and the day and standings it was checked by: tomorrow's rules find no base of today's. */
  private placeOf(inputs: SharedInputs): string {
    const checked = JSON.stringify([inputs.on ?? null, inputs.standings ?? null]);
    return `${posterHasher(inputs, this.fonts)(null)} ${checked}`;
  }

  private trim(kept: string): void {
    for (const [key, place] of this.places) {
      if (this.bytes <= this.limitBytes) return;
      if (key === kept) continue;
      this.places.delete(key);
      this.bytes -= place.bytes;
    }
  }
}

let shared: BaseShelf | undefined;

/** The shelf of this process (or worker thread). */
export function baseShelf(): BaseShelf {
  shared ??= new BaseShelf();
  return shared;
}
