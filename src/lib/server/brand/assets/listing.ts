/** The library as it is searched: one page, newest first, with what stands in the way of each. */
import { and, asc, desc, eq, ilike, inArray, isNotNull, isNull, or, sql } from 'drizzle-orm';
import { addDays, type Day } from '#lib/shared/dates.ts';
import { isUuid } from '#lib/shared/uuid.ts';
import { products, townships } from '../../county/schema.ts';
import type { DbOrTx } from '../../db/database.ts';
import { merchants } from '../../merchants/schema.ts';
import {
  assetRefusal,
  assetStanding,
  ENDING_DAYS,
  type AssetQuestion,
  type AssetRefusal,
  type AssetStanding,
} from './asset-state.ts';
import { consentsOf, type AssetConsent } from './consents-of.ts';
import { assetDownloads, assets, type Asset, type AssetDownload } from './schema.ts';
import type { AssetKind } from './terms.ts';

export interface AssetFilter {
  /** Part of title, description, author, file name or a tag. */
  text?: string;
  kind?: AssetKind;
  standing?: AssetStanding;
  tag?: string;
  productId?: string;
  townshipId?: string;
  /** Only these: the assets of a campaign. */
  ids?: readonly string[];
}

export interface AssetRow {
  asset: Asset;
  standing: AssetStanding;
  refusal: AssetRefusal | null;
}

export const ASSET_SORTS = ['newest', 'title', 'ending'] as const;
export type AssetSort = (typeof ASSET_SORTS)[number];

/**
 * One page; `page` is 1-based, one beyond the last is the last. Archived assets are only shown when asked for. Standing
 * follows from days and consents, so it is judged row by row after the rest of the filter.
 */
export async function listAssets(
  db: DbOrTx,
  countyId: string,
  options: AssetFilter & { today: Day; sort?: AssetSort; page: number; pageSize: number },
): Promise<{ rows: AssetRow[]; total: number; page: number; tags: { tag: string; count: number }[] }> {
  const found = await judged(db, countyId, options);
  const kept = options.standing ? found.filter((r) => r.standing === options.standing) : found;
  const sorted = sortRows(kept, options.sort ?? 'newest');
  const pages = Math.max(1, Math.ceil(sorted.length / options.pageSize));
  const page = Math.min(options.page, pages);
  const first = (page - 1) * options.pageSize;
  return {
    rows: sorted.slice(first, first + options.pageSize),
    total: sorted.length,
    page,
    tags: await listTags(db, countyId),
  };
}

/** Pictures that may be used for this, newest first: what the studio offers. */
export async function usablePictures(
  db: DbOrTx,
  countyId: string,
  question: AssetQuestion & { text?: string; limit: number },
): Promise<Asset[]> {
  const rows = await db
    .select()
    .from(assets)
    .where(
      and(
        eq(assets.countyId, countyId),
        isNull(assets.archivedAt),
        inArray(assets.kind, ['photo', 'drawing']),
        ...textFilter(question.text),
      ),
    )
    .orderBy(desc(assets.createdAt), desc(assets.id));
  const consents = await consentsOf(
    db,
    countyId,
    rows.filter((a) => a.recognisable).map((a) => a.id),
  );
  return rows
    .filter(
      (asset) =>
        assetRefusal(withOfficials(asset, consents.get(asset.id)), consents.get(asset.id) ?? [], question) ===
        null,
    )
    .slice(0, question.limit);
}

export interface OpenAsset extends AssetRow {
  consents: AssetConsent[];
  downloads: AssetDownload[];
  productName: string | null;
  townshipName: string | null;
  merchantName: string | null;
}

/** One asset with everything known of it; null when the county has none of this id. */
export async function openAsset(
  db: DbOrTx,
  countyId: string,
  id: string,
  today: Day,
): Promise<OpenAsset | null> {
  if (!isUuid(id)) return null;
  const [row] = await db
    .select({ asset: assets, product: products.name, township: townships.name, merchant: merchants.name })
    .from(assets)
    .leftJoin(products, and(eq(products.countyId, assets.countyId), eq(products.id, assets.productId)))
    .leftJoin(townships, and(eq(townships.countyId, assets.countyId), eq(townships.id, assets.townshipId)))
    .leftJoin(merchants, and(eq(merchants.countyId, assets.countyId), eq(merchants.id, assets.merchantId)))
    .where(and(eq(assets.countyId, countyId), eq(assets.id, id)));
  if (!row) return null;
  const consents = (await consentsOf(db, countyId, [id])).get(id) ?? [];
  const downloads = await db
    .select()
    .from(assetDownloads)
    .where(and(eq(assetDownloads.countyId, countyId), eq(assetDownloads.assetId, id)))
    .orderBy(desc(assetDownloads.createdAt))
    .limit(50);
  return {
    asset: row.asset,
    ...assetStanding(withOfficials(row.asset, consents), consents, daysOf(today)),
    consents,
    downloads,
    productName: row.product,
    townshipName: row.township,
    merchantName: row.merchant,
  };
}

