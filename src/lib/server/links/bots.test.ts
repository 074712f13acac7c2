import { describe, expect, it } from 'vitest';
import { flagOf, isDeclaredBot, isOwn } from './bots.ts';

const PEOPLE = [
  'Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 MicroMessenger/8.0.47(0x18002f2c) NetType/WIFI Language/zh_CN',
  'Mozilla/5.0 (Linux; Android 12; V2055A; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/86.0.4240.99 XWEB/4317 MMWEBSDK/20220805 Mobile Safari/537.36 MMWEBID/9876 MicroMessenger/8.0.27.2220(0x28001B37) WeChat/arm64 Weixin NetType/4G Language/zh_CN ABI/arm64',
  'Mozilla/5.0 (Linux; Android 10) AppleWebKit/537.36 Chrome/76.0.3809.89 Mobile Safari/537.36 T7/12.16 SearchCraft/3.9.1 (Baidu; P1 10) baiduboxapp/12.16.0.10',
  'Mozilla/5.0 (Linux; Android 9) AppleWebKit/537.36 Version/4.0 Chrome/57 Mobile Safari/537.36 SogouSearch Android1.0 version3.0 AppVersion/5909',
  'Mozilla/5.0 (iPhone; CPU iPhone OS 16_0) AppleWebKit/605.1.15 Mobile/15E148 Safari/604.1 MetaSr 1.0 SogouMSE,SogouMobileBrowser/5.9',
  'Mozilla/5.0 (Linux; U; Android 11; zh-cn) AppleWebKit/537.36 Version/4.0 Chrome/71 MQQBrowser/13.0 Mobile Safari/537.36',
  'Mozilla/5.0 (Linux; Android 13) AppleWebKit/537.36 Chrome/100 Mobile Safari/537.36 UCBrowser/15.5.2',
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Safari/537.36',
];

const PROGRAMS = [
  '',
  'curl/8.5.0',
  'Mozilla/5.0 (compatible; Baiduspider/2.0; +http://www.baidu.com/search/spider.html)',
  'Sogou web spider/4.0(+http://www.sogou.com/docs/help/webmasters.htm#07)',
  'Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)',
  'Mozilla/5.0 (Linux; Android 5.0) AppleWebKit/537.36 (KHTML, like Gecko) Mobile Safari/537.36 (compatible; Bytespider; spider-feedback@bytedance.com)',
  'Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/78 Safari/537.36; 360Spider',
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 HeadlessChrome/120.0.0.0 Safari/537.36',
];

describe('who opened a link', () => {
  it.each(PEOPLE)('a person: %s', (ua) => expect(isDeclaredBot(ua)).toBe(false));
  it.each(PROGRAMS)('a program: %s', (ua) => expect(isDeclaredBot(ua)).toBe(true));

  it('names the first reason that applies', () => {
    expect(flagOf({ userAgent: '', ahead: true, own: 'staff' }, 'm1')).toBe('prefetch');
    expect(flagOf({ userAgent: 'curl/8', ahead: false, own: 'm1' }, 'm1')).toBe('declared_bot');
    expect(flagOf({ userAgent: PEOPLE[0] ?? '', ahead: false, own: 'm0.m1' }, 'm1')).toBe('own_scan');
    expect(flagOf({ userAgent: PEOPLE[0] ?? '', ahead: false, own: null }, 'm1')).toBeNull();
  });

  it('takes a merchant at a neighbour’s code for a customer, and the office at any code for itself', () => {
    expect(isOwn('m2', 'm1')).toBe(false);
    expect(isOwn('m2', null)).toBe(false);
    expect(isOwn('staff', 'm1')).toBe(true);
    expect(isOwn('staff', null)).toBe(true);
  });
});
