import type { Sql } from '../db/database.ts';
import type { TransactionSql } from 'postgres';

/** Number of this lock among the advisory locks of the house: 'attr' in ASCII. */
const LOCK_CLASS = 0x61747472;

/**
 * One writer of a county's ledger at a time, until the transaction ends. A rebuild reads on other connections than the
 * one it writes on; without this lock a batch of dirty lines could change what it is reading, or its day sums.
 */
export async function lockLedger(tx: TransactionSql, countyId: string): Promise<void> {
  await tx`select pg_advisory_xact_lock(${LOCK_CLASS}, hashtext(${countyId}))`;
}

/** A raw client or a transaction on it: what the ledger's reading functions take. */
export type Reader = Sql | TransactionSql;
