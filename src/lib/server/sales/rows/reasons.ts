/** Why a row or a file is refused, in the words a person reads: the fact, the value, the remedy. */
export type RowReason =
  | 'order_no_missing'
  | 'order_no_rounded'
  | 'line_no_missing'
  | 'amount_missing'
  | 'amount_invalid'
  | 'amount_negative'
  | 'quantity_invalid'
  | 'time_invalid'
  | 'column_count'
  | 'cell_too_long'
  | 'cell_error'
  | 'refund_exceeds_paid'
  | 'order_disagrees'
  | 'order_incomplete';

export interface Sentence {
  zh: string;
  en: string;
}

interface Rejected {
  line: number;
  column: string | null;
  value: string | null;
  reason: RowReason;
}

const SENTENCES: Record<RowReason, { zh: string; en: string }> = {
  order_no_missing: {
    zh: '没有订单号：请补上平台的订单号后重新提交这一行。',
    en: 'has no order number: fill in the platform’s order number and submit the row again.',
  },
  order_no_rounded: {
    zh: '被 Excel 改成了近似值：请用平台原始文件，不要用 Excel 另存。',
    en: 'was rounded by Excel: use the platform’s original file, do not save it again with Excel.',
  },
  line_no_missing: {
    zh: '没有编号：同一订单的商品靠它区分，请补上后重新提交。',
    en: 'is empty: it tells the items of one order apart, fill it in and submit again.',
  },
  amount_missing: {
    zh: '没有金额，订单却已付款：请填上买家实际支付的金额。',
    en: 'has no amount although the order is paid: fill in what the buyer paid.',
  },
  amount_invalid: {
    zh: '不是金额：请用平台原始文件，或改成像 1234.50 这样的数字。',
    en: 'is not an amount: use the platform’s original file, or write it like 1234.50.',
  },
  amount_negative: {
    zh: '是负数：买家支付的金额不能小于 0，退款请填在退款列。',
    en: 'is negative: what the buyer paid cannot be below 0; refunds belong into the refund column.',
  },
  quantity_invalid: {
    zh: '不是数量：请填大于 0 的整数。',
    en: 'is not a quantity: write a whole number above 0.',
  },
  time_invalid: {
    zh: '不是有效的时间：请写成 2026-09-30 14:05:00 这样的时间。',
    en: 'is not a valid time: write it like 2026-09-30 14:05:00.',
  },
  column_count: {
    zh: '列数与表头不一致，内容可能错位：请用平台原始文件。',
    en: 'has another number of columns than the header, its content may be shifted: use the original file.',
  },
  cell_too_long: {
    zh: '有单元格超过 32,767 个字符：请删去多余内容。',
    en: 'has a cell of more than 32,767 characters: shorten it.',
  },
  cell_error: {
    zh: '是 Excel 的错误值：请在原表中改正公式，或使用平台原始文件。',
    en: 'is an Excel error: correct the formula, or use the platform’s original file.',
  },
  refund_exceeds_paid: {
    zh: '大于买家支付的金额：请核对退款金额。',
    en: 'is more than the buyer paid: check the refund.',
  },
  order_disagrees: {
    zh: '与同一订单其他行的金额不同：同一订单各行的订单金额必须一致。',
    en: 'differs from the other rows of the order: the order’s amount must be the same on all its rows.',
  },
  order_incomplete: {
    zh: '所属订单的另一行有错误：改正那一行后，本行会一起导入。',
    en: 'belongs to an order with a faulty row: correct that row, and this one is imported with it.',
  },
};

/** `第 17 行“买家实际支付金额”是“1.234,50”，不是金额：…` */
export function rowSentence({ line, column, value, reason }: Rejected): Sentence {
  const words = SENTENCES[reason];
  if (column === null) return { zh: `第 ${line} 行${words.zh}`, en: `Row ${line} ${words.en}` };
  if (value === null) {
    return reason === 'quantity_invalid' || reason === 'time_invalid'
      ? {
          zh: `第 ${line} 行“${column}”是空的，${words.zh}`,
          en: `Row ${line}, “${column}” is empty; it ${words.en}`,
        }
      : { zh: `第 ${line} 行“${column}”${words.zh}`, en: `Row ${line}, “${column}” ${words.en}` };
  }
  const shown = value.length > 60 ? `${value.slice(0, 60)}…` : value;
  return {
    zh: `第 ${line} 行“${column}”是“${shown}”，${words.zh}`,
    en: `Row ${line}, “${column}” is “${shown}”, which ${words.en}`,
  };
}
