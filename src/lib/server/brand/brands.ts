/** The brand tree of a county with its marks, for looking at. */
import { and, asc, desc, eq } from 'drizzle-orm';
import type { Day } from '#lib/shared/dates.ts';
import { isUuid } from '#lib/shared/uuid.ts';
import { industries, organisations } from '../county/schema.ts';
import type { DbOrTx } from '../db/database.ts';
import { merchants } from '../merchants/schema.ts';
import type { Drawing } from './drawings.ts';
import { markInForce } from './licence.ts';
import { drawingOf, markRecordDrawing } from './mark-drawing.ts';
import {
  brandParents,
  brands,
  brandStandards,
  licences,
  marks,
  markVariants,
  type Brand,
  type BrandStandard,
  type Mark,
} from './schema.ts';
import { VARIANTS, type MarkVariant } from './terms.ts';

export interface BrandRow {
  brand: Brand;
  /** The newest version of its mark that has a drawing. */
  mark: { version: number; wordmark: string; drawing: Drawing } | null;
  licenceCount: number;
  children: BrandRow[];
}

/** Roots first, each with what grows from it, by name. Brands outside the tree stand at the end, without children. */
export async function brandTree(db: DbOrTx, countyId: string, today: Day): Promise<BrandRow[]> {
  const all = await listBrands(db, countyId);
  const drawn = await db.select().from(marks).where(eq(marks.countyId, countyId)).orderBy(asc(marks.version));
  const loaded = await db.select().from(markVariants).where(eq(markVariants.countyId, countyId));
  const held = await db
    .select({ brandId: licences.brandId })
    .from(licences)
    .where(and(eq(licences.countyId, countyId), eq(licences.status, 'granted')));
  const rows = new Map<string, BrandRow>();
  for (const brand of all) {
    const own = drawn.filter((m) => m.brandId === brand.id);
    const shown = own.filter((m) => markInForce(m, today)).at(-1) ?? own.at(-1);
    const drawing = shown
      ? markRecordDrawing(
          shown,
          loaded.filter((v) => v.markId === shown.id),
        )
      : null;
    rows.set(brand.id, {
      brand,
      mark: shown && drawing ? { version: shown.version, wordmark: shown.wordmark, drawing } : null,
      licenceCount: held.filter((l) => l.brandId === brand.id).length,
      children: [],
    });
  }
  const roots: BrandRow[] = [];
  for (const row of rows.values()) {
    const parent = row.brand.parentId === null ? undefined : rows.get(row.brand.parentId);
    (parent ? parent.children : roots).push(row);
  }
  return roots;
}

/** Every brand, by level and name. */
export async function listBrands(db: DbOrTx, countyId: string): Promise<Brand[]> {
  return db
    .select()
    .from(brands)
    .where(eq(brands.countyId, countyId))
    .orderBy(asc(brands.level), asc(brands.foundedOn), asc(brands.name));
}

export interface BrandDetail {
  brand: Brand;
  parent: Pick<Brand, 'id' | 'name' | 'nameEn'> | null;
  /** Further brands it may be shown under. */
  parents: Pick<Brand, 'id' | 'name' | 'nameEn'>[];
  children: Pick<Brand, 'id' | 'name' | 'nameEn'>[];
  steward: string | null;
  industry: { name: string; nameEn: string } | null;
  merchant: string | null;
  marks: (Omit<Mark, 'drawing'> & {
    inForce: boolean;
    drawing: Drawing | null;
    variants: { variant: MarkVariant; drawing: Drawing }[];
  })[];
  standards: (BrandStandard & { inForce: boolean })[];
}

export async function getBrand(
  db: DbOrTx,
  countyId: string,
  brandId: string,
  today: Day,
): Promise<BrandDetail | null> {
  if (!isUuid(brandId)) return null;
  const [found] = await db
    .select({ brand: brands, steward: organisations.name, industry: industries, merchant: merchants.name })
    .from(brands)
    .leftJoin(
      organisations,
      and(eq(organisations.countyId, brands.countyId), eq(organisations.id, brands.stewardOrganisationId)),
    )
    .leftJoin(industries, and(eq(industries.countyId, brands.countyId), eq(industries.id, brands.industryId)))
    .leftJoin(merchants, and(eq(merchants.countyId, brands.countyId), eq(merchants.id, brands.merchantId)))
    .where(and(eq(brands.countyId, countyId), eq(brands.id, brandId)));
  if (!found) return null;
  const [all, uses, versions, loaded, standards] = await Promise.all([
    listBrands(db, countyId),
    db.select().from(brandParents).where(eq(brandParents.countyId, countyId)),
    db
      .select()
      .from(marks)
      .where(and(eq(marks.countyId, countyId), eq(marks.brandId, brandId)))
      .orderBy(desc(marks.version)),
    db.select().from(markVariants).where(eq(markVariants.countyId, countyId)),
    db
      .select()
      .from(brandStandards)
      .where(and(eq(brandStandards.countyId, countyId), eq(brandStandards.brandId, brandId)))
      .orderBy(desc(brandStandards.inForceFrom)),
  ]);
  const shownBrand = (b: Brand) => ({ id: b.id, name: b.name, nameEn: b.nameEn });
  const parent = all.find((b) => b.id === found.brand.parentId);
  const newestInForce = standards.find(
    (s) => s.inForceFrom <= today && (s.inForceTo === null || today <= s.inForceTo),
  );
  return {
    brand: found.brand,
    parent: parent ? shownBrand(parent) : null,
    parents: all
      .filter((b) => uses.some((u) => u.brandId === brandId && u.parentId === b.id))
      .map(shownBrand),
    children: all
      .filter((b) => b.parentId === brandId || uses.some((u) => u.parentId === brandId && u.brandId === b.id))
      .map(shownBrand),
    steward: found.steward,
    industry: found.industry ? { name: found.industry.name, nameEn: found.industry.nameEn } : null,
    merchant: found.merchant,
    marks: versions.map((mark) => {
      const own = loaded.filter((v) => v.markId === mark.id);
      return {
        ...mark,
        inForce: markInForce(mark, today),
        drawing: markRecordDrawing(mark, own),
        variants: VARIANTS.flatMap((variant) => {
          const row = own.find((v) => v.variant === variant);
          return row ? [{ variant, drawing: drawingOf(row) }] : [];
        }),
      };
    }),
    standards: standards.map((s) => ({ ...s, inForce: s.id === newestInForce?.id })),
  };
}
