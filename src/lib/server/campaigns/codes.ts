/** The codes that name a campaign on an order: made with the campaign, grown with its merchants, registered by hand. */
import { and, asc, eq, isNotNull } from 'drizzle-orm';
import { instantAt, addDays } from '#lib/shared/dates.ts';
import type { Actor } from '../accounts/actor.ts';
import { can } from '../accounts/rights.ts';
import { record } from '../audit/audit.ts';
import { requireSettings } from '../county/lists.ts';
import type { Db, DbOrTx } from '../db/database.ts';
import { merchants } from '../merchants/schema.ts';
import { append } from '../outbox/outbox.ts';
import { codeGrammar, couponCode, normaliseCode, spokenCode, type CodeGrammar } from './code-grammar.ts';
import { campaignCodes, campaignMerchants, campaigns, type Campaign, type CampaignCode } from './schema.ts';

export async function grammarOf(db: DbOrTx, countyId: string): Promise<CodeGrammar> {
  return codeGrammar(await requireSettings(db, countyId));
}

export interface CodeRow extends CampaignCode {
  merchantName: string | null;
}

/** By kind, then by code. */
export async function listCodes(db: DbOrTx, countyId: string, campaignId: string): Promise<CodeRow[]> {
  const rows = await db
    .select({ code: campaignCodes, merchantName: merchants.name })
    .from(campaignCodes)
    .leftJoin(
      merchants,
      and(eq(merchants.countyId, campaignCodes.countyId), eq(merchants.id, campaignCodes.merchantId)),
    )
    .where(and(eq(campaignCodes.countyId, countyId), eq(campaignCodes.campaignId, campaignId)))
    .orderBy(asc(campaignCodes.kind), asc(campaignCodes.code));
  return rows.map((r) => ({ ...r.code, merchantName: r.merchantName }));
}

/**
 * The campaign's coupon and SKU suffix, and a spoken code for each merchant that takes part and has a number. Called again
 * whenever merchants join: codes that are there stay. They are valid from the first day to 30 days after the last, because
 * buyers come back with an old poster.
 */
export async function seedCodes(
  tx: DbOrTx,
  countyId: string,
  campaign: Pick<Campaign, 'id' | 'code' | 'startsOn' | 'endsOn'>,
): Promise<void> {
  const grammar = await grammarOf(tx, countyId);
  const numbered = await tx
    .select({ merchantId: merchants.id, number: merchants.spokenNumber })
    .from(campaignMerchants)
    .innerJoin(
      merchants,
      and(eq(merchants.countyId, campaignMerchants.countyId), eq(merchants.id, campaignMerchants.merchantId)),
    )
    .where(
      and(
        eq(campaignMerchants.countyId, countyId),
        eq(campaignMerchants.campaignId, campaign.id),
        isNotNull(merchants.spokenNumber),
      ),
    );
  const shared = {
    countyId,
    campaignId: campaign.id,
    validFrom: instantAt(campaign.startsOn),
    validTo: instantAt(addDays(campaign.endsOn, 31)),
  };
  await tx
    .insert(campaignCodes)
    .values([
      { ...shared, kind: 'coupon', code: couponCode(campaign.code) },
      { ...shared, kind: 'sku_suffix', code: normaliseCode(campaign.code) },
      ...(grammar.spokenPrefix
        ? numbered.map((m) => ({
            ...shared,
            kind: 'spoken' as const,
            code: spokenCode(grammar, m.number ?? ''),
            merchantId: m.merchantId,
          }))
        : []),
    ])
    .onConflictDoNothing();
  await tellCodesChanged(tx, countyId, campaign.id);
}

/** Orders that carry a code may now belong to this campaign: the ledger looks at them again. */
async function tellCodesChanged(tx: DbOrTx, countyId: string, campaignId: string): Promise<void> {
  await append(tx, countyId, { topic: 'campaigns.codes_changed', subjectId: campaignId });
}

/** Moves the validity of the codes made by the house when a campaign's days move. */
export async function moveCodes(
  tx: DbOrTx,
  countyId: string,
  campaign: Pick<Campaign, 'id' | 'startsOn' | 'endsOn'>,
): Promise<void> {
  await tx
    .update(campaignCodes)
    .set({ validFrom: instantAt(campaign.startsOn), validTo: instantAt(addDays(campaign.endsOn, 31)) })
    .where(
      and(
        eq(campaignCodes.countyId, countyId),
        eq(campaignCodes.campaignId, campaign.id),
        isNotNull(campaignCodes.validTo),
      ),
    );
  await tellCodesChanged(tx, countyId, campaign.id);
}

export interface NewCode {
  kind: 'coupon' | 'promoter' | 'live_room';
  /** As the platform writes it; normalised here. Promoter and room ids keep their figures, being text. */
  code: string;
  merchantId?: string | null;
  activityId?: string | null;
}

export type RegisterResult =
  | { ok: true; code: CampaignCode }
  | { ok: false; reason: 'not_allowed' | 'not_found' | 'empty' | 'taken' | 'unknown_reference' };

/** Registers a coupon, a promoter (达人) or a live room by hand. The same code in the same campaign is 'taken'. */
export async function register(
  db: Db,
  actor: Actor,
  campaignId: string,
  input: NewCode,
): Promise<RegisterResult> {
  if (!can(actor, 'campaign.edit') && !can(actor, 'sales.import'))
    return { ok: false, reason: 'not_allowed' };
  const code = normaliseCode(input.code).slice(0, 64);
  if (!code) return { ok: false, reason: 'empty' };
  return db.transaction(async (tx): Promise<RegisterResult> => {
    const [campaign] = await tx
      .select()
      .from(campaigns)
      .where(and(eq(campaigns.countyId, actor.countyId), eq(campaigns.id, campaignId)));
    if (!campaign) return { ok: false, reason: 'not_found' };
    if (input.merchantId) {
      const [merchant] = await tx
        .select({ id: merchants.id })
        .from(merchants)
        .where(and(eq(merchants.countyId, actor.countyId), eq(merchants.id, input.merchantId)));
      if (!merchant) return { ok: false, reason: 'unknown_reference' };
    }
    const [row] = await tx
      .insert(campaignCodes)
      .values({
        countyId: actor.countyId,
        campaignId,
        kind: input.kind,
        code,
        merchantId: input.merchantId ?? null,
        activityId: input.activityId ?? null,
        ...(input.kind === 'coupon'
          ? {
              validFrom: instantAt(campaign.startsOn),
              validTo: instantAt(addDays(campaign.endsOn, 31)),
            }
          : {}),
      })
      .onConflictDoNothing()
      .returning();
    if (!row) return { ok: false, reason: 'taken' };
    await tellCodesChanged(tx, actor.countyId, campaignId);
    await record(tx, actor, {
      action: 'campaign.code_registered',
      subject: 'campaign',
      subjectId: campaignId,
      label: campaign.name,
      after: { kind: row.kind, code: row.code, merchantId: row.merchantId },
    });
    return { ok: true, code: row };
  });
}
