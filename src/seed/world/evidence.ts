/** How a sale of a campaign shows where it came from: what each platform offers, in believable shares. */
import { PROMOTERS, type Platform } from '../data/merchants.ts';
import type { Edition, EditionActivity } from './editions.ts';
import type { Random } from './random.ts';

export type Evidence =
  | { kind: 'none' }
  | { kind: 'sku' }
  | { kind: 'coupon'; text: string }
  | { kind: 'promoter'; promoter: { id: string; name: string } }
  | { kind: 'live'; activity: EditionActivity };

const NONE: Evidence = { kind: 'none' };

/** Weights of the ways on each platform. 'remark': a coupon or a merchant's spoken code written into a remark. */
const WAYS: Record<Platform, Record<'sku' | 'remark' | 'promoter', number>> = {
  douyin: { sku: 55, remark: 5, promoter: 40 },
  taobao: { sku: 72, remark: 28, promoter: 0 },
  pdd: { sku: 80, remark: 20, promoter: 0 },
  jd: { sku: 78, remark: 22, promoter: 0 },
  wechat: { sku: 45, remark: 25, promoter: 30 },
  kuaishou: { sku: 45, remark: 5, promoter: 50 },
};

/** @param spoken draws a merchant's spoken code that the campaign knows, null when it has none */
export function drawEvidence(
  random: Random,
  edition: Edition,
  platform: Platform,
  share: number,
  spoken: () => string | null,
): Evidence {
  if (!random.chance(share)) return NONE;
  const ways = WAYS[platform];
  const way = random.weighted(['sku', 'remark', 'promoter'] as const, (one) => ways[one]);
  if (way === 'sku') return { kind: 'sku' };
  if (way === 'promoter') {
    const promoters = promotersOf(edition, platform);
    return promoters.length > 0 ? { kind: 'promoter', promoter: random.pick(promoters) } : { kind: 'sku' };
  }
  const code = random.chance(0.45) ? spoken() : null;
  return { kind: 'coupon', text: remarkText(random, code ?? edition.code) };
}

/** Who sells for a campaign: creators of its platforms who know its industries. */
export function promotersOf(edition: Edition, platform: Platform) {
  const industries = edition.template.industries.map(([code]) => code);
  return PROMOTERS.filter(
    (one) =>
      one.platform === platform &&
      edition.template.platforms.includes(platform) &&
      one.industries.some((code) => industries.includes(code)),
  );
}

function remarkText(random: Random, code: string): string {
  return random
    .pick([`口令 ${code}`, `朋友给的码 ${code}`, `${code}`, `报 ${code} 有优惠`, `群里看到的，${code}`])
    .trim();
}
