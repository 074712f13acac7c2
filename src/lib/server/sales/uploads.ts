import { isUuid } from '#lib/shared/uuid.ts';
import { and, desc, eq, sql, type SQL } from 'drizzle-orm';
import type { Actor } from '../accounts/actor.ts';
import { can } from '../accounts/rights.ts';
import { record } from '../audit/audit.ts';
import type { Database, DbOrTx } from '../db/database.ts';
import { uuidv7 } from '../db/uuid.ts';
import { enqueue } from '../jobs/jobs.ts';
import { timeInName } from './imports/imports.ts';
import { parseMapping, type Mapping } from './profiles/mapping.ts';
import { importMappings, orderImports, shops, type OrderImport, type Shop } from './schema.ts';
import { shopName } from './shops.ts';

/** Imports through the browser: a file is uploaded, recognised, decided about, and then runs by itself. */

export interface UploadedFile {
  fileName: string;
  storageKey: string;
  sha256: string;
  sizeBytes: number;
}

/** The file lies in storage; recognising it is the worker's. @returns the import's id, or null without the right. */
export async function registerUpload(
  database: Database,
  actor: Actor,
  file: UploadedFile,
  options: { now: Date },
): Promise<string | null> {
  if (!can(actor, 'sales.import')) return null;
  const id = uuidv7();
  await database.db.transaction(async (tx) => {
    await tx.insert(orderImports).values({
      countyId: actor.countyId,
      id,
      fileName: displayName(file.fileName),
      sha256: file.sha256,
      sizeBytes: file.sizeBytes,
      storageKey: file.storageKey,
      exportedAt: timeInName(file.fileName) ?? options.now,
      state: 'uploaded',
      createdBy: actor.userId,
    });
    await enqueue(
      tx,
      'sales.inspect_import',
      { countyId: actor.countyId, importId: id },
      { key: `inspect:${id}` },
    );
    await record(tx, actor, {
      action: 'sales.file_uploaded',
      subject: 'order_import',
      subjectId: id,
      label: displayName(file.fileName),
    });
  });
  return id;
}

export type StartRefusal = 'forbidden' | 'not_found' | 'not_ready' | 'shop_missing' | 'time_invalid';
export type StartResult = { ok: true } | { ok: false; reason: StartRefusal };

/** Decides the shop and the export time, and lets the import run. */
export async function startImport(
  database: Database,
  actor: Actor,
  importId: string,
  choice: { shop: string | null; exportedAt: Date | null },
): Promise<StartResult> {
  if (!can(actor, 'sales.import')) return { ok: false, reason: 'forbidden' };
  return database.db.transaction(async (tx): Promise<StartResult> => {
    const found = await lockImport(tx, actor, importId);
    if (found === null) return { ok: false, reason: 'not_found' };
    if (found.state !== 'ready') return { ok: false, reason: 'not_ready' };
    const shop = choice.shop === null ? null : shopName(choice.shop);
    if (!found.preview?.namesShop && !shop) return { ok: false, reason: 'shop_missing' };
    if (choice.exportedAt !== null && Number.isNaN(choice.exportedAt.getTime())) {
      return { ok: false, reason: 'time_invalid' };
    }
    await tx
      .update(orderImports)
      .set({ state: 'staging', chosenShop: shop, exportedAt: choice.exportedAt ?? found.exportedAt })
      .where(ofImport(actor.countyId, importId));
    await enqueue(
      tx,
      'sales.run_import',
      { countyId: actor.countyId, importId },
      { key: `import:${importId}` },
    );
    await record(tx, actor, {
      action: 'sales.import_started',
      subject: 'order_import',
      subjectId: importId,
      label: found.fileName,
    });
    return { ok: true };
  });
}

export type MappingResult =
  | { ok: true }
  | { ok: false; reason: 'forbidden' | 'not_found' | 'not_ready' | 'mapping_invalid'; detail?: string };

