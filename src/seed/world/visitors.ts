/** People at offline events: they scan, register, come or do not, buy at a stall, and some of them order from home. */
import { dayOf } from '#lib/shared/dates.ts';
import type { ProductData } from '../data/products.ts';
import { PRODUCTS } from '../data/products.ts';
import { drawBuyer, personName, phoneNumber } from './buyers.ts';
import { hasRun, type Edition, type EditionActivity } from './editions.ts';
import type { OrderWorld } from './orders.ts';
import { SaleDraw } from './orders.ts';
import { shortOf, type Participant } from './participants.ts';
import { randomOf, type Random } from './random.ts';
import type { Buyer, Sale, StallSale } from './sale.ts';

export interface Visitor {
  edition: Edition;
  activity: EditionActivity;
  buyer: Buyer;
  kind: 'consumer' | 'buyer' | 'merchant' | 'media' | 'guest';
  /** First-party id, before it is hashed; null when registered at the gate. */
  visitorId: string | null;
  headcount: number;
  registeredAt: number;
  /** Whose poster was scanned before. */
  scans: readonly { at: number; participant: Participant | null }[];
  checkedInAt: number | null;
}

export interface Crowd {
  visitors: Visitor[];
  sales: Sale[];
  stallSales: StallSale[];
}

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

export function drawCrowd(world: OrderWorld, scale: number): Crowd {
  const random = randomOf(world.seed, 'visitors');
  const draw = new SaleDraw(world, randomOf(world.seed, 'visitor-orders'));
  const crowd: Crowd = { visitors: [], sales: [], stallSales: [] };
  let stallNumber = 0;
  for (const edition of world.editions.filter(hasRun)) {
    const events = edition.activities.filter(
      (a) => (a.kind === 'festival' || a.kind === 'offline_event') && a.attendance,
    );
    const attendance = events.reduce((sum, a) => sum + (a.attendance ?? 0), 0);
    const known = world.participants.get(edition.key) ?? [];
    for (const activity of events) {
      const start = Math.floor(activity.startsAt.getTime() / 1000);
      const isOver = start + activity.hours * 3600 < world.now;
      const people = Math.round(
        (edition.template.visitors * (activity.attendance ?? 0) * scale) / Math.max(1, attendance),
      );
      for (let i = 0; i < people; i++) {
        const visitor = drawVisitor(random, world, edition, activity, known, start, isOver);
        if (visitor === null) continue;
        crowd.visitors.push(visitor);
        if (visitor.kind === 'consumer' && random.chance(0.3)) {
          const from = visitor.checkedInAt ?? visitor.registeredAt;
          const at = from + Math.floor(-Math.log(1 - random.next()) * 5 * 86_400);
          const sale =
            at < world.now
              ? draw.ofVisitor(edition, random.chance(0.7) ? 'wechat' : 'taobao', visitor.buyer, at)
              : null;
          if (sale) crowd.sales.push(sale);
        }
        if (isOver && visitor.checkedInAt !== null && random.chance(0.3)) {
          const sale = stallSale(random, edition, activity, known, visitor, ++stallNumber);
          if (!sale) continue;
          crowd.stallSales.push(sale);
          // Now and then the stall writes down what the buyer paid in the small shop: the county has to decide.
          const twin = random.chance(0.012) ? draw.twinOf(sale, visitor.buyer) : null;
          if (twin) crowd.sales.push(twin);
        }
      }
      // Passers-by who gave no number, written down by the stall.
      const walkIns = isOver ? Math.round((activity.attendance ?? 0) * 0.12 * scale) : 0;
      for (let i = 0; i < walkIns; i++) {
        const sale = stallSale(random, edition, activity, known, null, ++stallNumber);
        if (sale) crowd.stallSales.push(sale);
      }
    }
  }
  return crowd;
}

