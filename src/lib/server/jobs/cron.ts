/** Five-field cron patterns, read in Beijing time: `m h d M w`, with `*`, steps, lists and ranges. */

/** Beijing is UTC+8 all year: shifting makes the UTC getters read its clock. */
const BEIJING_MS = 8 * 3_600_000;

export function matchesCron(pattern: string, at: Date): boolean {
  const local = new Date(at.getTime() + BEIJING_MS);
  const now = [
    local.getUTCMinutes(),
    local.getUTCHours(),
    local.getUTCDate(),
    local.getUTCMonth() + 1,
    local.getUTCDay(),
  ];
  const fields = pattern.trim().split(/\s+/);
  if (fields.length !== 5) throw new Error(`not a cron pattern of five fields: ${pattern}`);
  return fields.every((field, i) => matchesField(field, now[i] ?? 0));
}

function matchesField(field: string, value: number): boolean {
  return field.split(',').some((part) => {
    const [range = '', step] = part.split('/');
    const every = step === undefined ? 1 : Number(step);
    if (range === '*') return value % every === 0;
    const [from = NaN, to = from] = range.split('-').map(Number);
    if (!Number.isInteger(from) || !Number.isInteger(to)) throw new Error(`not a cron field: ${field}`);
    return value >= from && value <= to && (value - from) % every === 0;
  });
}
