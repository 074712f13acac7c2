import { expect, it } from 'vitest';
import { explainLine, sentencesOf, type ExplainedOrder, type Names } from './explanation.ts';
import { ruleSetKey, DEFAULT_RULES } from './rule-set.ts';
import { beijing, credited, touch } from './testing.ts';

const placedAt = beijing('2026-04-20 20:15:00');
const named = (id: string, name: string, nameEn: string) => [id, { id, name, nameEn }] as const;
const names: Names = {
  campaigns: new Map([
    named('spring', '春茶节', 'Spring Tea Festival'),
    named('orange', '红心橙', 'Red-heart Oranges'),
  ]),
  activities: new Map(),
  merchants: new Map(),
};

function explained(
  candidates: ReturnType<typeof touch>[],
  more: Partial<ExplainedOrder> = {},
): ExplainedOrder {
  const result = credited({ placedAt, netFen: 12_345, candidates });
  const order = {
    orderId: 'o',
    platform: 'taobao',
    orderNo: '1',
    soldOn: '2026-04-20',
    placedAt: new Date(placedAt * 1000).toISOString(),
    paidFen: 13_000,
    refundedFen: 655,
    netFen: 12_345,
    ruleSetKey: ruleSetKey(DEFAULT_RULES),
    headlineModel: 'lastNonDirect' as const,
    computedAt: null,
    reproduced: true,
    lines: [explainLine({ lineId: 'l', title: '白沙绿茶', netFen: 12_345 }, result, names)],
    ...more,
  };
  return { ...order, sentences: sentencesOf(order) };
}

it('tells the example of the specification in both languages', () => {
  const { sentences } = explained([
    touch('click', beijing('2026-04-10 20:15:00'), 'spring'),
    touch('poster_open', beijing('2026-04-13 20:15:00'), 'orange'),
    touch('check_in', beijing('2026-04-19 20:15:00'), 'spring'),
    touch('scan', beijing('2026-04-20 18:15:00'), null),
  ]);
  expect(sentences.zh.join('')).toBe(
    '这笔订单净额 ¥123.45（实付 ¥130.00，退款 ¥6.55）。' +
      '算数的接触有 4 次：4 月 10 日“春茶节”点击链接、4 月 13 日“红心橙”打开海报、4 月 19 日“春茶节”签到、4 月 20 日扫码。' +
      '按“末次有活动”规则，¥123.45 记给“春茶节”，依据：签到。',
  );
  expect(sentences.en.join(' ')).toBe(
    'This order’s net amount is ¥123.45 (paid ¥130.00, refunded ¥6.55). ' +
      '4 contacts count: link clicked (“Spring Tea Festival”) on 10 April; poster opened (“Red-heart Oranges”) on 13 April; ' +
      'checked in (“Spring Tea Festival”) on 19 April; QR code scanned on 20 April. ' +
      'By last with a campaign, ¥123.45 goes to “Spring Tea Festival” (checked in).',
  );
});

it('says why a touch was not used and that nothing was found', () => {
  const order = explained([touch('scan', placedAt + 5, 'spring')], { refundedFen: 0, paidFen: 12_345 });
  expect(order.lines[0]?.touches).toMatchObject([{ unused: 'after_order', credit: null }]);
  expect(order.sentences.zh).toEqual([
    '这笔订单净额 ¥123.45。',
    '另有 1 次接触没有计入，原因列在下面。',
    '没有找到任何证据，列为未归因。',
  ]);
});

it('warns when the stored rows are not what the facts give', () => {
  expect(explained([], { reproduced: false }).sentences.zh.at(-1)).toContain('不一致');
});
