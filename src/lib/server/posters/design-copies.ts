/**
 * Designs as a county sees them: the built-in ones and its own copies. A copy's draft is edited, published as the next
 * version and then never changes; a retired design is offered no more, and posters made with it live on.
 */
import { and, asc, desc, eq, ne } from 'drizzle-orm';
import type { Actor } from '../accounts/actor.ts';
import { can } from '../accounts/rights.ts';
import { record } from '../audit/audit.ts';
import type { Db, DbOrTx } from '../db/database.ts';
import { uuidv7 } from '../db/uuid.ts';
import { adjusted, adjustmentIssues, type AdjustmentIssue, type Adjustments } from './design-copy.ts';
import type { Design } from './designs/design.ts';
import { DESIGNS, getDesign } from './designs/families.ts';
import { hashOf } from './identity.ts';
import { posterDesigns, posterDesignVersions, type DesignState, type PosterDesignVersion } from './schema.ts';

export interface CountyDesign {
  id: string;
  /** The built-in design it was copied from; null for a built-in one. */
  baseId: string | null;
  state: DesignState;
  /** What posters get now: the newest published version, or the draft while there is none. */
  design: Design;
  /** A draft that is newer than what is published. */
  draft: PosterDesignVersion | null;
  versions: Pick<PosterDesignVersion, 'version' | 'state' | 'publishedAt' | 'publisherName' | 'hash'>[];
  revision: number;
}

export type DesignFailure =
  'not_found' | 'not_allowed' | 'stale' | 'built_in' | 'no_draft' | 'retired' | 'not_retired' | 'out_of_lock';
export type DesignResult =
  { ok: true; id: string; version: number } | { ok: false; reason: DesignFailure; issues: AdjustmentIssue[] };

/** All designs of the county: built-in ones in the house's order, then its own by name. */
export async function listDesigns(db: DbOrTx, countyId: string): Promise<CountyDesign[]> {
  const rows = await db.select().from(posterDesigns).where(eq(posterDesigns.countyId, countyId));
  const versions = await db
    .select()
    .from(posterDesignVersions)
    .where(eq(posterDesignVersions.countyId, countyId))
    .orderBy(desc(posterDesignVersions.version));
  const built = DESIGNS.map((design): CountyDesign => {
    const row = rows.find((r) => r.id === design.id);
    const own = versions.filter((v) => v.designId === design.id);
    return {
      id: design.id,
      baseId: null,
      state: row?.retiredAt ? 'retired' : 'published',
      design,
      draft: null,
      versions: own.some((v) => v.version === design.version)
        ? own
        : [
            {
              version: design.version,
              state: 'published',
              publishedAt: null,
              publisherName: null,
              hash: hashOf(design),
            },
            ...own,
          ],
      revision: row?.revision ?? 0,
    };
  });
  const copies = rows
    .filter((r) => r.baseId !== null)
    .flatMap((row): CountyDesign[] => {
      const own = versions.filter((v) => v.designId === row.id);
      const published = own.find((v) => v.state !== 'draft');
      const draft = own.find((v) => v.state === 'draft') ?? null;
      const shown = published ?? draft;
      if (!shown) return [];
      return [
        {
          id: row.id,
          baseId: row.baseId,
          state: row.retiredAt ? 'retired' : published ? 'published' : 'draft',
          design: shown.document,
          draft,
          versions: own,
          revision: row.revision,
        },
      ];
    })
    .sort((a, b) => a.design.nameZh.localeCompare(b.design.nameZh, 'zh-CN'));
  return [...built, ...copies];
}

/** Designs a new poster may be made with. */
export async function offeredDesigns(db: DbOrTx, countyId: string): Promise<Design[]> {
  return (await listDesigns(db, countyId)).filter((d) => d.state === 'published').map((d) => d.design);
}

export async function openDesign(db: DbOrTx, countyId: string, id: string): Promise<CountyDesign | null> {
  return (await listDesigns(db, countyId)).find((d) => d.id === id) ?? null;
}

/**
 * The design of a poster: the named version of a county's own, else its newest published one, else its draft. Built-in
 * designs are drawn by the code there is, whatever version is named: what was approved is held by its hash.
 */
export async function loadDesign(
  db: DbOrTx,
  countyId: string,
  id: string,
  version?: number,
): Promise<Design | null> {
  const built = getDesign(id);
  if (built) return built;
  const rows = await db
    .select()
    .from(posterDesignVersions)
    .where(and(eq(posterDesignVersions.countyId, countyId), eq(posterDesignVersions.designId, id)))
    .orderBy(desc(posterDesignVersions.version));
  const found =
    (version === undefined ? undefined : rows.find((r) => r.version === version)) ??
    rows.find((r) => r.state !== 'draft') ??
    rows[0];
  return found?.document ?? null;
}