function drawVisitor(
  random: Random,
  world: OrderWorld,
  edition: Edition,
  activity: EditionActivity,
  known: readonly Participant[],
  start: number,
  isOver: boolean,
): Visitor | null {
  const atGate = isOver && random.chance(0.35);
  const registeredAt = atGate
    ? start + random.int(0, activity.hours * 3000)
    : start - random.int(1, 9 * 86_400);
  if (registeredAt >= world.now) return null;
  const came = atGate || (isOver && random.chance(0.78));
  const scans = Array.from({ length: atGate ? 0 : random.int(1, 3) }, () => ({
    at: registeredAt - random.int(20, 5 * 86_400),
    participant: known.length > 0 && random.chance(0.75) ? random.pick(known) : null,
  }));
  // The last scan is what led to the registration page.
  const last = scans[0];
  if (last) last.at = registeredAt - random.int(15, 600);
  return {
    edition,
    activity,
    buyer: drawBuyer(random, 14),
    kind: random.weighted(['consumer', 'buyer', 'merchant', 'media', 'guest'] as const, (k) =>
      k === 'consumer' ? 84 : k === 'guest' ? 6 : k === 'buyer' ? 5 : 2.5,
    ),
    visitorId: atGate ? null : Array.from({ length: 22 }, () => LETTERS.charAt(random.int(0, 63))).join(''),
    headcount: random.weighted([1, 2, 3, 4], (n) => [0, 55, 25, 12, 8][n] ?? 1),
    registeredAt,
    scans: scans.sort((a, b) => a.at - b.at),
    checkedInAt: came
      ? Math.max(registeredAt, start + random.int(-900, Math.floor(activity.hours * 2600)))
      : null,
  };
}

/** A merchant has the same stall number at every event: A01–A24, B01–B24, C01 … */
export function stallOf(activity: EditionActivity, participant: Participant): string {
  const number = Number(participant.number) - 1;
  return `${activity.venue}${'ABC'.charAt(Math.floor(number / 24))}${String((number % 24) + 1).padStart(2, '0')}`;
}

function stallSale(
  random: Random,
  edition: Edition,
  activity: EditionActivity,
  known: readonly Participant[],
  visitor: Visitor | null,
  number: number,
): StallSale | null {
  const participant = known.length > 0 ? random.pick(known) : null;
  if (!participant) return null;
  const sells = PRODUCTS.filter(
    (p) =>
      participant.merchant.sells.includes(p.industry) &&
      edition.template.products.some(([c]) => c === p.code),
  );
  const product: ProductData | undefined =
    sells.length > 0 ? random.weighted(sells, (p) => p.weight) : undefined;
  if (!product) return null;
  const price = edition.template.products.find(([code]) => code === product.code)?.[1] ?? product.priceFen;
  const quantity = random.weighted([1, 2, 3, 6], (n) => (n === 1 ? 55 : n === 2 ? 28 : n === 3 ? 12 : 5));
  const start = Math.floor(activity.startsAt.getTime() / 1000);
  const at = Math.max((visitor?.checkedInAt ?? start) + random.int(300, 4_000), start);
  const day = dayOf(new Date(at * 1000)).replaceAll('-', '');
  const paid = price * quantity - (random.chance(0.2) ? random.pick([100, 200, 500]) : 0);
  return {
    number: `XC${day}-${String(number).padStart(5, '0')}${random.int(1, 9)}`,
    edition,
    activity,
    stall: stallOf(activity, participant),
    merchant: shortOf(participant.merchant),
    product,
    quantity,
    paidFen: Math.max(100, paid),
    refundFen: random.chance(0.012) ? Math.max(100, paid) : 0,
    payment: random.weighted(['微信', '支付宝', '现金', '数字人民币'], (p) =>
      p === '微信' ? 62 : p === '支付宝' ? 18 : p === '现金' ? 17 : 3,
    ),
    at,
    phone: visitor ? visitor.buyer.phone : random.chance(0.05) ? phoneNumber(random) : null,
    spokenCode: random.chance(0.22) ? `白沙${participant.number}` : null,
    remark: '',
    enteredBy: personName(random),
  };
}
