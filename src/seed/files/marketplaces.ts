/** 拼多多, 快手, 微信小店 in their own columns; 京东 as the county's order software exports it, read by a saved mapping. */
import type { Mapping } from '#lib/server/sales/profiles/mapping.ts';
import { masked } from '../world/buyers.ts';
import {
  goodsFen,
  lineGoodsFen,
  linePaidFen,
  paidFen,
  refundFen,
  type Sale,
  type SaleStage,
} from '../world/sale.ts';
import { beijing, csvText, gbk, rowOf, utf8WithBom, yuan } from './text.ts';

const skuCode = (line: Sale['lines'][number]) =>
  line.coded ? `${line.product.code}-${line.coded.code}` : line.product.code;

const PDD_HEADER =
  '商品,订单号,订单状态,商品总价(元),邮费(元),店铺优惠折扣(元),平台优惠折扣(元),多多支付立减金额(元),用户实付金额(元),商家实收金额(元),商品数量(件),发货时间,确认收货时间,商品id,商品规格,样式ID,商家编码-规格维度,商家编码-商品维度,商家备注,售后状态,快递单号,快递公司,订单成交时间,支付时间,省,市,区'.split(
    ',',
  );
const PDD_STATUS: Record<SaleStage, string> = {
  unpaid: '待付款', paid: '待发货', shipped: '已发货，待收货', completed: '已收货', closed: '已取消',
}; // prettier-ignore

/** @param planted further rows as a careless hand left them, to be put before the last real one */
export function pddOrders(
  sales: readonly Sale[],
  planted: readonly Readonly<Record<string, string>>[] = [],
): Uint8Array {
  const row = rowOf(PDD_HEADER);
  const rows = sales.map((sale) => {
    const [line] = sale.lines;
    return row({
      商品: `${line?.product.name ?? ''} ${line?.product.spec ?? ''}`,
      订单号: `\t${sale.orderNo}`,
      订单状态: PDD_STATUS[sale.stage],
      '商品总价(元)': yuan(goodsFen(sale)),
      '邮费(元)': yuan(sale.freightFen),
      '店铺优惠折扣(元)': yuan(sale.discountFen),
      '平台优惠折扣(元)': '0.00',
      '用户实付金额(元)': yuan(paidFen(sale)),
      '商家实收金额(元)': yuan(paidFen(sale)),
      '商品数量(件)': String(line?.quantity ?? 1),
      商品规格: line?.product.spec ?? '',
      '商家编码-规格维度': line ? skuCode(line) : '',
      '商家编码-商品维度': line?.product.code ?? '',
      商家备注: sale.remark,
      售后状态: refundFen(sale) > 0 ? '退款成功' : '无售后或售后取消',
      订单成交时间: beijing(sale.orderedAt),
      支付时间: sale.paidAt === null ? '' : beijing(sale.paidAt),
      省: sale.buyer.province,
      市: sale.buyer.city,
      区: sale.buyer.district,
    });
  });
  rows.splice(Math.max(0, rows.length - 1), 0, ...planted.map(row));
  return utf8WithBom(csvText([['名称：订单明细'], PDD_HEADER, ...rows]));
}

const KUAISHOU_HEADER =
  '订单号,赠品订单号,活动订单编号,订单创建时间,订单支付时间,预售定金支付时间,订单状态,实付款,快递费,店铺优惠,平台补贴,主播补贴,混资活动优惠,支付优惠,支付方式,成交数量,买家留言,账号类型,账号明细,订单备注,旗帜颜色,售后状态,活动订单,预售/承诺发货时间,订单载体,商品名称,商品ID,商品规格,SKU编码,商品单价,渠道,CPS达人ID,CPS达人昵称,预估推广佣金,预估推广者分佣比例,团长ID,团长昵称,快赚客ID,快赚客昵称,授权推广者ID,授权推广者昵称,收货人姓名,收货人电话,收货地址-省,收货地址-市,收货地址-区,收货地址-街道,收货地址'.split(
    ',',
  );
const KUAISHOU_STATUS: Record<SaleStage, string> = {
  unpaid: '待付款', paid: '待发货', shipped: '已发货', completed: '交易成功', closed: '交易关闭',
}; // prettier-ignore

export function kuaishouOrders(sales: readonly Sale[]): Uint8Array {
  const row = rowOf(KUAISHOU_HEADER);
  const rows = sales.map((sale) => {
    const [line] = sale.lines;
    return row({
      订单号: sale.orderNo,
      赠品订单号: '-',
      订单创建时间: beijing(sale.orderedAt),
      订单支付时间: sale.paidAt === null ? '' : beijing(sale.paidAt),
      订单状态: KUAISHOU_STATUS[sale.stage],
      实付款: `￥${yuan(paidFen(sale))}`,
      快递费: yuan(sale.freightFen),
      店铺优惠: yuan(sale.discountFen),
      支付方式: '微信',
      成交数量: String(line?.quantity ?? 1),
      买家留言: sale.remark,
      售后状态: refundFen(sale) > 0 ? '退款成功' : '-',
      订单载体: sale.promoter ? '直播间' : '商品卡',
      商品名称: `${line?.product.name ?? ''} ${line?.product.spec ?? ''}`,
      商品规格: line?.product.spec ?? '',
      SKU编码: line ? skuCode(line) : '',
      商品单价: yuan(line?.unitFen ?? 0),
      渠道: sale.promoter ? '分销' : '自营',
      CPS达人ID: sale.promoter?.id ?? '0',
      CPS达人昵称: sale.promoter?.name ?? '-',
      收货人姓名: sale.buyer.name,
      收货人电话: `${sale.buyer.phone.slice(0, 3)}******${sale.buyer.phone.slice(9)}`,
      '收货地址-省': sale.buyer.province,
      '收货地址-市': sale.buyer.city,
      '收货地址-区': sale.buyer.district,
    });
  });
  return gbk(csvText([KUAISHOU_HEADER, ...rows], { newline: '\n', quoteAll: true }));
}

