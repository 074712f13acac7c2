import type { ProductData } from '../data/products.ts';
import type { ShopData } from '../data/merchants.ts';
import type { Edition, EditionActivity } from './editions.ts';

/** A buyer as the platform knows them. What is personal never leaves the export file and the import that reads it. */
export interface Buyer {
  name: string;
  phone: string;
  province: string;
  city: string;
  district: string;
}

export interface SaleLine {
  product: ProductData;
  quantity: number;
  unitFen: number;
  /** The campaign whose coded SKU was bought. */
  coded: Edition | null;
}

export type SaleStage = 'unpaid' | 'closed' | 'paid' | 'shipped' | 'completed';

export interface Sale {
  shop: ShopData;
  orderNo: string;
  /** Seconds since 1970. */
  orderedAt: number;
  paidAt: number | null;
  lines: readonly SaleLine[];
  freightFen: number;
  /** Taken off by the platform or the shop; never more than the goods. */
  discountFen: number;
  stage: SaleStage;
  /** One share of the first line's money, 0…1; 0 = none. */
  refundShare: number;
  buyer: Buyer;
  remark: string;
  promoter: { id: string; name: string } | null;
  traffic: { form: string; source: string; channel: string } | null;
}

/** A sale at a stall of an event, entered on our own sheet. */
export interface StallSale {
  number: string;
  edition: Edition;
  activity: EditionActivity;
  stall: string;
  merchant: string;
  product: ProductData;
  quantity: number;
  paidFen: number;
  refundFen: number;
  payment: string;
  at: number;
  phone: string | null;
  spokenCode: string | null;
  remark: string;
  enteredBy: string;
}

export function goodsFen(sale: Sale): number {
  return sale.lines.reduce((sum, line) => sum + line.unitFen * line.quantity, 0);
}

/** What the buyer paid, freight included. */
export function paidFen(sale: Sale): number {
  return sale.stage === 'unpaid' || sale.stage === 'closed'
    ? 0
    : goodsFen(sale) - sale.discountFen + sale.freightFen;
}

/** The sale's money over its lines: discount and freight go with the goods, the last line takes the rest. */
export function linePaidFen(sale: Sale): number[] {
  const goods = goodsFen(sale);
  const total = goods - sale.discountFen + sale.freightFen;
  let left = total;
  return sale.lines.map((line, i) => {
    const share =
      i === sale.lines.length - 1 ? left : Math.floor((total * line.unitFen * line.quantity) / goods);
    left -= share;
    return share;
  });
}

/** The goods' money over the lines, discount taken off, freight left out. */
export function lineGoodsFen(sale: Sale): number[] {
  const goods = goodsFen(sale);
  const total = goods - sale.discountFen;
  let left = total;
  return sale.lines.map((line, i) => {
    const share =
      i === sale.lines.length - 1 ? left : Math.floor((total * line.unitFen * line.quantity) / goods);
    left -= share;
    return share;
  });
}

/** Money of the first line that went back, in fen. */
export function refundFen(sale: Sale): number {
  if (sale.stage === 'unpaid' || sale.stage === 'closed' || sale.refundShare === 0) return 0;
  return Math.round((linePaidFen(sale)[0] ?? 0) * sale.refundShare);
}
