/**
 * The bones of a PDF 1.6 file: numbered objects, deflated streams, a cross-reference table. No clock and no random
 * numbers: the same objects give the same bytes.
 */
import { createHash } from 'node:crypto';
import { deflateSync } from 'node:zlib';

export type Ref = string & { readonly isPdfRef: true };

export class PdfFile {
  private readonly objects: (Buffer | null)[] = [];

  /** A number for an object that is written later. */
  reserve(): Ref {
    this.objects.push(null);
    return `${this.objects.length} 0 R` as Ref;
  }

  set(ref: Ref, body: string | Buffer): Ref {
    this.objects[Number.parseInt(ref, 10) - 1] = Buffer.isBuffer(body) ? body : Buffer.from(body, 'latin1');
    return ref;
  }

  add(body: string): Ref {
    return this.set(this.reserve(), body);
  }

  /** `dictionary` without its brackets, length and filter. `kept` streams (JPEG) are stored as they are. */
  stream(dictionary: string, data: Buffer, kept = false): Ref {
    const body = kept ? data : deflateSync(data, { level: 9 });
    const filter = kept ? '' : ' /Filter /FlateDecode';
    const head = `<< ${dictionary}${filter} /Length ${body.length} >>\nstream\n`;
    return this.set(
      this.reserve(),
      Buffer.concat([Buffer.from(head, 'latin1'), body, Buffer.from('\nendstream', 'latin1')]),
    );
  }

  /** The whole file. */
  finish(root: Ref, info: Ref): Buffer {
    const parts: Buffer[] = [Buffer.from('%PDF-1.6\n%\xe2\xe3\xcf\xd3\n', 'latin1')];
    let at = parts[0]?.length ?? 0;
    const offsets: number[] = [];
    const push = (part: Buffer): void => {
      parts.push(part);
      at += part.length;
    };
    this.objects.forEach((body, i) => {
      if (!body) throw new Error(`PDF object ${i + 1} was reserved and never written`);
      offsets.push(at);
      push(Buffer.from(`${i + 1} 0 obj\n`, 'latin1'));
      push(body);
      push(Buffer.from('\nendobj\n', 'latin1'));
    });
    const id = createHash('sha256').update(Buffer.concat(parts)).digest('hex').slice(0, 32).toUpperCase();
    const count = this.objects.length + 1;
    const rows = offsets.map((o) => `${String(o).padStart(10, '0')} 00000 n \n`).join('');
    const tail =
      `xref\n0 ${count}\n0000000000 65535 f \n${rows}` +
      `trailer\n<< /Size ${count} /Root ${root} /Info ${info} /ID [<${id}> <${id}>] >>\nstartxref\n${at}\n%%EOF\n`;
    return Buffer.concat([...parts, Buffer.from(tail, 'latin1')]);
  }
}

/** A number as PDF wants it: no exponent, at most four decimals. */
export function num(value: number): string {
  if (!Number.isFinite(value)) throw new Error(`not a number for a page: ${value}`);
  const rounded = Math.round(value * 10_000) / 10_000;
  return String(Object.is(rounded, -0) ? 0 : rounded);
}

/** Text of the document's own data (title), UTF-16 so that Chinese stays readable. */
export function pdfText(text: string): string {
  return `<FEFF${Buffer.from(text, 'utf16le').swap16().toString('hex').toUpperCase()}>`;
}
