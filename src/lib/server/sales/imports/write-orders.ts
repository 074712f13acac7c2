import type postgres from 'postgres';
import { ADJUSTMENT_COLUMNS } from './adjustments.ts';
import { CopyWriter } from './copy-writer.ts';
import { copyBytes, copyInto, copyRow, encodeRows, type CopyValue } from './copy.ts';
import {
  LINE_COLUMNS,
  lineValues,
  ORDER_COLUMNS,
  writeLineRows,
  writeOrderRow,
  type OrderToWrite,
  type WriteContext,
} from './order-rows.ts';

/** Everything one step changes about orders, written in one go. */
export interface OrderWrites {
  added: OrderToWrite[];
  changed: { order: OrderToWrite; lineIds: ReadonlyMap<string, string> }[];
  adjustments: CopyValue[][];
}

const IDS_A_FACT = 1_000;

/** New orders as they are sent: made while the range before them is being written. */
export interface EncodedOrders {
  ids: string[];
  orders: Buffer[];
  lines: Buffer[];
  adjustments: Buffer[];
}

/** New orders go in by COPY, changed ones by one statement per table; each is told to the domains further right. */
export async function writeOrders(
  tx: postgres.TransactionSql,
  writes: OrderWrites,
  context: WriteContext,
): Promise<void> {
  const { changed } = writes;
  const encoder = new OrderEncoder(context);
  encoder.add(writes);
  const encoded = encoder.end();
  if (changed.length > 0) await updateOrders(tx, changed, context);
  await writeEncoded(tx, encoded);
  await tellOutbox(tx, context, [...encoded.ids, ...changed.map(({ order }) => order.id)]);
}

/** Turns new orders into bytes, some at a time. */
export class OrderEncoder {
  readonly #context: WriteContext;
  readonly #ids: string[] = [];
  readonly #orders = new CopyWriter();
  readonly #lines = new CopyWriter();
  readonly #adjustments: string[] = [];

  constructor(context: WriteContext) {
    this.#context = context;
  }

  /** Its changed orders are for others to write; adjustments of theirs are taken along. */
  add({ added, adjustments }: OrderWrites): void {
    for (const order of added) {
      this.#ids.push(order.id);
      writeOrderRow(this.#orders, order, this.#context);
      writeLineRows(this.#lines, order, this.#context);
    }
    for (const row of adjustments) this.#adjustments.push(copyRow(row));
  }

  end(): EncodedOrders {
    return {
      ids: this.#ids,
      orders: this.#orders.take(),
      lines: this.#lines.take(),
      adjustments: encodeRows(this.#adjustments),
    };
  }
}

export async function writeEncoded(tx: postgres.TransactionSql, encoded: EncodedOrders): Promise<void> {
  await copyBytes(tx, `orders (${ORDER_COLUMNS.join(', ')})`, encoded.orders);
  await copyBytes(tx, `order_lines (${LINE_COLUMNS.join(', ')})`, encoded.lines);
  await copyBytes(tx, `order_adjustments (${ADJUSTMENT_COLUMNS.join(', ')})`, encoded.adjustments);
}

async function updateOrders(
  tx: postgres.TransactionSql,
  changed: OrderWrites['changed'],
  context: WriteContext,
): Promise<void> {
  const set = ORDER_COLUMNS.filter(
    (column) => !['county_id', 'id', 'shop_id', 'platform', 'order_no'].includes(column),
  );
  await tx.unsafe('create temporary table if not exists changed_orders (like orders) on commit delete rows');
  await tx.unsafe(
    'create temporary table if not exists changed_lines (like order_lines) on commit delete rows',
  );
  await tx.unsafe('truncate changed_orders, changed_lines');
  // Columns that have a default in `orders` but are not written here must not be required of the copy.
  await tx.unsafe(
    'alter table changed_orders alter column created_at drop not null, alter column updated_at drop not null',
  );
  const rows = new CopyWriter();
  for (const { order } of changed) writeOrderRow(rows, order, context);
  await copyBytes(tx, `changed_orders (${ORDER_COLUMNS.join(', ')})`, rows.take());
  await copyInto(
    tx,
    `changed_lines (${LINE_COLUMNS.join(', ')})`,
    changed.flatMap(({ order, lineIds }) => lineValues(order, context, lineIds).map(copyRow)),
  );
  await tx.unsafe(`
    update orders o set ${set.map((column) => `${column} = c.${column}`).join(', ')}, updated_at = now()
    from changed_orders c where o.county_id = c.county_id and o.id = c.id`);
  await tx.unsafe(`
    delete from order_lines l using changed_orders c
    where l.county_id = c.county_id and l.order_id = c.id
      and not exists (select 1 from changed_lines n where n.order_id = l.order_id and n.line_key = l.line_key)`);
  const updates = LINE_COLUMNS.filter(
    (column) => !['county_id', 'id', 'order_id', 'line_key'].includes(column),
  );
  await tx.unsafe(`
    insert into order_lines (${LINE_COLUMNS.join(', ')})
    select ${LINE_COLUMNS.join(', ')} from changed_lines
    on conflict (county_id, order_id, line_key) do update
    set ${updates.map((column) => `${column} = excluded.${column}`).join(', ')}`);
}

/** `sales.order_changed`, up to a thousand orders in one fact: an import tells of whole ranges. */
export async function tellOutbox(
  tx: postgres.TransactionSql,
  context: WriteContext,
  ids: readonly string[],
): Promise<void> {
  if (ids.length === 0) return;
  const facts: { subject: string; payload: unknown }[] = [];
  for (let from = 0; from < ids.length; from += IDS_A_FACT) {
    const orderIds = ids.slice(from, from + IDS_A_FACT);
    facts.push({ subject: orderIds[0] ?? '', payload: { orderIds } });
  }
  await tx`
    insert into outbox_facts (county_id, topic, subject_id, payload)
    select ${context.countyId}, 'sales.order_changed', j.subject, j.payload
    from jsonb_to_recordset(${JSON.stringify(facts)}::text::jsonb) as j(subject text, payload jsonb)`;
}
