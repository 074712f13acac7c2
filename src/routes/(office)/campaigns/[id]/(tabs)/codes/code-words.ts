import { m } from '#lib/paraglide/messages.js';
import type { RegisterResult } from '#lib/server/campaigns/codes.ts';
import type { CampaignCode } from '#lib/server/campaigns/schema.ts';

export const codeKindWord: Record<CampaignCode['kind'], () => string> = {
  coupon: m.planning_code_coupon,
  spoken: m.planning_code_spoken,
  sku_suffix: m.planning_code_sku_suffix,
  promoter: m.planning_code_promoter,
  live_room: m.planning_code_live_room,
};

export const codeKindHint: Record<CampaignCode['kind'], () => string> = {
  coupon: m.planning_code_coupon_hint,
  spoken: m.planning_code_spoken_hint,
  sku_suffix: m.planning_code_sku_suffix_hint,
  promoter: m.planning_code_promoter_hint,
  live_room: m.planning_code_live_room_hint,
};

export const codeRefusalWord: Record<Extract<RegisterResult, { ok: false }>['reason'], () => string> = {
  not_allowed: m.planning_refused_not_allowed,
  not_found: m.planning_refused_not_found,
  empty: m.planning_refused_code_empty,
  taken: m.planning_refused_code_taken,
  unknown_reference: m.planning_refused_unknown_reference,
};
