import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { landingPath, leaveLocation, shopAddress, withdrawnLocation } from './destination.ts';

const OWNED = /^https?:\/\/(?:[a-z0-9-]+\.)*(?:taobao\.com|tmall\.com|tb\.cn)(?:\/|\?|#|$)/;

describe('a shop’s address', () => {
  it('is taken when the platform owns the host', () => {
    expect(shopAddress('taobao', 'https://item.taobao.com/item.htm?id=1')).toBe(
      'https://item.taobao.com/item.htm?id=1',
    );
    expect(shopAddress('taobao', 'https://TB.CN/abc')).toBe('https://tb.cn/abc');
    expect(shopAddress('taobao', null)).toBeNull();
    expect(shopAddress('other', 'https://item.taobao.com/')).toBeNull();
  });

  it.each([
    '//evil.example/',
    '/\\evil.example',
    'https:evil.example',
    'https:/evil.example',
    'javascript:alert(1)//taobao.com',
    'data:text/html,taobao.com',
    'https://taobao.com@evil.example/',
    'https://evil.example/?taobao.com',
    'https://evil.example#.taobao.com',
    'https://taobao.com.evil.example/',
    'https://eviltaobao.com/',
    'https://taobao.com\\.evil.example/',
    'https://tаobao.com/',
    'https://taobao.com:8443/',
    'https://taobao.com/\r\nSet-Cookie: a=1',
    'https://taobao.com/\tx',
    ' https://taobao.com/',
    'https://127.0.0.1/',
    'https://[::1]/',
    'ftp://taobao.com/',
  ])('is refused: %j', (address) => expect(shopAddress('taobao', address)).toBeNull());

  it('never leads anywhere else, whatever was typed', () => {
    const piece = fc.oneof(
      fc.constantFrom(
        'https:',
        '//',
        'taobao.com',
        '@',
        '\\',
        '/',
        '.',
        '%2f',
        '?',
        '#',
        'tb.cn',
        'evil.example',
        '\t',
        ':',
        '[',
        ']',
      ),
      fc.string({ maxLength: 4, unit: 'binary' }),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const address = shopAddress('taobao', pieces.join(''));
        if (address !== null) expect(address).toMatch(OWNED);
      }),
      { numRuns: 5000 },
    );
  });
});

describe('leaving for a shop', () => {
  const offer = { platform: 'taobao', url: 'https://shop1.taobao.com/' };
  it('goes there, except where it would not open', () => {
    expect(leaveLocation(offer, '/words', 'Mozilla/5.0 Safari')).toBe('https://shop1.taobao.com/');
    expect(leaveLocation(offer, '/words', 'Mozilla/5.0 MicroMessenger/8.0')).toBe('/words');
    expect(
      leaveLocation({ platform: 'jd', url: 'https://item.jd.com/1.html' }, '/words', 'MicroMessenger'),
    ).toBe('https://item.jd.com/1.html');
    expect(leaveLocation({ platform: 'taobao', url: null }, '/words', 'Safari')).toBe('/words');
    expect(leaveLocation({ platform: 'taobao', url: 'https://evil.example' }, '/words', 'Safari')).toBe(
      '/words',
    );
  });
});

describe('a landing page', () => {
  it('has a path of ours', () => {
    expect(landingPath('baisha', 'BS2604')).toBe('/c/baisha/bs2604');
    expect(landingPath('baisha', null)).toBe('/c/baisha');
    expect(landingPath('baisha', '春/茶')).toBe('/c/baisha/%E6%98%A5%2F%E8%8C%B6');
    expect(withdrawnLocation('/c/baisha/bs2604', 'ABCD1234')).toBe('/c/baisha/withdrawn?k=ABCD1234');
  });
});
