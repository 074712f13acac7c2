/**
 * A county's own design is a built-in one with tighter limits: fewer characters, narrower bounds, fewer choices, fewer
 * formats. Nothing that a lock holds can be loosened, so whatever the built-in design was proved to fit still fits.
 */
import type { FormatId } from './formats.ts';

export interface SlotAdjustment {
  /** At most the base's. */
  maxChars?: number;
  /** An optional slot may be made compulsory, never the other way. */
  required?: boolean;
  /** Inside the base's. */
  bounds?: Record<string, readonly [number, number]>;
  /** Some of the base's. */
  choices?: readonly string[];
}

export interface Adjustments {
  nameZh: string;
  nameEn: string;
  formats: readonly FormatId[];
  slots: Readonly<Record<string, SlotAdjustment>>;
}
