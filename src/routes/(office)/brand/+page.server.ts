import { and, eq, gte, inArray } from 'drizzle-orm';
import { brandTree, listCertificates, listLicences, type BrandRow } from '#lib/server/brand/brands.ts';
import { licenceState, type CampaignSpan } from '#lib/server/brand/licence-state.ts';
import { campaignMerchants, campaigns } from '#lib/server/campaigns/schema.ts';
import type { Db } from '#lib/server/db/database.ts';
import { requireRight } from '#lib/server/web/guard.ts';
import { dayOf } from '#lib/shared/dates.ts';
import { LICENCE_FILTERS, licenceGroup } from './licence-filter.ts';
import type { PageServerLoad } from './$types';

const PAGE_SIZE = 20;

export const load: PageServerLoad = async (event) => {
  const actor = requireRight(event, 'brand.read');
  const { app } = event.locals;
  const { db } = app.database;
  const today = dayOf(app.clock());
  const [tree, licences, certificates, spans] = await Promise.all([
    brandTree(db, actor.countyId),
    listLicences(db, actor.countyId),
    listCertificates(db, actor.countyId),
    campaignSpans(db, actor.countyId, today),
  ]);
  const query = event.url.searchParams;
  const state = LICENCE_FILTERS.find((f) => f === query.get('state'));
  const text = query.get('q')?.trim().slice(0, 60) ?? '';
  const rows = licences.map(({ licence, brandName, holderName, products }) => ({
    id: licence.id,
    brandName,
    holderName,
    products,
    uses: licence.uses,
    documentNo: licence.documentNo,
    validFrom: licence.validFrom,
    validTo: licence.validTo,
    state: licenceState(licence, today, spans),
  }));
  const found = rows.filter(
    (r) =>
      (!state || licenceGroup(r.state) === state) &&
      [r.brandName, r.holderName, r.documentNo, ...r.products].some((t) =>
        (t ?? '').toLowerCase().includes(text.toLowerCase()),
      ),
  );
  const pages = Math.max(1, Math.ceil(found.length / PAGE_SIZE));
  const page = Math.min(pages, Math.max(1, Math.floor(Number(query.get('page'))) || 1));
  const counted = (group: string) => rows.filter((r) => licenceGroup(r.state) === group).length;
  return {
    tree: tree.map(branch),
    counts: { valid: counted('valid'), ending: counted('ending'), ended: counted('ended') },
    licences: found.slice((page - 1) * PAGE_SIZE, page * PAGE_SIZE),
    total: found.length,
    page,
    pageSize: PAGE_SIZE,
    filter: { text, state: state ?? '' },
    certificates: certificates.map(({ certificate: c, holderName, productName }) => ({
      id: c.id,
      kind: c.kind,
      number: c.number,
      body: c.body,
      holderName,
      productName,
      validFrom: c.validFrom,
      validTo: c.validTo,
      ended: c.validTo !== null && c.validTo < today,
    })),
  };
};

export interface Branch {
  id: string;
  name: string;
  nameEn: string;
  level: number;
  owner: string;
  foundedOn: string | null;
  requiredOn: BrandRow['brand']['requiredOn'];
  mark: { version: number; wordmark: string; viewBox: string; path: string } | null;
  licenceCount: number;
  children: Branch[];
}

function branch({ brand, mark, licenceCount, children }: BrandRow): Branch {
  return {
    id: brand.id,
    name: brand.name,
    nameEn: brand.nameEn,
    level: brand.level,
    owner: brand.owner,
    foundedOn: brand.foundedOn,
    requiredOn: brand.requiredOn,
    mark: mark
      ? {
          version: mark.version,
          wordmark: mark.wordmark,
          viewBox: mark.drawing.viewBox,
          path: mark.drawing.path,
        }
      : null,
    licenceCount,
    children: children.map(branch),
  };
}

/** Campaigns that are running or still to come, with who takes part: what a licence may end inside of. */
async function campaignSpans(db: Db, countyId: string, today: string): Promise<CampaignSpan[]> {
  const rows = await db
    .select({
      name: campaigns.name,
      startsOn: campaigns.startsOn,
      endsOn: campaigns.endsOn,
      merchantId: campaignMerchants.merchantId,
      id: campaigns.id,
    })
    .from(campaigns)
    .innerJoin(
      campaignMerchants,
      and(eq(campaignMerchants.countyId, campaigns.countyId), eq(campaignMerchants.campaignId, campaigns.id)),
    )
    .where(
      and(
        eq(campaigns.countyId, countyId),
        gte(campaigns.endsOn, today),
        inArray(campaigns.state, ['awaiting_approval', 'approved', 'running', 'changing', 'postponed']),
      ),
    );
  const spans = new Map<string, CampaignSpan & { merchantIds: string[] }>();
  for (const row of rows) {
    const span = spans.get(row.id) ?? {
      name: row.name,
      startsOn: row.startsOn,
      endsOn: row.endsOn,
      merchantIds: [],
    };
    span.merchantIds.push(row.merchantId);
    spans.set(row.id, span);
  }
  return [...spans.values()].sort((a, b) => a.startsOn.localeCompare(b.startsOn));
}
