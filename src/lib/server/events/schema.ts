import { foreignKey, index, integer, pgTable, primaryKey, text, unique, uuid } from 'drizzle-orm/pg-core';
import { activities } from '../campaigns/schema.ts';
import { countyId, createdAt, id, instant, instantOrNull } from '../db/columns.ts';

/** A visitor's registration for an offline activity. The phone is kept as HMAC only. */
export const registrations = pgTable(
  'registrations',
  {
    countyId: countyId(),
    id: id(),
    activityId: uuid().notNull(),
    kind: text({ enum: ['consumer', 'buyer', 'merchant', 'media', 'guest', 'staff'] }).notNull(),
    name: text(),
    phoneHash: text(),
    phoneKeyVersion: integer(),
    /** First-party visitor id of the landing page, where the registration came from one. */
    visitorHash: text(),
    headcount: integer().notNull().default(1),
    state: text({ enum: ['registered', 'waiting', 'cancelled'] })
      .notNull()
      .default('registered'),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ name: 'registrations_pkey', columns: [t.countyId, t.id] }),
    foreignKey({
      name: 'registrations_activity_fk',
      columns: [t.countyId, t.activityId],
      foreignColumns: [activities.countyId, activities.id],
    }),
    index('registrations_activity_idx').on(t.countyId, t.activityId),
  ],
);

/** One scan at a gate, made on the device first; (device, nonce) makes sending twice one row. */
export const checkIns = pgTable(
  'check_ins',
  {
    countyId: countyId(),
    id: id(),
    activityId: uuid().notNull(),
    registrationId: uuid(),
    deviceId: text().notNull(),
    nonce: text().notNull(),
    list: text().notNull().default('main'),
    kind: text({ enum: ['enter', 'leave'] })
      .notNull()
      .default('enter'),
    result: text().notNull().default('ok'),
    reason: text(),
    /** Identity for the ledger: phone HMAC of the person, when known. */
    phoneHash: text(),
    phoneKeyVersion: integer(),
    scannedAt: instant(),
    offsetMs: integer().notNull().default(0),
    receivedAt: instant(),
    voidedAt: instantOrNull(),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ name: 'check_ins_pkey', columns: [t.countyId, t.id] }),
    unique('check_ins_nonce_key').on(t.countyId, t.deviceId, t.nonce),
    foreignKey({
      name: 'check_ins_activity_fk',
      columns: [t.countyId, t.activityId],
      foreignColumns: [activities.countyId, activities.id],
    }),
    foreignKey({
      name: 'check_ins_registration_fk',
      columns: [t.countyId, t.registrationId],
      foreignColumns: [registrations.countyId, registrations.id],
    }),
    index('check_ins_activity_idx').on(t.countyId, t.activityId),
  ],
);

export type Registration = typeof registrations.$inferSelect;
export type CheckIn = typeof checkIns.$inferSelect;
