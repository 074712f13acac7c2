/** Registering brands, versions of their marks with rules, and their standards. */
import { and, eq, gte, inArray, isNull, lt, or } from 'drizzle-orm';
import * as v from 'valibot';
import { addDays, isDay, type Day } from '#lib/shared/dates.ts';
import { isUuid } from '#lib/shared/uuid.ts';
import type { Actor } from '../accounts/actor.ts';
import { can } from '../accounts/rights.ts';
import { record } from '../audit/audit.ts';
import { constraintOf } from '../db/constraint.ts';
import type { Db, DbOrTx } from '../db/database.ts';
import { insertFile, prepareFile, storeBytes, type BrandServices, type FileRefusal } from './files.ts';
import { readMarkFile, type MarkFile } from './mark-file.ts';
import { markRulesSchema, type MarkRules } from './mark-rule.ts';
import { brandParents, brands, brandStandards, marks, markVariants, type Brand } from './schema.ts';
import { VARIANTS, type BrandKind, type Chapter, type MarkVariant, type RequiredOn } from './terms.ts';

export type BrandFailure =
  | 'not_allowed'
  | 'not_found'
  | 'name_missing'
  | 'name_taken'
  | 'parent_invalid'
  | 'merchant_missing'
  | 'days_invalid'
  | 'version_missing'
  | 'version_taken'
  | 'file_missing'
  | 'svg'
  | 'svg_too_large'
  | 'rules_invalid'
  | FileRefusal;

export type BrandResult = { ok: true; id: string } | { ok: false; reason: BrandFailure; detail?: string };

export interface BrandInput {
  kind: BrandKind;
  /** 1–3 in the tree; outside it 0. */
  level: number;
  parentId: string | null;
  parentIds: readonly string[];
  name: string;
  nameEn: string;
  owner: string;
  stewardOrganisationId: string | null;
  industryId: string | null;
  merchantId: string | null;
  foundedOn: Day | null;
  requiredOn: RequiredOn;
  story: string;
  retiredOn: Day | null;
}

/** A new brand, or a correction of one. What stands on the level above is its steward; for use it may have several. */
export async function saveBrand(
  db: Db,
  actor: Actor,
  input: BrandInput,
  brandId?: string,
): Promise<BrandResult> {
  if (!can(actor, 'brand.edit')) return failed('not_allowed');
  const { countyId } = actor;
  const level = input.kind === 'tree' ? input.level : 0;
  if (input.name.trim() === '' || input.nameEn.trim() === '' || input.owner.trim() === '')
    return failed('name_missing');
  if (input.kind === 'tree' && ![1, 2, 3].includes(level)) return failed('parent_invalid');
  if (level === 3 && !input.merchantId) return failed('merchant_missing');
  if ([input.foundedOn, input.retiredOn].some((d) => d !== null && !isDay(d))) return failed('days_invalid');
  try {
    return await db.transaction(async (tx): Promise<BrandResult> => {
      const wanted = [...new Set([...(input.parentId ? [input.parentId] : []), ...input.parentIds])].filter(
        isUuid,
      );
      const parents =
        wanted.length === 0
          ? []
          : await tx
              .select()
              .from(brands)
              .where(and(eq(brands.countyId, countyId), inArray(brands.id, wanted)));
      const steward = parents.find((p) => p.id === input.parentId);
      if (input.parentId && !steward) return failed('parent_invalid');
      // A parent stands above: no brand is its own ancestor.
      if (steward && (steward.kind !== 'tree' || steward.level >= level || steward.id === brandId))
        return failed('parent_invalid');
      const values = {
        kind: input.kind,
        level,
        parentId: level > 1 ? (steward?.id ?? null) : null,
        name: input.name.trim().slice(0, 40),
        nameEn: input.nameEn.trim().slice(0, 60),
        owner: input.owner.trim().slice(0, 80),
        stewardOrganisationId: input.stewardOrganisationId,
        industryId: input.industryId,
        merchantId: level === 3 ? input.merchantId : null,
        foundedOn: input.foundedOn,
        requiredOn: input.requiredOn,
        story: input.story.trim().slice(0, 500),
        retiredOn: input.retiredOn,
      };
      const before = brandId ? await findBrand(tx, countyId, brandId) : null;
      if (brandId && !before) return failed('not_found');
      const [row] = before
        ? await tx
            .update(brands)
            .set(values)
            .where(and(eq(brands.countyId, countyId), eq(brands.id, before.id)))
            .returning()
        : await tx
            .insert(brands)
            .values({ countyId, ...values })
            .returning();
      if (!row) throw new Error('the write returned no row');
      await tx
        .delete(brandParents)
        .where(and(eq(brandParents.countyId, countyId), eq(brandParents.brandId, row.id)));
      const others = parents.filter((p) => p.id !== row.parentId && p.id !== row.id && p.level < 3);
      if (others.length > 0)
        await tx
          .insert(brandParents)
          .values(others.map((p) => ({ countyId, brandId: row.id, parentId: p.id })));
      await record(tx, actor, {
        action: before ? 'brand.changed' : 'brand.registered',
        subject: 'brand',
        subjectId: row.id,
        label: row.name,
        before,
        after: row,
      });
      return { ok: true, id: row.id };
    });
  } catch (error) {
    if (constraintOf(error) === 'brands_name_key') return failed('name_taken');
    if (/^brands_.*_fk$/.test(constraintOf(error) ?? '')) return failed('not_found');
    throw error;
  }
}

