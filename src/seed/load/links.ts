/** Links and their codes, and every opening of them, as the journal's loader would have written it. */
import { BOT_LIST_VERSION } from '#lib/server/links/bots.ts';
import { newCode } from '#lib/server/links/code.ts';
import { landingPath } from '#lib/server/links/destination.ts';
import { clicks, linkCodes, links, shopLeaves, touches, visitors } from '#lib/server/links/schema.ts';
import { visitorHash } from '#lib/server/links/visitor.ts';
import { addDays, instantAt } from '#lib/shared/dates.ts';
import { SLUG } from '../data/county.ts';
import { drawClicks, type Point } from '../world/clicks.ts';
import { wasApproved, type Edition } from '../world/editions.ts';
import { participantNamed } from '../world/participants.ts';
import { randomOf } from '../world/random.ts';
import { insertAll, type Loading } from './loading.ts';
import { merchantId } from './people.ts';
import { posterContentId } from './posters.ts';

/** Stands in `journal_file`, so that nobody looks for a file of this name. */
const JOURNAL = 'demo';

const pointKey = ({ edition, participant, channel }: Point) =>
  `${edition.key}/${participant?.number ?? ''}/${channel}`;

export async function loadLinks(loading: Loading): Promise<void> {
  const { tx, countyId, id, world } = loading;
  const random = randomOf(world.seed, 'codes');
  const draw = (size: number) => Uint8Array.from({ length: size }, () => random.int(0, 255));
  const codeOf = new Map<string, string>();
  const linkRows: (typeof links.$inferInsert)[] = [];
  const codeRows: (typeof linkCodes.$inferInsert)[] = [];
  for (const edition of world.editions.filter(wasApproved)) {
    const createdAt = instantAt(
      addDays(edition.startsOn, -9) > world.today ? world.today : addDays(edition.startsOn, -9),
      '10:00',
    );
    for (const point of pointsOf(edition, loading)) {
      const key = pointKey(point);
      linkRows.push({
        countyId,
        id: id('link', key),
        campaignId: id('campaign', edition.key),
        merchantId: point.participant === null ? null : merchantId(loading, point.participant),
        channel: point.channel,
        createdAt,
      });
      const code = newCode(draw);
      codeOf.set(key, code);
      const isPoster = point.channel === 'poster';
      const recalled =
        edition.state === 'cancelled' ? instantAt(addDays(edition.startsOn, -1), '09:10') : null;
      codeRows.push({
        code,
        countyId,
        linkId: id('link', key),
        type: isPoster ? 'scan' : 'click',
        contentId: isPoster ? posterContentId(loading, edition, 'festival') : null,
        format: isPoster ? 'moments' : null,
        destination: landingPath(SLUG, edition.code),
        recalledAt: recalled,
        recalledReason: recalled === null ? null : '活动取消',
        createdAt,
        changedAt: recalled ?? createdAt,
      });
    }
  }
  await insertAll(tx, links, linkRows);
  await insertAll(tx, linkCodes, codeRows);
  await loadOpenings(loading, codeOf);
}

function pointsOf(edition: Edition, { world }: Loading): Point[] {
  return [
    { edition, participant: null, channel: 'poster' },
    { edition, participant: null, channel: 'media' },
    ...(world.participants.get(edition.key) ?? []).flatMap((participant) => [
      { edition, participant, channel: 'poster' as const },
      { edition, participant, channel: 'share' as const },
    ]),
  ];
}

async function loadOpenings(loading: Loading, codeOf: ReadonlyMap<string, string>): Promise<void> {
  const { tx, countyId, id, world } = loading;
  const random = randomOf(world.seed, 'addresses');
  const clickRows: (typeof clicks.$inferInsert)[] = [];
  const touchRows: (typeof touches.$inferInsert)[] = [];
  const leaveRows: (typeof shopLeaves.$inferInsert)[] = [];
  const met = new Map<string, typeof visitors.$inferInsert>();
  drawClicks(world).forEach((click, offset) => {
    const { point, flag } = click;
    const key = pointKey(point);
    const code = codeOf.get(key);
    if (code === undefined) return;
    const hash = visitorHash(countyId, click.visitorId);
    const at = new Date(click.at * 1000);
    const campaignId = id('campaign', point.edition.key);
    const merchant = point.participant === null ? null : merchantId(loading, point.participant);
    const address = random.digits(16);
    clickRows.push({
      countyId,
      id: id('click', String(offset)),
      journalFile: JOURNAL,
      journalOffset: offset,
      code,
      linkId: id('link', key),
      openedAt: at,
      visitorHash: hash,
      addressHash: address,
      networkHash: address.slice(0, 11),
      userAgent: click.userAgent,
      ahead: click.ahead,
      flag,
      flagVersion: BOT_LIST_VERSION,
      seenAt: click.seen ? new Date(click.at * 1000 + 900) : null,
    });
    if (flag === 'declared_bot' || flag === 'prefetch') return;
    touchRows.push({
      countyId,
      id: id('touch', String(offset)),
      type: point.channel === 'poster' ? 'scan' : 'click',
      source: 'journal',
      sourceEventId: `${JOURNAL}:${offset}`,
      code,
      linkId: id('link', key),
      campaignId,
      merchantId: merchant,
      visitorHash: hash,
      touchedAt: at,
      flag,
      createdAt: at,
    });
    const known = met.get(hash);
    if (known) known.lastSeenAt = at;
    else met.set(hash, { countyId, visitorHash: hash, firstSeenAt: at, lastSeenAt: at, firstCode: code });
    if (click.leave === null) return;
    const { shop, productCode } = click.leave;
    leaveRows.push({
      countyId,
      id: id('leave', String(offset)),
      journalFile: JOURNAL,
      journalOffset: 10_000_000 + offset,
      code,
      offerId: id('offer', `${shop.platform}/${shop.name}/${productCode}`),
      platform: shop.platform,
      productId: id('product', productCode),
      merchantId: merchantId(loading, participantNamed(shop.merchant)),
      campaignId,
      visitorHash: hash,
      leftAt: new Date(click.leave.at * 1000),
      flag: null,
    });
  });
  await insertAll(tx, clicks, clickRows);
  await insertAll(tx, touches, touchRows);
  await insertAll(tx, visitors, [...met.values()]);
  await insertAll(tx, shopLeaves, leaveRows);
}
