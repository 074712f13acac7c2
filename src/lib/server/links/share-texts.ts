/**
 * Ready words for merchants and the office. Only facts of the approved campaign: name, days, products, prices, the link.
 * No adjective is added here, so nothing has to be checked against the advertising law that was not checked before.
 */
import { dayText, type Locale } from '#lib/shared/dates.ts';
import { formatFen } from '#lib/shared/money.ts';

export interface ShareSubject {
  county: string;
  name: string;
  startsOn: string;
  endsOn: string;
  products: readonly { name: string; spec: string; unit: string; priceFen: number }[];
}

/** Two texts to paste into Moments or a group: a short one, and one with every price. */
export function shareTexts(
  subject: ShareSubject,
  by: { merchant: string; link: string; spokenCode: string | null },
  locale: Locale,
): string[] {
  const first = subject.products[0];
  const days = daysOf(subject, locale);
  if (locale === 'en') {
    const spoken = by.spokenCode === null ? '' : ` Say “${by.spokenCode}” when you order.`;
    return [
      `${subject.name}, ${days}.${first === undefined ? '' : ` ${first.name} ${priceOf(first, locale)}.`} From ${by.merchant}: ${by.link}`,
      [
        `${subject.name} (${days})`,
        ...subject.products.map((p) => `· ${p.name}, ${p.spec}: ${priceOf(p, locale)}`),
        `${by.merchant}.${spoken} ${by.link}`,
      ].join('\n'),
    ];
  }
  const spoken = by.spokenCode === null ? '' : `下单说口令“${by.spokenCode}”。`;
  return [
    `${subject.name}，${days}。${first === undefined ? '' : `${first.name} ${priceOf(first, locale)}。`}找${by.merchant}：${by.link}`,
    [
      `${subject.name}（${days}）`,
      ...subject.products.map((p) => `· ${p.name} ${p.spec}，${priceOf(p, locale)}`),
      `${by.merchant}。${spoken}${by.link}`,
    ].join('\n'),
  ];
}

/** What the office pastes into the merchants' group: what is on, at which prices, where to get one's poster. */
export function groupNotice(
  subject: ShareSubject,
  options: { merchantPage: string },
  locale: Locale,
): string {
  const days = daysOf(subject, locale);
  if (locale === 'en') {
    return [
      `[${subject.county}] ${subject.name}: ${days}`,
      ...subject.products.map((p) => `· ${p.name}, ${p.spec}: ${priceOf(p, locale)}`),
      'Get your own poster here; long-press the picture to save it, then post it in Moments and groups:',
      options.merchantPage,
      'Please leave the prices and dates on the poster as they are. Questions: ask the service centre.',
    ].join('\n');
  }
  return [
    `【${subject.county}】${subject.name}：${days}`,
    ...subject.products.map((p) => `· ${p.name} ${p.spec}，${priceOf(p, locale)}`),
    '请打开下面的页面领自己的海报，长按图片选「保存图片」，发到朋友圈和群里：',
    options.merchantPage,
    '海报上的价格和日期请不要改动，有问题找服务中心。',
  ].join('\n');
}

function daysOf(subject: ShareSubject, locale: Locale): string {
  const from = dayText(subject.startsOn, locale);
  if (subject.startsOn === subject.endsOn) return from;
  return locale === 'en'
    ? `${from} – ${dayText(subject.endsOn, locale)}`
    : `${from}至${dayText(subject.endsOn, locale)}`;
}

function priceOf(product: { priceFen: number; unit: string }, locale: Locale): string {
  const amount = formatFen(product.priceFen)
    .replace(/[^\d.,]/g, '')
    .replace(/\.00$/, '');
  return locale === 'en' ? `${amount} yuan` : `${amount} 元/${product.unit}`;
}
