/** What people of the county wrote beside their signatures. */

export const COUNTERSIGN: Record<'finance' | 'market' | 'publicity', readonly string[]> = {
  finance: [
    '资金来源清楚，科目与管理办法一致，同意会签。',
    '同意。直播投流请按场次附结算单，尾款在核销后支付。',
    '同意。场地费已比价三家，注意发票抬头与合同一致。',
    '同意会签，运输费按实际车次结算，不预付。',
    '同意。超过 5000 元的采购请走询价程序。',
  ],
  market: [
    '宣传用语已看，未见绝对化表述；价格标示请写明单位和日期。',
    '同意。直播间话术按送审稿执行，临时加词须先报。',
    '同意。海报上的产地和等级与检测报告一致。',
    '同意会签，预售须写明发货时间。',
  ],
  publicity: [
    '同意。县融媒体排两期专题，素材提前五天交。',
    '同意，外宣口径以活动方案为准。',
    '同意会签。英文页面文字已校。',
    '同意，注意与同期活动错开推送时间。',
  ],
};

export const APPROVE: readonly string[] = [
  '同意。销售数据以系统归因为准，总结时不要用总成交额代替。',
  '同意实施，注意发货能力，宁可少卖不要超卖。',
  '同意。请服务中心每周报一次进度。',
  '同意。合作社之间价格要统一，发现低价甩卖及时提醒。',
  '同意，安全和天气预案要落实到人。',
  '同意。效果一般的环节下次不再安排。',
];

/** First round, what came back and what was changed. */
export const RETURNS: readonly (readonly [unit: 'finance' | 'market' | 'publicity', comment: string, resubmit: string])[] = [
  ['finance', '运输费按车次列，不能按天包干；另请补两家报价。退回补充。', '已改为按车次列支，附三家报价。'],
  ['market', '“不输进口”一句没有依据，请删；价格旁边要写净含量。', '已删改，价格栏补了规格。'],
  ['publicity', '与三月三主会场时间重叠，推送和人手排不开，请错开半天。', '启动时间改到下午，主会场不受影响。'],
  ['finance', '直播投流占比超过四成，请说明测算依据。', '补充了上一年同场次的投流与成交记录，下调一成。'],
];

export const PENDING_RETURN = {
  unit: 'finance' as const,
  comment: '场地与直播投流两项较去年增幅超过三成，没有说明；请附去年决算和今年测算，再报。',
};

export const SUBMIT = '方案、预算和目标已按会商意见修改，请审。';
export const ARCHIVE: readonly string[] = [
  '数据已核，自评材料齐，同意归档。',
  '同意归档。采摘体验到场多、成交少，明年只作为宣传安排，不再单列销售目标。',
  '同意归档。退款偏高的批次已约谈合作社。',
  '同意归档，骑行类活动投入大、带货弱，下一年度不再安排。',
];
