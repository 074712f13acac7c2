/** What merchants, platforms and refusals are called. */
import { m } from '#lib/paraglide/messages.js';
import type {
  MerchantKind,
  MerchantRefusal,
  MerchantState,
  OfferRefusal,
  Platform,
} from '#lib/server/merchants/merchants.ts';
import type { Tone } from '#lib/ui/tone.ts';

type Word = () => string;

export const merchantKindWord: Record<MerchantKind, Word> = {
  micro: m.planning_merchant_micro,
  cooperative: m.planning_merchant_cooperative,
  enterprise: m.planning_merchant_enterprise,
  family_farm: m.planning_merchant_family_farm,
  station: m.planning_merchant_station,
  village: m.planning_merchant_village,
};

export const merchantStateWord: Record<MerchantState, Word> = {
  applied: m.planning_merchant_applied,
  active: m.planning_merchant_active,
  suspended: m.planning_merchant_suspended,
  left: m.planning_merchant_left,
};

export const merchantStateTone: Record<MerchantState, Tone> = {
  applied: 'info',
  active: 'brand',
  suspended: 'warn',
  left: 'neutral',
};

export const platformWord: Record<Platform, Word> = {
  taobao: m.planning_platform_taobao,
  jd: m.planning_platform_jd,
  pdd: m.planning_platform_pdd,
  douyin: m.planning_platform_douyin,
  kuaishou: m.planning_platform_kuaishou,
  wechat: m.planning_platform_wechat,
  youzan: m.planning_platform_youzan,
  xiaohongshu: m.planning_platform_xiaohongshu,
  other: m.planning_platform_other,
};

export const merchantRefusalWord: Record<MerchantRefusal, Word> = {
  not_allowed: m.planning_refused_not_allowed,
  not_found: m.planning_refused_not_found,
  name_missing: m.planning_refused_name,
  name_taken: m.planning_refused_name_taken,
  number_taken: m.planning_refused_number_taken,
  number_shape: m.planning_refused_number_shape,
  unknown_reference: m.planning_refused_unknown_reference,
  reason_missing: m.planning_refused_reason_missing,
};

export const offerRefusalWord: Record<OfferRefusal, Word> = {
  not_allowed: m.planning_refused_not_allowed,
  not_found: m.planning_refused_not_found,
  shop_missing: m.planning_refused_shop,
  no_way_to_buy: m.planning_refused_no_way_to_buy,
  url: m.planning_refused_url,
  may_not_sell: m.planning_refused_may_not_sell,
};
