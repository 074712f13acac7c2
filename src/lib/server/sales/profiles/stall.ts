import type { Profile } from './profile.ts';

/**
 * Our own sheet, downloadable as a template and filled by the phone page too. 登记编号 is made on the device, so a
 * sheet sent twice is the same rows.
 */
export const stallProfile: Profile = {
  id: 'stall.sheet',
  platform: 'stall',
  grain: 'order',
  wholeLineKey: '1',
  required: ['登记编号', '摊位', '成交金额', '成交时间'],
  alsoSeen: ['收款方式', '登记人'],
  columns: {
    orderNo: ['登记编号'],
    shop: ['摊位'],
    activity: ['活动'],
    merchant: ['商户'],
    title: ['商品'],
    sku: ['规格'],
    quantity: ['数量'],
    orderPaid: ['成交金额'],
    orderRefund: ['退款金额'],
    orderedAt: ['成交时间'],
    phone: ['顾客手机（可不填）', '顾客手机'],
    spokenCode: ['口令码（可不填）', '口令码'],
    remarksAll: ['备注'],
  },
  stages: {},
  refunds: {},
  defaultStage: 'completed',
};
