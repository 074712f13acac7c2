/** What the office sees of licences: the queue, and one licence with everything that was written about it. */
import { and, asc, desc, eq, gte, ilike, inArray, lt, lte, or, sql, type SQL } from 'drizzle-orm';
import { addDays, type Day } from '#lib/shared/dates.ts';
import { isUuid } from '#lib/shared/uuid.ts';
import type { Actor } from '../accounts/actor.ts';
import { can } from '../accounts/rights.ts';
import { organisations, type Product } from '../county/schema.ts';
import type { DbOrTx } from '../db/database.ts';
import { merchants } from '../merchants/schema.ts';
import { coveredProducts, papersOf, problemsOf } from './application-reading.ts';
import type { IntakeProblem } from './application.ts';
import { listOpenings } from './files.ts';
import { noticeOf } from './licence-notice.ts';
import { REMIND_DAYS } from './licence-state.ts';
import { stepsFrom, UNDER_WAY, type LicenceStepKind } from './licence-step.ts';
import type { NoticeState } from './notice-clock.ts';
import {
  brands,
  licenceChecks,
  licenceObjections,
  licences,
  licenceSteps,
  type Brand,
  type Licence,
  type LicenceCheck,
  type LicenceObjection,
  type LicencePaper,
  type LicenceStep,
} from './schema.ts';

/** What the list can be narrowed to; 'mine' is what waits for the asker's own rights. */
export const LICENCE_VIEWS = ['under_way', 'valid', 'ending', 'ended', 'closed', 'all'] as const;
export type LicenceView = (typeof LICENCE_VIEWS)[number];

export interface LicenceListRow {
  licence: Licence;
  brand: string;
  brandEn: string;
  holderName: string;
  products: string[];
}

export interface LicenceFilter {
  view: LicenceView;
  status?: Licence['status'];
  brandId?: string;
  text?: string;
  today: Day;
  page: number;
  pageSize: number;
}

