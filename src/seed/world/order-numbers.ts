/** Order numbers in each platform's form: unique, never looking as if Excel had rounded them. */
import { dayOf } from '#lib/shared/dates.ts';
import type { Platform } from '../data/merchants.ts';
import type { Random } from './random.ts';

export function orderNumbers(random: Random): (platform: Platform, atSeconds: number) => string {
  const used = new Set<string>();
  return (platform, atSeconds) => {
    for (;;) {
      const number = draw(random, platform, atSeconds);
      if (used.has(number)) continue;
      used.add(number);
      return number;
    }
  };
}

/** Ends in a digit that is not 0. */
function tail(random: Random, length: number): string {
  return random.digits(length - 1) + String(random.int(1, 9));
}

function draw(random: Random, platform: Platform, atSeconds: number): string {
  switch (platform) {
    case 'taobao':
      return `35${tail(random, 17)}`;
    case 'douyin':
      return `69${tail(random, 17)}`;
    case 'pdd':
      return `${dayOf(new Date(atSeconds * 1000))
        .slice(2)
        .replaceAll('-', '')}-${tail(random, 15)}`;
    case 'jd':
      return `28${tail(random, 10)}`;
    case 'wechat':
      return `37${tail(random, 17)}`;
    case 'kuaishou':
      return `25${tail(random, 14)}`;
  }
}
