/**
 * Brand kits: colours, fonts, motifs, tone, sizes of marks. The county's newest published kit is what posters draw with: its
 * colours and the brocade switch are handed to the county's settings in the same transaction.
 */
import { and, desc, eq, isNull } from 'drizzle-orm';
import type { Actor } from '../accounts/actor.ts';
import { can } from '../accounts/rights.ts';
import { record } from '../audit/audit.ts';
import { countySettings } from '../county/schema.ts';
import type { Db, DbOrTx } from '../db/database.ts';
import { contrastOf } from './colour-difference.ts';
import { brandKits, type BrandKitRow } from './schema.ts';

export const KIT_ROLES = ['primary', 'onPrimary', 'accent', 'paper', 'ink', 'muted', 'seal'] as const;
export type KitRole = (typeof KIT_ROLES)[number];

export const KIT_MOTIFS = [
  'herringbone',
  'leaf',
  'terrace',
  'ridge',
  'rings',
  'slice',
  'cell',
  'ear',
  'weave',
  'seal',
] as const;

/** Families that ship; a kit allows some of them. */
export const KIT_FONTS = [
  'Noto Sans SC',
  'Noto Serif SC',
  'LXGW WenKai',
  'ZCOOL XiaoWei',
  'Ma Shan Zheng',
] as const;

export interface KitInput {
  palette: Record<KitRole, string>;
  fonts: readonly string[];
  motifs: readonly string[];
  brocadeAllowed: boolean;
  tone: string;
  ratios: { industry: number; product: number };
}

export type KitFailure = 'not_allowed' | 'colour' | 'contrast' | 'ratio';
export type KitResult = { ok: true; kit: BrandKitRow } | { ok: false; reason: KitFailure; role?: KitRole };

/** Text stands on these grounds: each pair must be readable. */
const PAIRS: readonly (readonly [KitRole, KitRole])[] = [
  ['onPrimary', 'primary'],
  ['ink', 'paper'],
];

/** Publishes a version of the county's kit; approved posters then wait for a new approval, as their hash names the kit. */
export async function publishKit(db: Db, actor: Actor, input: KitInput): Promise<KitResult> {
  if (!can(actor, 'brand.edit')) return { ok: false, reason: 'not_allowed' };
  for (const role of KIT_ROLES)
    if (!/^#[0-9a-f]{6}$/i.test(input.palette[role])) return { ok: false, reason: 'colour', role };
  for (const [text, ground] of PAIRS)
    if (contrastOf(input.palette[text], input.palette[ground]) < 4.5)
      return { ok: false, reason: 'contrast', role: text };
  for (const ratio of [input.ratios.industry, input.ratios.product])
    if (!Number.isInteger(ratio) || ratio < 50 || ratio > 200) return { ok: false, reason: 'ratio' };
  const { countyId } = actor;
  return db.transaction(async (tx): Promise<KitResult> => {
    // The settings' row is held: two versions at once get two numbers.
    await tx.select().from(countySettings).where(eq(countySettings.countyId, countyId)).for('update');
    const before = await kitInForce(tx, countyId);
    const palette = Object.fromEntries(KIT_ROLES.map((role) => [role, input.palette[role].toLowerCase()]));
    const [kit] = await tx
      .insert(brandKits)
      .values({
        countyId,
        version: (before?.version ?? 0) + 1,
        palette,
        fonts: KIT_FONTS.filter((font) => input.fonts.includes(font)),
        motifs: KIT_MOTIFS.filter((motif) => input.motifs.includes(motif)),
        brocadeAllowed: input.brocadeAllowed,
        tone: input.tone.trim().slice(0, 500),
        ratios: input.ratios,
        publishedBy: actor.userId,
      })
      .returning();
    if (!kit) throw new Error('the insert returned no row');
    await tx
      .update(countySettings)
      .set({ palette, brocadeAllowed: input.brocadeAllowed })
      .where(eq(countySettings.countyId, countyId));
    await record(tx, actor, {
      action: 'brand.kit_published',
      subject: 'brand_kit',
      subjectId: kit.id,
      label: String(kit.version),
      before: before ? { palette: before.palette, brocadeAllowed: before.brocadeAllowed } : null,
      after: { palette, brocadeAllowed: input.brocadeAllowed },
    });
    return { ok: true, kit };
  });
}

/** The county's kit in force, or null while it uses the house's own. */
export async function kitInForce(db: DbOrTx, countyId: string): Promise<BrandKitRow | null> {
  const [row] = await db
    .select()
    .from(brandKits)
    .where(and(eq(brandKits.countyId, countyId), isNull(brandKits.brandId)))
    .orderBy(desc(brandKits.version))
    .limit(1);
  return row ?? null;
}

export async function listKits(db: DbOrTx, countyId: string): Promise<BrandKitRow[]> {
  return db
    .select()
    .from(brandKits)
    .where(and(eq(brandKits.countyId, countyId), isNull(brandKits.brandId)))
    .orderBy(desc(brandKits.version));
}
