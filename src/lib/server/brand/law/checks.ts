/** The check with its records: run on the list of today, kept in the file, answered by the author, decided by a reviewer. */
import { createHash } from 'node:crypto';
import { and, asc, desc, eq } from 'drizzle-orm';
import type { Actor } from '../../accounts/actor.ts';
import type { DbOrTx } from '../../db/database.ts';
import {
  checkTexts,
  type CheckInput,
  type ContentType,
  type Hit,
  type LawCheck,
  type LawText,
} from './check.ts';
import { currentList } from './lists.ts';
import {
  lawChecks,
  lawDecisions,
  lawStatements,
  type LawCheckRow,
  type LawDecision,
  type LawStatement,
} from './schema.ts';
import type { CheckMoment, LawSubject } from './states.ts';

/** Shortest reason that counts as one. */
export const REASON_CHARACTERS = 15;

export interface SubjectRef {
  subject: LawSubject;
  subjectId: string;
}

/** Any text of the county on the list of today, with the evidence handed over. Nothing is stored. */
export async function checkText(db: DbOrTx, countyId: string, input: CheckInput): Promise<LawCheck> {
  return checkTexts(await currentList(db, countyId), input);
}

/** SHA-256, hex, of what is judged: every slot with its words, and what kind of content it is. */
export function textHash(texts: readonly LawText[], type: ContentType): string {
  const plain = texts.map((t) => [t.slot, t.text]);
  return createHash('sha256')
    .update(JSON.stringify([type, plain]))
    .digest('hex');
}

/** Into the file. */
export async function keepCheck(
  tx: DbOrTx,
  actor: Actor,
  about: SubjectRef & { moment: CheckMoment; textHash: string; at: Date },
  check: LawCheck,
): Promise<LawCheckRow> {
  const [row] = await tx
    .insert(lawChecks)
    .values({
      countyId: actor.countyId,
      subject: about.subject,
      subjectId: about.subjectId,
      moment: about.moment,
      textHash: about.textHash,
      listVersion: check.listVersion,
      verdict: check.verdict,
      hits: check.hits,
      userId: actor.userId,
      userName: actor.name,
      createdAt: about.at,
    })
    .returning();
  if (!row) throw new Error('the insert returned no row');
  return row;
}

/** The newest check of this content on which decisions rest; refusals at render and download are not among them. */
export async function newestCheck(
  db: DbOrTx,
  countyId: string,
  about: SubjectRef,
): Promise<LawCheckRow | null> {
  const rows = await db
    .select()
    .from(lawChecks)
    .where(isAbout(lawChecks, countyId, about))
    .orderBy(desc(lawChecks.createdAt), desc(lawChecks.id))
    .limit(20);
  return rows.find((r) => ['submit', 'approve', 'recheck'].includes(r.moment)) ?? null;
}

export async function listChecks(db: DbOrTx, countyId: string, about: SubjectRef): Promise<LawCheckRow[]> {
  return db
    .select()
    .from(lawChecks)
    .where(isAbout(lawChecks, countyId, about))
    .orderBy(asc(lawChecks.createdAt), asc(lawChecks.id));
}

/** Newest answer to each hit. */
export async function statementsOf(
  db: DbOrTx,
  countyId: string,
  about: SubjectRef,
): Promise<Map<string, LawStatement>> {
  const rows = await db
    .select()
    .from(lawStatements)
    .where(isAbout(lawStatements, countyId, about))
    .orderBy(asc(lawStatements.createdAt), asc(lawStatements.id));
  return new Map(rows.map((r) => [hitKey({ ruleId: r.ruleId, text: r.hitText }), r]));
}

export async function listDecisions(db: DbOrTx, countyId: string, about: SubjectRef): Promise<LawDecision[]> {
  return db
    .select()
    .from(lawDecisions)
    .where(isAbout(lawDecisions, countyId, about))
    .orderBy(asc(lawDecisions.createdAt), asc(lawDecisions.id));
}

/** The decision in force on each hit of these very texts; one on other words counts for nothing. */
export async function decisionsInForce(
  db: DbOrTx,
  countyId: string,
  about: SubjectRef & { textHash: string },
): Promise<Map<string, LawDecision>> {
  const rows = await listDecisions(db, countyId, about);
  return new Map(
    rows
      .filter((r) => r.textHash === about.textHash)
      .map((r) => [hitKey({ ruleId: r.ruleId, text: r.hitText }), r]),
  );
}

/** What an answer or a decision is tied to: the rule and the words it met. */
export function hitKey(hit: Pick<Hit, 'ruleId' | 'text'>): string {
  return `${hit.ruleId}\n${hit.text}`;
}

/** Hits that ask for review and have neither a reason nor valid proof. Proof on record has lowered a hit already. */
export function unanswered(hits: readonly Hit[], statements: ReadonlyMap<string, LawStatement>): Hit[] {
  return hits.filter((h) => h.severity === 'review' && !isAnswered(h, statements));
}

function isAnswered(hit: Hit, statements: ReadonlyMap<string, LawStatement>): boolean {
  if (hit.loweredBy.some((l) => l.by === 'evidence')) return true;
  const statement = statements.get(hitKey(hit));
  return statement !== undefined && (statement.claimId !== null || isReason(statement.reason));
}

export function isReason(reason: string): boolean {
  return [...reason.replace(/\s/gu, '')].length >= REASON_CHARACTERS;
}

function isAbout(
  table: typeof lawChecks | typeof lawStatements | typeof lawDecisions,
  countyId: string,
  about: SubjectRef,
) {
  return and(
    eq(table.countyId, countyId),
    eq(table.subject, about.subject),
    eq(table.subjectId, about.subjectId),
  );
}
