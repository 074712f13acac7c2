/** Bytes for reading: '18.4 MB'. Decimal units, one decimal from 1 KB on. */
export function fileSize(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  const units = ['KB', 'MB', 'GB'] as const;
  let value = bytes / 1000;
  let index = 0;
  while (value >= 999.95 && index < units.length - 1) {
    value /= 1000;
    index += 1;
  }
  return `${value.toFixed(1)} ${units[index] ?? 'GB'}`;
}
