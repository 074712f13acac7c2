import type postgres from 'postgres';
import type { Sql } from '../../db/database.ts';

/**
 * Where an import writes: every step one transaction, committed with its checkpoint. A dry run takes the same road on
 * one connection, with savepoints for the steps, and takes everything back at the end.
 */
export interface ImportStore {
  step<T>(work: (tx: postgres.TransactionSql) => Promise<T>): Promise<T>;
  /** Reads a query page by page, unaffected by the steps between the pages. */
  pages<T extends object>(query: Query, size: number): AsyncGenerator<T[]>;
  /** Reads a query outside of the steps. */
  read: postgres.Sql | postgres.TransactionSql;
  /** Holds these locks against every other process while `work` runs; they end with the process too. */
  locked<T>(keys: readonly string[], work: () => Promise<T>): Promise<T>;
  /** Whether the steps may run beside the reading of the next page. */
  readonly parallel: boolean;
}

export interface Query {
  text: string;
  parameters: (string | number | null)[];
}

export function committingStore(sql: Sql): ImportStore {
  return {
    parallel: true,
    read: sql,
    async step<T>(work: (tx: postgres.TransactionSql) => Promise<T>): Promise<T> {
      const result = await sql.begin(async (tx) => {
        // A crash of the server may lose the last steps, each whole and with its checkpoint: the import goes on before them.
        await tx`set local synchronous_commit = off`;
        return work(tx);
      });
      return result as T;
    },
    async locked(keys, work) {
      const connection = await sql.reserve();
      try {
        // In one order everywhere, so that two imports never wait for each other.
        for (const key of [...keys].sort())
          await connection`select pg_advisory_lock(hashtextextended(${key}, 0))`;
        return await work();
      } finally {
        await connection`select pg_advisory_unlock_all()`.catch(() => {});
        connection.release();
      }
    },
    async *pages<T extends object>(query: Query, size: number) {
      const connection = await sql.reserve();
      try {
        await connection`begin isolation level repeatable read read only`;
        yield* cursorPages<T>(connection, query, size);
        await connection`commit`;
      } finally {
        await connection`rollback`.catch(() => {});
        connection.release();
      }
    },
  };
}

/** Runs `work` and takes back everything it wrote. */
export async function withoutCommitting<T>(sql: Sql, work: (store: ImportStore) => Promise<T>): Promise<T> {
  const rollback = new Error('dry run');
  let result: { value: T } | null = null;
  try {
    await sql.begin(async (outer) => {
      result = {
        value: await work({
          parallel: false,
          read: outer,
          step: async (inner) => (await outer.savepoint((tx) => inner(tx))) as never,
          pages: (query, size) => cursorPages(outer, query, size),
          async locked(keys, inner) {
            for (const key of [...keys].sort())
              await outer`select pg_advisory_xact_lock(hashtextextended(${key}, 0))`;
            return inner();
          },
        }),
      };
      throw rollback;
    });
  } catch (error) {
    if (error !== rollback) throw error;
  }
  if (result === null) throw new Error('the dry run ended without a result');
  return (result as { value: T }).value;
}

async function* cursorPages<T extends object>(
  connection: postgres.ReservedSql | postgres.TransactionSql,
  query: Query,
  size: number,
): AsyncGenerator<T[]> {
  await connection.unsafe(`declare import_page no scroll cursor for ${query.text}`, query.parameters);
  for (;;) {
    const rows = await connection.unsafe(`fetch ${size} from import_page`);
    if (rows.length > 0) yield rows as unknown as T[];
    if (rows.length < size) break;
  }
  await connection.unsafe('close import_page');
}
