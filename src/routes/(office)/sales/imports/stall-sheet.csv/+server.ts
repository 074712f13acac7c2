import { requireActor } from '#lib/server/web/guard.ts';
import { writeCsvRecord } from '#lib/server/sales/reading/csv.ts';
import type { RequestHandler } from './$types';

const COLUMNS = [
  '登记编号', '活动', '摊位', '商户', '商品', '规格', '数量', '成交金额', '退款金额', '收款方式', '成交时间', '顾客手机（可不填）',
  '口令码（可不填）', '备注', '登记人',
]; // prettier-ignore

/** The stall sheet's template. The mark at its beginning lets Excel read the Chinese. */
export const GET: RequestHandler = (event) => {
  requireActor(event);
  return new Response(`\ufeff${writeCsvRecord(COLUMNS)}`, {
    headers: {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': `attachment; filename="stall-sheet.csv"; filename*=UTF-8''${encodeURIComponent('摊位销售表.csv')}`,
    },
  });
};
