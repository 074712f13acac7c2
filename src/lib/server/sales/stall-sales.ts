import * as v from 'valibot';
import type { Actor } from '../accounts/actor.ts';
import { can } from '../accounts/rights.ts';
import { normaliseCode } from '../campaigns/code-grammar.ts';
import type { Database } from '../db/database.ts';
import { activityNames } from './imports/fold-import.ts';
import { applyNews } from './imports/fold.ts';
import { activeExclusions } from './imports/exclusions.ts';
import { loadCases, loadKnownOrders } from './imports/known-orders.ts';
import { rulesInOrder } from './imports/run-import.ts';
import { writeOrders, type OrderWrites } from './imports/write-orders.ts';
import type { OrderNews } from './news.ts';
import { loadProductMatcher } from './product-matching.ts';
import { hashPhone, type PhoneKey } from './rows/privacy.ts';
import { ensureShop } from './shops.ts';

/** A sale entered on a phone at a stall: the same order as a row of the stall sheet, by another door. */
export interface StallSale {
  /** Made on the device, e.g. `XC20261008-19079123`: sent twice it is one sale. */
  registrationNo: string;
  /** The stall's name; what is sold under it belongs to this merchant. */
  stall: string;
  merchantId: string;
  productId: string;
  quantity: number;
  amountFen: number;
  /** Coupon or spoken code the buyer showed or said. */
  code?: string | null;
  activityId?: string | null;
  /** Full number, only hashed. */
  phone?: string | null;
  /** The device's time. */
  soldAt: Date;
}

export type StallRefusal =
  | 'forbidden'
  | 'registration_invalid'
  | 'stall_missing'
  | 'merchant_unknown'
  | 'product_unknown'
  | 'activity_unknown'
  | 'quantity_invalid'
  | 'amount_invalid'
  | 'time_invalid'
  | 'stall_taken';

export type StallResult =
  { ok: true; orderId: string; repeated: boolean } | { ok: false; reason: StallRefusal };

const registration = v.pipe(v.string(), v.trim(), v.regex(/^[A-Za-z0-9][A-Za-z0-9-]{5,39}$/));
/** A sale dated further ahead than this comes from a wrong clock. */
const CLOCK_AHEAD_MS = 24 * 3_600_000;

/**
 * Records a stall sale, or corrects the one of the same registration number. The merchant must be one of the actor's
 * own, unless the actor serves the whole county. Amount in fen, > 0; quantity a whole number ≥ 1.
 */
export async function recordStallSale(
  database: Database,
  actor: Actor,
  sale: StallSale,
  options: { now: Date; phoneKey: PhoneKey },
): Promise<StallResult> {
  const refused = (reason: StallRefusal): StallResult => ({ ok: false, reason });
  if (!can(actor, 'stall.sell')) return refused('forbidden');
  const registrationNo = v.safeParse(registration, sale.registrationNo);
  if (!registrationNo.success) return refused('registration_invalid');
  const stall = sale.stall.normalize('NFKC').trim();
  if (stall === '' || stall.length > 100) return refused('stall_missing');
  if (!Number.isSafeInteger(sale.quantity) || sale.quantity < 1 || sale.quantity > 10_000) {
    return refused('quantity_invalid');
  }
  if (!Number.isSafeInteger(sale.amountFen) || sale.amountFen < 1 || sale.amountFen > 1_000_000_000) {
    return refused('amount_invalid');
  }
  const soldAt = Math.floor(sale.soldAt.getTime() / 1000);
  if (!Number.isFinite(soldAt) || sale.soldAt.getTime() > options.now.getTime() + CLOCK_AHEAD_MS) {
    return refused('time_invalid');
  }
  const ownOnly = !actor.roles.some((role) => role === 'operator' || role === 'staff');
  if (ownOnly && !actor.merchantIds.includes(sale.merchantId)) return refused('merchant_unknown');
  const { countyId } = actor;
  const exclusions = await activeExclusions(database.sql, countyId);
  const products = await loadProductMatcher(database.sql, countyId);

  return database.sql.begin(async (tx): Promise<StallResult> => {
    const [merchant] = await tx<{ name: string }[]>`
      select name from merchants where county_id = ${countyId} and id = ${sale.merchantId}`;
    if (merchant === undefined) return refused('merchant_unknown');
    const [product] = await tx<{ code: string; name: string; spec: string }[]>`
      select code, name, spec from products where county_id = ${countyId} and id = ${sale.productId}`;
    if (product === undefined) return refused('product_unknown');
    if (sale.activityId) {
      const [activity] =
        await tx`select 1 from activities where county_id = ${countyId} and id = ${sale.activityId}`;
      if (activity === undefined) return refused('activity_unknown');
    }
    const shopId = await ensureShop(tx, countyId, 'stall', stall);
    const [shop] = await tx<{ merchant_id: string | null }[]>`
      update shops set merchant_id = coalesce(merchant_id, ${sale.merchantId})
      where county_id = ${countyId} and id = ${shopId} returning merchant_id`;
    if (shop?.merchant_id !== sale.merchantId) return refused('stall_taken');
    // One device's re-send and its first try may meet: they take turns on the registration number.
    await tx`select pg_advisory_xact_lock(hashtextextended(${`sales/stall/${countyId}/${registrationNo.output}`}, 0))`;
    const phone = sale.phone ? hashPhone(options.phoneKey, sale.phone) : null;
    const at = Math.floor(options.now.getTime() / 1000);
    const news: OrderNews = {
      at,
      core: { stage: 'completed', paid: sale.amountFen },
      info: {
        orderedAt: soldAt,
        merchant: merchant.name,
        ...(phone === null ? {} : { phone }),
        ...(sale.code ? { spokenCode: normaliseCode(sale.code).slice(0, 40) } : {}),
      },
      lines: [
        {
          key: '1',
          weight: sale.amountFen,
          quantity: sale.quantity,
          title: product.name,
          sku: product.spec,
          sellerCodes: [product.code],
        },
      ],
    };
    const known = await loadKnownOrders(tx, countyId, shopId, [registrationNo.output]);
    const cases = await loadCases(tx, countyId, shopId, [registrationNo.output]);
    const before = known.get(registrationNo.output) ?? null;
    const writes: OrderWrites = { added: [], changed: [], adjustments: [] };
    const context = {
      countyId,
      platform: 'stall' as const,
      importId: null,
      phoneKeyVersion: options.phoneKey.version,
      products,
      rules: rulesInOrder(exclusions),
      activityIds: await activityNames(tx, countyId),
    };
    applyNews(
      shopId,
      registrationNo.output,
      before,
      cases.get(registrationNo.output) ?? [],
      news,
      context,
      writes,
    );
    for (const order of [...writes.added, ...writes.changed.map((change) => change.order)]) {
      order.stallActivityId = sale.activityId ?? order.stallActivityId;
    }
    await writeOrders(tx, writes, context);
    return { ok: true, orderId: before?.id ?? writes.added[0]?.id ?? '', repeated: before !== null };
  }) as Promise<StallResult>;
}
