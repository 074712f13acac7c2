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
import { countyId, createdAt, day, dayOrNull, id, instantOrNull } from '../db/columns.ts';
import { counties } from '../db/counties.ts';
import { assets } from './assets/schema.ts';
import { brandFiles } from './file-schema.ts';
import type { ConsentUse } from './terms.ts';

/** Somebody whose face is on a picture; known inside the office, shown nowhere else. */
export const portraitPersons = pgTable(
  'portrait_persons',
  {
    countyId: countyId().references(() => counties.id),
    id: id(),
    name: text().notNull(),
    /** Year of birth, for minors; null for grown-ups who did not say. */
    birthYear: integer(),
    /** Staff of a state organ: only for notices, civic posters and events (Advertising Law art. 9). */
    isOfficial: boolean().notNull().default(false),
    createdAt: createdAt(),
  },
  (t) => [primaryKey({ name: 'portrait_persons_pkey', columns: [t.countyId, t.id] })],
);

/** One record a person a picture, written down before use. What it allows is never widened: a wider one is a new record. */
export const consents = pgTable(
  'consents',
  {
    countyId: countyId(),
    id: id(),
    personId: uuid().notNull(),
    /** The picture in the asset library. */
    assetId: uuid().notNull(),
    uses: jsonb().$type<ConsentUse[]>().notNull(),
    territory: text(),
    validFrom: day(),
    validTo: day(),
    /** The name may be printed beside the picture. */
    nameAllowed: boolean().notNull().default(false),
    /** Who signed for a minor. */
    guardianName: text(),
    fileId: uuid(),
    withdrawnOn: dayOrNull(),
    withdrawnAt: instantOrNull(),
    withdrawnReason: text(),
    createdBy: uuid(),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ name: 'consents_pkey', columns: [t.countyId, t.id] }),
    unique('consents_person_asset_key').on(t.countyId, t.personId, t.assetId, t.validFrom),
    foreignKey({
      name: 'consents_person_fk',
      columns: [t.countyId, t.personId],
      foreignColumns: [portraitPersons.countyId, portraitPersons.id],
    }),
    foreignKey({
      name: 'consents_file_fk',
      columns: [t.countyId, t.fileId],
      foreignColumns: [brandFiles.countyId, brandFiles.id],
    }),
    foreignKey({
      name: 'consents_asset_fk',
      columns: [t.countyId, t.assetId],
      foreignColumns: [assets.countyId, assets.id],
    }),
    index('consents_asset_idx').on(t.countyId, t.assetId),
  ],
);

export type PortraitPerson = typeof portraitPersons.$inferSelect;
export type Consent = typeof consents.$inferSelect;
