import { parentPort, workerData } from 'node:worker_threads';
import { FileError } from './file-error.ts';
import type { FileRecord } from './record.ts';
import { readSheet } from './sheet.ts';
import type { ThreadAnswer, ThreadRequest } from './workbook-thread.ts';
import { openWorkbook, type Workbook } from './xlsx.ts';

/** The thread's side: one workbook, one sheet at a time, one batch per request. */
const { path } = workerData as { path: string };
const port = parentPort;
let workbook: Workbook | null = null;
let rows: AsyncGenerator<FileRecord[]> | null = null;

async function answer(request: ThreadRequest): Promise<ThreadAnswer> {
  workbook ??= await openWorkbook(path);
  if (request.kind === 'sheets') return { kind: 'sheets', sheets: workbook.sheets };
  if (request.kind === 'rows') {
    await rows?.return(undefined);
    rows = readSheet(workbook, request.part);
  }
  const batch = await rows?.next();
  return batch === undefined || batch.done ? { kind: 'end' } : { kind: 'batch', records: batch.value };
}

port?.on('message', (request: ThreadRequest) => {
  answer(request).then(
    (result) => port.postMessage(result),
    (error: unknown) => {
      if (error instanceof FileError) {
        const { code, line, detail } = error;
        port.postMessage({ kind: 'refused', code, line, detail } satisfies ThreadAnswer);
      } else
        port.postMessage({ kind: 'failed', message: error instanceof Error ? error.message : String(error) });
    },
  );
});
