import { expect, it } from 'vitest';
import { attributedSentence, spendSentence, tierShares } from './result-sentences.ts';

const tier = (tier: '1' | '2' | '3' | '4' | '5' | 'M', fen: number) => ({ tier, fen, orders: 1 });

it('the mix adds up to a hundred', () => {
  const shares = tierShares([tier('1', 1), tier('2', 1), tier('3', 1)]);
  expect(shares.map((share) => share.percent)).toEqual([33, 34, 33]);
  expect(tierShares([tier('1', 500), tier('2', -100)]).map((share) => share.percent)).toEqual([null, null]);
});

it('says the whole, its mix, and what was declared or decided', () => {
  expect(
    attributedSentence(12_640_000, [
      tier('1', 7_710_400),
      tier('2', 3_033_600),
      tier('3', 1_137_600),
      tier('4', 758_400),
    ]).zh,
  ).toBe('有证据记到这场活动上的净销售额 ¥126,400.00（有码 61%，扫码/点击 24%，签到 9%，直播时段 6%）。');
  expect(attributedSentence(10_000, [tier('1', 9_000), tier('M', 1_000)]).en).toBe(
    'Net sales credited to this campaign on evidence: ¥100.00 (coded 90%, decided by hand 10%), of which Decided by hand ¥10.00.',
  );
  expect(attributedSentence(0, []).zh).toContain('没有一笔订单');
});

it('names no ratio without spend', () => {
  expect(spendSentence(0, null).zh).toContain('不算投入产出比');
  expect(spendSentence(2_400_000, 126_400 / 24_000).zh).toBe(
    '已支付 ¥24,000.00，投入产出比 1\u00a0:\u00a05.27。',
  );
});
