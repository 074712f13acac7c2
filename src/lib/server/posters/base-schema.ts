import { index, integer, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { countyId, createdAt, instantOrNull, updatedAt } from '../db/columns.ts';
import { counties } from '../db/counties.ts';
import type { GateFigures } from './fast/gate-figures.ts';

/** How far the fast ways may go on a base: `glyphs` and `exact` splice a JPEG, `frame` copies pixels, `full` is drawn anew. */
export const BASE_STATES = ['glyphs', 'exact', 'frame', 'full'] as const;

/**
 * What the gate found about a static base, the picture without its merchant. Its pixels lie in the file store; a base that
 * did not pass says why, and administrators see it.
 */
export const posterBases = pgTable(
  'poster_bases',
  {
    countyId: countyId().references(() => counties.id),
    key: text().notNull(),
    designId: text().notNull(),
    format: text().notNull(),
    state: text({ enum: BASE_STATES }).notNull(),
    /** Why it is not `glyphs`; null when it is. */
    reason: text(),
    figures: jsonb().$type<GateFigures>().notNull(),
    fileKey: text(),
    bytes: integer().notNull().default(0),
    setUpMs: integer().notNull().default(0),
    usedAt: instantOrNull(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    primaryKey({ name: 'poster_bases_pkey', columns: [t.countyId, t.key] }),
    index('poster_bases_created_idx').on(t.countyId, t.createdAt),
  ],
);

export type PosterBase = typeof posterBases.$inferSelect;
