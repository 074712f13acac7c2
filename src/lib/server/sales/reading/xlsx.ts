import yauzl, { type Entry, type ZipFile } from 'yauzl';
import { FileError } from './file-error.ts';
import { LIMITS } from './record.ts';
import { parseXml, type XmlHandlers } from './xml.ts';

/**
 * A workbook as a streamed ZIP of streamed XML parts. Only the parts that are needed are opened; every unpacked byte
 * is counted, stated sizes are not believed.
 */
export interface Workbook {
  sheets: { name: string; part: string }[];
  strings: readonly string[];
  /** Unpacks a part in pieces, under the caps. */
  open(part: string): AsyncGenerator<Buffer>;
  close(): void;
}

export async function openWorkbook(path: string): Promise<Workbook> {
  const zip = await openZip(path);
  try {
    const entries = await listEntries(zip);
    let unpacked = 0;
    const open = async function* (part: string): AsyncGenerator<Buffer> {
      const entry = entries.get(part);
      if (entry === undefined) throw new FileError('xlsx_invalid', { detail: part });
      const stream = await zip.openReadStreamPromise(entry);
      let bytes = 0;
      try {
        for await (const chunk of stream) {
          const piece = chunk as Buffer;
          bytes += piece.length;
          unpacked += piece.length;
          const packed = Math.max(entry.compressedSize, 1);
          if (bytes > LIMITS.xlsxRatioFromBytes && bytes > packed * LIMITS.xlsxRatio)
            throw new FileError('xlsx_ratio');
          if (unpacked > LIMITS.xlsxUnpackedBytes * 2) throw new FileError('xlsx_ratio');
          yield piece;
        }
      } catch (error) {
        throw error instanceof FileError ? error : new FileError('xlsx_truncated');
      } finally {
        stream.destroy();
      }
    };
    if (!entries.has('xl/workbook.xml')) throw new FileError('xlsx_invalid');
    const sheets = await readSheetList(open);
    const strings = entries.has('xl/sharedStrings.xml') ? await readSharedStrings(open) : [];
    return {
      sheets: sheets.filter((sheet) => entries.has(sheet.part)),
      strings,
      open,
      close: () => zip.close(),
    };
  } catch (error) {
    zip.close();
    throw error;
  }
}

async function openZip(path: string): Promise<ZipFile> {
  let zip: ZipFile;
  try {
    zip = await yauzl.openPromise(path, { lazyEntries: true, autoClose: false, strictFileNames: false });
  } catch {
    throw new FileError('xlsx_truncated');
  }
  if (zip.entryCount > LIMITS.xlsxEntries) {
    zip.close();
    throw new FileError('xlsx_too_many_entries');
  }
  return zip;
}

function listEntries(zip: ZipFile): Promise<Map<string, Entry>> {
  return new Promise((resolve, reject) => {
    const entries = new Map<string, Entry>();
    zip.on('error', () => reject(new FileError('xlsx_invalid')));
    zip.on('entry', (entry: Entry) => {
      entries.set(entry.fileName, entry);
      zip.readEntry();
    });
    zip.on('end', () => resolve(entries));
    zip.readEntry();
  });
}

async function readSheetList(open: Workbook['open']): Promise<{ name: string; part: string }[]> {
  const targets = new Map<string, string>();
  const sheets: { name: string; relation: string }[] = [];
  await readPart(open, 'xl/_rels/workbook.xml.rels', {
    open(tag, attributes) {
      // External targets are never followed: a sheet is a part of this file or it is nothing.
      if (tag !== 'Relationship' || attributes['TargetMode'] === 'External') return;
      targets.set(attributes['Id'] ?? '', attributes['Target'] ?? '');
    },
  });
  await readPart(open, 'xl/workbook.xml', {
    open(tag, attributes) {
      if (tag === 'sheet')
        sheets.push({
          name: attributes['name'] ?? '',
          relation: attributes['r:id'] ?? attributes['id'] ?? '',
        });
    },
  });
  return sheets.map(({ name, relation }) => {
    const target = targets.get(relation) ?? '';
    return { name, part: target.startsWith('/') ? target.slice(1) : `xl/${target}` };
  });
}

async function readSharedStrings(open: Workbook['open']): Promise<string[]> {
  const strings: string[] = [];
  let text = '';
  let inText = false;
  let phonetic = 0;
  await readPart(open, 'xl/sharedStrings.xml', {
    open(tag) {
      if (tag === 'si') text = '';
      else if (tag === 'rPh') phonetic += 1;
      else if (tag === 't') inText = phonetic === 0;
    },
    close(tag) {
      if (tag === 'si') strings.push(text);
      else if (tag === 'rPh') phonetic -= 1;
      else if (tag === 't') inText = false;
    },
    text(value) {
      if (inText) text += value;
    },
  });
  return strings;
}

async function readPart(open: Workbook['open'], part: string, handlers: XmlHandlers): Promise<void> {
  const parser = parseXml(handlers);
  for await (const piece of open(part)) parser.write(piece);
  parser.end();
}
