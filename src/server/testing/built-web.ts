/**
 * The built application behind the front server on a fresh embedded database, with one small county: for tests that must
 * meet the build (SvelteKit's own checks are compiled out in development). Prints one line of JSON when it serves.
 */
import { acceptMerchantInvitation, createMerchantInvitation } from '#lib/server/accounts/merchant-sign-in.ts';
import { houseActor } from '#lib/server/accounts/actor.ts';
import { createShareCode, recall } from '#lib/server/links/links.ts';
import { merchantUsers, productOffers } from '#lib/server/merchants/schema.ts';
import { addDays, dayOf } from '#lib/shared/dates.ts';
import { makeCampaign, makeCounty, makeMerchant, makeProduct } from '../../../tests/support/factories.ts';
import { openRuntime } from '../../cli/runtime.ts';
import { startWeb } from '../../server.ts';

const runtime = await openRuntime();
const { app } = runtime;
const { db } = app.database;
const today = dayOf(new Date());

const county = await makeCounty(db, { slug: 'baisha', name: '白沙县', nameEn: 'Baisha' });
const product = await makeProduct(db, county.id, {
  name: '白沙绿茶',
  picture: 'tea-cup',
  listPriceFen: 16_800,
});
const merchant = await makeMerchant(db, county.id, { name: '阿霞茶园' }, [product.id]);
const members = { productIds: [product.id], merchantIds: [merchant.id] };
const campaign = await makeCampaign(
  db,
  county.id,
  {
    code: 'BS2611',
    name: '秋茶开采节',
    startsOn: addDays(today, -3),
    endsOn: addDays(today, 9),
    picture: 'tea-terraces-dawn',
  },
  members,
);
const [offer] = await db
  .insert(productOffers)
  .values({
    countyId: county.id,
    merchantId: merchant.id,
    productId: product.id,
    platform: 'taobao',
    shopName: '阿霞茶园旗舰店',
    url: 'https://axia.taobao.com/',
  })
  .returning();
const point = { countyId: county.id, campaignId: campaign.id, merchantId: merchant.id };
const live = await createShareCode(db, point);
const recalled = await createShareCode(db, { ...point, channel: 'print' });
await recall(db, county.id, { codes: [recalled.code] }, { reason: '价格错误', at: new Date() });

const invited = await createMerchantInvitation(
  db,
  app.secrets,
  houseActor(county.id),
  { name: '符大姐', phone: '13800138000' },
  new Date(),
);
if (!invited.ok) throw new Error(invited.reason);
await db
  .insert(merchantUsers)
  .values({ countyId: county.id, merchantId: merchant.id, userId: invited.userId });
const session = await acceptMerchantInvitation(
  db,
  invited.path.split('/').at(-1) ?? '',
  { agent: null },
  new Date(),
);
if (!session.ok) throw new Error(session.reason);

const web = await startWeb({ app, port: 0 });
process.on('SIGTERM', () => {
  web
    .stop()
    .then(() => runtime.close())
    .then(() => process.exit(0));
});
process.stdout.write(
  `${JSON.stringify({ url: web.url, code: live.code, recalled: recalled.code, offer: offer?.id, session: session.token })}\n`,
);
