/** Who is told of a campaign's steps, in the house and by mail. */
import { and, eq, inArray, isNull } from 'drizzle-orm';
import { memberships, users } from '../accounts/schema.ts';
import type { Role } from '../accounts/roles.ts';
import type { DbOrTx } from '../db/database.ts';
import { send } from '../mail/mail.ts';
import { merchantUsers } from '../merchants/schema.ts';
import { tell } from '../notices/notices.ts';
import { campaignMerchants, campaignOrganisers } from './schema.ts';
import { letter, type CampaignNotice } from './letters.ts';

interface Reader {
  userId: string;
  name: string;
  email: string | null;
  locale: 'zh-CN' | 'en' | null;
}

/** People of the county with a role; with `organisationIds` only those who act for one of these units. */
export async function peopleWithRole(
  tx: DbOrTx,
  countyId: string,
  role: Role,
  organisationIds?: readonly string[],
): Promise<string[]> {
  if (organisationIds?.length === 0) return [];
  const rows = await tx
    .selectDistinct({ userId: memberships.userId })
    .from(memberships)
    .where(
      and(
        eq(memberships.countyId, countyId),
        eq(memberships.role, role),
        organisationIds ? inArray(memberships.organisationId, [...organisationIds]) : undefined,
      ),
    );
  return rows.map((r) => r.userId);
}

/** Operators of the units that organise a campaign. */
export async function operatorsOf(tx: DbOrTx, countyId: string, campaignId: string): Promise<string[]> {
  const units = await tx
    .selectDistinct({ id: campaignOrganisers.organisationId })
    .from(campaignOrganisers)
    .where(and(eq(campaignOrganisers.countyId, countyId), eq(campaignOrganisers.campaignId, campaignId)));
  return peopleWithRole(
    tx,
    countyId,
    'operator',
    units.map((u) => u.id),
  );
}

/** The people behind the merchants that take part. */
export async function merchantsOf(tx: DbOrTx, countyId: string, campaignId: string): Promise<string[]> {
  const rows = await tx
    .selectDistinct({ userId: merchantUsers.userId })
    .from(campaignMerchants)
    .innerJoin(
      merchantUsers,
      and(
        eq(merchantUsers.countyId, campaignMerchants.countyId),
        eq(merchantUsers.merchantId, campaignMerchants.merchantId),
      ),
    )
    .where(and(eq(campaignMerchants.countyId, countyId), eq(campaignMerchants.campaignId, campaignId)));
  return rows.map((r) => r.userId);
}

/** Tells these people, each in the house, and by mail when they have an address and `mail` is not false. */
export async function announce(
  tx: DbOrTx,
  countyId: string,
  userIds: readonly (string | null)[],
  notice: CampaignNotice,
  options: { mail?: boolean; origin?: string } = {},
): Promise<void> {
  const ids = [...new Set(userIds.filter((id): id is string => id !== null))];
  if (ids.length === 0) return;
  const readers: Reader[] = await tx
    .select({ userId: users.id, name: users.name, email: users.email, locale: users.locale })
    .from(users)
    .where(and(inArray(users.id, ids), isNull(users.disabledAt)));
  await tell(
    tx,
    countyId,
    readers.map((r) => r.userId),
    { kind: notice.kind, path: notice.path, payload: notice.payload },
  );
  if (options.mail === false) return;
  for (const reader of readers) {
    if (!reader.email) continue;
    const { subject, text } = letter(notice, reader.locale ?? 'zh-CN', reader.name, options.origin);
    await send(tx, { countyId, to: { name: reader.name, address: reader.email }, subject, text });
  }
}