/** A person said what the columns mean; the file is looked at again with it, and the mapping is kept by its name. */
export async function mapImport(
  database: Database,
  actor: Actor,
  importId: string,
  value: unknown,
): Promise<MappingResult> {
  if (!can(actor, 'sales.import')) return { ok: false, reason: 'forbidden' };
  const parsed = parseMapping(value);
  if (!parsed.ok) return parsed;
  return database.db.transaction(async (tx): Promise<MappingResult> => {
    const found = await lockImport(tx, actor, importId);
    if (found === null) return { ok: false, reason: 'not_found' };
    if (found.state !== 'uploaded' && found.state !== 'ready') return { ok: false, reason: 'not_ready' };
    await saveMapping(tx, actor, parsed.mapping);
    await tx
      .update(orderImports)
      .set({ state: 'uploaded', mapping: parsed.mapping, error: null })
      .where(ofImport(actor.countyId, importId));
    await enqueue(
      tx,
      'sales.inspect_import',
      { countyId: actor.countyId, importId },
      { key: `inspect:${importId}` },
    );
    return { ok: true };
  });
}

/** Asks a running import to stop; before it folds, nothing of it stays. One that has not started is put aside at once. */
export async function cancelImport(
  database: Database,
  actor: Actor,
  importId: string,
  now: Date,
): Promise<boolean> {
  if (!can(actor, 'sales.import')) return false;
  return database.db.transaction(async (tx) => {
    const found = await lockImport(tx, actor, importId);
    if (found === null || !['uploaded', 'ready', 'staging'].includes(found.state)) return false;
    const idle = found.state !== 'staging';
    await tx
      .update(orderImports)
      .set(
        idle ? { state: 'cancelled', finishedAt: now, cancelRequestedAt: now } : { cancelRequestedAt: now },
      )
      .where(ofImport(actor.countyId, importId));
    await record(tx, actor, {
      action: 'sales.import_cancelled',
      subject: 'order_import',
      subjectId: importId,
      label: found.fileName,
    });
    return true;
  });
}

export async function getImport(db: DbOrTx, countyId: string, importId: string): Promise<OrderImport | null> {
  if (!isUuid(importId)) return null;
  const [row] = await db.select().from(orderImports).where(ofImport(countyId, importId));
  return row ?? null;
}

export async function listImports(
  db: DbOrTx,
  countyId: string,
  { page, pageSize }: { page: number; pageSize: number },
): Promise<{ rows: OrderImport[]; total: number }> {
  const [rows, [count]] = await Promise.all([
    db
      .select()
      .from(orderImports)
      .where(eq(orderImports.countyId, countyId))
      .orderBy(desc(orderImports.createdAt), desc(orderImports.id))
      .limit(pageSize)
      .offset((page - 1) * pageSize),
    db
      .select({ total: sql<number>`count(*)::int` })
      .from(orderImports)
      .where(eq(orderImports.countyId, countyId)),
  ]);
  return { rows, total: count?.total ?? 0 };
}

export async function listShops(db: DbOrTx, countyId: string): Promise<Shop[]> {
  return db.select().from(shops).where(eq(shops.countyId, countyId)).orderBy(shops.platform, shops.name);
}

export async function listMappings(db: DbOrTx, countyId: string): Promise<Mapping[]> {
  const rows = await db
    .select({ mapping: importMappings.mapping })
    .from(importMappings)
    .where(eq(importMappings.countyId, countyId))
    .orderBy(importMappings.name);
  return rows.map((row) => row.mapping);
}

async function saveMapping(tx: DbOrTx, actor: Actor, mapping: Mapping): Promise<void> {
  await tx
    .insert(importMappings)
    .values({ countyId: actor.countyId, name: mapping.name, mapping })
    .onConflictDoUpdate({
      target: [importMappings.countyId, importMappings.name],
      set: { mapping, updatedAt: sql`now()` },
    });
}

/** The row lock lets one of two clicks win. */
async function lockImport(tx: DbOrTx, actor: Actor, importId: string): Promise<OrderImport | null> {
  if (!isUuid(importId)) return null;
  const [row] = await tx.select().from(orderImports).where(ofImport(actor.countyId, importId)).for('update');
  return row ?? null;
}

function ofImport(countyId: string, importId: string): SQL | undefined {
  return and(eq(orderImports.countyId, countyId), eq(orderImports.id, importId));
}

/** What a person called the file: display text, never a path. */
function displayName(name: string): string {
  const last = name.split(/[\\/]/).at(-1) ?? '';
  // eslint-disable-next-line no-control-regex -- control characters are exactly what must not be shown
  return last.replace(/[\u0000-\u001f\u007f]/g, '').slice(0, 200) || 'orders';
}
