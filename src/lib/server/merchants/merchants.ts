/** Merchants: who they are, what each may sell, where they sell it, who acts for them. */
import { isUuid } from '#lib/shared/uuid.ts';
import { and, asc, count, desc, eq, exists, ilike, inArray, isNull, or, sql, type SQL } from 'drizzle-orm';
import type { Actor } from '../accounts/actor.ts';
import { can } from '../accounts/rights.ts';
import { users } from '../accounts/schema.ts';
import { record } from '../audit/audit.ts';
import { products, townships, type Product } from '../county/schema.ts';
import { constraintOf } from '../db/constraint.ts';
import type { Db, DbOrTx, Tx } from '../db/database.ts';
import {
  merchantProducts,
  merchants,
  merchantUsers,
  productOffers,
  type Merchant,
  type ProductOffer,
} from './schema.ts';

export type MerchantKind = Merchant['kind'];
export type MerchantState = Merchant['state'];
export type Platform = ProductOffer['platform'];

export const MERCHANT_KINDS = merchants.kind.enumValues;
export const MERCHANT_STATES = merchants.state.enumValues;
export const PLATFORMS = productOffers.platform.enumValues;

export const MERCHANT_SORTS = ['name', 'number', 'products', 'joined'] as const;
export type MerchantSort = (typeof MERCHANT_SORTS)[number];

export interface MerchantFilter {
  /** Part of the name, the short name, the village or the spoken number. */
  text?: string;
  townshipId?: string;
  kind?: MerchantKind;
  state?: MerchantState;
  productId?: string;
  sort?: MerchantSort;
  descending?: boolean;
  /** From 1. */
  page?: number;
  pageSize?: number;
}

export interface MerchantRow {
  id: string;
  name: string;
  shortName: string | null;
  kind: MerchantKind;
  state: MerchantState;
  township: string | null;
  village: string | null;
  spokenNumber: string | null;
  joinedAt: Date | null;
  products: string[];
  /** Whether anybody can sign in for it. */
  people: number;
}

/** One page of merchants and how many there are in all. */
export async function list(
  db: DbOrTx,
  countyId: string,
  filter: MerchantFilter = {},
): Promise<{ rows: MerchantRow[]; total: number }> {
  const where = and(eq(merchants.countyId, countyId), ...conditions(db, filter));
  // Column names by hand: in a select of one table drizzle leaves out the table's name, which the inner query would take.
  const productCount = sql<number>`(select count(*) from merchant_products p
    where p.county_id = merchants.county_id and p.merchant_id = merchants.id)`;
  const order: Record<MerchantSort, SQL> = {
    name: sql`${merchants.name}`,
    number: sql`lpad(coalesce(${merchants.spokenNumber}, '9999'), 4, '0')`,
    products: productCount,
    joined: sql`${merchants.joinedAt}`,
  };
  const direction = filter.descending ? desc : asc;
  const pageSize = filter.pageSize ?? 20;
  const found = await db
    .select({
      id: merchants.id,
      name: merchants.name,
      shortName: merchants.shortName,
      kind: merchants.kind,
      state: merchants.state,
      township: townships.name,
      village: merchants.village,
      spokenNumber: merchants.spokenNumber,
      joinedAt: merchants.joinedAt,
    })
    .from(merchants)
    .leftJoin(
      townships,
      and(eq(townships.countyId, merchants.countyId), eq(townships.id, merchants.townshipId)),
    )
    .where(where)
    .orderBy(direction(order[filter.sort ?? 'number']), asc(merchants.name))
    .limit(pageSize)
    .offset(((filter.page ?? 1) - 1) * pageSize);
  const [counted] = await db.select({ n: count() }).from(merchants).where(where);
  const ids = found.map((m) => m.id);
  if (ids.length === 0) return { rows: [], total: counted?.n ?? 0 };
  const [sold, people] = await Promise.all([
    db
      .select({ merchantId: merchantProducts.merchantId, name: products.name })
      .from(merchantProducts)
      .innerJoin(
        products,
        and(eq(products.countyId, merchantProducts.countyId), eq(products.id, merchantProducts.productId)),
      )
      .where(and(eq(merchantProducts.countyId, countyId), inArray(merchantProducts.merchantId, ids)))
      .orderBy(asc(products.code)),
    db
      .select({ merchantId: merchantUsers.merchantId, n: count() })
      .from(merchantUsers)
      .where(and(eq(merchantUsers.countyId, countyId), inArray(merchantUsers.merchantId, ids)))
      .groupBy(merchantUsers.merchantId),
  ]);
  const rows = found.map((merchant) => ({
    ...merchant,
    products: sold.filter((s) => s.merchantId === merchant.id).map((s) => s.name),
    people: people.find((p) => p.merchantId === merchant.id)?.n ?? 0,
  }));
  return { rows, total: counted?.n ?? 0 };
}

