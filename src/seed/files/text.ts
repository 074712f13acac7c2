/** Writing of export files: CSV cells, money, Beijing time, and GB18030, which the platform has no encoder for. */

export type Cells = readonly string[];

export function csvCell(text: string, always = false): string {
  return always || /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

export function csvText(
  rows: readonly Cells[],
  options: { newline?: '\n' | '\r\n'; quoteAll?: boolean } = {},
): string {
  const newline = options.newline ?? '\r\n';
  let text = '';
  for (const row of rows) text += row.map((cell) => csvCell(cell, options.quoteAll)).join(',') + newline;
  return text;
}

/** A row of a wide file from the few columns that say something. */
export function rowOf(header: readonly string[]): (cells: Readonly<Record<string, string>>) => string[] {
  const positions = new Map(header.map((name, i) => [name, i]));
  return (cells) => {
    const row = new Array<string>(header.length).fill('');
    for (const [name, text] of Object.entries(cells)) {
      const at = positions.get(name);
      if (at === undefined) throw new RangeError(`no column ${name}`);
      row[at] = text;
    }
    return row;
  };
}

export function yuan(fen: number): string {
  return `${Math.floor(fen / 100)}.${String(fen % 100).padStart(2, '0')}`;
}

/** '2026-11-11 20:05:09'. */
export function beijing(seconds: number): string {
  return new Date((seconds + 8 * 3600) * 1000).toISOString().slice(0, 19).replace('T', ' ');
}

export function utf8WithBom(text: string): Uint8Array {
  return Buffer.from(`\ufeff${text}`, 'utf8');
}

let table: Uint16Array | null = null;

/** GBK by the table read backwards from the decoder. @throws for characters outside it. */
export function gbk(text: string): Uint8Array {
  table ??= reverseTable();
  const bytes = Buffer.allocUnsafe(text.length * 2);
  let length = 0;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit < 0x80) bytes[length++] = unit;
    else {
      const pair = table[unit] ?? 0;
      if (pair === 0) throw new RangeError(`“${text.charAt(i)}” is not in GBK`);
      bytes[length++] = pair >> 8;
      bytes[length++] = pair & 0xff;
    }
  }
  return bytes.subarray(0, length);
}

function reverseTable(): Uint16Array {
  const decoder = new TextDecoder('gb18030');
  const codes = new Uint16Array(65_536);
  for (let lead = 0x81; lead <= 0xfe; lead++) {
    for (let trail = 0x40; trail <= 0xfe; trail++) {
      if (trail === 0x7f) continue;
      const text = decoder.decode(Uint8Array.of(lead, trail));
      if (text.length === 1 && text !== '\ufffd') codes[text.charCodeAt(0)] ||= (lead << 8) | trail;
    }
  }
  return codes;
}