/** A copy of a design as the county's own, as a draft with nothing changed but its name. */
export async function copyDesign(
  db: Db,
  actor: Actor,
  request: { id: string; nameZh: string; nameEn: string },
): Promise<DesignResult> {
  if (!can(actor, 'poster.edit')) return failed('not_allowed');
  const source = await openDesign(db, actor.countyId, request.id);
  if (!source) return failed('not_found');
  const base = getDesign(source.baseId ?? source.id);
  if (!base) return failed('not_found');
  const adjustments: Adjustments = {
    ...(source.baseId === null ? { slots: {}, formats: base.formats } : adjustmentsOf(source)),
    nameZh: cut(request.nameZh) || `${source.design.nameZh}（副本）`,
    nameEn: cut(request.nameEn) || `${source.design.nameEn} (copy)`,
  };
  const id = `own-${uuidv7()}`;
  await db.transaction(async (tx) => {
    await tx
      .insert(posterDesigns)
      .values({ countyId: actor.countyId, id, baseId: base.id, createdBy: actor.userId });
    await tx.insert(posterDesignVersions).values(draftOf(actor.countyId, id, 1, base, adjustments));
    await record(tx, actor, {
      action: 'poster_design.copied',
      subject: 'poster_design',
      subjectId: id.slice('own-'.length),
      label: adjustments.nameZh,
      after: { from: source.id },
    });
  });
  return { ok: true, id, version: 1 };
}

/** Saves the draft, beginning the next version where the last one is published. Refused where it leaves the base's locks. */
export async function adjustDesign(
  db: Db,
  actor: Actor,
  request: { id: string; revision: number; adjustments: Adjustments },
): Promise<DesignResult> {
  if (!can(actor, 'poster.edit')) return failed('not_allowed');
  return db.transaction(async (tx) => {
    const opened = await lockCopy(tx, actor.countyId, request.id);
    if (!opened.ok) return opened;
    const { row, base, versions } = opened;
    if (row.revision !== request.revision) return failed('stale');
    if (row.retiredAt) return failed('retired');
    const adjustments = { ...request.adjustments, nameZh: cut(request.adjustments.nameZh) };
    const issues = adjustmentIssues(base, adjustments);
    if (issues.length > 0) return failed('out_of_lock', issues);
    const draft = versions.find((v) => v.state === 'draft');
    const version = draft?.version ?? (versions[0]?.version ?? 0) + 1;
    const values = draftOf(actor.countyId, row.id, version, base, adjustments);
    if (draft)
      await tx
        .update(posterDesignVersions)
        .set(values)
        .where(and(eq(posterDesignVersions.countyId, actor.countyId), eq(posterDesignVersions.id, draft.id)));
    else await tx.insert(posterDesignVersions).values(values);
    await touch(tx, actor.countyId, row.id, row.revision);
    await record(tx, actor, {
      action: 'poster_design.adjusted',
      subject: 'poster_design',
      subjectId: row.id.slice('own-'.length),
      label: adjustments.nameZh,
      before: draft?.adjustments,
      after: adjustments,
    });
    return { ok: true, id: row.id, version };
  });
}

/** The draft becomes what posters are made with; the version before it is retired and stays for posters that have it. */
export async function publishDesign(
  db: Db,
  actor: Actor,
  request: { id: string; now: Date },
): Promise<DesignResult> {
  if (!can(actor, 'poster.edit')) return failed('not_allowed');
  return db.transaction(async (tx) => {
    const opened = await lockCopy(tx, actor.countyId, request.id);
    if (!opened.ok) return opened;
    const { row, base, versions } = opened;
    const draft = versions.find((v) => v.state === 'draft');
    if (!draft) return failed('no_draft');
    // Judged once more: the base may have become narrower since the draft was saved.
    const issues = adjustmentIssues(base, draft.adjustments);
    if (issues.length > 0) return failed('out_of_lock', issues);
    const document = adjusted(base, row.id, draft.version, draft.adjustments);
    const mine = eq(posterDesignVersions.countyId, actor.countyId);
    await tx
      .update(posterDesignVersions)
      .set({ state: 'retired' })
      .where(
        and(
          mine,
          eq(posterDesignVersions.designId, row.id),
          eq(posterDesignVersions.state, 'published'),
          ne(posterDesignVersions.id, draft.id),
        ),
      );
    await tx
      .update(posterDesignVersions)
      .set({
        state: 'published',
        document,
        hash: hashOf(document),
        publishedAt: request.now,
        publishedBy: actor.userId,
        publisherName: actor.name,
      })
      .where(and(mine, eq(posterDesignVersions.id, draft.id)));
    await touch(tx, actor.countyId, row.id, row.revision);
    await record(tx, actor, {
      action: 'poster_design.published',
      subject: 'poster_design',
      subjectId: row.id.slice('own-'.length),
      label: document.nameZh,
      after: { version: draft.version, hash: hashOf(document) },
    });
    return { ok: true, id: row.id, version: draft.version };
  });
}

