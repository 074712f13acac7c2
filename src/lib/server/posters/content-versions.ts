/** Rows of content versions, what can be wrong with one, and the check of a whole version. */
import { isUuid } from '#lib/shared/uuid.ts';
import { and, desc, eq, isNull } from 'drizzle-orm';
import { blocking } from '../brand/gate.ts';
import type { Hit } from '../brand/law/check.ts';
import type { DbOrTx } from '../db/database.ts';
import type { FileStore } from '../storage/storage.ts';
import { assemble, contentHash, inputsFor, personFor, SAMPLE_PERSON } from './assembly.ts';
import { FORMATS, type FormatId } from './formats.ts';
import type { PosterIssue } from './issue.ts';
import type { LawRefusal } from './law/gates.ts';
import { pictureIssues } from './library-picture.ts';
import { withPhoto } from './photo.ts';
import { layoutPoster } from './poster.ts';
import type { Scene } from './scene.ts';
import { posterContents, posters, type Poster, type PosterContent } from './schema.ts';
import { fontBook } from './text/fonts.ts';

export type ContentFailure =
  | 'not_found'
  | 'not_allowed'
  | 'stale'
  | 'not_a_draft'
  | 'not_in_review'
  | 'not_approved'
  | 'own_work'
  | 'comment_missing'
  | 'locked'
  | 'not_drawable'
  | 'licence_gate'
  | LawRefusal;

export type ContentResult =
  | { ok: true; version: PosterContent }
  | {
      ok: false;
      reason: ContentFailure;
      issues: (PosterIssue & { format?: FormatId })[];
      /** The words that a refusal of the law check is about. */
      hits?: Hit[];
    };

/**
 * Every issue of a version over all formats of its design, drawn for a merchant with a name of usual length. Without
 * `storage` a photograph of the library counts as missing.
 */
export async function checkVersion(
  db: DbOrTx,
  version: PosterContent,
  options: { now: Date; storage?: Pick<FileStore, 'read'> },
): Promise<
  | { ok: true; hash: string; scenes: { format: FormatId; scene: Scene }[] }
  | { ok: false; reason: ContentFailure; issues: (PosterIssue & { format?: FormatId })[] }
> {
  const assembly = await assemble(db, version, { merchantId: null, now: options.now });
  const issues: (PosterIssue & { format?: FormatId })[] = [];
  const scenes: { format: FormatId; scene: Scene }[] = [];
  for (const format of assembly.design.formats) {
    const inputs = inputsFor(assembly, format, personFor(format, SAMPLE_PERSON));
    const layout = await layoutPoster(
      options.storage ? await withPhoto(options.storage, inputs) : inputs,
      fontBook(),
    );
    const found = [...layout.issues, ...pictureIssues(assembly.picture, FORMATS[format])];
    issues.push(...found.map((i) => ({ ...i, format })));
    scenes.push({ format, scene: layout.scene });
  }
  if (issues.length > 0) return failed('not_drawable', issues);
  if (blocking(assembly.bar)) return failed('licence_gate');
  return { ok: true, hash: contentHash(assembly), scenes };
}

/** The newest version of a poster, whatever its state. */
export async function newestVersion(
  db: DbOrTx,
  countyId: string,
  posterId: string,
  lock = false,
): Promise<PosterContent | null> {
  if (!isUuid(posterId)) return null;
  const query = db
    .select()
    .from(posterContents)
    .where(and(eq(posterContents.countyId, countyId), eq(posterContents.posterId, posterId)))
    .orderBy(desc(posterContents.version))
    .limit(1);
  const [row] = lock ? await query.for('update') : await query;
  return row ?? null;
}

/** The version merchants get: approved, not withdrawn, not replaced by a later one. */
export async function newestApproved(
  db: DbOrTx,
  countyId: string,
  posterId: string,
): Promise<PosterContent | null> {
  const [row] = await db
    .select()
    .from(posterContents)
    .where(
      and(
        eq(posterContents.countyId, countyId),
        eq(posterContents.posterId, posterId),
        eq(posterContents.state, 'approved'),
        isNull(posterContents.replacedAt),
      ),
    )
    .orderBy(desc(posterContents.version))
    .limit(1);
  return row ?? null;
}

export async function insertVersion(
  tx: DbOrTx,
  poster: Poster,
  version: number,
  values: Pick<
    typeof posterContents.$inferInsert,
    'designId' | 'designVersion' | 'content' | 'writers' | 'revision'
  >,
): Promise<PosterContent> {
  const [row] = await tx
    .insert(posterContents)
    .values({
      countyId: poster.countyId,
      posterId: poster.id,
      campaignId: poster.campaignId,
      version,
      ...values,
    })
    .returning();
  if (!row) throw new Error('the insert returned no row');
  return row;
}

export async function requirePoster(tx: DbOrTx, version: PosterContent): Promise<Poster> {
  const [row] = await tx
    .select()
    .from(posters)
    .where(and(eq(posters.countyId, version.countyId), eq(posters.id, version.posterId)));
  if (!row) throw new Error(`no poster ${version.posterId}`);
  return row;
}

export function isVersion(version: PosterContent) {
  return and(eq(posterContents.countyId, version.countyId), eq(posterContents.id, version.id));
}

export function failed(
  reason: ContentFailure,
  issues: (PosterIssue & { format?: FormatId })[] = [],
): { ok: false; reason: ContentFailure; issues: (PosterIssue & { format?: FormatId })[] } {
  return { ok: false, reason, issues };
}
