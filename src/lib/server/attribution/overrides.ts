import type { Override } from './credit.ts';
import type { Reader } from './lock.ts';

interface OverrideRow {
  line_id: string;
  id: string;
  action: 'assign' | 'exclude' | 'restore';
  campaign_id: string | null;
  activity_id: string | null;
  merchant_id: string | null;
}

/**
 * The latest approved and unrevoked decision on each line; `restore` gives a line back to its evidence and yields none.
 * `lineIds` null means every line of the county.
 */
export async function listOverrides(
  reader: Reader,
  countyId: string,
  lineIds: readonly string[] | null = null,
): Promise<Map<string, Override>> {
  const rows = await reader<OverrideRow[]>`
    select distinct on (line_id) line_id, id, action, campaign_id, activity_id, merchant_id
    from credit_overrides
    where county_id = ${countyId} and approved_at is not null and revoked_at is null
      ${lineIds === null ? reader`` : reader`and line_id = any(${[...lineIds]}::uuid[])`}
    order by line_id, approved_at desc, id desc`;
  const overrides = new Map<string, Override>();
  for (const row of rows) {
    if (row.action === 'restore') continue;
    overrides.set(row.line_id, {
      id: row.id,
      action: row.action,
      campaignId: row.campaign_id,
      activityId: row.activity_id,
      merchantId: row.merchant_id,
    });
  }
  return overrides;
}
