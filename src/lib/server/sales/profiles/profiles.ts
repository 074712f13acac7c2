import { douyinProfiles } from './douyin.ts';
import { marketplaceProfiles } from './marketplaces.ts';
import type { Profile } from './profile.ts';
import { shopProfiles } from './shops.ts';
import { stallProfile } from './stall.ts';
import { taobaoProfiles } from './taobao.ts';

/** Every export file we know how to read. */
export const PROFILES: readonly Profile[] = [
  ...taobaoProfiles,
  ...douyinProfiles,
  ...marketplaceProfiles,
  ...shopProfiles,
  stallProfile,
];

/** A header of one of these, without an order profile, is a bill, not an order file. */
export const BILL_HEADERS = ['动账时间', '结算时间', '账务流水号', '费用名称', '总花费(元)'];
