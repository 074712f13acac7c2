/**
 * Mail: composed in the caller's transaction, delivered by a job. Without an SMTP server it is kept and shown on the
 * mailbox page, so that nothing a person was promised gets lost.
 */
import { isUuid } from '#lib/shared/uuid.ts';
import { and, count, desc, eq, ilike, or } from 'drizzle-orm';
import type { DbOrTx } from '../db/database.ts';
import { uuidv7 } from '../db/uuid.ts';
import { enqueue } from '../jobs/jobs.ts';
import { mails, type Mail } from './schema.ts';

export interface Letter {
  countyId: string;
  to: { name: string; address: string };
  subject: string;
  text: string;
  html?: string;
}

/** More tries than an SMTP server's bad night needs: the queue waits longer from time to time, about three days in all. */
const TRIES = 25;

export async function send(tx: DbOrTx, letter: Letter): Promise<void> {
  const id = uuidv7();
  await tx.insert(mails).values({
    countyId: letter.countyId,
    id,
    toName: letter.to.name,
    toAddress: letter.to.address,
    subject: letter.subject,
    text: letter.text,
    html: letter.html ?? null,
    state: 'waiting',
  });
  await enqueue(
    tx,
    'mail.deliver',
    { countyId: letter.countyId, id },
    { key: `mail:${id}`, maxAttempts: TRIES },
  );
}

/** Puts a failed or kept mail on its way again. @returns false when this county has no such mail to send. */
export async function sendAgain(tx: DbOrTx, countyId: string, id: string): Promise<boolean> {
  if (!isUuid(id)) return false;
  const rows = await tx
    .update(mails)
    .set({ state: 'waiting', lastError: null })
    .where(
      and(
        eq(mails.countyId, countyId),
        eq(mails.id, id),
        or(eq(mails.state, 'failed'), eq(mails.state, 'stored')),
      ),
    )
    .returning({ id: mails.id });
  if (rows.length === 0) return false;
  await enqueue(tx, 'mail.deliver', { countyId, id }, { key: `mail:${id}`, maxAttempts: TRIES });
  return true;
}

export interface MailQuery {
  state?: Mail['state'];
  /** Part of the subject, the name or the address. */
  text?: string;
  page: number;
  pageSize: number;
}

/** Newest first. */
export async function listMails(
  db: DbOrTx,
  countyId: string,
  query: MailQuery,
): Promise<{ rows: Mail[]; total: number }> {
  const like = query.text ? `%${query.text.replace(/[\\%_]/g, '\\$&')}%` : null;
  const wanted = and(
    eq(mails.countyId, countyId),
    query.state ? eq(mails.state, query.state) : undefined,
    like
      ? or(ilike(mails.subject, like), ilike(mails.toName, like), ilike(mails.toAddress, like))
      : undefined,
  );
  const [rows, [counted]] = await Promise.all([
    db
      .select()
      .from(mails)
      .where(wanted)
      .orderBy(desc(mails.createdAt), desc(mails.id))
      .limit(query.pageSize)
      .offset((query.page - 1) * query.pageSize),
    db.select({ total: count() }).from(mails).where(wanted),
  ]);
  return { rows, total: counted?.total ?? 0 };
}

export async function findMail(db: DbOrTx, countyId: string, id: string): Promise<Mail | null> {
  if (!isUuid(id)) return null;
  const [row] = await db
    .select()
    .from(mails)
    .where(and(eq(mails.countyId, countyId), eq(mails.id, id)));
  return row ?? null;
}
