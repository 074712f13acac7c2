/** Codes out of PostgreSQL for the table in memory. */
import type { Database } from '../db/database.ts';
import type { CodeRow, CodeSource } from './code-table.ts';

export const CODES_CHANGED = 'link_codes_changed';
const BATCH = 20_000;
/** A transaction stamps its rows before it commits: look back this far, so that a slow one is not missed. */
const LOOK_BACK_MS = 60_000;

interface Row {
  code: string;
  destination: string;
  recalled: boolean;
  expires_ms: string | null;
}

export function databaseCodeSource(database: Database): CodeSource {
  const { sql } = database;
  return {
    async changedSince(since, take) {
      const [clock] = await sql<{ ms: string }[]>`select (extract(epoch from now()) * 1000)::bigint as ms`;
      const from = new Date(since);
      let after = '';
      for (;;) {
        const rows = await sql<Row[]>`
          select code, destination, recalled_at is not null as recalled,
                 (extract(epoch from expires_at) * 1000)::bigint as expires_ms
          from link_codes
          where changed_at >= ${from} and code > ${after}
          order by code limit ${BATCH}`;
        take(rows.map(toCode));
        const last = rows.at(-1);
        if (last === undefined || rows.length < BATCH) break;
        after = last.code;
      }
      return Math.max(0, Number(clock?.ms ?? since) - LOOK_BACK_MS);
    },
    async one(code) {
      const [row] = await sql<Row[]>`
        select code, destination, recalled_at is not null as recalled,
               (extract(epoch from expires_at) * 1000)::bigint as expires_ms
        from link_codes where code = ${code}`;
      return row === undefined ? null : toCode(row);
    },
    async watch(changed) {
      const subscription = await sql.listen(CODES_CHANGED, changed, changed);
      return () => subscription.unlisten();
    },
  };
}

function toCode(row: Row): CodeRow {
  return {
    code: row.code,
    destination: row.destination,
    recalled: row.recalled,
    expiresAt: row.expires_ms === null ? null : Number(row.expires_ms),
  };
}