export interface MerchantDetail extends Merchant {
  township: string | null;
  products: Product[];
  offers: (ProductOffer & { product: string })[];
  people: {
    userId: string;
    name: string;
    phoneTail: string | null;
    isOwner: boolean;
    lastSignedInAt: Date | null;
  }[];
}

export async function get(db: DbOrTx, countyId: string, merchantId: string): Promise<MerchantDetail | null> {
  if (!isUuid(merchantId)) return null;
  const [found] = await db
    .select({ merchant: merchants, township: townships.name })
    .from(merchants)
    .leftJoin(
      townships,
      and(eq(townships.countyId, merchants.countyId), eq(townships.id, merchants.townshipId)),
    )
    .where(and(eq(merchants.countyId, countyId), eq(merchants.id, merchantId)));
  if (!found) return null;
  const [sold, offers, people] = await Promise.all([
    db
      .select({ product: products })
      .from(merchantProducts)
      .innerJoin(
        products,
        and(eq(products.countyId, merchantProducts.countyId), eq(products.id, merchantProducts.productId)),
      )
      .where(and(eq(merchantProducts.countyId, countyId), eq(merchantProducts.merchantId, merchantId)))
      .orderBy(asc(products.code)),
    db
      .select({ offer: productOffers, product: products.name })
      .from(productOffers)
      .innerJoin(
        products,
        and(eq(products.countyId, productOffers.countyId), eq(products.id, productOffers.productId)),
      )
      .where(
        and(
          eq(productOffers.countyId, countyId),
          eq(productOffers.merchantId, merchantId),
          isNull(productOffers.retiredAt),
        ),
      )
      .orderBy(asc(productOffers.platform), asc(products.code)),
    db
      .select({
        userId: users.id,
        name: users.name,
        phoneTail: users.phoneTail,
        isOwner: merchantUsers.isOwner,
        lastSignedInAt: users.lastSignedInAt,
      })
      .from(merchantUsers)
      .innerJoin(users, eq(users.id, merchantUsers.userId))
      .where(and(eq(merchantUsers.countyId, countyId), eq(merchantUsers.merchantId, merchantId)))
      .orderBy(desc(merchantUsers.isOwner), asc(users.name)),
  ]);
  return {
    ...found.merchant,
    township: found.township,
    products: sold.map((s) => s.product),
    offers: offers.map((o) => ({ ...o.offer, product: o.product })),
    people,
  };
}

export interface MerchantInput {
  name: string;
  shortName: string | null;
  kind: MerchantKind;
  townshipId: string | null;
  village: string | null;
  contactName: string | null;
  creditCode: string | null;
  spokenNumber: string | null;
  state: MerchantState;
  suspendedReason: string | null;
  productIds: readonly string[];
}

export type MerchantRefusal =
  | 'not_allowed'
  | 'not_found'
  | 'name_missing'
  | 'name_taken'
  | 'number_taken'
  | 'number_shape'
  | 'unknown_reference'
  | 'reason_missing';

export type MerchantResult = { ok: true; merchant: Merchant } | { ok: false; reason: MerchantRefusal };

/** A new merchant, or with `id` the same one changed. A suspended one needs a reason that its people are shown. */
export async function save(
  db: Db,
  actor: Actor,
  input: MerchantInput,
  options: { id?: string; at: Date },
): Promise<MerchantResult> {
  if (!can(actor, 'merchant.edit')) return { ok: false, reason: 'not_allowed' };
  if (!input.name.trim()) return { ok: false, reason: 'name_missing' };
  if (input.spokenNumber && !/^\d{1,4}$/.test(input.spokenNumber))
    return { ok: false, reason: 'number_shape' };
  if (input.state === 'suspended' && !input.suspendedReason) return { ok: false, reason: 'reason_missing' };
  const { productIds, ...fields } = input;
  try {
    return await db.transaction(async (tx): Promise<MerchantResult> => {
      const before = options.id ? await lock(tx, actor.countyId, options.id) : null;
      if (options.id && !before) return { ok: false, reason: 'not_found' };
      const [merchant] = before
        ? await tx
            .update(merchants)
            .set(fields)
            .where(and(eq(merchants.countyId, actor.countyId), eq(merchants.id, before.id)))
            .returning()
        : await tx
            .insert(merchants)
            .values({ ...fields, countyId: actor.countyId, joinedAt: options.at })
            .returning();
      if (!merchant) throw new Error('no merchant was written');
      const mine = and(
        eq(merchantProducts.countyId, actor.countyId),
        eq(merchantProducts.merchantId, merchant.id),
      );
      await tx.delete(merchantProducts).where(mine);
      if (productIds.length > 0) {
        await tx.insert(merchantProducts).values(
          [...new Set(productIds)].map((productId) => ({
            countyId: actor.countyId,
            merchantId: merchant.id,
            productId,
          })),
        );
      }
      await record(tx, actor, {
        action: before ? 'merchant.changed' : 'merchant.created',
        subject: 'merchant',
        subjectId: merchant.id,
        label: merchant.name,
        before,
        after: { ...merchant, productIds },
      });
      return { ok: true, merchant };
    });
  } catch (error) {
    const reason = REFUSED_BY[constraintOf(error) ?? ''];
    if (reason) return { ok: false, reason };
    throw error;
  }
}

