import { Worker } from 'node:worker_threads';
import { FileError, type FileErrorCode } from './file-error.ts';
import type { FileRecord } from './record.ts';

/**
 * A workbook read in a thread of its own with a memory limit: whatever a hostile file does, it does it there. Rows come
 * over one batch at a time, the next is asked for when the last was taken.
 */
export interface WorkbookThread {
  sheets(): Promise<{ name: string; part: string }[]>;
  rows(part: string): AsyncGenerator<FileRecord[]>;
  close(): Promise<void>;
}

export type ThreadRequest = { kind: 'sheets' } | { kind: 'rows'; part: string } | { kind: 'next' };
export type ThreadAnswer =
  | { kind: 'sheets'; sheets: { name: string; part: string }[] }
  | { kind: 'batch'; records: FileRecord[] }
  | { kind: 'end' }
  | { kind: 'refused'; code: FileErrorCode; line?: number; detail?: string }
  | { kind: 'failed'; message: string };

/** Far below the 300 MB in which any refusal must fit, far above what a sheet of a million rows needs. */
const HEAP_MEGABYTES = 192;

export function openWorkbookThread(path: string): WorkbookThread {
  const worker = new Worker(new URL('./workbook-worker.ts', import.meta.url), {
    workerData: { path },
    resourceLimits: { maxOldGenerationSizeMb: HEAP_MEGABYTES, maxYoungGenerationSizeMb: 32, stackSizeMb: 4 },
  });
  const ask = (request: ThreadRequest) =>
    new Promise<ThreadAnswer>((resolve, reject) => {
      const settle = () => {
        worker.off('message', onMessage);
        worker.off('error', onError);
        worker.off('exit', onExit);
      };
      const onMessage = (answer: ThreadAnswer) => {
        settle();
        if (answer.kind === 'refused') {
          reject(new FileError(answer.code, { line: answer.line, detail: answer.detail }));
        } else if (answer.kind === 'failed') reject(new Error(answer.message));
        else resolve(answer);
      };
      const onError = (error: Error & { code?: string }) => {
        settle();
        reject(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? new FileError('xlsx_ratio') : error);
      };
      const onExit = () => {
        settle();
        reject(new FileError('xlsx_invalid'));
      };
      worker.once('message', onMessage);
      worker.once('error', onError);
      worker.once('exit', onExit);
      worker.postMessage(request);
    });
  return {
    async sheets() {
      const answer = await ask({ kind: 'sheets' });
      return answer.kind === 'sheets' ? answer.sheets : [];
    },
    async *rows(part) {
      let answer = await ask({ kind: 'rows', part });
      while (answer.kind === 'batch') {
        yield answer.records;
        answer = await ask({ kind: 'next' });
      }
    },
    async close() {
      await worker.terminate();
    },
  };
}
