/** The brand tree of a county with its marks, licences and certificates, for looking at. */
import { and, asc, desc, eq } from 'drizzle-orm';
import { organisations, products } from '../county/schema.ts';
import type { DbOrTx } from '../db/database.ts';
import { merchants } from '../merchants/schema.ts';
import { getDrawing, type Drawing } from './drawings.ts';
import {
  brands,
  certificates,
  licenceProducts,
  licences,
  marks,
  type Brand,
  type Certificate,
  type Licence,
} from './schema.ts';

export interface BrandRow {
  brand: Brand;
  /** The newest version of its mark that has a drawing. */
  mark: { version: number; wordmark: string; drawing: Drawing } | null;
  licenceCount: number;
  children: BrandRow[];
}

/** Roots first, each with what grows from it, by name. */
export async function brandTree(db: DbOrTx, countyId: string): Promise<BrandRow[]> {
  const all = await db
    .select()
    .from(brands)
    .where(eq(brands.countyId, countyId))
    .orderBy(asc(brands.level), asc(brands.name));
  const drawn = await db.select().from(marks).where(eq(marks.countyId, countyId)).orderBy(asc(marks.version));
  const held = await db
    .select({ brandId: licences.brandId })
    .from(licences)
    .where(eq(licences.countyId, countyId));
  const rows = new Map<string, BrandRow>();
  for (const brand of all) {
    const newest = drawn.filter((m) => m.brandId === brand.id).at(-1);
    const drawing = newest ? getDrawing(newest.drawing) : null;
    rows.set(brand.id, {
      brand,
      mark: newest && drawing ? { version: newest.version, wordmark: newest.wordmark, drawing } : null,
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

export interface LicenceRow {
  licence: Licence;
  brandName: string;
  holderName: string;
  /** Names of the products covered; empty: every product of the brand. */
  products: string[];
}

/** Licences, the one that ends first on top. */
export async function listLicences(db: DbOrTx, countyId: string): Promise<LicenceRow[]> {
  const rows = await db
    .select({
      licence: licences,
      brandName: brands.name,
      merchant: merchants.name,
      organisation: organisations.name,
    })
    .from(licences)
    .innerJoin(brands, and(eq(brands.countyId, licences.countyId), eq(brands.id, licences.brandId)))
    .leftJoin(
      merchants,
      and(eq(merchants.countyId, licences.countyId), eq(merchants.id, licences.holderMerchantId)),
    )
    .leftJoin(
      organisations,
      and(eq(organisations.countyId, licences.countyId), eq(organisations.id, licences.holderOrganisationId)),
    )
    .where(eq(licences.countyId, countyId))
    .orderBy(asc(licences.validTo), asc(licences.documentNo));
  const covered = await db
    .select({ licenceId: licenceProducts.licenceId, name: products.name })
    .from(licenceProducts)
    .innerJoin(
      products,
      and(eq(products.countyId, licenceProducts.countyId), eq(products.id, licenceProducts.productId)),
    )
    .where(eq(licenceProducts.countyId, countyId))
    .orderBy(asc(products.name));
  return rows.map((r) => ({
    licence: r.licence,
    brandName: r.brandName,
    holderName: r.merchant ?? r.organisation ?? '',
    products: covered.filter((c) => c.licenceId === r.licence.id).map((c) => c.name),
  }));
}

export interface CertificateRow {
  certificate: Certificate;
  holderName: string | null;
  productName: string | null;
}

/** Certificates, the newest first. */
export async function listCertificates(db: DbOrTx, countyId: string): Promise<CertificateRow[]> {
  const rows = await db
    .select({ certificate: certificates, holderName: merchants.name, productName: products.name })
    .from(certificates)
    .leftJoin(
      merchants,
      and(eq(merchants.countyId, certificates.countyId), eq(merchants.id, certificates.holderMerchantId)),
    )
    .leftJoin(
      products,
      and(eq(products.countyId, certificates.countyId), eq(products.id, certificates.productId)),
    )
    .where(eq(certificates.countyId, countyId))
    .orderBy(desc(certificates.validFrom), asc(certificates.number));
  return rows;
}
