/**
 * Who opened a link: a person, or a program that looks at pages. Asked by the loader, off the redirect's path, so that a
 * better list can be replayed over the raw clicks.
 */
import { createIsbotFromList, list } from 'isbot';

/** Stored beside every flag, so that a replay knows which clicks were judged by an older list. */
export const BOT_LIST_VERSION = 'isbot-5.2.3+1';

/** 'Sogou' alone also names the Sogou browsers and app, which are people; its crawler says 'Sogou web spider'. */
const looksLikeBot = createIsbotFromList(list.filter((pattern) => pattern !== 'Sogou'));

/** Chinese crawlers and link previews that the list does not know. */
const MORE =
  /\b(?:Bytespider|YisouSpider|360Spider|HaosouSpider|Baiduspider|Baidu-YunGuanCe|QQ-URL-Manager|DingTalkBot|Feishu-?LinkPreview|LarkUrl|WeiboBot|TencentTraveler-?Spider|Mpcrawler|WeChatShareExtension)/i;

/** In-app browsers are people even where a list pattern happens to match a piece of their name. */
const APP =
  /\b(?:MicroMessenger|baiduboxapp|SogouSearch|SogouMobileBrowser|QQBrowser|MQQBrowser|UCBrowser|Quark|Weibo__|AliApp|aweme|kwai)/i;
const CRAWLER = /spider|crawler|bot\b/i;

const judged = new Map<string, boolean>();

/** True for declared robots and for requests without a name. */
export function isDeclaredBot(userAgent: string): boolean {
  const known = judged.get(userAgent);
  if (known !== undefined) return known;
  const verdict = judge(userAgent);
  if (judged.size >= 5000) judged.clear();
  judged.set(userAgent, verdict);
  return verdict;
}

function judge(userAgent: string): boolean {
  if (userAgent.trim() === '') return true;
  if (MORE.test(userAgent)) return true;
  if (APP.test(userAgent)) return CRAWLER.test(userAgent);
  return looksLikeBot(userAgent);
}

export type ClickFlag =
  'declared_bot' | 'prefetch' | 'own_scan' | 'after_recall' | 'visitor_flood' | 'no_beacon_flood';

export interface Opener {
  userAgent: string;
  /** HEAD, or a browser that says it only fetches ahead. */
  ahead: boolean;
  /** Merchants the opener is signed in for, 'staff' for the office; see `own.ts`. */
  own: string | null;
}

/** The reason why an opening is no contact with a customer, or null. The first that applies is named. */
export function flagOf(opener: Opener, merchantId: string | null): ClickFlag | null {
  if (opener.ahead) return 'prefetch';
  if (isDeclaredBot(opener.userAgent)) return 'declared_bot';
  if (isOwn(opener.own, merchantId)) return 'own_scan';
  return null;
}

/** A merchant looking at their own code, or the office looking at any. A merchant at a neighbour's is a customer. */
export function isOwn(own: string | null, merchantId: string | null): boolean {
  if (own === null || own === '') return false;
  const holds = own.split('.');
  return holds.includes('staff') || (merchantId !== null && holds.includes(merchantId));
}
