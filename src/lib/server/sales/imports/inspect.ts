import { cellText, headerAsWritten } from '../rows/cell.ts';
import { rowSentence } from '../rows/reasons.ts';
import { createRowReader, type RowReaderOptions } from '../rows/row.ts';
import type { Mapping } from '../profiles/mapping.ts';
import { FileError, type FileErrorReport } from '../reading/file-error.ts';
import { readBatches, sampleFile, type DetectedFile } from '../reading/source.ts';
import { detectWith } from './imports.ts';
import type { ImportPreview, PreviewRow } from './import-state.ts';

const PREVIEW_ROWS = 8;

export type Inspection =
  | { kind: 'recognised'; detected: DetectedFile; preview: ImportPreview }
  /** Nobody knows these columns: a person says what they mean. */
  | { kind: 'mapping_needed'; error: FileErrorReport; preview: ImportPreview }
  | { kind: 'refused'; error: FileErrorReport };

/** What an uploaded file is, with its first rows as they would be read. */
export async function inspectUpload(
  path: string,
  mapping: Mapping | null,
  reader: Pick<RowReaderOptions, 'phoneKey' | 'remarks'>,
): Promise<Inspection> {
  try {
    const detected = await detectWith(path, mapping);
    return { kind: 'recognised', detected, preview: await previewOf(path, detected, reader) };
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    const mappable = ['profile_unknown', 'profile_ambiguous', 'mapping_invalid'].includes(error.code);
    if (!mappable) return { kind: 'refused', error: error.report() };
    const headers = await headersOf(path);
    if (headers.length === 0) return { kind: 'refused', error: error.report() };
    const preview = { headers, understood: [], namesShop: false, otherSheets: [], rows: [] };
    return { kind: 'mapping_needed', error: error.report(), preview };
  }
}

async function previewOf(
  path: string,
  detected: DetectedFile,
  options: Pick<RowReaderOptions, 'phoneKey' | 'remarks'>,
): Promise<ImportPreview> {
  const { header, reading } = detected;
  const reader = createRowReader({ header, chosenShop: '', ...options });
  const rows: PreviewRow[] = [];
  for await (const batch of readBatches(path, detected)) {
    for (const record of batch.records) {
      const row = reader.read(record);
      if (row.outcome === 'skipped') continue;
      const facts = row.outcome === 'accepted' ? row.facts : {};
      rows.push({
        line: row.line,
        orderNo: row.orderNo,
        title: facts.title ?? null,
        stage: facts.stage ?? null,
        quantity: facts.quantity ?? null,
        paidFen: facts.orderPaid ?? facts.linePaid ?? facts.caseAmount ?? null,
        orderedAt: facts.orderedAt ?? facts.paidAt ?? facts.happenedAt ?? null,
        fault: row.outcome === 'rejected' ? rowSentence(row) : null,
      });
      if (rows.length === PREVIEW_ROWS) break;
    }
    if (rows.length === PREVIEW_ROWS) break;
  }
  const understood = [...new Set(Object.values(header.columns).flat())].sort((a, b) => a - b);
  return {
    headers: header.names,
    understood: understood.map((at) => header.names[at] ?? ''),
    namesShop: header.columns.shop !== undefined,
    otherSheets: reading.otherSheets,
    rows,
  };
}

/** The fullest of the first rows is taken for the header; the rows below it are nobody's business yet. */
async function headersOf(path: string): Promise<string[]> {
  const sample = await sampleFile(path);
  const filled = (cells: readonly string[]) => cells.filter((cell) => cell !== '').length;
  const [first] = [...sample.rows].sort((a, b) => filled(b.cells) - filled(a.cells) || a.line - b.line);
  return (first?.cells ?? []).slice(0, 200).map((cell) => headerAsWritten(cellText(cell)).slice(0, 100));
}