export interface MarkInput {
  wordmark: string;
  registrationNo: string;
  classes: readonly number[];
  colours: readonly string[];
  validFrom: Day;
  /** SVG text a variant; at least one. */
  files: Partial<Record<MarkVariant, string>>;
}

/** A new version of a mark from the county's own vector files; from its first day on the one before is retired. */
export async function addMark(db: Db, actor: Actor, brandId: string, input: MarkInput): Promise<BrandResult> {
  if (!can(actor, 'brand.edit')) return failed('not_allowed');
  if (!isDay(input.validFrom)) return failed('days_invalid');
  if (input.wordmark.trim() === '') return failed('name_missing');
  const read: { variant: MarkVariant; file: MarkFile }[] = [];
  for (const variant of VARIANTS) {
    const text = input.files[variant];
    if (!text) continue;
    const result = readMarkFile(text);
    if (!result.ok)
      return result.reason === 'too_large'
        ? failed('svg_too_large')
        : { ok: false, reason: 'svg', detail: `${result.reason} ${result.detail}`.trim() };
    read.push({ variant, file: result.file });
  }
  const [first] = read;
  if (!first) return failed('file_missing');
  const { countyId } = actor;
  return db.transaction(async (tx): Promise<BrandResult> => {
    const brand = await findBrand(tx, countyId, brandId);
    if (!brand) return failed('not_found');
    const known = await tx
      .select()
      .from(marks)
      .where(and(eq(marks.countyId, countyId), eq(marks.brandId, brandId)));
    const newest = Math.max(0, ...known.map((m) => m.version));
    if (known.some((m) => m.validFrom >= input.validFrom)) return failed('days_invalid');
    await tx
      .update(marks)
      .set({ validTo: addDays(input.validFrom, -1) })
      .where(
        and(
          eq(marks.countyId, countyId),
          eq(marks.brandId, brandId),
          lt(marks.validFrom, input.validFrom),
          or(isNull(marks.validTo), gte(marks.validTo, input.validFrom)),
        ),
      );
    const before = known.find((m) => m.version === newest);
    const colours = input.colours.length > 0 ? [...input.colours] : first.file.colours;
    const [mark] = await tx
      .insert(marks)
      .values({
        countyId,
        brandId,
        version: newest + 1,
        drawing: '',
        viewBox: first.file.viewBox,
        wordmark: input.wordmark.trim().slice(0, 20),
        colours,
        registrationNo: input.registrationNo.trim() || null,
        classes: [...input.classes],
        validFrom: input.validFrom,
        rules: before?.rules ?? {},
      })
      .returning();
    if (!mark) throw new Error('the insert returned no row');
    await tx.insert(markVariants).values(
      read.map(({ variant, file }) => ({
        countyId,
        markId: mark.id,
        variant,
        viewBox: file.viewBox,
        paths: file.paths,
        sha256: file.sha256,
      })),
    );
    await record(tx, actor, {
      action: 'brand.mark_registered',
      subject: 'brand',
      subjectId: brandId,
      label: `${brand.name} · ${mark.version}`,
      after: { version: mark.version, files: read.map((r) => [r.variant, r.file.sha256]) },
    });
    return { ok: true, id: mark.id };
  });
}

