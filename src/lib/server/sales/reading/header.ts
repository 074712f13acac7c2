import { cellText, headerAsWritten, normaliseHeader } from '../rows/cell.ts';
import type { ColumnMeanings, Meaning, Profile } from '../profiles/profile.ts';
import { BILL_HEADERS } from '../profiles/profiles.ts';
import { FileError } from './file-error.ts';
import { LIMITS, type FileRecord } from './record.ts';

/** A recognised header: which profile, and at which positions its meanings stand. */
export interface Header {
  line: number;
  /** As written, NFKC and trimmed; trailing empty cells are no columns. */
  names: string[];
  profile: Profile;
  columns: Partial<Record<Meaning, number[]>>;
}

export type HeaderSearch =
  | { kind: 'found'; header: Header; notes: FileRecord[] }
  | { kind: 'ambiguous'; profiles: Profile[] }
  | { kind: 'bill' }
  | { kind: 'none' };

const MINIMUM_MATCHES = 5;

/**
 * The first of the first ten non-empty rows that scores is the header. A profile qualifies with all its required
 * headers and five matches in total; the most matches win, a tie is for a person to decide.
 */
export function findHeader(
  head: readonly FileRecord[],
  profiles: readonly Profile[],
  minimum = MINIMUM_MATCHES,
): HeaderSearch {
  let bill = false;
  const notes: FileRecord[] = [];
  for (const record of head) {
    const names = headerNames(record);
    const positions = positionsByName(names);
    let best: { profile: Profile; score: number }[] = [];
    for (const profile of profiles) {
      const score = scoreOf(profile, positions, names.length);
      if (score < minimum || score < (best[0]?.score ?? 0)) continue;
      best = score === best[0]?.score ? [...best, { profile, score }] : [{ profile, score }];
    }
    const [winner] = best;
    if (winner !== undefined && best.length === 1) {
      const columns = bindColumns(winner.profile.columns, positions, names.length);
      return { kind: 'found', header: { line: record.line, names, profile: winner.profile, columns }, notes };
    }
    if (best.length > 1) return { kind: 'ambiguous', profiles: best.map((b) => b.profile) };
    if (BILL_HEADERS.some((name) => positions.has(normaliseHeader(name)))) bill = true;
    notes.push(record);
  }
  return bill ? { kind: 'bill' } : { kind: 'none' };
}

/** @throws FileError `too_many_columns` */
export function headerNames(record: FileRecord): string[] {
  const names = record.cells.map((cell) => headerAsWritten(cellText(cell)));
  while (names.length > 0 && names.at(-1) === '') names.pop();
  if (names.length > LIMITS.columns) throw new FileError('too_many_columns', { line: record.line });
  return names;
}

/** `分销员` the second time is `分销员#2`. */
function positionsByName(names: readonly string[]): Map<string, number> {
  const positions = new Map<string, number>();
  const seen = new Map<string, number>();
  names.forEach((name, index) => {
    const key = normaliseHeader(name);
    if (key === '') return;
    const count = (seen.get(key) ?? 0) + 1;
    seen.set(key, count);
    positions.set(count === 1 ? key : `${key}#${count}`, index);
  });
  return positions;
}

/** A column named by position counts in every row wide enough, so a one-cell note above the header does not score. */
function scoreOf(profile: Profile, positions: ReadonlyMap<string, number>, width: number): number {
  const stands = (name: string) => (positionOf(name, positions) ?? width) < width;
  return profile.required.every(stands) ? knownHeaders(profile).filter(stands).length : 0;
}

const knownByProfile = new WeakMap<Profile, string[]>();

function knownHeaders(profile: Profile): string[] {
  const cached = knownByProfile.get(profile);
  if (cached) return cached;
  const names = new Set(
    [...profile.required, ...profile.alsoSeen, ...Object.values(profile.columns).flat()].map(normaliseHeader),
  );
  const known = [...names];
  knownByProfile.set(profile, known);
  return known;
}

/** A name, or a position counted from 1 (`#12`), as mappings write where headers repeat or are missing. */
function positionOf(name: string, positions: ReadonlyMap<string, number>): number | undefined {
  const byNumber = /^#(\d{1,3})$/.exec(name);
  if (byNumber) return Number(byNumber[1]) >= 1 ? Number(byNumber[1]) - 1 : undefined;
  return positions.get(normaliseHeader(name));
}

function bindColumns(
  meanings: ColumnMeanings,
  positions: ReadonlyMap<string, number>,
  width: number,
): Header['columns'] {
  const bound: Header['columns'] = {};
  for (const [meaning, names] of Object.entries(meanings) as [Meaning, string[]][]) {
    const found = names
      .map((name) => positionOf(name, positions))
      .filter((at) => at !== undefined && at < width) as number[];
    if (found.length > 0) bound[meaning] = found;
  }
  return bound;
}