/** 停用: offered no more. Built-in designs can be retired too; the version there is is written down when it happens. */
export async function retireDesign(
  db: Db,
  actor: Actor,
  request: { id: string; retire: boolean; now: Date },
): Promise<DesignResult> {
  if (!can(actor, 'poster.edit')) return failed('not_allowed');
  const built = getDesign(request.id);
  return db.transaction(async (tx) => {
    if (built) await keepBuiltIn(tx, actor, built, request.now);
    const [row] = await tx
      .select()
      .from(posterDesigns)
      .where(and(eq(posterDesigns.countyId, actor.countyId), eq(posterDesigns.id, request.id)))
      .for('update');
    if (!row) return failed('not_found');
    if (request.retire && row.retiredAt) return failed('retired');
    if (!request.retire && !row.retiredAt) return failed('not_retired');
    await tx
      .update(posterDesigns)
      .set({
        retiredAt: request.retire ? request.now : null,
        retiredBy: request.retire ? actor.userId : null,
        revision: row.revision + 1,
      })
      .where(and(eq(posterDesigns.countyId, actor.countyId), eq(posterDesigns.id, row.id)));
    await record(tx, actor, {
      action: request.retire ? 'poster_design.retired' : 'poster_design.offered_again',
      subject: 'poster_design',
      label: request.id,
    });
    return { ok: true, id: row.id, version: built?.version ?? 0 };
  });
}

/** The built-in design as it is, among the versions. The same version is written down once. */
export async function keepBuiltIn(tx: DbOrTx, actor: Actor, design: Design, now: Date): Promise<void> {
  const { countyId } = actor;
  await tx.insert(posterDesigns).values({ countyId, id: design.id }).onConflictDoNothing();
  await tx
    .insert(posterDesignVersions)
    .values({
      countyId,
      designId: design.id,
      version: design.version,
      state: 'published',
      adjustments: { nameZh: design.nameZh, nameEn: design.nameEn, formats: design.formats, slots: {} },
      document: design,
      hash: hashOf(design),
      publishedAt: now,
      publisherName: '',
    })
    .onConflictDoNothing();
}

export function adjustmentsOf(design: CountyDesign): Adjustments {
  const base = getDesign(design.baseId ?? '');
  return (
    design.draft?.adjustments ?? {
      nameZh: design.design.nameZh,
      nameEn: design.design.nameEn,
      formats: design.design.formats,
      slots: base
        ? Object.fromEntries(
            Object.entries(design.design.slots).flatMap(([slot, rule]) => {
              const was = base.slots[slot];
              if (!was || JSON.stringify(was) === JSON.stringify(rule)) return [];
              const { maxChars, required, bounds, choices } = rule;
              return [
                [
                  slot,
                  {
                    required,
                    ...(maxChars === undefined ? {} : { maxChars }),
                    ...(bounds ? { bounds } : {}),
                    ...(choices ? { choices } : {}),
                  },
                ],
              ];
            }),
          )
        : {},
    }
  );
}

type OpenedCopy =
  | { ok: true; row: typeof posterDesigns.$inferSelect; base: Design; versions: PosterDesignVersion[] }
  | { ok: false; reason: DesignFailure; issues: AdjustmentIssue[] };

async function lockCopy(tx: DbOrTx, countyId: string, id: string): Promise<OpenedCopy> {
  if (getDesign(id)) return failed('built_in');
  const [row] = await tx
    .select()
    .from(posterDesigns)
    .where(and(eq(posterDesigns.countyId, countyId), eq(posterDesigns.id, id)))
    // Two people publishing the same draft: the second finds none.
    .for('update');
  const base = row?.baseId ? getDesign(row.baseId) : null;
  if (!row || !base) return failed('not_found');
  const versions = await tx
    .select()
    .from(posterDesignVersions)
    .where(and(eq(posterDesignVersions.countyId, countyId), eq(posterDesignVersions.designId, id)))
    .orderBy(desc(posterDesignVersions.version), asc(posterDesignVersions.id));
  return { ok: true, row, base, versions };
}

function draftOf(
  countyId: string,
  designId: string,
  version: number,
  base: Design,
  adjustments: Adjustments,
) {
  const document = adjusted(base, designId, version, adjustments);
  return {
    countyId,
    designId,
    version,
    state: 'draft' as const,
    adjustments,
    document,
    hash: hashOf(document),
  };
}

async function touch(tx: DbOrTx, countyId: string, id: string, revision: number): Promise<void> {
  await tx
    .update(posterDesigns)
    .set({ revision: revision + 1 })
    .where(and(eq(posterDesigns.countyId, countyId), eq(posterDesigns.id, id)));
}

function cut(name: string): string {
  return [...name.normalize('NFC').trim()].slice(0, 24).join('');
}

function failed(
  reason: DesignFailure,
  issues: AdjustmentIssue[] = [],
): { ok: false; reason: DesignFailure; issues: AdjustmentIssue[] } {
  return { ok: false, reason, issues };
}
