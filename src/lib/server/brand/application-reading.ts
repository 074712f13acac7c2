/** What stands in applications: of one merchant for its phone, and the parts the office reads too. Nothing here writes. */
import { and, asc, desc, eq, inArray, isNull, or } from 'drizzle-orm';
import type { Day } from '#lib/shared/dates.ts';
import { isUuid } from '#lib/shared/uuid.ts';
import type { Actor } from '../accounts/actor.ts';
import { products, type Product } from '../county/schema.ts';
import type { DbOrTx } from '../db/database.ts';
import { merchantProducts } from '../merchants/schema.ts';
import { intakeProblems, type IntakeProblem } from './application.ts';
import { isOpen } from './licence-step.ts';
import {
  brandFiles,
  brands,
  brandStandards,
  licencePapers,
  licenceProducts,
  licences,
  licenceSteps,
  type Brand,
  type BrandStandard,
  type Licence,
  type LicencePaper,
} from './schema.ts';

export interface OwnLicence {
  licence: Licence;
  brand: Pick<Brand, 'id' | 'name' | 'nameEn' | 'level'>;
  products: Pick<Product, 'id' | 'name' | 'nameEn'>[];
  /** A later licence that renews it, where there is one. */
  renewedBy: string | null;
}

/** The merchant's licences and applications, newest first. */
export async function listOwnLicences(
  db: DbOrTx,
  countyId: string,
  merchantId: string,
): Promise<OwnLicence[]> {
  const rows = await db
    .select({ licence: licences, brand: brands })
    .from(licences)
    .innerJoin(brands, and(eq(brands.countyId, licences.countyId), eq(brands.id, licences.brandId)))
    .where(and(eq(licences.countyId, countyId), eq(licences.holderMerchantId, merchantId)))
    .orderBy(desc(licences.createdAt), asc(licences.id));
  const covered = await coveredProducts(
    db,
    countyId,
    rows.map((r) => r.licence.id),
  );
  return rows.map(({ licence, brand }) => ({
    licence,
    brand: { id: brand.id, name: brand.name, nameEn: brand.nameEn, level: brand.level },
    products: covered.filter((c) => c.licenceId === licence.id),
    renewedBy:
      rows.find(
        (r) => r.licence.renewsId === licence.id && !['withdrawn', 'refused'].includes(r.licence.status),
      )?.licence.id ?? null,
  }));
}

export interface OwnApplication extends OwnLicence {
  papers: (LicencePaper & { fileName: string; contentType: string; restricted: boolean })[];
  steps: { step: string; toStatus: Licence['status']; comment: string; at: Date }[];
  problems: IntakeProblem[];
  /** What the merchant may choose from. */
  choices: Pick<Product, 'id' | 'name' | 'nameEn'>[];
  standard: Pick<BrandStandard, 'version' | 'title' | 'documentNo'> | null;
}

export async function getOwnApplication(
  db: DbOrTx,
  actor: Actor,
  licenceId: string,
  today: Day,
): Promise<OwnApplication | null> {
  const licence = await findOwn(db, actor, licenceId);
  if (!licence?.holderMerchantId) return null;
  const { countyId } = actor;
  const all = await listOwnLicences(db, countyId, licence.holderMerchantId);
  const own = all.find((l) => l.licence.id === licenceId);
  if (!own) return null;
  const papers = await papersOf(db, countyId, licenceId);
  const steps = await db
    .select({
      step: licenceSteps.step,
      toStatus: licenceSteps.toStatus,
      comment: licenceSteps.comment,
      at: licenceSteps.createdAt,
    })
    .from(licenceSteps)
    .where(and(eq(licenceSteps.countyId, countyId), eq(licenceSteps.licenceId, licenceId)))
    .orderBy(asc(licenceSteps.createdAt), asc(licenceSteps.id));
  const standard = await standardInForce(db, countyId, licence.brandId, today);
  return {
    ...own,
    papers: papers.filter((p) => p.checkId === null),
    steps,
    problems: isOpen(licence.status) ? await problemsOf(db, licence, today) : [],
    choices: await productsToChoose(db, countyId, licence.holderMerchantId, licence.brandId),
    standard: standard
      ? { version: standard.version, title: standard.title, documentNo: standard.documentNo }
      : null,
  };
}

/** Brands this merchant may ask for: the county's, and those of the industries it sells. */
export async function listGrantable(
  db: DbOrTx,
  countyId: string,
  merchantId: string,
  today: Day,
): Promise<{ brand: Brand }[]> {
  const own = await ownProducts(db, countyId, merchantId);
  const industries = [...new Set(own.map((p) => p.industryId))];
  const rows = await db
    .select()
    .from(brands)
    .where(
      and(
        eq(brands.countyId, countyId),
        eq(brands.kind, 'tree'),
        or(
          eq(brands.level, 1),
          industries.length > 0
            ? and(eq(brands.level, 2), inArray(brands.industryId, industries))
            : undefined,
        ),
      ),
    )
    .orderBy(asc(brands.level), asc(brands.name));
  return rows.filter((b) => b.retiredOn === null || today < b.retiredOn).map((brand) => ({ brand }));
}

