/**
 * Where a link may lead. A code's destination is a page of ours, written down when the code is made; a shop's address
 * is checked against the platform's own hosts when it is used. Nothing that a visitor sends reaches a Location header.
 */
import { isIP } from 'node:net';

/** '/c/baisha', '/c/baisha/bs2604': a county's public page, or a campaign's. */
export function landingPath(countySlug: string, campaignCode: string | null): string {
  const county = `/c/${encodeURIComponent(countySlug)}`;
  return campaignCode === null ? county : `${county}/${encodeURIComponent(campaignCode.toLowerCase())}`;
}

/** The address answered for a live code: the code rides along, so that the page knows whose poster it was. */
export function landingLocation(destination: string, code: string): string {
  return `${destination}?k=${code}`;
}

/** The page that says what was withdrawn and what is valid now. */
export function withdrawnLocation(destination: string, code: string): string {
  const county = /^\/c\/[^/]+/.exec(destination)?.[0] ?? '/c';
  return `${county}/withdrawn?k=${code}`;
}

/** Shops live on these hosts and their subdomains; 'other' has none, so such shops are found by name only. */
const PLATFORM_HOSTS: Record<string, readonly string[]> = {
  taobao: ['taobao.com', 'tmall.com', 'tb.cn'],
  jd: ['jd.com', '3.cn', 'jd.hk'],
  pdd: ['pinduoduo.com', 'yangkeduo.com'],
  douyin: ['douyin.com', 'jinritemai.com'],
  kuaishou: ['kuaishou.com', 'kwaixiaodian.com', 'chenzhongtech.com'],
  wechat: ['weixin.qq.com', 'channels.weixin.qq.com', 'store.weixin.qq.com'],
  youzan: ['youzan.com', 'koudaitong.com'],
  xiaohongshu: ['xiaohongshu.com', 'xhslink.com'],
};

/** Platforms whose pages do not open inside WeChat: there the visitor needs words to copy. Not verified on devices. */
const SHUT_IN_WECHAT: ReadonlySet<string> = new Set(['taobao', 'douyin', 'kuaishou', 'xiaohongshu']);

/** The shop's address in canonical form, or null when it is none that this platform owns. */
export function shopAddress(platform: string, address: string | null): string | null {
  if (address === null || address.length > 2000 || /[\s\\]/.test(address) || hasControl(address)) return null;
  if (!/^https?:\/\/[a-z0-9]/i.test(address)) return null;
  let url: URL;
  try {
    url = new URL(address);
  } catch {
    return null;
  }
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return null;
  if (url.username !== '' || url.password !== '' || url.port !== '') return null;
  const host = url.hostname;
  if (isIP(host) !== 0 || !/^[a-z0-9.-]+$/.test(host)) return null;
  const owned = (PLATFORM_HOSTS[platform] ?? []).some((own) => host === own || host.endsWith(`.${own}`));
  return owned ? url.href : null;
}

/** What somebody who leaves for a shop gets: the shop itself, or the page with the words to copy. */
export function leaveLocation(
  offer: { platform: string; url: string | null },
  wordsPage: string,
  userAgent: string,
): string {
  const address = shopAddress(offer.platform, offer.url);
  if (address === null) return wordsPage;
  return SHUT_IN_WECHAT.has(offer.platform) && /MicroMessenger/i.test(userAgent) ? wordsPage : address;
}

function hasControl(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (c < 33 || c === 127) return true;
  }
  return false;
}
