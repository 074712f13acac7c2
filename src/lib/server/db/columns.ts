/** Column helpers shared by every domain's schema: one way to write keys, money and time. */
import { bigint, date, timestamp, uuid } from 'drizzle-orm/pg-core';
import { uuidv7 } from './uuid.ts';

/** The tenant. Every domain table's primary key is (county_id, id). */
export const countyId = () => uuid().notNull();

/** A UUIDv7 made by the application. */
export const id = () =>
  uuid()
    .notNull()
    .$defaultFn(() => uuidv7());

/** Integer fen, CNY. */
export const fen = () => bigint({ mode: 'number' }).notNull();
export const fenOrNull = () => bigint({ mode: 'number' });

/** A point in time (timestamptz). */
export const instant = () => timestamp({ withTimezone: true, mode: 'date' }).notNull();
export const instantOrNull = () => timestamp({ withTimezone: true, mode: 'date' });

/** A county-local day, 'YYYY-MM-DD' in Asia/Shanghai. */
export const day = () => date({ mode: 'string' }).notNull();
export const dayOrNull = () => date({ mode: 'string' });

export const createdAt = () => timestamp({ withTimezone: true, mode: 'date' }).notNull().defaultNow();
export const updatedAt = () =>
  timestamp({ withTimezone: true, mode: 'date' })
    .notNull()
    .defaultNow()
    .$onUpdate(() => new Date());
