import { open } from 'node:fs/promises';
import { FileError } from './file-error.ts';
import { LIMITS } from './record.ts';

export type FileKind = 'text' | 'xlsx';

const ZIP = Buffer.from([0x50, 0x4b, 0x03, 0x04]);
const OLE = Buffer.from([0xd0, 0xcf, 0x11, 0xe0]);
const GZIP = Buffer.from([0x1f, 0x8b]);

/** What a file is, by its content, never by its name. @throws FileError for what no order file is */
export async function fileKind(path: string): Promise<FileKind> {
  const handle = await open(path, 'r');
  try {
    const { size } = await handle.stat();
    if (size === 0) throw new FileError('file_empty');
    const buffer = Buffer.alloc(4096);
    const { bytesRead } = await handle.read(buffer, 0, buffer.length, 0);
    const head = buffer.subarray(0, bytesRead);
    if (startsWith(head, ZIP)) {
      if (size > LIMITS.xlsxBytes) throw new FileError('file_too_large');
      return 'xlsx';
    }
    if (startsWith(head, OLE)) throw new FileError('xls_legacy');
    if (startsWith(head, GZIP)) throw new FileError('profile_unknown', { detail: 'gzip' });
    if (isWebPage(head)) throw new FileError('html_not_spreadsheet');
    if (size > LIMITS.csvBytes) throw new FileError('file_too_large');
    return 'text';
  } finally {
    await handle.close();
  }
}

function startsWith(head: Buffer, magic: Buffer): boolean {
  return head.subarray(0, magic.length).equals(magic);
}

function isWebPage(head: Buffer): boolean {
  const wide = (head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff);
  const text = (wide ? head.toString('latin1').replaceAll('\0', '') : head.toString('latin1')).replace(
    /^(?:\u00ef\u00bb\u00bf|\u00ff\u00fe|\u00fe\u00ff)/,
    '',
  );
  return /^\s*</.test(text) && /<(?:!doctype\s+html|html|table|head|body|meta)\b/i.test(text);
}
