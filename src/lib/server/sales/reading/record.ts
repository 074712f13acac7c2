import type { Cell } from '../rows/cell.ts';

/** One record of a file: the line (or sheet row) it starts on, and its cells by position. */
export interface FileRecord {
  line: number;
  cells: readonly Cell[];
  /** From a workbook: its rows end with their last filled cell, so a short row is no fault. */
  sheet?: boolean;
  /** A cell of it exceeds 32,767 characters. */
  tooLong?: boolean;
}

export const LIMITS = {
  csvBytes: 500 * 1024 * 1024,
  xlsxBytes: 50 * 1024 * 1024,
  columns: 200,
  csvRows: 5_000_000,
  xlsxRows: 1_048_576,
  recordChars: 256 * 1024,
  cellChars: 32_767,
  xlsxUnpackedBytes: 500 * 1024 * 1024,
  xlsxRatio: 100,
  xlsxRatioFromBytes: 8 * 1024 * 1024,
  xlsxEntries: 1_000,
  /** Header and notes are looked for in this many non-empty rows. */
  headRows: 10,
} as const;
