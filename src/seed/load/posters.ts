/** Approved poster contents of every campaign that was approved: the festival family for all, the price family where goods have a price. */
import { contentHash, kitOf } from '#lib/server/posters/assembly.ts';
import { EMPTY_CONTENT, type CampaignContent } from '#lib/server/posters/content.ts';
import { violations } from '#lib/server/posters/designs/design.ts';
import { getDesign } from '#lib/server/posters/designs/families.ts';
import { posterApprovals, posterContents, posters } from '#lib/server/posters/schema.ts';
import { getPicture } from '#lib/server/posters/pictures.ts';
import { addDays, instantAt, timeOf } from '#lib/shared/dates.ts';
import { ACCOUNTS } from '../data/accounts.ts';
import { ORGANISATIONS, SETTINGS } from '../data/county.ts';
import { PRODUCTS } from '../data/products.ts';
import { wasApproved, type Edition } from '../world/editions.ts';
import { insertAll, type Loading } from './loading.ts';

export type Family = 'festival' | 'price';
const DESIGN_OF: Record<Family, 'brocade-band' | 'plain-price'> = {
  festival: 'brocade-band',
  price: 'plain-price',
};

export function posterContentId({ id }: Pick<Loading, 'id'>, edition: Edition, family: Family): string {
  return id('poster-content', `${edition.key}/${family}`);
}

export async function loadPosters(loading: Loading): Promise<void> {
  const { tx, countyId, id, today } = loading;
  const planner = id('user', 'planner@baisha.example');
  const approver = ACCOUNTS.find((a) => a.roles.includes('reviewer'));
  const kit = kitOf(countyId, SETTINGS);
  const rows: {
    poster: typeof posters.$inferInsert;
    content: typeof posterContents.$inferInsert;
    decisions: (typeof posterApprovals.$inferInsert)[];
  }[] = [];
  for (const edition of loading.world.editions.filter(wasApproved)) {
    for (const family of ['festival', 'price'] as const) {
      const design = getDesign(DESIGN_OF[family]);
      const content = family === 'festival' ? festivalContent(edition) : priceContent(edition);
      if (!design || !content) continue;
      const broken = violations(design, { content, overrides: {} });
      if (broken.length > 0) throw new RangeError(`${edition.key}: ${JSON.stringify(broken)}`);
      const hash = contentHash({ design, content, kit });
      const contentId = posterContentId(loading, edition, family);
      const approvedOn =
        addDays(edition.startsOn, -10) > today ? addDays(today, -1) : addDays(edition.startsOn, -10);
      const submittedAt = instantAt(addDays(approvedOn, -2), '14:30');
      const approvedAt = instantAt(approvedOn, '10:40');
      const cancelledAt =
        edition.state === 'cancelled' ? instantAt(addDays(edition.startsOn, -1), '09:10') : null;
      const decision = (
        kind: 'submit' | 'approve' | 'withdraw',
        mail: string,
        at: Date,
        comment: string,
      ) => ({
        countyId,
        id: id('poster-approval', `${edition.key}/${family}/${kind}`),
        contentId,
        kind,
        contentHash: hash,
        userId: id('user', mail),
        userName: ACCOUNTS.find((a) => a.mail === mail)?.name ?? mail,
        comment,
        createdAt: at,
      });
      rows.push({
        poster: {
          countyId,
          id: id('poster', `${edition.key}/${family}`),
          campaignId: id('campaign', edition.key),
          name: `${edition.name} · ${family === 'festival' ? '活动海报' : '商品海报'}`,
          createdBy: planner,
          createdAt: instantAt(addDays(approvedOn, -5), '09:30'),
        },
        content: {
          countyId,
          id: contentId,
          posterId: id('poster', `${edition.key}/${family}`),
          campaignId: id('campaign', edition.key),
          version: 1,
          designId: design.id,
          designVersion: design.version,
          content,
          state: cancelledAt === null ? 'approved' : 'withdrawn',
          writers: [planner],
          submittedBy: planner,
          submittedAt,
          approvedHash: hash,
          approvedAt,
          approvedBy: approver ? id('user', approver.mail) : null,
          withdrawnAt: cancelledAt,
          withdrawnReason: cancelledAt === null ? null : 'other',
          withdrawnWords: cancelledAt === null ? null : '活动取消，海报停用',
          createdAt: instantAt(addDays(approvedOn, -5), '09:30'),
          updatedAt: approvedAt,
          revision: 3,
        },
        decisions: [
          decision('submit', 'planner@baisha.example', submittedAt, ''),
          decision(
            'approve',
            'reviewer@baisha.example',
            approvedAt,
            family === 'price' ? '价格、规格与日期已对，同意。' : '用语、标识与主办单位已核，同意。',
          ),
          ...(cancelledAt === null
            ? []
            : [decision('withdraw', 'planner@baisha.example', cancelledAt, '活动取消，海报停用')]),
        ],
      });
    }
  }
  await insertAll(tx, posters, rows.map((r) => r.poster)); // prettier-ignore
  await insertAll(tx, posterContents, rows.map((r) => r.content)); // prettier-ignore
  await insertAll(tx, posterApprovals, rows.flatMap((r) => r.decisions)); // prettier-ignore
}

