import { m } from '#lib/paraglide/messages.js';

const NAMES: Record<string, () => string> = {
  taobao: m.links_platform_taobao,
  jd: m.links_platform_jd,
  pdd: m.links_platform_pdd,
  douyin: m.links_platform_douyin,
  kuaishou: m.links_platform_kuaishou,
  wechat: m.links_platform_wechat,
  youzan: m.links_platform_youzan,
  xiaohongshu: m.links_platform_xiaohongshu,
};

export function platformName(platform: string): string {
  return (NAMES[platform] ?? m.links_platform_other)();
}
