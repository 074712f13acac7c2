/**
 * A profile is data: what one platform's export file means. Adding a platform adds an entry, never an `if`.
 * Whatever column a profile gives no meaning to is dropped while parsing: the default is to forget.
 */
export type Platform =
  'taobao' | 'jd' | 'pdd' | 'douyin' | 'kuaishou' | 'wechat' | 'youzan' | 'xiaohongshu' | 'stall' | 'other';

export const PLATFORMS: readonly Platform[] = [
  'taobao',
  'jd',
  'pdd',
  'douyin',
  'kuaishou',
  'wechat',
  'youzan',
  'xiaohongshu',
  'stall',
  'other',
];

/**
 * `order`: one row per order. `line`: one row per line, with an id of its own. `line-n`: one row per line without id.
 * `refund`: one row per after-sale case.
 */
export type Grain = 'order' | 'line' | 'line-n' | 'refund';

/** How far an order is. `unknown`: a text nobody has explained yet. */
export type Stage = 'unpaid' | 'paid' | 'shipped' | 'completed' | 'closed' | 'unknown';
export type RefundState = 'none' | 'pending' | 'success';

/**
 * What a column can mean. Each meaning lists header names; where several are present in a file, the first that is not
 * empty in the row counts, except for those named `…All`, of which every one is read.
 */
export interface ColumnMeanings {
  orderNo: string[];
  lineNo?: string[];
  refundNo?: string[];
  shop?: string[];
  status?: string[];
  refundStatus?: string[];
  orderedAt?: string[];
  paidAt?: string[];
  /** What the buyer paid, freight included: of the order (repeated on its rows in `line-n`) or of the line. */
  orderPaid?: string[];
  linePaid?: string[];
  /** The line's own amount, where it only weighs the order's amount. */
  lineWeight?: string[];
  unitPrice?: string[];
  quantity?: string[];
  orderRefund?: string[];
  lineRefund?: string[];
  /** Parts of one refund; their sum counts. */
  refundPartsAll?: string[];
  freight?: string[];
  merchantAmount?: string[];
  title?: string[];
  productId?: string[];
  sku?: string[];
  sellerCodesAll?: string[];
  province?: string[];
  city?: string[];
  county?: string[];
  address?: string[];
  phone?: string[];
  /** Free text: searched for codes and markers in memory, never stored. */
  remarksAll?: string[];
  promoterId?: string[];
  promoterName?: string[];
  trafficSource?: string[];
  trafficForm?: string[];
  trafficChannel?: string[];
  carrier?: string[];
  spokenCode?: string[];
  activity?: string[];
  merchant?: string[];
  caseType?: string[];
  caseStatus?: string[];
  happenedAt?: string[];
}

export type Meaning = keyof ColumnMeanings;

export interface Profile {
  id: string;
  platform: Platform;
  grain: Grain;
  /** Line key of an order-grain row: `*` when the file knows no lines, `1` when the order is its one line. */
  wholeLineKey: '*' | '1';
  required: string[];
  /** Further headers seen in such files, verbatim; they only help to recognise the file. */
  alsoSeen: string[];
  columns: ColumnMeanings;
  /** Texts after NFKC. A key ending in `…` is a prefix. */
  stages: Record<string, Stage>;
  refunds: Record<string, RefundState>;
  /** The stage when the file has no status column. */
  defaultStage?: Stage;
  /** 拼多多 numbers begin with the day: used when no column tells the time. */
  timeFromOrderNo?: boolean;
  /** Σ line weights + freight must equal the order's amount, else the warning `amount_mismatch`. */
  checksLineSum?: boolean;
}

/** Nothing was refunded, whatever the platform calls it. */
export const NO_REFUND_TEXTS: Record<string, RefundState> = {
  '': 'none',
  '-': 'none',
  没有申请退款: 'none',
  退款关闭: 'none',
  无售后或售后取消: 'none',
  售后关闭: 'none',
  换货成功: 'none',
  无售后: 'none',
  售后取消: 'none',
  无: 'none',
};
