/** The code for the first-run page: only who sees the server's output can make the first administrator. */
import { randomInt } from 'node:crypto';
import { and, eq, isNull, sql } from 'drizzle-orm';
import type { Secrets } from '../config/secrets.ts';
import type { Database, DbOrTx, Tx } from '../db/database.ts';
import { hashCode, issueToken, redeemHash } from './one-time-tokens.ts';
import { oneTimeTokens, users } from './schema.ts';

const LETTERS = 'ACDEFGHJKMNPQRTUVWXY34679';

/** Whether nobody has an account yet. */
export async function isSetupOpen(db: DbOrTx): Promise<boolean> {
  const [row] = await db.select({ id: users.id }).from(users).limit(1);
  return row === undefined;
}

/**
 * A fresh code of sixteen letters for `/setup`, to be printed at start; older ones die, so the last start's code counts.
 * @returns null when somebody has an account already: the page is closed for good.
 */
export async function createSetupCode(app: {
  database: Database;
  secrets: Secrets;
  clock: () => Date;
}): Promise<string | null> {
  const now = app.clock();
  return app.database.db.transaction(async (tx) => {
    await lockSetup(tx);
    if (!(await isSetupOpen(tx))) return null;
    await tx
      .update(oneTimeTokens)
      .set({ revokedAt: now })
      .where(
        and(
          eq(oneTimeTokens.purpose, 'setup'),
          isNull(oneTimeTokens.usedAt),
          isNull(oneTimeTokens.revokedAt),
        ),
      );
    const code = Array.from({ length: 16 }, () => LETTERS[randomInt(LETTERS.length)] ?? 'A').join('');
    await issueToken(tx, 'setup', { secretHash: hashSetupCode(app.secrets, code) }, now);
    return code.replace(/(.{4})(?!$)/g, '$1-');
  });
}

/** Inside the transaction that makes the first account. @returns false when the code is wrong, used or the door closed. */
export async function redeemSetupCode(tx: Tx, secrets: Secrets, code: string, now: Date): Promise<boolean> {
  // Two people with the code: the second finds the door closed.
  await lockSetup(tx);
  if (!(await isSetupOpen(tx))) return false;
  return (await redeemHash(tx, 'setup', hashSetupCode(secrets, code), now)) !== null;
}

async function lockSetup(tx: Tx): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(7415010)`);
}

function hashSetupCode(secrets: Secrets, code: string): string {
  const plain = code.normalize('NFKC').toUpperCase().replace(/[\s-]/g, '').slice(0, 40);
  return hashCode(secrets.key('setup-code/1'), 'setup', plain);
}
