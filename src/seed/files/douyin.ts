/** 抖店: the order file of 75 columns, one row a sub-order, and the after-sale file that knows the amounts. */
import { masked } from '../world/buyers.ts';
import { linePaidFen, refundFen, type Sale, type SaleStage } from '../world/sale.ts';
import { beijing, csvText, rowOf, utf8WithBom, yuan } from './text.ts';

const HEADER =
  '主订单编号,子订单编号,支付方式,选购商品,货号,商品ID,商家编码,商品数量,商品金额,订单提交时间,支付完成时间,订单完成时间,承诺发货时间,预约发货时间,买家留言,旗帜颜色,商家备注,APP渠道,订单状态,取消原因,售后状态,订单类型,发货时间,车型,是否是以旧换新,换新额外补贴,换新额外补贴发放状态,订单应付金额,运费,优惠总金额,平台优惠,商家优惠,达人优惠,商家改价,支付优惠,手续费,红包抵扣,降价类优惠,平台实际承担优惠金额,商家实际承担优惠金额,达人实际承担优惠金额,收件人,收件人手机号,省,市,区,街道,详细地址,是否修改过地址,快递信息,序列号,达人ID,达人昵称,拼团订单团编号,商品单价是否含税,税费,鲁班落地页ID,所属门店ID,流量来源,仓库ID,仓库名称,是否安心购,广告渠道,流量类型,流量体裁,流量渠道,发货主体,发货主体明细,教育优惠,预计送达时间,是否平台仓自流转,是否是渠道商品,预约送达时间,建议发货时间（起）,建议发货时间（止）'.split(
    ',',
  );
const CASE_HEADER =
  '售后单号,订单号,商品单号,商品名称,商品ID,应付金额（元）,商品运费（元）,支付优惠（元）,商品税费（元）,商品发货状态,售后类型,退商品金额（元）,退运费金额（元）,退支付优惠（元）,退税费金额（元）,售后状态,售后申请时间,退款方式,是否已上传退款凭证,售后原因,售后原因标签,商家退款时间,用户到账时间'.split(
    ',',
  );

const STATUS: Record<SaleStage, string> = {
  unpaid: '待支付',
  paid: '待发货',
  shipped: '已发货',
  completed: '已完成',
  closed: '已关闭',
};

export function douyinOrders(sales: readonly Sale[]): Uint8Array {
  const row = rowOf(HEADER);
  const rows = sales.flatMap((sale) => {
    const paid = linePaidFen(sale);
    return sale.lines.map((line, i) =>
      row({
        主订单编号: `${sale.orderNo}\t`,
        子订单编号: `${subOrderNo(sale, i)}\t`,
        支付方式: '抖音支付',
        选购商品: `${line.product.name} ${line.product.spec}`,
        商品ID: `36${line.product.code.length}${charSum(line.product.code)}\t`,
        商家编码: line.coded ? `${line.product.code}-${line.coded.code}` : line.product.code,
        商品数量: String(line.quantity),
        商品金额: yuan(line.unitFen),
        订单提交时间: beijing(sale.orderedAt),
        支付完成时间: sale.paidAt === null ? '' : beijing(sale.paidAt),
        买家留言: i === 0 ? sale.remark : '',
        APP渠道: '抖音',
        订单状态: STATUS[sale.stage],
        售后状态: i === 0 && refundFen(sale) > 0 ? '同意退款，退款成功' : '-',
        订单类型: '普通订单',
        订单应付金额: yuan(paid[i] ?? 0),
        运费: yuan(i === 0 ? sale.freightFen : 0),
        收件人: `${sale.buyer.name.slice(0, 1)}**`,
        收件人手机号: masked(sale.buyer.phone),
        省: sale.buyer.province,
        市: sale.buyer.city,
        区: sale.buyer.district,
        达人ID: sale.promoter?.id ?? '',
        达人昵称: sale.promoter?.name ?? '',
        流量来源: sale.traffic?.source ?? '',
        流量体裁: sale.traffic?.form ?? '',
        流量渠道: sale.traffic?.channel ?? '',
      }),
    );
  });
  return utf8WithBom(csvText([HEADER, ...rows]));
}

export function douyinCases(sales: readonly Sale[]): Uint8Array {
  const row = rowOf(CASE_HEADER);
  const rows = sales
    .filter((sale) => refundFen(sale) > 0)
    .map((sale) => {
      const at = sale.orderedAt + 86_400 + (Number(sale.orderNo.slice(-4)) % 90) * 3_600;
      return row({
        售后单号: `14${sale.orderNo.slice(2)}`,
        订单号: sale.orderNo,
        商品单号: subOrderNo(sale, 0),
        商品名称: sale.lines[0]?.product.name ?? '',
        '应付金额（元）': yuan(linePaidFen(sale)[0] ?? 0),
        售后类型: sale.refundShare === 1 ? '已发货退货退款' : '已发货仅退款',
        '退商品金额（元）': yuan(refundFen(sale)),
        '退运费金额（元）': '0.00',
        售后状态: '同意退款，退款成功',
        售后申请时间: beijing(at - 7_200),
        售后原因: sale.refundShare === 1 ? '与描述不符' : '坏果/破损',
        商家退款时间: beijing(at),
        用户到账时间: beijing(at + 600),
      });
    });
  return utf8WithBom(csvText([['售后单导出（近 180 天内申请）'], CASE_HEADER, ...rows]));
}

function subOrderNo(sale: Sale, index: number): string {
  return index === 0 ? sale.orderNo : String(BigInt(sale.orderNo) + BigInt(index * 65_536 + 1));
}

function charSum(text: string): number {
  let sum = 70_000_000;
  for (const c of text) sum = sum * 3 + c.charCodeAt(0);
  return sum % 9_000_000_000;
}
