/** Our own stall sheet, as event staff filled it. */
import type { StallSale } from '../world/sale.ts';
import { beijing, csvText, rowOf, utf8WithBom, yuan } from './text.ts';

const HEADER = ['登记编号', '活动', '摊位', '商户', '商品', '规格', '数量', '成交金额', '退款金额', '收款方式', '成交时间', '顾客手机（可不填）', '口令码（可不填）', '备注', '登记人'] as const; // prettier-ignore

export function stallSheet(
  sales: readonly StallSale[],
  activityName: (sale: StallSale) => string,
): Uint8Array {
  const row = rowOf(HEADER);
  return utf8WithBom(
    csvText([
      HEADER,
      ...sales.map((sale) =>
        row({
          登记编号: sale.number,
          活动: activityName(sale),
          摊位: sale.stall,
          商户: sale.merchant,
          商品: sale.product.name,
          规格: sale.product.spec,
          数量: String(sale.quantity),
          成交金额: yuan(sale.paidFen),
          退款金额: sale.refundFen > 0 ? yuan(sale.refundFen) : '',
          收款方式: sale.payment,
          成交时间: beijing(sale.at),
          '顾客手机（可不填）': sale.phone ?? '',
          '口令码（可不填）': sale.spokenCode ?? '',
          备注: sale.remark,
          登记人: sale.enteredBy,
        }),
      ),
    ]),
  );
}