/** One page; applications oldest first (whoever waits longest), licences by their end. */
export async function listLicences(
  db: DbOrTx,
  countyId: string,
  filter: LicenceFilter,
): Promise<{ rows: LicenceListRow[]; total: number; counts: Record<LicenceView, number> }> {
  const part = filter.text ? `%${filter.text.replace(/[\\%_]/g, '\\$&')}%` : null;
  const base = and(
    eq(licences.countyId, countyId),
    sql`${licences.status} <> 'draft'`,
    filter.brandId && isUuid(filter.brandId) ? eq(licences.brandId, filter.brandId) : undefined,
    filter.status ? eq(licences.status, filter.status) : undefined,
    part
      ? or(
          ilike(brands.name, part),
          ilike(merchants.name, part),
          ilike(merchants.shortName, part),
          ilike(licences.documentNo, part),
          ilike(licences.applicationNo, part),
        )
      : undefined,
  );
  const joined = () =>
    db
      .select({
        licence: licences,
        brand: brands.name,
        brandEn: brands.nameEn,
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
        and(
          eq(organisations.countyId, licences.countyId),
          eq(organisations.id, licences.holderOrganisationId),
        ),
      );
  const found = await joined()
    .where(and(base, inView(filter.view, filter.today)))
    .orderBy(
      ...(filter.view === 'under_way'
        ? [asc(licences.submittedAt), asc(licences.id)]
        : filter.view === 'closed' || filter.view === 'ended'
          ? [desc(licences.validTo), asc(licences.id)]
          : [asc(licences.validTo), asc(licences.documentNo), asc(licences.id)]),
    )
    .limit(filter.pageSize)
    .offset((filter.page - 1) * filter.pageSize);
  const counts = await countViews(db, countyId, filter.today);
  const [all] = await db
    .select({ n: sql<number>`count(*)::int` })
    .from(licences)
    .innerJoin(brands, and(eq(brands.countyId, licences.countyId), eq(brands.id, licences.brandId)))
    .leftJoin(
      merchants,
      and(eq(merchants.countyId, licences.countyId), eq(merchants.id, licences.holderMerchantId)),
    )
    .where(and(base, inView(filter.view, filter.today)));
  const covered = await coveredProducts(
    db,
    countyId,
    found.map((r) => r.licence.id),
  );
  return {
    rows: found.map((r) => ({
      licence: r.licence,
      brand: r.brand,
      brandEn: r.brandEn,
      holderName: r.merchant ?? r.organisation ?? '',
      products: covered.filter((c) => c.licenceId === r.licence.id).map((c) => c.name),
    })),
    total: all?.n ?? 0,
    counts,
  };
}

function inView(view: LicenceView, today: Day): SQL | undefined {
  switch (view) {
    case 'under_way':
      return inArray(licences.status, [...UNDER_WAY, 'returned']);
    case 'valid':
      return and(eq(licences.status, 'granted'), gte(licences.validTo, today));
    case 'ending':
      return and(
        eq(licences.status, 'granted'),
        gte(licences.validTo, today),
        lte(licences.validTo, addDays(today, REMIND_DAYS)),
      );
    case 'ended':
      return or(
        and(eq(licences.status, 'granted'), lt(licences.validTo, today)),
        inArray(licences.status, ['suspended', 'revoked']),
      );
    case 'closed':
      return inArray(licences.status, ['refused', 'withdrawn']);
    case 'all':
      return undefined;
  }
}

async function countViews(db: DbOrTx, countyId: string, today: Day): Promise<Record<LicenceView, number>> {
  const counted = (view: LicenceView) =>
    sql<number>`count(*) filter (where ${inView(view, today) ?? sql`true`})::int`;
  const [row] = await db
    .select({
      under_way: counted('under_way'),
      valid: counted('valid'),
      ending: counted('ending'),
      ended: counted('ended'),
      closed: counted('closed'),
      all: counted('all'),
    })
    .from(licences)
    .where(and(eq(licences.countyId, countyId), sql`${licences.status} <> 'draft'`));
  return row ?? { under_way: 0, valid: 0, ending: 0, ended: 0, closed: 0, all: 0 };
}

export interface LicenceDetail {
  licence: Licence;
  brand: Brand;
  holder: { id: string; name: string; kind: string | null; creditCode: string | null; href: string | null };
  products: Pick<Product, 'id' | 'name' | 'nameEn'>[];
  papers: (LicencePaper & {
    fileName: string;
    contentType: string;
    restricted: boolean;
    /** Restricted papers alone: who opened it. */
    openings: { by: string; at: Date }[];
  })[];
  checks: LicenceCheck[];
  objections: LicenceObjection[];
  steps: LicenceStep[];
  notice: NoticeState | null;
  upheld: boolean;
  problems: IntakeProblem[];
  /** Steps the asker may take now. */
  next: LicenceStepKind[];
  renews: { id: string; documentNo: string | null } | null;
  renewedBy: { id: string; documentNo: string | null; status: Licence['status'] } | null;
}

export async function getLicence(
  db: DbOrTx,
  actor: Actor,
  licenceId: string,
  today: Day,
): Promise<LicenceDetail | null> {
  if (!isUuid(licenceId) || !can(actor, 'licence.read')) return null;
  const { countyId } = actor;
  const [found] = await db
    .select({ licence: licences, brand: brands, merchant: merchants, organisation: organisations })
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
    .where(and(eq(licences.countyId, countyId), eq(licences.id, licenceId)));
  // A draft is the applicant's own business.
  if (!found || found.licence.status === 'draft') return null;
  const { licence, brand, merchant, organisation } = found;
  const [products, papers, checks, objections, steps, notice] = await Promise.all([
    coveredProducts(db, countyId, [licenceId]),
    papersOf(db, countyId, licenceId),
    db
      .select()
      .from(licenceChecks)
      .where(and(eq(licenceChecks.countyId, countyId), eq(licenceChecks.licenceId, licenceId)))
      .orderBy(asc(licenceChecks.createdAt)),
    db
      .select()
      .from(licenceObjections)
      .where(and(eq(licenceObjections.countyId, countyId), eq(licenceObjections.licenceId, licenceId)))
      .orderBy(asc(licenceObjections.raisedOn)),
    db
      .select()
      .from(licenceSteps)
      .where(and(eq(licenceSteps.countyId, countyId), eq(licenceSteps.licenceId, licenceId)))
      .orderBy(asc(licenceSteps.createdAt), asc(licenceSteps.id)),
    noticeOf(db, licence, today),
  ]);
  const related = await db
    .select()
    .from(licences)
    .where(
      and(
        eq(licences.countyId, countyId),
        or(
          eq(licences.renewsId, licenceId),
          licence.renewsId ? eq(licences.id, licence.renewsId) : undefined,
        ),
      ),
    );
  const later = related.find(
    (r) => r.renewsId === licenceId && !['draft', 'withdrawn', 'refused'].includes(r.status),
  );
  const earlier = related.find((r) => r.id === licence.renewsId);
  return {
    licence,
    brand,
    holder: {
      id: merchant?.id ?? organisation?.id ?? '',
      name: merchant?.name ?? organisation?.name ?? '',
      kind: merchant?.kind ?? null,
      creditCode: merchant?.creditCode ?? null,
      href: merchant ? `/merchants/${merchant.id}` : null,
    },
    products,
    papers: await Promise.all(
      papers.map(async (p) => ({
        ...p,
        openings: p.restricted ? await listOpenings(db, countyId, p.fileId) : [],
      })),
    ),
    checks,
    objections,
    steps,
    notice: licence.status === 'public_notice' ? (notice?.state ?? null) : null,
    upheld: notice?.upheld ?? false,
    problems: licence.status === 'submitted' ? await problemsOf(db, licence, today) : [],
    next: stepsFrom(licence.status, (by) => by !== 'holder' && can(actor, by)),
    renews: earlier ? { id: earlier.id, documentNo: earlier.documentNo } : null,
    renewedBy: later ? { id: later.id, documentNo: later.documentNo, status: later.status } : null,
  };
}
