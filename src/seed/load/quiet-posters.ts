/** Posters that tell and thank instead of selling: origin stories, statements, cards of the season, thanks afterwards. */
import { solarTermOn } from '#lib/server/county/lunar.ts';
import { EMPTY_CONTENT, type CampaignContent } from '#lib/server/posters/content.ts';
import { getDesign } from '#lib/server/posters/designs/families.ts';
import { getPicture } from '#lib/server/posters/pictures.ts';
import { addDays, type Day } from '#lib/shared/dates.ts';
import { PRODUCTS } from '../data/products.ts';
import { SEASONAL, STATEMENTS, STORIES, TERM_LINES, THANKS_LINES } from '../data/quiet-posters.ts';
import { hasRun, wasApproved, type Edition } from '../world/editions.ts';
import { insertPosters, posterRows, type SeededPoster } from './poster-rows.ts';
import type { Loading } from './loading.ts';

export async function loadQuietPosters(loading: Loading): Promise<void> {
  const rows = loading.world.editions
    .filter((edition) => wasApproved(edition) && edition.state !== 'cancelled')
    .flatMap((edition) => quietPosters(edition).map((one) => posterRows(loading, edition, one)));
  await insertPosters(loading, rows);
}

/** What a campaign has of them, most have none. */
export function quietPosters(edition: Edition): SeededPoster[] {
  return [story(edition), statement(edition), season(edition), thanks(edition)].flatMap((one) => {
    const design = one && getDesign(one.designId);
    if (!design) return [];
    const { kind, title, content, approval, approvedOn } = one;
    return [{ kind, title, design, content, approval, ...(approvedOn ? { approvedOn } : {}) }];
  });
}

type Draft = Omit<SeededPoster, 'design'> & { designId: string };

/** Where it comes from, for campaigns of one industry that has a story. */
function story({ template }: Edition): Draft | null {
  const [only, second] = template.industries;
  const words = only && !second ? STORIES[only[0]] : undefined;
  if (!words) return null;
  const product = PRODUCTS.find((p) => p.code === template.poster.product);
  return {
    kind: 'story',
    designId: 'terrace',
    title: '产地故事',
    approval: '产地与采摘已对台账，同意。',
    content: {
      ...EMPTY_CONTENT,
      headline: words.headline,
      slogan: words.slogan,
      product: product && product.name.length <= 10 ? { name: product.name, spec: '' } : null,
      picture: pictureOf(words.picture),
      motif: 'leaf',
      story: {
        paragraphs: [...words.paragraphs],
        facts: words.facts.map((f) => ({ ...f, evidence: false })),
      },
      qrCaption: '长按识别，看产地',
    },
  };
}

function statement({ template }: Edition): Draft | null {
  const headline = STATEMENTS[template.key];
  if (headline === undefined) return null;
  return {
    kind: 'statement',
    designId: 'seal',
    title: '品牌主张',
    approval: '标识按手册，同意。',
    // The seal shows the county mark's own words.
    content: { ...EMPTY_CONTENT, headline },
  };
}

/** A card for the solar term of the campaign's days. */
function season({ template, startsOn, endsOn }: Edition): Draft | null {
  if (!(SEASONAL as readonly string[]).includes(template.key)) return null;
  for (let day = addDays(startsOn, -2); day <= endsOn; day = addDays(day, 1)) {
    const term = solarTermOn(day);
    const headline = term && TERM_LINES[term.name];
    if (!term || !headline) continue;
    return {
      kind: 'season',
      designId: 'solar-term',
      title: term.name,
      approval: '节气日期已对，同意。',
      content: {
        ...EMPTY_CONTENT,
        headline,
        picture: pictureOf(PICTURES[template.industries[0]?.[0] ?? ''] ?? 'illustration:village-morning'),
        term: { name: term.name, on: day },
        qrCaption: '长按识别，来坐坐',
      },
    };
  }
  return null;
}

const PICTURES: Readonly<Record<string, string>> = {
  tea: 'illustration:tea-cup',
  orange: 'illustration:red-orange-halved',
  rice: 'illustration:mountain-rice',
  honey: 'illustration:honey-comb-jar',
  passion: 'illustration:passion-fruit',
  brocade: 'illustration:li-brocade',
};

/** What came of it, once it is over: counted heads and views as the activities' own records say. */
function thanks(edition: Edition): Draft | null {
  const words = THANKS_LINES[edition.template.key];
  if (!words || !hasRun(edition) || edition.state === 'running') return null;
  const heads = sum(edition.activities.map((a) => a.attendance ?? 0));
  const shows = edition.activities.filter((a) => a.live);
  const views = sum(shows.map((a) => a.live?.views ?? 0));
  const asOf: Day = addDays(edition.endsOn, 7);
  const figures = [
    { value: heads, unit: '人次', label: '到场客人', source: '各场签到册' },
    { value: views, unit: '人次', label: '直播间观看', source: '直播平台后台' },
    { value: shows.length, unit: '场', label: '直播', source: '直播排期表' },
  ]
    .filter((f) => f.value > 0)
    .map((f) => ({ ...f, value: f.value.toLocaleString('en-US'), asOf }));
  if (figures.length === 0) return null;
  return {
    kind: 'thanks',
    designId: 'long-scroll',
    title: '答谢',
    approval: '数字与台账一致，同意。',
    approvedOn: addDays(asOf, 3),
    content: {
      ...EMPTY_CONTENT,
      headline: words[0],
      slogan: edition.name,
      picture: pictureOf(`illustration:${edition.template.picture}`),
      figures,
      thanks: words[1],
      qrCaption: '长按识别看活动',
    },
  };
}

function sum(values: readonly number[]): number {
  return values.reduce((a, b) => a + b, 0);
}

function pictureOf(id: string): CampaignContent['picture'] {
  const picture = getPicture(id);
  return picture === null ? null : { id, focalX: picture.focalX, focalY: picture.focalY, scale: 1 };
}
