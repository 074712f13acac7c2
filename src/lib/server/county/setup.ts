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
import { seedStatutoryDays } from './lists.ts';
import { countySettings } from './schema.ts';

export interface FirstCounty {
  code: string;
  /** Null when there is a county already (`deep-alley county add` made it): then the administrator is its own. */
  county: { slug: string; name: string; nameEn: string; province: string } | null;
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
    const [made] =
      existing || !first.county ? [] : await tx.insert(counties).values(first.county).returning();
    const county = existing ?? made;
    if (!county) throw new Error('there is no county and none was given');
    const [settings] = await tx.select().from(countySettings).where(eq(countySettings.countyId, county.id));
    if (!settings) await tx.insert(countySettings).values({ countyId: county.id });
    await seedStatutoryDays(tx, county.id);
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
