/** What a county sells and who works on it, kept by the office: products, units, industries, townships. */
import { and, eq } from 'drizzle-orm';
import type { Actor } from '../accounts/actor.ts';
import { record } from '../audit/audit.ts';
import type { Db } from '../db/database.ts';
import { industries, organisations, products, townships, type Organisation, type Product } from './schema.ts';

export interface ProductDraft {
  industryId: string;
  /** Base of coded SKUs, upper case. */
  code: string;
  name: string;
  nameEn: string;
  spec: string;
  unit: string;
  listPriceFen: number;
  /** Basis points; null = not filled in. */
  marginBp: number | null;
  picture: string | null;
  storyZh: string;
  storyEn: string;
}

export type SaveResult = { ok: true; id: string } | { ok: false; reason: 'not_found' | 'taken' };

export async function getProduct(db: Db, countyId: string, id: string): Promise<Product | null> {
  const [row] = await db
    .select()
    .from(products)
    .where(and(eq(products.countyId, countyId), eq(products.id, id)));
  return row ?? null;
}

/** Every product, shelved ones too, by code. */
export async function listAllProducts(db: Db, countyId: string): Promise<Product[]> {
  return db.select().from(products).where(eq(products.countyId, countyId)).orderBy(products.code);
}

/** @param id null makes a new one. `taken`: another product of the county has this code. */
export async function saveProduct(
  db: Db,
  actor: Actor,
  id: string | null,
  draft: ProductDraft,
): Promise<SaveResult> {
  const { countyId } = actor;
  return db.transaction(async (tx) => {
    const [industry] = await tx
      .select({ id: industries.id })
      .from(industries)
      .where(and(eq(industries.countyId, countyId), eq(industries.id, draft.industryId)));
    if (!industry) return { ok: false, reason: 'not_found' };
    const mine = and(eq(products.countyId, countyId), eq(products.id, id ?? ''));
    const [before] = id === null ? [] : await tx.select().from(products).where(mine).for('update');
    if (id !== null && !before) return { ok: false, reason: 'not_found' };
    const [same] = await tx
      .select({ id: products.id })
      .from(products)
      .where(and(eq(products.countyId, countyId), eq(products.code, draft.code)));
    if (same && same.id !== id) return { ok: false, reason: 'taken' };
    const [saved] = before
      ? await tx.update(products).set(draft).where(mine).returning({ id: products.id })
      : await tx
          .insert(products)
          .values({ countyId, ...draft })
          .onConflictDoNothing()
          .returning({ id: products.id });
    if (!saved) return { ok: false, reason: 'taken' };
    await record(tx, actor, {
      action: before ? 'product.changed' : 'product.added',
      subject: 'product',
      subjectId: saved.id,
      label: draft.name,
      before: before ?? null,
      after: draft,
    });
    return { ok: true, id: saved.id };
  });
}

/** A shelved product is offered nowhere new; campaigns and sales that have it keep it. */
export async function setShelved(db: Db, actor: Actor, id: string, at: Date | null): Promise<boolean> {
  return db.transaction(async (tx) => {
    const [row] = await tx
      .update(products)
      .set({ shelvedAt: at })
      .where(and(eq(products.countyId, actor.countyId), eq(products.id, id)))
      .returning({ name: products.name });
    if (!row) return false;
    await record(tx, actor, {
      action: at ? 'product.shelved' : 'product.unshelved',
      subject: 'product',
      subjectId: id,
      label: row.name,
    });
    return true;
  });
}

export type OrganisationDraft = Pick<Organisation, 'name' | 'shortName' | 'team' | 'isGovernment'>;

export async function addOrganisation(db: Db, actor: Actor, draft: OrganisationDraft): Promise<SaveResult> {
  return add(db, actor, 'organisation', draft.name, (tx) =>
    tx
      .insert(organisations)
      .values({ countyId: actor.countyId, ...draft })
      .onConflictDoNothing()
      .returning({ id: organisations.id }),
  );
}

export async function addIndustry(
  db: Db,
  actor: Actor,
  draft: { code: string; name: string; nameEn: string },
): Promise<SaveResult> {
  return add(db, actor, 'industry', draft.name, (tx) =>
    tx
      .insert(industries)
      .values({ countyId: actor.countyId, ...draft })
      .onConflictDoNothing()
      .returning({ id: industries.id }),
  );
}

export async function addTownship(db: Db, actor: Actor, name: string): Promise<SaveResult> {
  return add(db, actor, 'township', name, (tx) =>
    tx
      .insert(townships)
      .values({ countyId: actor.countyId, name })
      .onConflictDoNothing()
      .returning({ id: townships.id }),
  );
}

type InsertTx = Parameters<Parameters<Db['transaction']>[0]>[0];

async function add(
  db: Db,
  actor: Actor,
  subject: string,
  label: string,
  insert: (tx: InsertTx) => PromiseLike<{ id: string }[]>,
): Promise<SaveResult> {
  return db.transaction(async (tx) => {
    const [saved] = await insert(tx);
    if (!saved) return { ok: false, reason: 'taken' };
    await record(tx, actor, { action: `${subject}.added`, subject, subjectId: saved.id, label });
    return { ok: true, id: saved.id };
  });
}
