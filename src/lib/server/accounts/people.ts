/** The people of a county and their roles: invited, changed, disabled by administrators; every change is in the log. */
import { isUuid } from '#lib/shared/uuid.ts';
import { and, asc, eq, inArray, isNull, ne, sql } from 'drizzle-orm';
import { record } from '../audit/audit.ts';
import { counties } from '../db/counties.ts';
import type { Db, DbOrTx, Tx } from '../db/database.ts';
import { send } from '../mail/mail.ts';
import type { Actor } from './actor.ts';
import { normalEmail } from './email.ts';
import { invitationLetter } from './letters.ts';
import { issueToken } from './one-time-tokens.ts';
import { hashPassword, passwordFault, type PasswordFault } from './password.ts';
import type { Role } from './roles.ts';
import { memberships, users } from './schema.ts';
import { endSessionsOf } from './session.ts';

export interface Person {
  userId: string;
  name: string;
  email: string | null;
  /** Last four digits of a merchant's phone. */
  phoneTail: string | null;
  roles: Role[];
  organisationId: string | null;
  /** invited: has not set a password or signed in yet. */
  state: 'active' | 'invited' | 'disabled';
  lastSignedInAt: Date | null;
}

export interface Invitation {
  name: string;
  email: string;
  roles: readonly Role[];
  organisationId: string | null;
  locale: 'zh-CN' | 'en';
}

export type InviteResult =
  { ok: true; userId: string } | { ok: false; reason: 'bad_email' | 'email_taken' | 'no_roles' };
export type ChangeResult =
  { ok: true } | { ok: false; reason: 'not_found' | 'last_admin' | 'oneself' | 'no_roles' };

/** Everybody who holds a role in this county, by name. */
export async function listPeople(db: DbOrTx, countyId: string): Promise<Person[]> {
  const rows = await db
    .select({ user: users, role: memberships.role, organisationId: memberships.organisationId })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .where(eq(memberships.countyId, countyId))
    .orderBy(asc(users.name), asc(users.id));
  const people = new Map<string, Person>();
  for (const { user, role, organisationId } of rows) {
    const person = people.get(user.id) ?? {
      userId: user.id,
      name: user.name,
      email: user.email,
      phoneTail: user.phoneTail,
      roles: [],
      organisationId: null,
      state: user.disabledAt ? 'disabled' : user.passwordHash || user.lastSignedInAt ? 'active' : 'invited',
      lastSignedInAt: user.lastSignedInAt,
    };
    person.roles.push(role);
    person.organisationId ??= organisationId;
    people.set(user.id, person);
  }
  return [...people.values()];
}

export async function findPerson(db: DbOrTx, countyId: string, userId: string): Promise<Person | null> {
  if (!isUuid(userId)) return null;
  return (await listPeople(db, countyId)).find((person) => person.userId === userId) ?? null;
}

/** Makes the account and mails the link. A person belongs to one county: an address in use elsewhere is refused. */
export async function invite(
  db: Db,
  actor: Actor,
  invitation: Invitation,
  options: { origin: string; now: Date },
): Promise<InviteResult> {
  const email = normalEmail(invitation.email);
  if (!email) return { ok: false, reason: 'bad_email' };
  if (invitation.roles.length === 0) return { ok: false, reason: 'no_roles' };
  return db.transaction(async (tx) => {
    const [user] = await tx
      .insert(users)
      .values({ name: invitation.name, email, locale: invitation.locale })
      .onConflictDoNothing({ target: users.email })
      .returning();
    if (!user) return { ok: false, reason: 'email_taken' };
    await setRoles(tx, actor.countyId, user.id, invitation.roles, invitation.organisationId);
    await sendInvitation(tx, actor, { ...user, email }, options);
    await record(tx, actor, {
      action: 'account.invited',
      subject: 'user',
      subjectId: user.id,
      label: user.name,
      after: { email, roles: invitation.roles, organisationId: invitation.organisationId },
    });
    return { ok: true, userId: user.id };
  });
}

/** For the command line and the demo: an account with a password, at once, without mail. The roles replace older ones. */
export async function addUser(
  db: Db,
  actor: Actor,
  person: {
    name: string;
    email: string;
    password: string;
    roles: readonly Role[];
    organisationId?: string | null;
  },
): Promise<
  | { ok: true; userId: string }
  | { ok: false; reason: 'bad_email' | 'email_taken' | 'no_roles' | PasswordFault }
> {
  const email = normalEmail(person.email);
  if (!email) return { ok: false, reason: 'bad_email' };
  if (person.roles.length === 0) return { ok: false, reason: 'no_roles' };
  const fault = passwordFault(person.password);
  if (fault) return { ok: false, reason: fault };
  const passwordHash = await hashPassword(person.password);
  return db.transaction(async (tx) => {
    const [user] = await tx
      .insert(users)
      .values({ name: person.name, email, passwordHash })
      .onConflictDoNothing({ target: users.email })
      .returning();
    if (!user) return { ok: false, reason: 'email_taken' };
    await setRoles(tx, actor.countyId, user.id, person.roles, person.organisationId ?? null);
    await record(tx, actor, {
      action: 'account.added',
      subject: 'user',
      subjectId: user.id,
      label: user.name,
      after: { email, roles: person.roles },
    });
    return { ok: true, userId: user.id };
  });
}

/** A new link; the one before is worth nothing from now on. */
export async function inviteAgain(
  db: Db,
  actor: Actor,
  userId: string,
  options: { origin: string; now: Date },
): Promise<ChangeResult> {
  return changePerson(db, actor, userId, async (tx, person) => {
    if (!person.email || person.state !== 'invited') return { ok: false, reason: 'not_found' };
    const [user] = await tx.select().from(users).where(eq(users.id, userId));
    if (!user?.email) return { ok: false, reason: 'not_found' };
    await sendInvitation(tx, actor, { ...user, email: user.email }, options);
    await record(tx, actor, {
      action: 'account.invited_again',
      subject: 'user',
      subjectId: userId,
      label: person.name,
    });
    return { ok: true };
  });
}

