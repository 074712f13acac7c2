import type { CoreFacts, InfoFacts, LineFacts, OrderFacts } from '../order.ts';
import type { CopyWriter } from './copy-writer.ts';
import { copyText } from './copy.ts';

/**
 * `orders.facts`: what later news is merged with, as JSON. What the order's own columns tell is not told twice, nor an
 * export time that is the order's: a million orders are half as wide. Cases have a table of their own.
 */

/** The columns of `orders` that hold facts word for word. */
export interface FactColumns {
  facts: string;
  exported_at: Date;
  ordered_at: Date | null;
  paid_at: Date | null;
  time_from_order_no: boolean;
  freight_fen: string | null;
  merchant_fen: string | null;
  province: string | null;
  city: string | null;
  area: string | null;
  phone_hash: string | null;
  promoter_id: string | null;
  promoter_name: string | null;
  traffic_source: string | null;
  traffic_form: string | null;
  traffic_channel: string | null;
  carrier: string | null;
  traffic_pending: boolean;
}

export const FACT_COLUMNS = [
  'facts', 'exported_at', 'ordered_at', 'paid_at', 'time_from_order_no', 'freight_fen', 'merchant_fen', 'province', 'city', 'area',
  'phone_hash', 'promoter_id', 'promoter_name', 'traffic_source', 'traffic_form', 'traffic_channel', 'carrier', 'traffic_pending',
] as const; // prettier-ignore

interface Stored {
  core?: Omit<CoreFacts, 'at' | 'whole'> & { at?: number; whole?: StoredLine };
  infoAt?: number;
  info?: InfoFacts;
  lines?: StoredLine[];
  timeFromOrderNo?: true;
}
type StoredLine = Omit<LineFacts, 'at'> & { at?: number };

/** @param exportedAt the order's column: times equal to it are left out. */
export function writeStoredFacts(writer: CopyWriter, facts: OrderFacts, exportedAt: number): void {
  const { core, info, infoAt = 0, lines, timeFromOrderNo } = facts;
  const json = new JsonFields(writer);
  json.open('{');
  if (core !== undefined) {
    json.key('"core":');
    json.open('{');
    if (core.at !== exportedAt) json.number('"at":', core.at);
    json.plain('"stage":', core.stage);
    json.text('"stageText":', core.stageText);
    json.number('"paid":', core.paid);
    json.number('"refund":', core.refund);
    json.plain('"refundState":', core.refundState);
    if (core.whole !== undefined) {
      json.key('"whole":');
      writeLine(json, core.whole, exportedAt);
    }
    json.close('}');
  }
  if (infoAt !== exportedAt) json.number('"infoAt":', infoAt);
  const { marks, foundCodes, spokenCode, activity, merchant } = info;
  if (marks ?? foundCodes ?? spokenCode ?? activity ?? merchant) {
    json.key('"info":');
    json.value({ marks, foundCodes, spokenCode, activity, merchant });
  }
  if (lines.length > 0) {
    json.key('"lines":');
    json.open('[');
    for (const line of lines) {
      json.item();
      writeLine(json, line, exportedAt);
    }
    json.close(']');
  }
  if (timeFromOrderNo) {
    json.key('"timeFromOrderNo":');
    json.value(true);
  }
  json.close('}');
}

function writeLine(json: JsonFields, line: LineFacts, exportedAt: number): void {
  json.open('{');
  json.text('"key":', line.key);
  if (line.at !== exportedAt) json.number('"at":', line.at);
  json.plain('"stage":', line.stage);
  json.text('"stageText":', line.stageText);
  json.number('"paid":', line.paid);
  json.number('"weight":', line.weight);
  json.number('"refund":', line.refund);
  json.plain('"refundState":', line.refundState);
  json.number('"quantity":', line.quantity);
  json.text('"title":', line.title);
  json.text('"productId":', line.productId);
  json.text('"sku":', line.sku);
  if (line.sellerCodes !== undefined) {
    json.key('"sellerCodes":');
    json.value(line.sellerCodes);
  }
  json.close('}');
}

/** JSON written member by member into a field; keys come quoted and with their colon. */
class JsonFields {
  readonly #writer: CopyWriter;
  #comma = false;

  constructor(writer: CopyWriter) {
    this.#writer = writer;
  }

  open(bracket: string): void {
    this.#writer.bytes(bracket);
    this.#comma = false;
  }

