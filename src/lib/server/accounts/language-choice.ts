import { eq } from 'drizzle-orm';
import type { DbOrTx } from '../db/database.ts';
import { users } from './schema.ts';

/** The language a person chose: of their mails too, and of their next device. */
export async function keepLanguage(db: DbOrTx, userId: string, locale: 'zh-CN' | 'en'): Promise<void> {
  await db.update(users).set({ locale }).where(eq(users.id, userId));
}
