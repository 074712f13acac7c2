/** A campaign's result in sentences that a leader understands, in both languages: for the page, mail and exports. */
import { TIER_WORDS, type Words } from '#lib/shared/attribution-words.ts';
import { formatFen } from '#lib/shared/money.ts';
import { allocate } from '../attribution/allocation.ts';
import type { TierSum } from './campaign-result.ts';

export interface TierShare {
  tier: TierSum['tier'];
  fen: number;
  /** Whole per cent; over all parts they add up to 100. Null when a part is negative: then shares mean nothing. */
  percent: number | null;
}

export function tierShares(byTier: readonly TierSum[]): TierShare[] {
  const fen = byTier.map((one) => one.fen);
  const positive = fen.every((one) => one >= 0) && fen.some((one) => one > 0);
  const percents = positive ? allocate(100, fen) : null;
  return byTier.map((one, i) => ({ tier: one.tier, fen: one.fen, percent: percents?.[i] ?? null }));
}

/** Attributed sales with the tier mix; declared and decided amounts in the same sentence. */
export function attributedSentence(attributedFen: number, byTier: readonly TierSum[]): Words {
  if (byTier.length === 0)
    return {
      zh: '目前没有一笔订单有证据记到这场活动上。',
      en: 'So far no order carries evidence for this campaign.',
    };
  const shares = tierShares(byTier).filter((share) => share.fen !== 0);
  const mix = (language: 'zh' | 'en') =>
    shares
      .map(({ tier, percent, fen }) => {
        const amount = percent === null ? formatFen(fen) : percent === 0 ? '<1%' : `${percent}%`;
        return language === 'zh'
          ? `${TIER_WORDS[tier].zh} ${amount}`
          : `${TIER_WORDS[tier].en.toLowerCase()} ${amount}`;
      })
      .join(language === 'zh' ? '，' : ', ');
  const byHand = shares.filter(({ tier }) => tier === '5' || tier === 'M');
  const apart = (language: 'zh' | 'en') =>
    byHand
      .map(({ tier, fen }) => `${TIER_WORDS[tier][language]} ${formatFen(fen)}`)
      .join(language === 'zh' ? '，' : ', ');
  const bracket = (open: string, text: string, close: string) =>
    text === '' ? '' : `${open}${text}${close}`;
  return {
    zh: `有证据记到这场活动上的净销售额 ${formatFen(attributedFen)}${bracket('（', mix('zh'), '）')}${byHand.length > 0 ? `，其中${apart('zh')}` : ''}。`,
    en: `Net sales credited to this campaign on evidence: ${formatFen(attributedFen)}${bracket(' (', mix('en'), ')')}${byHand.length > 0 ? `, of which ${apart('en')}` : ''}.`,
  };
}

/** Spend and what a yuan brought; no ratio without spend. */
export function spendSentence(spendFen: number, perYuan: number | null): Words {
  if (perYuan === null)
    return {
      zh: '没有已支付的支出，不算投入产出比。',
      en: 'Nothing has been paid yet, so there is no ratio to spend.',
    };
  return {
    zh: `已支付 ${formatFen(spendFen)}，投入产出比 1\u00a0:\u00a0${perYuan.toFixed(2)}。`,
    en: `Paid: ${formatFen(spendFen)}; sales per yuan spent 1\u00a0:\u00a0${perYuan.toFixed(2)}.`,
  };
}

/** What the figures do not say. */
export const NOT_CAUSED: Words = {
  zh: '“记到”不等于“带来”：其中有多少没有这场活动也会卖出，尚未估算，不能单凭这些数字判断活动值不值。',
  en: '“Credited” is not “caused”: how much of it would have sold anyway is not estimated yet, so these figures alone do not tell whether it was worth its money.',
};
