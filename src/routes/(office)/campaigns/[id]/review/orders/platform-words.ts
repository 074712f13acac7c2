import { m } from '#lib/paraglide/messages.js';

const WORDS: Record<string, () => string> = {
  taobao: m.review_platform_taobao,
  jd: m.review_platform_jd,
  pdd: m.review_platform_pdd,
  douyin: m.review_platform_douyin,
  kuaishou: m.review_platform_kuaishou,
  wechat: m.review_platform_wechat,
  youzan: m.review_platform_youzan,
  xiaohongshu: m.review_platform_xiaohongshu,
  stall: m.review_platform_stall,
};

export function platformWord(platform: string): string {
  return (WORDS[platform] ?? m.review_platform_other)();
}
