/** 千牛's classic pair: 订单报表 with the money, 宝贝报表 with the goods. GBK, ids as ="…", trailing spaces in headers. */
import { masked } from '../world/buyers.ts';
import { goodsFen, paidFen, refundFen, type Sale, type SaleStage } from '../world/sale.ts';
import { beijing, csvText, gbk, rowOf, yuan } from './text.ts';

const ORDER_HEADER = [
  '订单编号', '买家会员名', '买家支付宝账号', '支付交易号', '买家应付货款', '买家应付邮费', '买家支付积分', '总金额', '返点积分', '买家实际支付金额',
  '买家实际支付积分', '订单状态', '买家留言', '收货人姓名', '收货地址 ', '运送方式', '联系电话 ', '联系手机', '订单创建时间', '订单付款时间 ',
  '宝贝标题 ', '宝贝种类 ', '物流单号 ', '物流公司', '订单备注', '宝贝总数量', '店铺Id', '店铺名称', '订单关闭原因', '卖家服务费', '买家服务费',
  '发票抬头', '是否手机订单', '分阶段订单信息', '定金排名', '修改后的sku', '修改后的收货地址', '异常信息', '天猫卡券抵扣', '集分宝抵扣',
  '是否是O2O交易', '退款金额',
] as const; // prettier-ignore
const ITEM_HEADER = [
  '订单编号',
  '标题',
  '价格',
  '购买数量',
  '外部系统编号',
  '商品属性',
  '套餐信息',
  '备注',
  '订单状态',
  '商家编码',
] as const;

const STATUS: Record<SaleStage, string> = {
  unpaid: '等待买家付款',
  paid: '买家已付款，等待卖家发货',
  shipped: '卖家已发货，等待买家确认',
  completed: '交易成功',
  closed: '交易关闭',
};

export function taobaoOrders(sales: readonly Sale[]): Uint8Array {
  const row = rowOf(ORDER_HEADER);
  return gbk(
    csvText([
      ORDER_HEADER,
      ...sales.map((sale) =>
        row({
          订单编号: `="${sale.orderNo}"`,
          买家会员名: `tb${sale.buyer.phone.slice(3)}`,
          买家应付货款: yuan(goodsFen(sale) - sale.discountFen),
          买家应付邮费: yuan(sale.freightFen),
          总金额: yuan(goodsFen(sale) - sale.discountFen + sale.freightFen),
          买家实际支付金额: yuan(paidFen(sale)),
          订单状态: STATUS[sale.stage],
          买家留言: sale.remark,
          收货人姓名: sale.buyer.name,
          '收货地址 ': `${sale.buyer.province} ${sale.buyer.city} ${sale.buyer.district} 演示路${sale.orderNo.slice(-2)}号`,
          运送方式: '快递',
          // Only a part of the shops still sees full numbers.
          联系手机: isFullNumber(sale) ? `'${sale.buyer.phone}` : `'${masked(sale.buyer.phone)}`,
          订单创建时间: beijing(sale.orderedAt),
          '订单付款时间 ': sale.paidAt === null ? '' : beijing(sale.paidAt),
          '宝贝标题 ': sale.lines.map((line) => line.product.name).join(' ，'),
          '宝贝种类 ': String(sale.lines.length),
          宝贝总数量: String(sale.lines.reduce((sum, line) => sum + line.quantity, 0)),
          店铺Id: '0',
          店铺名称: sale.shop.name,
          订单关闭原因: sale.stage === 'closed' ? '买家未付款' : '订单未关闭',
          是否手机订单: '手机订单',
          退款金额: sale.refundShare > 0 ? yuan(refundFen(sale)) : '无退款申请',
        }),
      ),
    ]),
  );
}

export function taobaoItems(sales: readonly Sale[]): Uint8Array {
  const row = rowOf(ITEM_HEADER);
  return gbk(
    csvText([
      ITEM_HEADER,
      ...sales.flatMap((sale) =>
        sale.lines.map((line) =>
          row({
            订单编号: `="${sale.orderNo}"`,
            标题: `${line.product.name} ${line.product.spec}`,
            价格: yuan(line.unitFen),
            购买数量: String(line.quantity),
            外部系统编号: line.product.code,
            商品属性: `规格:${line.product.spec}`,
            订单状态: STATUS[sale.stage],
            商家编码: line.coded ? `${line.product.code}-${line.coded.code}` : line.product.code,
          }),
        ),
      ),
    ]),
  );
}

/** Three in five, and always the same orders. */
export function isFullNumber(sale: Sale): boolean {
  return Number(sale.orderNo.slice(-3)) % 5 < 3;
}
