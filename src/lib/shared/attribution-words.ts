/** What attribution's codes are called, in both languages: for pages, sentences and the command line. */
export interface Words {
  zh: string;
  en: string;
}

export const TIER_WORDS = {
  '0': { zh: '未归因', en: 'Unattributed' },
  '1': { zh: '有码', en: 'Coded' },
  '2': { zh: '扫码/点击', en: 'Scan or click' },
  '3': { zh: '签到', en: 'Check-in' },
  '4': { zh: '直播时段', en: 'Live slot' },
  '5': { zh: '商户申报', en: 'Declared' },
  M: { zh: '人工认定', en: 'Decided by hand' },
} as const satisfies Record<string, Words>;

export const TIER_NOTES = {
  '0': { zh: '没有任何证据，不摊给谁', en: 'No evidence: given to nobody' },
  '1': {
    zh: '订单自带：商家编码、券码或口令、直播间、已登记达人、活动摊位',
    en: 'On the order itself: coded SKU, coupon or spoken code, live room, registered promoter, event stall',
  },
  '2': { zh: '同一人下单前扫过码、点过链接', en: 'The same person had scanned or clicked before' },
  '3': { zh: '同一人下单前在活动签到', en: 'The same person had checked in before' },
  '4': { zh: '下单时间落在排班的直播时段', en: 'Placed within a rostered live slot' },
  '5': { zh: '商户申报，运营方审核', en: 'Declared by the merchant, approved by an operator' },
  M: { zh: '一人提出、另一人批准', en: 'Proposed by one person, approved by another' },
} as const satisfies Record<string, Words>;

export const MODEL_WORDS = {
  last: { zh: '末次', en: 'Last touch' },
  lastNonDirect: { zh: '末次有活动', en: 'Last with a campaign' },
  first: { zh: '首次', en: 'First touch' },
  linear: { zh: '平均', en: 'Linear' },
  decay: { zh: '时间递减', en: 'Time decay' },
  position: { zh: '首尾加重', en: 'Position-based' },
} as const satisfies Record<string, Words>;

export const TOUCH_WORDS = {
  order_code: { zh: '订单上的活动编码', en: 'campaign code on the order' },
  coupon: { zh: '使用券码或口令', en: 'coupon or spoken code used' },
  scan: { zh: '扫码', en: 'QR code scanned' },
  click: { zh: '点击链接', en: 'link clicked' },
  poster_open: { zh: '打开海报', en: 'poster opened' },
  check_in: { zh: '签到', en: 'checked in' },
  live_window: { zh: '直播时段下单', en: 'placed in a live slot' },
  declaration: { zh: '商户申报', en: 'declared by the merchant' },
  override: { zh: '人工认定', en: 'decided by hand' },
} as const satisfies Record<string, Words>;

export const UNUSED_WORDS = {
  after_order: { zh: '发生在下单之后', en: 'after the order' },
  outside_window: { zh: '超出有效期', en: 'outside its window' },
  repeat: { zh: '半小时内重复，只算第一次', en: 'a repeat within half an hour: only the first counts' },
  over_cap: { zh: '接触太多，只取最近 500 次', en: 'only the latest 500 count' },
  weaker_evidence: { zh: '已有更强的证据', en: 'stronger evidence is there' },
  flagged: { zh: '机器访问或异常流量', en: 'a robot or abnormal traffic' },
  voided: { zh: '已作废', en: 'voided' },
  shared_identity: { zh: '多人共用的设备或号码', en: 'a device or number shared by many' },
  own_scan: { zh: '商户或工作人员自己打开', en: 'opened by the merchant or staff' },
  code_suspended: { zh: '下单时编码已停用', en: 'the code was suspended when the order was placed' },
  room_time_mismatch: { zh: '下单时间与直播场次不符', en: 'the order is outside the live session' },
  two_rooms: { zh: '两个活动同时直播，分不清', en: 'two campaigns were on air at once' },
  pending: { zh: '平台次日才给出来源', en: 'the platform names the source a day later' },
  not_approved: { zh: '申报未审核', en: 'the declaration is not approved' },
  over_limit: { zh: '超过券的使用上限', en: 'past the coupon’s limit' },
  overridden: { zh: '已由人工认定取代', en: 'replaced by a decision' },
} as const satisfies Record<string, Words>;

export function say(words: Words, locale: string): string {
  return locale === 'en' ? words.en : words.zh;
}
