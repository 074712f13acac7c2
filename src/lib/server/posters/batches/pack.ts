/** Names and lists of a zip pack. Pure. */
import { csv } from '#lib/shared/csv.ts';

/** Split below what old phones and FAT drives can hold. */
export const MOST_BYTES_A_PART = 1_000_000_000;

export interface PackedItem {
  merchant: string;
  campaign: string;
  format: string;
  bytes: number;
  hash: string;
}

/** Cuts a list into parts of at most `most` bytes, in order; a picture larger than that is a part of its own. */
export function partsOf<T extends { bytes: number }>(items: readonly T[], most = MOST_BYTES_A_PART): T[][] {
  const parts: T[][] = [];
  let left = 0;
  for (const item of items) {
    const open = parts.at(-1);
    if (open === undefined || item.bytes > left) {
      parts.push([item]);
      left = most - item.bytes;
    } else {
      open.push(item);
      left -= item.bytes;
    }
  }
  return parts;
}

/** What Windows, macOS and old unzippers take as a name: no `\ / : * ? " < > |`, no control, no trailing dot or space. */
export function cleanFileName(text: string): string {
  const clean = text
    .normalize('NFC')
    .replace(/[\\/:*?"<>|\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '_')
    .replace(/^[. ]+|[. ]+$/gu, '')
    .trim();
  return clean === '' ? '_' : [...clean].slice(0, 60).join('');
}

/** 商户名-活动-版式.jpg for each; what would be the same name (case aside) is numbered. */
export function fileNames(items: readonly PackedItem[]): string[] {
  const seen = new Map<string, number>();
  return items.map((item) => {
    const stem = [item.merchant, item.campaign, item.format].map(cleanFileName).join('-');
    const key = stem.toLowerCase();
    const times = (seen.get(key) ?? 0) + 1;
    seen.set(key, times);
    return times === 1 ? `${stem}.jpg` : `${stem} (${times}).jpg`;
  });
}

export interface LeftOut {
  merchant: string;
  format: string;
  why: string;
}

/** 清单.csv: every file, and whoever got none with the reason. Opens in Excel, runs no formula. */
export function listOf(
  items: readonly PackedItem[],
  names: readonly string[],
  leftOut: readonly LeftOut[],
): string {
  return csv(
    ['文件 File', '商户 Merchant', '活动 Campaign', '版式 Format', '字节 Bytes', '说明 Note'],
    [
      ...items.map((item, i) => [names[i] ?? '', item.merchant, item.campaign, item.format, item.bytes, '']),
      ...leftOut.map(({ merchant, format, why }) => ['', merchant, '', format, null, why]),
    ],
  );
}
