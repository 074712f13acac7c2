import { m } from '#lib/paraglide/messages.js';
import type { FundSource } from '#lib/server/funds/schema.ts';

export const sourceKindWord: Record<FundSource['kind'], () => string> = {
  special_fund: m.planning_source_special_fund,
  county_match: m.planning_source_county_match,
  enterprise: m.planning_source_enterprise,
  in_kind: m.planning_source_in_kind,
};