/** What the county's manual says differently of a mark; the version of the rules grows. */
export async function setMarkRules(
  db: Db,
  actor: Actor,
  brandId: string,
  markId: string,
  rules: unknown,
): Promise<BrandResult> {
  if (!can(actor, 'brand.edit')) return failed('not_allowed');
  if (!isUuid(markId) || !isUuid(brandId)) return failed('not_found');
  const parsed = v.safeParse(markRulesSchema, rules);
  if (!parsed.success) return failed('rules_invalid');
  const own = Object.fromEntries(
    Object.entries(parsed.output).filter(([, value]) => value !== undefined),
  ) as Partial<MarkRules>;
  if (own.ratioPct && own.ratioPct[0] > own.ratioPct[1]) return failed('rules_invalid');
  return db.transaction(async (tx): Promise<BrandResult> => {
    const [mark] = await tx
      .select()
      .from(marks)
      .where(and(eq(marks.countyId, actor.countyId), eq(marks.brandId, brandId), eq(marks.id, markId)))
      .for('update');
    if (!mark) return failed('not_found');
    await tx
      .update(marks)
      .set({ rules: own, rulesVersion: mark.rulesVersion + 1 })
      .where(and(eq(marks.countyId, actor.countyId), eq(marks.id, markId)));
    await record(tx, actor, {
      action: 'brand.mark_rules_changed',
      subject: 'brand',
      subjectId: brandId,
      label: mark.wordmark,
      before: mark.rules,
      after: own,
    });
    return { ok: true, id: markId };
  });
}

export interface StandardInput {
  version: string;
  title: string;
  documentNo: string;
  chapters: Partial<Record<Chapter, string>>;
  productIds: readonly string[];
  inForceFrom: Day;
  transitionUntil: Day | null;
  file: { name: string; bytes: Uint8Array } | null;
}

/** A new version of a brand's standard. The one before ends the day before; licences under it go on. */
export async function addStandard(
  app: BrandServices,
  actor: Actor,
  brandId: string,
  input: StandardInput,
): Promise<BrandResult> {
  if (!can(actor, 'brand.edit')) return failed('not_allowed');
  if (input.version.trim() === '') return failed('version_missing');
  if (input.title.trim() === '' || input.documentNo.trim() === '') return failed('name_missing');
  if (
    !isDay(input.inForceFrom) ||
    (input.transitionUntil !== null && input.transitionUntil < input.inForceFrom)
  )
    return failed('days_invalid');
  const prepared = input.file ? await prepareFile(input.file.name, input.file.bytes) : null;
  if (prepared && !prepared.ok) return failed(prepared.reason);
  const key = prepared ? await storeBytes(app.storage, actor.countyId, prepared.file) : null;
  const { countyId } = actor;
  try {
    return await app.database.db.transaction(async (tx): Promise<BrandResult> => {
      const brand = await findBrand(tx, countyId, brandId);
      if (!brand) return failed('not_found');
      const file =
        prepared && key !== null
          ? await insertFile(tx, actor, prepared.file, key, { purpose: 'standard', merchantId: null })
          : null;
      await tx
        .update(brandStandards)
        .set({ inForceTo: addDays(input.inForceFrom, -1) })
        .where(
          and(
            eq(brandStandards.countyId, countyId),
            eq(brandStandards.brandId, brandId),
            lt(brandStandards.inForceFrom, input.inForceFrom),
            or(isNull(brandStandards.inForceTo), gte(brandStandards.inForceTo, input.inForceFrom)),
          ),
        );
      const [row] = await tx
        .insert(brandStandards)
        .values({
          countyId,
          brandId,
          version: input.version.trim().slice(0, 20),
          title: input.title.trim().slice(0, 80),
          documentNo: input.documentNo.trim().slice(0, 60),
          chapters: input.chapters,
          productIds: input.productIds.filter(isUuid),
          inForceFrom: input.inForceFrom,
          transitionUntil: input.transitionUntil,
          fileId: file?.id ?? null,
          createdBy: actor.userId,
        })
        .returning();
      if (!row) throw new Error('the insert returned no row');
      await record(tx, actor, {
        action: 'brand.standard_registered',
        subject: 'brand',
        subjectId: brandId,
        label: `${brand.name} · ${row.version}`,
      });
      return { ok: true, id: row.id };
    });
  } catch (error) {
    if (constraintOf(error) === 'brand_standards_version_key') return failed('version_taken');
    throw error;
  }
}

async function findBrand(tx: DbOrTx, countyId: string, brandId: string): Promise<Brand | null> {
  if (!isUuid(brandId)) return null;
  const [row] = await tx
    .select()
    .from(brands)
    .where(and(eq(brands.countyId, countyId), eq(brands.id, brandId)))
    // Held: two people registering a version at once must not both become the next.
    .for('update');
  return row ?? null;
}

function failed(reason: BrandFailure): { ok: false; reason: BrandFailure } {
  return { ok: false, reason };
}
