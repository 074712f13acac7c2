/** A county's list of rules, version by version: signed, dated, never changed afterwards. */
import { and, desc, eq } from 'drizzle-orm';
import type { Actor } from '../../accounts/actor.ts';
import { can } from '../../accounts/rights.ts';
import { record } from '../../audit/audit.ts';
import type { Db, DbOrTx } from '../../db/database.ts';
import { append } from '../../outbox/outbox.ts';
import { brands } from '../schema.ts';
import {
  BASE_VERSION,
  NO_ADDITIONS,
  problemsOf,
  strengthened,
  getRule,
  BASE_LIST,
  type AdditionProblem,
  type CountyAdditions,
  type LawList,
} from './list.ts';
import { lawListVersions, type LawListVersion } from './schema.ts';
import type { Effect, ListChange } from './states.ts';

/** Topic of the fact that a list was signed: everything in use is checked again. */
export const LIST_SIGNED = 'law.list_signed';

/** The newest signed version; null while the county uses the list as shipped. */
export async function newestVersion(db: DbOrTx, countyId: string): Promise<LawListVersion | null> {
  const [row] = await db
    .select()
    .from(lawListVersions)
    .where(eq(lawListVersions.countyId, countyId))
    .orderBy(desc(lawListVersions.number))
    .limit(1);
  return row ?? null;
}

export async function listVersions(db: DbOrTx, countyId: string): Promise<LawListVersion[]> {
  return db
    .select()
    .from(lawListVersions)
    .where(eq(lawListVersions.countyId, countyId))
    .orderBy(desc(lawListVersions.number));
}

export async function getVersion(
  db: DbOrTx,
  countyId: string,
  number: number,
): Promise<LawListVersion | null> {
  const [row] = await db
    .select()
    .from(lawListVersions)
    .where(and(eq(lawListVersions.countyId, countyId), eq(lawListVersions.number, number)));
  return row ?? null;
}

/** Compiled lists are large: the same county, version and names get the same object. */
const kept = new Map<string, LawList>();
const KEPT = 64;

/** The list of today: shipped rules, the county's newest version, the names of its brand registry. */
export async function currentList(db: DbOrTx, countyId: string): Promise<LawList> {
  const [newest, names] = await Promise.all([newestVersion(db, countyId), registryNames(db, countyId)]);
  return listOf(countyId, newest, names);
}

/** The list as it would be with these additions, for a preview. */
export async function listWith(db: DbOrTx, countyId: string, additions: CountyAdditions): Promise<LawList> {
  const newest = await newestVersion(db, countyId);
  const number = (newest?.number ?? 0) + 1;
  return strengthened(additions, { number, names: { brand_registry: await registryNames(db, countyId) } });
}

function listOf(countyId: string, version: LawListVersion | null, names: readonly string[]): LawList {
  const key = `${countyId}:${version?.number ?? 0}:${names.join('|')}`;
  let list = kept.get(key);
  if (!list) {
    list = strengthened(version?.additions ?? NO_ADDITIONS, {
      number: version?.number ?? 0,
      names: { brand_registry: names },
    });
    kept.set(key, list);
    const [oldest] = kept.keys();
    if (kept.size > KEPT && oldest !== undefined) kept.delete(oldest);
  }
  return list;
}

/** Public brands: their names on goods need a licence. Regional brands are also what the goods are called, so not theirs. */
async function registryNames(db: DbOrTx, countyId: string): Promise<string[]> {
  const rows = await db
    .select({ name: brands.name })
    .from(brands)
    .where(and(eq(brands.countyId, countyId), eq(brands.level, 1)));
  return rows.map((r) => r.name).sort();
}

export type SignResult =
  | { ok: true; version: LawListVersion }
  | { ok: false; reason: 'not_allowed' | 'stale' | 'note_missing' | 'unchanged'; problems?: undefined }
  | { ok: false; reason: 'refused'; problems: AdditionProblem[] };

/**
 * A new version of the county's list. `over` is the number the author saw: two administrators at once must not undo each
 * other. What it changes for posters in use is stored with it and told by a task.
 */
export async function signList(
  db: Db,
  actor: Actor,
  request: { over: number; additions: CountyAdditions; note: string; effect: Effect[]; now: Date },
): Promise<SignResult> {
  if (!can(actor, 'law.edit')) return { ok: false, reason: 'not_allowed' };
  if (request.note.trim() === '') return { ok: false, reason: 'note_missing' };
  const problems = problemsOf(request.additions);
  if (problems.length > 0) return { ok: false, reason: 'refused', problems };
  return db.transaction(async (tx) => {
    const newest = await newestVersion(tx, actor.countyId);
    if ((newest?.number ?? 0) !== request.over) return { ok: false as const, reason: 'stale' as const };
    const before = newest?.additions ?? NO_ADDITIONS;
    const changes = changesBetween(before, request.additions);
    if (changes.length === 0) return { ok: false as const, reason: 'unchanged' as const };
    const [version] = await tx
      .insert(lawListVersions)
      .values({
        countyId: actor.countyId,
        number: request.over + 1,
        baseVersion: BASE_VERSION,
        additions: request.additions,
        changes,
        note: request.note.trim(),
        effect: request.effect,
        signedBy: actor.userId,
        signedByName: actor.name,
        createdAt: request.now,
      })
      // Two at once: the unique number lets one through, the other has seen an older list.
      .onConflictDoNothing()
      .returning();
    if (!version) return { ok: false as const, reason: 'stale' as const };
    await record(tx, actor, {
      action: 'law.list_signed',
      subject: 'law_list',
      subjectId: version.id,
      label: `${BASE_VERSION}+${version.number}`,
      before,
      after: request.additions,
      reason: version.note,
    });
    await append(tx, actor.countyId, { topic: LIST_SIGNED, subjectId: version.id });
    return { ok: true as const, version };
  });
}

/** What one version says that the other does not. */
export function changesBetween(before: CountyAdditions, after: CountyAdditions): ListChange[] {
  const changes: ListChange[] = [];
  const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);
  for (const term of after.terms)
    if (!before.terms.some((t) => same(t, term))) changes.push({ change: 'term_added', term });
  for (const term of before.terms)
    if (!after.terms.some((t) => same(t, term))) changes.push({ change: 'term_removed', term });
  for (const exception of after.exceptions)
    if (!before.exceptions.some((e) => same(e, exception)))
      changes.push({ change: 'exception_added', exception });
  for (const exception of before.exceptions)
    if (!after.exceptions.some((e) => same(e, exception)))
      changes.push({ change: 'exception_removed', exception });
  for (const severity of after.severities) {
    const known = before.severities.find((s) => s.ruleId === severity.ruleId);
    const from = known?.severity ?? getRule(BASE_LIST, severity.ruleId)?.severity ?? severity.severity;
    if (from !== severity.severity || (known && known.reason !== severity.reason))
      changes.push({ change: 'severity_changed', from, to: severity.severity, severity });
  }
  for (const severity of before.severities)
    if (!after.severities.some((s) => s.ruleId === severity.ruleId))
      changes.push({ change: 'severity_restored', severity });
  return changes;
}