const WECHAT_HEADER =
  '订单号,订单下单时间,订单发货时间,订单确认收货时间,订单完成结算时间,订单状态,发货方式,收件人姓名,收件人地址,省,市,区,收件人手机,买家备注,商家备注,打标颜色,商品总价,订单实际支付金额,订单实际收款金额,订单运费,商品优惠,支付方式,支付时间,带货方式,带货账号类型,带货账号昵称,带货费用渠道,商品名称,商品编码(平台),商品编码(自定义),SKU编码(自定义),商品属性,商品价格(单件),商品实际价格(单件),商品实际价格(总共),是否预售,商品数量,商品售后,商品已退款金额,带货ID'.split(
    ',',
  );
const WECHAT_STATUS: Record<SaleStage, string> = {
  unpaid: '待付款', paid: '待发货', shipped: '待收货', completed: '已完成', closed: '已取消',
}; // prettier-ignore

export function wechatOrders(sales: readonly Sale[]): Uint8Array {
  const row = rowOf(WECHAT_HEADER);
  const rows = sales.flatMap((sale) => {
    const goods = lineGoodsFen(sale);
    return sale.lines.map((line, i) =>
      row({
        订单号: `${sale.orderNo}\t`,
        订单下单时间: beijing(sale.orderedAt),
        订单状态: WECHAT_STATUS[sale.stage],
        收件人姓名: sale.buyer.name,
        省: sale.buyer.province,
        市: sale.buyer.city,
        区: sale.buyer.district,
        收件人手机: sale.buyer.phone,
        买家备注: sale.remark,
        商品总价: yuan(goodsFen(sale)),
        订单实际支付金额: yuan(goodsFen(sale) - sale.discountFen + sale.freightFen),
        订单运费: yuan(sale.freightFen),
        支付方式: '微信支付',
        支付时间: sale.paidAt === null ? '' : beijing(sale.paidAt),
        带货方式: sale.promoter ? '达人带货' : '店铺自营',
        带货账号类型: sale.promoter ? '视频号' : '',
        带货账号昵称: sale.promoter?.name ?? '',
        商品名称: `${line.product.name} ${line.product.spec}`,
        '商品编码(自定义)': line.product.code,
        'SKU编码(自定义)': skuCode(line),
        商品属性: line.product.spec,
        '商品价格(单件)': yuan(line.unitFen),
        '商品实际价格(总共)': yuan(goods[i] ?? 0),
        商品数量: String(line.quantity),
        商品已退款金额: yuan(i === 0 ? refundFen(sale) : 0),
        带货ID: sale.promoter?.id ?? '',
      }),
    );
  });
  return utf8WithBom(csvText([WECHAT_HEADER, ...rows]));
}

const JD_HEADER = ['线上单号', '店铺', '下单时间', '付款时间', '订单状态', '商品名称', '规格', '商家编码', '数量', '实付金额', '退款金额', '收货省', '收货市', '收货区', '卖家备注', '收货人', '收货手机'] as const; // prettier-ignore
const JD_STATUS: Record<SaleStage, string> = {
  unpaid: '待付款', paid: '已付款', shipped: '已发货', completed: '交易完成', closed: '已取消',
}; // prettier-ignore

/** How the county's order software names things; saved once, used for every such file. */
export const JD_MAPPING: Mapping = {
  name: '京东馆（订单软件导出）',
  platform: 'jd',
  grain: 'line-n',
  columns: {
    orderNo: '线上单号', shop: '店铺', orderedAt: '下单时间', paidAt: '付款时间', status: '订单状态', title: '商品名称', sku: '规格',
    sellerCode: '商家编码', quantity: '数量', paidAmount: '实付金额', refundAmount: '退款金额', province: '收货省', city: '收货市',
    county: '收货区', remark: '卖家备注', phone: '收货手机',
  },
  statuses: { 待付款: 'unpaid', 已付款: 'paid', 已发货: 'shipped', 交易完成: 'completed', 已取消: 'closed' },
}; // prettier-ignore

export function jdOrders(sales: readonly Sale[]): Uint8Array {
  const row = rowOf(JD_HEADER);
  const rows = sales.flatMap((sale) => {
    const paid = linePaidFen(sale);
    return sale.lines.map((line, i) =>
      row({
        线上单号: sale.orderNo,
        店铺: sale.shop.name,
        下单时间: beijing(sale.orderedAt),
        付款时间: sale.paidAt === null ? '' : beijing(sale.paidAt),
        订单状态: JD_STATUS[sale.stage],
        商品名称: `${line.product.name} ${line.product.spec}`,
        规格: line.product.spec,
        商家编码: skuCode(line),
        数量: String(line.quantity),
        实付金额: yuan(paid[i] ?? 0),
        退款金额: yuan(i === 0 ? refundFen(sale) : 0),
        收货省: sale.buyer.province,
        收货市: sale.buyer.city,
        收货区: sale.buyer.district,
        卖家备注: sale.remark,
        收货人: sale.buyer.name,
        收货手机: masked(sale.buyer.phone),
      }),
    );
  });
  return utf8WithBom(csvText([JD_HEADER, ...rows]));
}
