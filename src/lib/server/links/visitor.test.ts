import { describe, expect, it } from 'vitest';
import { addressHasher, cookieValue, isVisitorId, networkOf, newVisitorId, visitorHash } from './visitor.ts';

describe('a visitor', () => {
  it('gets an id that nobody can guess and that has one shape', () => {
    const ids = new Set(Array.from({ length: 1000 }, newVisitorId));
    expect(ids.size).toBe(1000);
    for (const id of ids) expect(isVisitorId(id)).toBe(true);
    expect(isVisitorId("x' or 1=1")).toBe(false);
  });

  it('is another person in every county', () => {
    expect(visitorHash('a', 'v')).not.toBe(visitorHash('b', 'v'));
    expect(visitorHash('a', 'v')).toBe(visitorHash('a', 'v'));
  });

  it('is found among other cookies, never by the tail of a longer name', () => {
    expect(cookieValue('a=1; visitor=xyz; b=2', 'visitor')).toBe('xyz');
    expect(cookieValue('notvisitor=1; visitor2=2; visitor=3', 'visitor')).toBe('3');
    expect(cookieValue('notvisitor=1', 'visitor')).toBeNull();
    expect(cookieValue(undefined, 'visitor')).toBeNull();
  });
});

describe('an address', () => {
  it('is equal within a day of Shanghai and not beyond', () => {
    const hash = addressHasher('secret');
    const evening = Date.UTC(2026, 10, 24, 15, 59);
    const a = hash('203.0.113.9', evening);
    expect(addressHasher('secret')('203.0.113.9', evening - 3_600_000)).toEqual(a);
    expect(hash('203.0.113.9', evening + 120_000)).not.toEqual(a);
    expect(addressHasher('other')('203.0.113.9', evening)).not.toEqual(a);
    expect(JSON.stringify(a)).not.toContain('203.0');
  });

  it('belongs to a /24 or a /48', () => {
    expect(networkOf('203.0.113.9')).toBe('203.0.113');
    expect(networkOf('::ffff:203.0.113.9')).toBe('203.0.113');
    expect(networkOf('2001:0db8:1:2::5')).toBe('2001:db8:1');
    expect(networkOf('2001:db8::1')).toBe('2001:db8:0');
    expect(networkOf('::1')).toBe('0:0:0');
  });
});