/** Tags of the county's assets in use, the most used first. */
export async function listTags(db: DbOrTx, countyId: string): Promise<{ tag: string; count: number }[]> {
  const rows = await db.execute<{ tag: string; count: number }>(sql`
    select tag, count(*)::int as count
    from ${assets}, jsonb_array_elements_text(${assets.tags}) as tag
    where ${assets.countyId} = ${countyId} and ${assets.archivedAt} is null
    group by tag order by count(*) desc, tag limit 40`);
  return rows.map(({ tag, count }) => ({ tag, count }));
}

async function judged(
  db: DbOrTx,
  countyId: string,
  options: AssetFilter & { today: Day },
): Promise<AssetRow[]> {
  if (options.ids?.length === 0) return [];
  const rows = await db
    .select()
    .from(assets)
    .where(
      and(
        eq(assets.countyId, countyId),
        options.standing === 'archived' ? isNotNull(assets.archivedAt) : isNull(assets.archivedAt),
        ...(options.kind ? [eq(assets.kind, options.kind)] : []),
        ...(options.productId ? [eq(assets.productId, options.productId)] : []),
        ...(options.townshipId ? [eq(assets.townshipId, options.townshipId)] : []),
        ...(options.ids ? [inArray(assets.id, [...options.ids])] : []),
        ...(options.tag ? [sql`${assets.tags} @> ${JSON.stringify([options.tag])}::jsonb`] : []),
        ...textFilter(options.text),
      ),
    )
    .orderBy(desc(assets.createdAt), asc(assets.id));
  const consents = await consentsOf(
    db,
    countyId,
    rows.map((a) => a.id),
  );
  const days = daysOf(options.today);
  return rows.map((asset) => {
    const own = consents.get(asset.id) ?? [];
    return { asset, ...assetStanding(withOfficials(asset, own), own, days) };
  });
}

function textFilter(text: string | undefined) {
  const wanted = text?.normalize('NFC').trim() ?? '';
  if (wanted === '') return [];
  const like = `%${wanted.replace(/[\\%_]/gu, '\\$&')}%`;
  return [
    or(
      ilike(assets.title, like),
      ilike(assets.description, like),
      ilike(assets.author, like),
      ilike(assets.fileName, like),
      sql`${assets.tags}::text ilike ${like}`,
    ),
  ];
}

function sortRows(rows: readonly AssetRow[], sort: AssetSort): AssetRow[] {
  if (sort === 'newest') return [...rows];
  if (sort === 'title') return [...rows].sort((a, b) => a.asset.title.localeCompare(b.asset.title, 'zh-CN'));
  const end = ({ asset }: AssetRow): string => asset.rightsTo ?? '9999-12-31';
  return [...rows].sort((a, b) => end(a).localeCompare(end(b)));
}

function daysOf(today: Day): { on: Day; soon: Day } {
  return { on: today, soon: addDays(today, ENDING_DAYS) };
}

/** Whether an official is seen is said on the asset, or follows from whose consent it is. */
function withOfficials(asset: Asset, consents: readonly AssetConsent[] | undefined): Asset {
  const isOfficial = asset.isOfficial || (consents?.some((c) => c.isOfficial) ?? false);
  return isOfficial === asset.isOfficial ? asset : { ...asset, isOfficial };
}

/** Merchants an asset may belong to, by name. */
export async function listOwners(db: DbOrTx, countyId: string): Promise<{ id: string; name: string }[]> {
  return db
    .select({ id: merchants.id, name: merchants.name })
    .from(merchants)
    .where(eq(merchants.countyId, countyId))
    .orderBy(asc(merchants.name));
}
