/**
 * Global tables: a user, a session, a token is found without knowing the county, so no foreign key leads from here into
 * a county's rows (Citus: reference tables). Memberships are the county's rows and point here.
 */
import {
  boolean,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
  uuid,
} from 'drizzle-orm/pg-core';
import { countyId, createdAt, instant, instantOrNull } from '../db/columns.ts';
import { counties } from '../db/counties.ts';
import { uuidv7 } from '../db/uuid.ts';

const globalId = () =>
  uuid()
    .primaryKey()
    .$defaultFn(() => uuidv7());

export const users = pgTable(
  'users',
  {
    id: globalId(),
    name: text().notNull(),
    /** Lower case; null for merchants, who sign in by phone. */
    email: text(),
    /** HMAC of '+86' + 11 digits with the global login key; never the phone itself. */
    phoneHash: text(),
    /** The last four digits, so that the office recognises whom it invited. */
    phoneTail: text(),
    /** argon2id PHC string; null until an invitation is accepted. */
    passwordHash: text(),
    locale: text({ enum: ['zh-CN', 'en'] }),
    disabledAt: instantOrNull(),
    lastSignedInAt: instantOrNull(),
    createdAt: createdAt(),
  },
  (t) => [unique('users_email_key').on(t.email), unique('users_phone_hash_key').on(t.phoneHash)],
);

export const sessions = pgTable(
  'sessions',
  {
    /** SHA-256 of the token, hex: a dump holds no usable session. */
    id: text().primaryKey(),
    userId: uuid()
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    kind: text({ enum: ['office', 'merchant', 'device'] }).notNull(),
    /** Slides with use. */
    expiresAt: instant(),
    /** Never moves. */
    hardExpiresAt: instant(),
    /** A device session belongs to one event of one county. */
    deviceCountyId: uuid(),
    deviceActivityId: uuid(),
    /** What the person recognises in "my sessions": browser and system, shortened. */
    agent: text(),
    createdAt: createdAt(),
    lastSeenAt: instantOrNull(),
  },
  (t) => [index('sessions_user_idx').on(t.userId)],
);

/** Invitations, password resets and merchant codes: hashed, single use, replaced by a newer one of the same purpose. */
export const oneTimeTokens = pgTable(
  'one_time_tokens',
  {
    id: globalId(),
    purpose: text({
      enum: [
        'invitation',
        'password_reset',
        'merchant_invitation',
        'merchant_code',
        'device_pairing',
        'setup',
      ],
    }).notNull(),
    userId: uuid().references(() => users.id, { onDelete: 'cascade' }),
    /** The county that handed it out, where one did. */
    countyId: uuid(),
    /** SHA-256 hex of the token, or HMAC of a short code. */
    secretHash: text().notNull(),
    payload: jsonb(),
    attempts: integer().notNull().default(0),
    expiresAt: instant(),
    usedAt: instantOrNull(),
    revokedAt: instantOrNull(),
    createdBy: uuid(),
    createdAt: createdAt(),
  },
  (t) => [
    unique('one_time_tokens_secret_key').on(t.purpose, t.secretHash),
    index('one_time_tokens_user_idx').on(t.userId, t.purpose),
  ],
);

/** Roles of a person in a county, many to many. */
export const memberships = pgTable(
  'memberships',
  {
    countyId: countyId().references(() => counties.id),
    userId: uuid().notNull(),
    role: text({
      enum: [
        'planner',
        'reviewer',
        'countersigner',
        'leader',
        'manager',
        'operator',
        'staff',
        'merchant',
        'auditor',
        'admin',
      ],
    }).notNull(),
    /** The unit the person acts for; countersigners sign for it. */
    organisationId: uuid(),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ name: 'memberships_pkey', columns: [t.countyId, t.userId, t.role] }),
    foreignKey({ name: 'memberships_user_fk', columns: [t.userId], foreignColumns: [users.id] }).onDelete(
      'cascade',
    ),
    index('memberships_user_idx').on(t.userId),
  ],
);

/** Storage of the sign-in throttle (rate-limiter-flexible's layout). */
export const rateLimits = pgTable('rate_limits', {
  key: text().primaryKey(),
  points: integer().notNull().default(0),
  expire: instantOrNull(),
});

/** Hosts under which a county's pages and short links are served, besides PUBLIC_ORIGIN. */
export const countyHosts = pgTable('county_hosts', {
  host: text().primaryKey(),
  countyId: countyId(),
  isShort: boolean().notNull().default(false),
});

export type User = typeof users.$inferSelect;
export type SessionRow = typeof sessions.$inferSelect;
export type OneTimeToken = typeof oneTimeTokens.$inferSelect;
export type Membership = typeof memberships.$inferSelect;
