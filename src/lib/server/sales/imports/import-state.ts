import type { DetectedFile, Position } from '../reading/source.ts';
import type { Changes, ImportReport, Tally } from '../report.ts';
import type { RowReaderState } from '../rows/row.ts';

/** How the file is read, as found once: a resumed import reads it the same way. */
export type StoredReading = DetectedFile;

/** Where an import goes on. Committed together with the rows it speaks of. */
export interface Checkpoint {
  stage?: {
    position: Position;
    reader: RowReaderState;
    /** Shops named so far; absent when they are many. */
    shops?: string[];
  };
  /**
   * Staged rows hold their facts, because folding reads them and not the file again: a workbook, a file whose orders are
   * scattered. Absent (imports begun before this was decided per file): they do.
   */
  facts?: boolean;
  /** Everything is staged; what was learned about the whole file. */
  staged?: {
    zeroTailsRounded: boolean;
    totalsDisagree: number;
    dataRows: number;
    /** Every order's rows stand together in the file. Absent: nobody knows yet. */
    together?: true;
    shops?: string[];
  };
  /** Orders up to and including this key, or up to this line where the file keeps each order's rows together, are folded. */
  fold?: { shop: string; orderNo: string } | { line: number; position?: Position };
  tally?: Tally;
  changes?: Changes;
  shops?: string[];
}

/** The report without its row lists, which are read from the staged rows. */
export type StoredReport = Omit<ImportReport, 'rowsRejected' | 'rowsSkipped' | 'checkedOrders'> & {
  rowsRejected: number;
};

export interface ImportPreview {
  /** Header texts by position, for mapping columns by hand. */
  headers: string[];
  /** Columns that have a meaning; all others are forgotten while reading. */
  understood: string[];
  /** The file names its shops itself. */
  namesShop: boolean;
  otherSheets: string[];
  rows: PreviewRow[];
}

export interface PreviewRow {
  line: number;
  orderNo: string | null;
  title: string | null;
  stage: string | null;
  quantity: number | null;
  paidFen: number | null;
  orderedAt: number | null;
  /** Why this row would be rejected, in both languages. */
  fault: { zh: string; en: string } | null;
}
