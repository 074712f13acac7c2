/** The first county and its first administrator, by the code printed at the server's start. */
import { eq } from 'drizzle-orm';
import { normalEmail } from '../accounts/email.ts';
import { hashPassword, passwordFault, type PasswordFault } from '../accounts/password.ts';
import { setRoles } from '../accounts/people.ts';
import { users } from '../accounts/schema.ts';
import { redeemSetupCode } from '../accounts/setup.ts';
import { record } from '../audit/audit.ts';
import type { Secrets } from '../config/secrets.ts';
import { counties } from '../db/counties.ts';
import type { Db } from '../db/database.ts';
import { countySettings } from './schema.ts';

export interface FirstCounty {
  code: string;
  /** Taken only when no county exists yet (`deep-alley county add` may have made one). */
  county: { slug: string; name: string; nameEn: string; province: string };
  person: { name: string; email: string; password: string };
}

export type SetupResult =
  { ok: true; userId: string } | { ok: false; reason: PasswordFault | 'bad_email' | 'code_dead' };

export async function setUp(db: Db, secrets: Secrets, first: FirstCounty, now: Date): Promise<SetupResult> {
  const email = normalEmail(first.person.email);
  if (!email) return { ok: false, reason: 'bad_email' };
  const fault = passwordFault(first.person.password);
  if (fault) return { ok: false, reason: fault };
  const passwordHash = await hashPassword(first.person.password);
  return db.transaction(async (tx) => {
    if (!(await redeemSetupCode(tx, secrets, first.code, now))) return { ok: false, reason: 'code_dead' };
    const [existing] = await tx.select().from(counties).limit(1);
    const [county] = existing ? [existing] : await tx.insert(counties).values(first.county).returning();
    if (!county) throw new Error('the insert returned no row');
    const [settings] = await tx.select().from(countySettings).where(eq(countySettings.countyId, county.id));
    if (!settings) await tx.insert(countySettings).values({ countyId: county.id });
    const [user] = await tx
      .insert(users)
      .values({ name: first.person.name, email, passwordHash })
      .returning();
    if (!user) throw new Error('the insert returned no row');
    await setRoles(tx, county.id, user.id, ['admin'], null);
    await record(
      tx,
      { userId: user.id, countyId: county.id, name: user.name },
      {
        action: 'account.set_up',
        subject: 'user',
        subjectId: user.id,
        label: user.name,
        after: { county: county.name },
      },
    );
    return { ok: true, userId: user.id };
  });
}