const REFUSED_BY: Readonly<Record<string, MerchantRefusal>> = {
  merchants_name_key: 'name_taken',
  merchants_spoken_number_key: 'number_taken',
  merchants_township_fk: 'unknown_reference',
  merchant_products_product_fk: 'unknown_reference',
};

export interface OfferInput {
  productId: string;
  platform: Platform;
  shopName: string;
  url: string | null;
  searchWords: string | null;
}

export type OfferRefusal =
  'not_allowed' | 'not_found' | 'shop_missing' | 'no_way_to_buy' | 'url' | 'may_not_sell';

/** Where a merchant sells one of its products. An address is http(s); without one the words to search are needed. */
export async function addOffer(
  db: Db,
  actor: Actor,
  merchantId: string,
  input: OfferInput,
): Promise<{ ok: true; offer: ProductOffer } | { ok: false; reason: OfferRefusal }> {
  if (!can(actor, 'merchant.edit')) return { ok: false, reason: 'not_allowed' };
  if (!input.shopName.trim()) return { ok: false, reason: 'shop_missing' };
  if (!input.url && !input.searchWords) return { ok: false, reason: 'no_way_to_buy' };
  if (input.url && !isWebAddress(input.url)) return { ok: false, reason: 'url' };
  return db.transaction(async (tx) => {
    const merchant = await lock(tx, actor.countyId, merchantId);
    if (!merchant) return { ok: false as const, reason: 'not_found' as const };
    const [may] = await tx
      .select({ id: merchantProducts.productId })
      .from(merchantProducts)
      .where(
        and(
          eq(merchantProducts.countyId, actor.countyId),
          eq(merchantProducts.merchantId, merchantId),
          eq(merchantProducts.productId, input.productId),
        ),
      );
    if (!may) return { ok: false as const, reason: 'may_not_sell' as const };
    const [offer] = await tx
      .insert(productOffers)
      .values({ ...input, countyId: actor.countyId, merchantId })
      .returning();
    if (!offer) throw new Error('the insert returned no row');
    await record(tx, actor, {
      action: 'merchant.offer_added',
      subject: 'merchant',
      subjectId: merchantId,
      label: merchant.name,
      after: offer,
    });
    return { ok: true as const, offer };
  });
}

/** Takes an offer off every page; links that were shared keep their history. */
export async function retireOffer(
  db: Db,
  actor: Actor,
  merchantId: string,
  offerId: string,
  options: { at: Date },
): Promise<{ ok: true } | { ok: false; reason: 'not_allowed' | 'not_found' }> {
  if (!can(actor, 'merchant.edit')) return { ok: false, reason: 'not_allowed' };
  return db.transaction(async (tx) => {
    const [offer] = await tx
      .update(productOffers)
      .set({ retiredAt: options.at })
      .where(
        and(
          eq(productOffers.countyId, actor.countyId),
          eq(productOffers.id, offerId),
          eq(productOffers.merchantId, merchantId),
          isNull(productOffers.retiredAt),
        ),
      )
      .returning();
    if (!offer) return { ok: false as const, reason: 'not_found' as const };
    await record(tx, actor, {
      action: 'merchant.offer_retired',
      subject: 'merchant',
      subjectId: merchantId,
      before: offer,
    });
    return { ok: true as const };
  });
}

async function lock(tx: Tx, countyId: string, merchantId: string): Promise<Merchant | null> {
  const [row] = await tx
    .select()
    .from(merchants)
    .where(and(eq(merchants.countyId, countyId), eq(merchants.id, merchantId)))
    .for('update');
  return row ?? null;
}

function isWebAddress(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
}

function conditions(db: DbOrTx, filter: MerchantFilter): (SQL | undefined)[] {
  const text = filter.text?.trim();
  const like = text ? `%${text.replace(/[\\%_]/g, '\\$&')}%` : null;
  return [
    like
      ? or(
          ilike(merchants.name, like),
          ilike(merchants.shortName, like),
          ilike(merchants.village, like),
          eq(merchants.spokenNumber, text ?? ''),
        )
      : undefined,
    filter.townshipId ? eq(merchants.townshipId, filter.townshipId) : undefined,
    filter.kind ? eq(merchants.kind, filter.kind) : undefined,
    filter.state ? eq(merchants.state, filter.state) : undefined,
    filter.productId
      ? exists(
          db
            .select({ one: sql`1` })
            .from(merchantProducts)
            .where(
              and(
                eq(merchantProducts.countyId, merchants.countyId),
                eq(merchantProducts.merchantId, merchants.id),
                eq(merchantProducts.productId, filter.productId),
              ),
            ),
        )
      : undefined,
  ];
}
