/** What the gate measured on a base, stored beside it. Decibels of peak signal to noise against the full render. */
export interface GateFigures {
  names: readonly string[];
  /** Largest difference outside the personal slots; 0 passes. */
  outside: number;
  /** Decibels of the name by its own strip; null where there is no name. 99 stands for equal pixels. */
  exactDb: number | null;
  /** Decibels of the name from cached glyphs. */
  glyphDb: number | null;
  /** Whether the code read back from the finished bytes, at full and at half size; null without a code. */
  qr: boolean | null;
}
