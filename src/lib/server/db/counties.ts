import { pgTable, text, unique, uuid } from 'drizzle-orm/pg-core';
import { createdAt } from './columns.ts';
import { uuidv7 } from './uuid.ts';

/** The tenants. Everything else of a county lives in tables keyed by (county_id, id). */
export const counties = pgTable(
  'counties',
  {
    id: uuid()
      .primaryKey()
      .$defaultFn(() => uuidv7()),
    /** Part of public addresses, a–z and hyphen: 'baisha'. */
    slug: text().notNull(),
    name: text().notNull(),
    nameEn: text().notNull(),
    province: text().notNull(),
    createdAt: createdAt(),
  },
  (t) => [unique('counties_slug_key').on(t.slug)],
);

export type County = typeof counties.$inferSelect;