/** Papers of a licence with what their files are called, in the order they came. */
export async function papersOf(
  db: DbOrTx,
  countyId: string,
  licenceId: string,
): Promise<(LicencePaper & { fileName: string; contentType: string; restricted: boolean })[]> {
  const rows = await db
    .select({ paper: licencePapers, file: brandFiles })
    .from(licencePapers)
    .innerJoin(
      brandFiles,
      and(eq(brandFiles.countyId, licencePapers.countyId), eq(brandFiles.id, licencePapers.fileId)),
    )
    .where(and(eq(licencePapers.countyId, countyId), eq(licencePapers.licenceId, licenceId)))
    .orderBy(asc(licencePapers.createdAt), asc(licencePapers.id));
  return rows.map(({ paper, file }) => ({
    ...paper,
    fileName: file.fileName,
    contentType: file.contentType,
    restricted: file.restricted,
  }));
}

/** What keeps this application out as it lies there. */
export async function problemsOf(db: DbOrTx, licence: Licence, today: Day): Promise<IntakeProblem[]> {
  const { countyId, id } = licence;
  const papers = await db
    .select({ kind: licencePapers.kind, issuedOn: licencePapers.issuedOn })
    .from(licencePapers)
    .where(
      and(
        eq(licencePapers.countyId, countyId),
        eq(licencePapers.licenceId, id),
        isNull(licencePapers.checkId),
      ),
    );
  const covered = await coveredProducts(db, countyId, [id]);
  const standard = await standardInForce(db, countyId, licence.brandId, today);
  return intakeProblems(
    {
      uses: licence.uses,
      productIds: covered.map((c) => c.id),
      standardProductIds: standard && standard.productIds.length > 0 ? standard.productIds : null,
      papers,
      noIncident: licence.noIncident,
      lastIncidentOn: licence.lastIncidentOn,
    },
    today,
  );
}

/** The standard of a brand on a day: the one that came into force last. */
export async function standardInForce(
  db: DbOrTx,
  countyId: string,
  brandId: string,
  on: Day,
): Promise<BrandStandard | null> {
  const rows = await db
    .select()
    .from(brandStandards)
    .where(and(eq(brandStandards.countyId, countyId), eq(brandStandards.brandId, brandId)))
    .orderBy(desc(brandStandards.inForceFrom), desc(brandStandards.id));
  return rows.find((s) => s.inForceFrom <= on && (s.inForceTo === null || on <= s.inForceTo)) ?? null;
}

export async function coveredProducts(
  db: DbOrTx,
  countyId: string,
  licenceIds: readonly string[],
): Promise<{ licenceId: string; id: string; name: string; nameEn: string }[]> {
  if (licenceIds.length === 0) return [];
  return db
    .select({
      licenceId: licenceProducts.licenceId,
      id: products.id,
      name: products.name,
      nameEn: products.nameEn,
    })
    .from(licenceProducts)
    .innerJoin(
      products,
      and(eq(products.countyId, licenceProducts.countyId), eq(products.id, licenceProducts.productId)),
    )
    .where(and(eq(licenceProducts.countyId, countyId), inArray(licenceProducts.licenceId, [...licenceIds])))
    .orderBy(asc(products.name));
}

export async function ownProducts(db: DbOrTx, countyId: string, merchantId: string): Promise<Product[]> {
  const rows = await db
    .select({ product: products })
    .from(merchantProducts)
    .innerJoin(
      products,
      and(eq(products.countyId, merchantProducts.countyId), eq(products.id, merchantProducts.productId)),
    )
    .where(and(eq(merchantProducts.countyId, countyId), eq(merchantProducts.merchantId, merchantId)))
    .orderBy(asc(products.name));
  return rows.map((r) => r.product);
}

/** An industry brand is for its industry's products alone. */
async function productsToChoose(
  db: DbOrTx,
  countyId: string,
  merchantId: string,
  brandId: string,
): Promise<Product[]> {
  const [brand] = await db
    .select()
    .from(brands)
    .where(and(eq(brands.countyId, countyId), eq(brands.id, brandId)));
  const own = await ownProducts(db, countyId, merchantId);
  return own.filter((p) => brand?.industryId == null || p.industryId === brand.industryId);
}

/** A licence of one of the actor's merchants; anybody else's is not found. */
export async function findOwn(db: DbOrTx, actor: Actor, licenceId: string): Promise<Licence | null> {
  if (!isUuid(licenceId) || actor.merchantIds.length === 0) return null;
  const [row] = await db.select().from(licences).where(ownLicence(actor, licenceId));
  return row ?? null;
}

export function ownLicence(actor: Actor, licenceId: string) {
  return and(
    isLicence(actor.countyId, licenceId),
    inArray(licences.holderMerchantId, [...actor.merchantIds]),
  );
}

export function isLicence(countyId: string, licenceId: string) {
  return and(eq(licences.countyId, countyId), eq(licences.id, licenceId));
}