/** Takes effect with the person's next request; their sessions end, so that none outlives its rights. */
export async function changeRoles(
  db: Db,
  actor: Actor,
  userId: string,
  change: { roles: readonly Role[]; organisationId: string | null },
): Promise<ChangeResult> {
  return changePerson(db, actor, userId, async (tx, person) => {
    if (change.roles.length === 0) return { ok: false, reason: 'no_roles' };
    if (person.roles.includes('admin') && !change.roles.includes('admin')) {
      if (userId === actor.userId) return { ok: false, reason: 'oneself' };
      if (!(await hasOtherAdmin(tx, actor.countyId, userId))) return { ok: false, reason: 'last_admin' };
    }
    // Merchants and devices get their role with their shop or event, not from this form.
    const kept = person.roles.filter((role) => role === 'merchant' || role === 'staff');
    await setRoles(
      tx,
      actor.countyId,
      userId,
      [...new Set([...change.roles, ...kept])],
      change.organisationId,
    );
    if (userId !== actor.userId) await endSessionsOf(tx, userId);
    await record(tx, actor, {
      action: 'account.roles_changed',
      subject: 'user',
      subjectId: userId,
      label: person.name,
      before: { roles: person.roles, organisationId: person.organisationId },
      after: { roles: change.roles, organisationId: change.organisationId },
    });
    return { ok: true };
  });
}

/** Out at once, on every device; nothing of theirs is deleted. */
export async function disable(
  db: Db,
  actor: Actor,
  userId: string,
  options: { now: Date },
): Promise<ChangeResult> {
  return changePerson(db, actor, userId, async (tx, person) => {
    if (userId === actor.userId) return { ok: false, reason: 'oneself' };
    if (person.roles.includes('admin') && !(await hasOtherAdmin(tx, actor.countyId, userId))) {
      return { ok: false, reason: 'last_admin' };
    }
    await tx
      .update(users)
      .set({ disabledAt: options.now })
      .where(and(eq(users.id, userId), isNull(users.disabledAt)));
    await endSessionsOf(tx, userId);
    await record(tx, actor, {
      action: 'account.disabled',
      subject: 'user',
      subjectId: userId,
      label: person.name,
    });
    return { ok: true };
  });
}

export async function enable(db: Db, actor: Actor, userId: string): Promise<ChangeResult> {
  return changePerson(db, actor, userId, async (tx, person) => {
    await tx.update(users).set({ disabledAt: null }).where(eq(users.id, userId));
    await record(tx, actor, {
      action: 'account.enabled',
      subject: 'user',
      subjectId: userId,
      label: person.name,
    });
    return { ok: true };
  });
}

/** Signs the person out everywhere: a lost phone. */
export async function revokeSessions(db: Db, actor: Actor, userId: string): Promise<ChangeResult> {
  return changePerson(db, actor, userId, async (tx, person) => {
    const ended = await endSessionsOf(tx, userId);
    await record(tx, actor, {
      action: 'account.sessions_revoked',
      subject: 'user',
      subjectId: userId,
      label: person.name,
      after: { ended },
    });
    return { ok: true };
  });
}

/** Replaces a person's roles in a county. For use-cases that have checked who asks. */
export async function setRoles(
  tx: DbOrTx,
  countyId: string,
  userId: string,
  roles: readonly Role[],
  organisationId: string | null,
): Promise<void> {
  await tx.delete(memberships).where(and(eq(memberships.countyId, countyId), eq(memberships.userId, userId)));
  if (roles.length === 0) return;
  await tx.insert(memberships).values(roles.map((role) => ({ countyId, userId, role, organisationId })));
}

/** Locks the county's administrators, so that two of them cannot disable each other at the same moment. */
async function changePerson(
  db: Db,
  actor: Actor,
  userId: string,
  change: (tx: Tx, person: Person) => Promise<ChangeResult>,
): Promise<ChangeResult> {
  return db.transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`people:${actor.countyId}`}, 0))`);
    const person = await findPerson(tx, actor.countyId, userId);
    return person ? change(tx, person) : { ok: false, reason: 'not_found' };
  });
}

async function hasOtherAdmin(tx: DbOrTx, countyId: string, userId: string): Promise<boolean> {
  const rows = await tx
    .select({ id: users.id })
    .from(memberships)
    .innerJoin(users, and(eq(users.id, memberships.userId), isNull(users.disabledAt)))
    .where(
      and(
        eq(memberships.countyId, countyId),
        inArray(memberships.role, ['admin']),
        ne(memberships.userId, userId),
      ),
    )
    .limit(1);
  return rows.length > 0;
}

async function sendInvitation(
  tx: DbOrTx,
  actor: Actor,
  user: { id: string; name: string; email: string; locale: 'zh-CN' | 'en' | null },
  options: { origin: string; now: Date },
): Promise<void> {
  const { token } = await issueToken(
    tx,
    'invitation',
    { userId: user.id, countyId: actor.countyId, createdBy: actor.userId },
    options.now,
  );
  const [county] = await tx.select().from(counties).where(eq(counties.id, actor.countyId));
  const language = user.locale ?? 'zh-CN';
  await send(tx, {
    countyId: actor.countyId,
    to: { name: user.name, address: user.email },
    ...invitationLetter(language, {
      name: user.name,
      county: (language === 'en' ? county?.nameEn : county?.name) ?? '',
      inviter: actor.name,
      link: `${options.origin}/invitation/${token}`,
    }),
  });
}
