/** The whole demo as plain values: the same seed and the same day make the same county, row for row. */
import type { Day } from '#lib/shared/dates.ts';
import { editionsAround, type Edition } from './editions.ts';
import { drawSales, type OrderWorld } from './orders.ts';
import { participantsOf, type Participant } from './participants.ts';
import type { Sale, StallSale } from './sale.ts';
import { drawCrowd, type Visitor } from './visitors.ts';

export interface World {
  seed: string;
  today: Day;
  /** Seconds since 1970. */
  now: number;
  /** 1 = the demo; tests take a small part of its sales. */
  scale: number;
  editions: readonly Edition[];
  participants: ReadonlyMap<string, readonly Participant[]>;
  /** Oldest first. */
  sales: readonly Sale[];
  stallSales: readonly StallSale[];
  visitors: readonly Visitor[];
}

/** Orders of a county of this size in two years, besides those of events. */
const ORDERS = 60_000;

export function drawWorld(options: { seed: string; today: Day; now: Date; scale?: number }): World {
  const { seed, today, scale = 1 } = options;
  const now = Math.floor(options.now.getTime() / 1000);
  const editions = editionsAround(today);
  const participants = new Map(editions.map((edition) => [edition.key, participantsOf(edition, seed)]));
  const orders: OrderWorld = { seed, today, now, target: ORDERS * scale, editions, participants };
  const crowd = drawCrowd(orders, scale);
  const sales = [...drawSales(orders), ...crowd.sales].sort(
    (a, b) => a.orderedAt - b.orderedAt || (a.orderNo < b.orderNo ? -1 : 1),
  );
  return {
    seed,
    today,
    now,
    scale,
    editions,
    participants,
    sales,
    stallSales: crowd.stallSales,
    visitors: crowd.visitors,
  };
}