export function festivalContent(edition: Edition): CampaignContent {
  const { template } = edition;
  const main = edition.activities.find((a) => a.kind === 'festival' || a.kind === 'offline_event');
  const names = (keys: readonly string[]) =>
    keys.slice(0, 2).map((key) => {
      const unit = ORGANISATIONS.find((o) => o.key === key);
      return unit?.shortName ?? key;
    });
  return {
    ...EMPTY_CONTENT,
    headline: template.poster.headline,
    slogan: template.poster.slogan,
    sellingPoints: [...template.poster.points],
    picture: pictureOf(template.picture),
    motif: motifOf(edition),
    startsOn: edition.startsOn,
    endsOn: edition.endsOn,
    time: main ? `${shortTime(main.startsAt)}—${shortTime(main.endsAt)}` : '',
    venue: main && main.venue.length <= 14 ? main.venue : '',
    organisers: {
      guide: names(template.guide ?? []),
      host: names(template.host),
      undertake: names(template.undertake),
      assist: names(template.assist),
    },
    qrCaption: '长按识别看活动',
  };
}

/** Null when the campaign's main product has no price of its own. */
export function priceContent(edition: Edition): CampaignContent | null {
  const { template } = edition;
  const code = template.poster.product;
  const priceFen = template.products.find(([c]) => c === code)?.[1];
  const product = PRODUCTS.find((p) => p.code === code);
  if (!product || priceFen === undefined || priceFen === null) return null;
  return {
    ...EMPTY_CONTENT,
    headline: template.poster.headline,
    slogan: template.poster.slogan,
    sellingPoints: template.poster.points.slice(0, 3),
    product: { name: product.name, spec: product.spec },
    price: {
      amountFen: priceFen,
      toFen: null,
      unit: product.unit,
      heldFrom: edition.startsOn,
      heldTo: edition.endsOn,
    },
    picture: pictureOf(product.industry === 'orange' ? 'orange' : product.picture),
    motif: motifOf(edition),
    startsOn: edition.startsOn,
    endsOn: edition.endsOn,
    disclosure: ['价格为活动期间价，以下单页面为准'],
    qrCaption: '长按识别去购买',
  };
}

function motifOf(edition: Edition): CampaignContent['motif'] {
  return edition.template.industries[0]?.[0] === 'orange' ? 'slice' : 'leaf';
}

function pictureOf(name: string): CampaignContent['picture'] {
  const picture = getPicture(name === 'orange' ? 'art:orange' : `illustration:${name}`);
  return picture === null
    ? null
    : { id: picture.id, focalX: picture.focalX, focalY: picture.focalY, scale: 1 };
}

/** '9:00', without the leading zero. */
function shortTime(at: Date): string {
  return timeOf(at).replace(/^0/, '');
}
