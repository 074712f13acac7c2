/** Reading the log. Nothing here writes. */
import { and, count, desc, eq, gte, ilike, like, lt, or, sql } from 'drizzle-orm';
import type { DbOrTx } from '../db/database.ts';
import { auditEntries, type AuditEntry } from './schema.ts';

export interface AuditQuery {
  /** Part of the actor's name, the label or the reason. */
  text?: string;
  /** First part of the action: 'account', 'campaign'. */
  area?: string;
  /** County-local days, both included. */
  from?: string;
  to?: string;
  page: number;
  pageSize: number;
}

/** Newest first. */
export async function listEntries(
  db: DbOrTx,
  countyId: string,
  query: AuditQuery,
): Promise<{ rows: AuditEntry[]; total: number }> {
  const part = query.text ? `%${escapeLike(query.text)}%` : null;
  const wanted = and(
    eq(auditEntries.countyId, countyId),
    query.area ? like(auditEntries.action, `${escapeLike(query.area)}.%`) : undefined,
    query.from ? gte(auditEntries.createdAt, new Date(`${query.from}T00:00:00+08:00`)) : undefined,
    query.to
      ? lt(auditEntries.createdAt, new Date(Date.parse(`${query.to}T00:00:00+08:00`) + 24 * 3_600_000))
      : undefined,
    part
      ? or(
          ilike(auditEntries.actorName, part),
          ilike(auditEntries.label, part),
          ilike(auditEntries.reason, part),
        )
      : undefined,
  );
  const [rows, [counted]] = await Promise.all([
    db
      .select()
      .from(auditEntries)
      .where(wanted)
      .orderBy(desc(auditEntries.createdAt), desc(auditEntries.id))
      .limit(query.pageSize)
      .offset((query.page - 1) * query.pageSize),
    db.select({ total: count() }).from(auditEntries).where(wanted),
  ]);
  return { rows, total: counted?.total ?? 0 };
}

/** The areas that occur in this county's log, for the filter. */
export async function listAreas(db: DbOrTx, countyId: string): Promise<string[]> {
  const area = sql<string>`split_part(${auditEntries.action}, '.', 1)`;
  const rows = await db
    .selectDistinct({ area })
    .from(auditEntries)
    .where(eq(auditEntries.countyId, countyId))
    .orderBy(area);
  return rows.map((row) => row.area);
}

function escapeLike(text: string): string {
  return text.replace(/[\\%_]/g, '\\$&');
}
