/** Posters of what happens: broadcasts, markets, people wanted, public notices. */
import { EMPTY_CONTENT, type CampaignContent, type LivePlatform } from '#lib/server/posters/content.ts';
import { getDesign } from '#lib/server/posters/designs/families.ts';
import { getPicture } from '#lib/server/posters/pictures.ts';
import { dateRange } from '#lib/server/posters/text/dates.ts';
import { countCharacters } from '#lib/server/posters/text/units.ts';
import { addDays, dayOf, timeOf } from '#lib/shared/dates.ts';
import { ORGANISATIONS } from '../data/county.ts';
import { MARKETS, NOTICES, RECRUITMENTS } from '../data/event-posters.ts';
import { PRODUCTS } from '../data/products.ts';
import { wasApproved, type Edition, type EditionActivity } from '../world/editions.ts';
import type { Loading } from './loading.ts';
import { insertPosters, posterRows, type SeededPoster } from './poster-rows.ts';

export async function loadEventPosters(loading: Loading): Promise<void> {
  const rows = loading.world.editions
    .filter((edition) => wasApproved(edition) && edition.state !== 'cancelled')
    .flatMap((edition) => eventPosters(edition).map((one) => posterRows(loading, edition, one)));
  await insertPosters(loading, rows);
}

/** What a campaign has of them, many have none. */
export function eventPosters(edition: Edition): SeededPoster[] {
  return [broadcast(edition), market(edition), recruitment(edition), notice(edition)].flatMap((one) => {
    const design = one && getDesign(one.designId);
    if (!design) return [];
    const { kind, title, content, approval, approvedOn } = one;
    return [{ kind, title, design, content, approval, ...(approvedOn ? { approvedOn } : {}) }];
  });
}

type Draft = Omit<SeededPoster, 'design'> & { designId: string };

const PLATFORMS: Record<NonNullable<EditionActivity['live']>['platform'], LivePlatform> = {
  douyin: 'douyin',
  kuaishou: 'kuaishou',
  taobao: 'taobao',
  wechat: 'channels',
};

/** The campaign's first broadcast from a merchant's own account: the county's needs the words of a reviewer. */
function broadcast({ template, activities }: Edition): Draft | null {
  const first = activities.find((a) => a.live !== undefined && !a.live.shop.startsWith('白沙良食'));
  if (!first?.live) return null;
  const startsOn = dayOf(first.startsAt);
  return {
    kind: 'broadcast',
    designId: 'on-air',
    title: '直播预告',
    approval: '账号、时间与价格已对，同意。',
    content: {
      ...EMPTY_CONTENT,
      // Xiaohongshu shows no other platform's name.
      headline:
        countCharacters(first.name) > 12 || /抖音|快手|淘宝|微信/u.test(first.name)
          ? template.poster.headline
          : first.name,
      slogan: template.poster.slogan,
      picture: pictureOf(`illustration:${template.picture}`),
      startsOn,
      endsOn: startsOn,
      live: {
        platform: PLATFORMS[first.live.platform],
        account: first.live.shop,
        startsOn,
        startTime: timeOf(first.startsAt),
        host: first.live.hosts[0] ?? '',
        operator: unitName('centre'),
        goods: goodsOf(template.products),
      },
      qrCaption: '长按识别看预告',
    },
  };
}

/** Up to three goods whose names and units a tile takes. */
function goodsOf(products: Edition['template']['products']) {
  return products.slice(0, 3).flatMap(([code, priceFen]) => {
    const product = PRODUCTS.find((p) => p.code === code);
    if (!product) return [];
    const whole = product.name.replace(/^白沙/u, '').replaceAll(' ', '');
    const name = countCharacters(whole) <= 8 ? whole : (whole.split(/\s/u)[0] ?? whole);
    const unit = countCharacters(product.spec) <= 5 ? product.spec : product.unit;
    return [{ name, priceFen: priceFen ?? product.priceFen, unit }];
  });
}

function market(edition: Edition): Draft | null {
  const words = MARKETS[edition.template.key];
  const main = words && eventOf(edition);
  if (!words || !main) return null;
  const startsOn = dayOf(main.startsAt);
  return {
    kind: 'market',
    designId: 'market-day',
    title: '赶集海报',
    approval: '时间、地点与班车已对，同意。',
    content: {
      ...EMPTY_CONTENT,
      headline: words.headline,
      slogan: words.slogan,
      startsOn,
      endsOn: startsOn,
      time: `${shortTime(main.startsAt)}—${shortTime(main.endsAt)}`,
      venue: countCharacters(main.venue) <= 14 ? main.venue : '',
      transit: words.transit,
      stops: [...words.stops],
      tastes: [...words.tastes],
      organisers: {
        guide: [],
        host: edition.template.host.slice(0, 2).map(unitName),
        undertake: edition.template.undertake.slice(0, 2).map(unitName),
        assist: [],
      },
      qrCaption: '长按识别，看集市',
    },
  };
}

function recruitment({ template, startsOn }: Edition): Draft | null {
  const words = RECRUITMENTS[template.key];
  if (!words) return null;
  const days = dateRange(addDays(startsOn, -8), addDays(startsOn, -4));
  return {
    kind: 'recruitment',
    designId: 'notice',
    title: '招募',
    approval: '条件与时间已对，没有收入承诺，同意。',
    approvedOn: addDays(startsOn, -20),
    content: {
      ...EMPTY_CONTENT,
      headline: words.headline,
      slogan: words.slogan,
      steps: {
        who: words.who,
        gets: words.gets,
        whenWhere: `${days}，${words.where}`,
        join: `${words.join}，${dateRange(addDays(startsOn, -11), null)}截止`,
        contact: '县电商服务中心 王老师',
      },
      organisers: { guide: [], host: template.host.slice(0, 1).map(unitName), undertake: [], assist: [] },
      qrCaption: '长按识别填表',
    },
  };
}

function notice(edition: Edition): Draft | null {
  const words = NOTICES[edition.template.key];
  const main = words && eventOf(edition);
  if (!words || !main) return null;
  const [title, ...body] = words;
  const days = dateRange(dayOf(main.startsAt), null);
  const signedOn = addDays(dayOf(main.startsAt), -6);
  return {
    kind: 'notice',
    designId: 'civic',
    title: '公告',
    approval: '内容与交警、镇里会签一致，同意。',
    approvedOn: signedOn,
    content: {
      ...EMPTY_CONTENT,
      headline: title,
      notice: {
        body: body.map((p) => p.replace('{days}', days).replace('{venue}', main.venue)),
        signatory: `${edition.template.host.slice(0, 1).map(unitName).join('')}`,
        signedOn,
      },
    },
  };
}

/** The event on the spot a poster speaks of: an offline one before a festival. */
function eventOf(edition: Edition): EditionActivity | undefined {
  const { activities, template } = edition;
  const festival = activities.find((a) => a.kind === 'festival');
  const offline = activities.find((a) => a.kind === 'offline_event');
  return template.key === 'harvest' ? (offline ?? festival) : (festival ?? offline);
}

function unitName(key: string): string {
  return ORGANISATIONS.find((o) => o.key === key)?.shortName ?? key;
}

function pictureOf(id: string): CampaignContent['picture'] {
  const picture = getPicture(id);
  return picture === null ? null : { id, focalX: picture.focalX, focalY: picture.focalY, scale: 1 };
}

/** '9:00', without the leading zero. */
function shortTime(at: Date): string {
  return timeOf(at).replace(/^0/u, '');
}
