import { getTableName, sql } from 'drizzle-orm';
import type { PgTable } from 'drizzle-orm/pg-core';
import type { Tx } from '#lib/server/db/database.ts';
import type { Day } from '#lib/shared/dates.ts';
import { seedId } from '../world/random.ts';
import type { World } from '../world/world.ts';

/** What every step of loading needs. Ids are named, so a step refers to rows of another without being handed them. */
export interface Loading {
  readonly tx: Tx;
  readonly countyId: string;
  readonly world: World;
  readonly today: Day;
  readonly now: Date;
  id(kind: string, key: string): string;
}

export function loadingOf(tx: Tx, countyId: string, world: World): Loading {
  return {
    tx,
    countyId,
    world,
    today: world.today,
    now: new Date(world.now * 1000),
    id: (kind, key) => seedId(world.seed, kind, key),
  };
}

const ROWS = 5_000;

/**
 * Rows as JSON documents of some thousands: one parameter a statement, a tenth of the time of `values (…), (…)`. Columns
 * that the rows do not name take the table's default.
 * @throws when rows name different columns: a missing one would silently become null.
 */
export async function insertAll<T extends PgTable>(
  tx: Tx,
  table: T,
  rows: readonly T['$inferInsert'][],
): Promise<void> {
  const [first] = rows;
  if (first === undefined) return;
  const keys = Object.keys(first);
  const columns = sql.join(
    keys.map((key) => sql.identifier(snakeCase(key))),
    sql`, `,
  );
  const name = sql.identifier(getTableName(table));
  // Written piece by piece: a hundred thousand intermediate objects would cost more than the rows.
  const labels = keys.map((key) => `${JSON.stringify(snakeCase(key))}:`);
  for (let from = 0; from < rows.length; from += ROWS) {
    const documents = rows.slice(from, from + ROWS).map((row) => {
      const values = row as Record<string, unknown>;
      let count = 0;
      for (const key in values) if (key !== keys[count++]) throw mismatch(table, row);
      if (count !== keys.length) throw mismatch(table, row);
      let text = '{';
      for (let i = 0; i < keys.length; i++) {
        text += `${i === 0 ? '' : ','}${labels[i] ?? ''}${JSON.stringify(values[keys[i] ?? ''] ?? null)}`;
      }
      return `${text}}`;
    });
    await tx.execute(
      sql`insert into ${name} (${columns}) select ${columns} from jsonb_populate_recordset(null::${name}, ${`[${documents.join(',')}]`}::jsonb)`,
    );
  }
}

function mismatch(table: PgTable, row: object): TypeError {
  return new TypeError(`${getTableName(table)}: rows name different columns: ${Object.keys(row).join(', ')}`);
}

/** As drizzle's `casing: 'snake_case'` names columns. */
function snakeCase(key: string): string {
  return key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