  close(bracket: string): void {
    this.#writer.bytes(bracket);
    this.#comma = true;
  }

  item(): void {
    if (this.#comma) this.#writer.bytes(',');
    this.#comma = true;
  }

  key(name: string): void {
    this.item();
    this.#writer.bytes(name);
  }

  number(name: string, value: number | undefined): void {
    if (value === undefined) return;
    this.key(name);
    this.#writer.digits(value);
  }

  /** One of this program's own words. */
  plain(name: string, value: string | undefined): void {
    if (value === undefined) return;
    this.key(name);
    this.#writer.bytes('"');
    this.#writer.bytes(value);
    this.#writer.bytes('"');
  }

  text(name: string, value: string | undefined): void {
    if (value === undefined) return;
    this.key(name);
    this.#writer.jsonText(value);
  }

  value(value: unknown): void {
    this.#writer.bytes(copyText(JSON.stringify(value)));
  }
}

export function readStoredFacts(row: FactColumns): OrderFacts {
  const at = seconds(row.exported_at) ?? 0;
  const { core, info, infoAt = at, lines = [], timeFromOrderNo } = JSON.parse(row.facts) as Stored;
  const told: InfoFacts = {
    ...known('orderedAt', row.time_from_order_no ? null : seconds(row.ordered_at)),
    ...known('paidAt', seconds(row.paid_at)),
    ...known('freight', row.freight_fen === null ? null : Number(row.freight_fen)),
    ...known('merchantAmount', row.merchant_fen === null ? null : Number(row.merchant_fen)),
    ...known('province', row.province),
    ...known('city', row.city),
    ...known('county', row.area),
    ...known('phone', row.phone_hash),
    ...known('promoterId', row.promoter_id),
    ...known('promoterName', row.promoter_name),
    ...known('trafficSource', row.traffic_source),
    ...known('trafficForm', row.traffic_form),
    ...known('trafficChannel', row.traffic_channel),
    ...known('carrier', row.carrier),
    ...(row.traffic_pending ? { trafficPending: true as const } : {}),
  };
  const line = (stored: StoredLine): LineFacts => ({ ...stored, at: stored.at ?? at });
  return {
    ...(core
      ? {
          core: {
            ...core,
            at: core.at ?? at,
            ...(core.whole ? { whole: line(core.whole) } : {}),
          } as CoreFacts,
        }
      : {}),
    info: { ...told, ...info },
    ...(infoAt === 0 ? {} : { infoAt }),
    lines: lines.map(line),
    cases: [],
    ...(timeFromOrderNo ? { timeFromOrderNo } : {}),
  };
}

/** Whether two sets of facts say the same, cases aside, whatever order they were put together in. */
export function sameFacts(a: OrderFacts, b: OrderFacts): boolean {
  return comparable(a) === comparable(b);
}

function comparable({ core, info, infoAt, lines, timeFromOrderNo }: OrderFacts): string {
  return JSON.stringify([
    core && coreInOrder(core, NaN),
    comparableInfo(info),
    infoAt,
    lines.map((line) => lineInOrder(line, NaN)),
    timeFromOrderNo,
  ]);
}

/** In one order of keys, to be compared as text. */
export function comparableInfo(info: InfoFacts): [string, unknown][] {
  return Object.entries(info)
    .filter(([, value]) => value !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
}

function coreInOrder(
  { at, stage, stageText, paid, refund, refundState, whole }: CoreFacts,
  exportedAt: number,
) {
  return {
    at: at === exportedAt ? undefined : at,
    stage,
    stageText,
    paid,
    refund,
    refundState,
    whole: whole && lineInOrder(whole, exportedAt),
  };
}

export function lineInOrder(line: LineFacts, exportedAt: number) {
  return {
    key: line.key,
    at: line.at === exportedAt ? undefined : line.at,
    stage: line.stage,
    stageText: line.stageText,
    paid: line.paid,
    weight: line.weight,
    refund: line.refund,
    refundState: line.refundState,
    quantity: line.quantity,
    title: line.title,
    productId: line.productId,
    sku: line.sku,
    sellerCodes: line.sellerCodes,
  };
}

function seconds(time: Date | null): number | null {
  return time === null ? null : Math.floor(time.getTime() / 1000);
}

function known<K extends string, V>(key: K, value: V | null): { [P in K]?: V } {
  return value === null ? {} : ({ [key]: value } as { [P in K]?: V });
}
