/** The county of the story, before anybody plans: people by the command line, the rest as rows through the app's own role. */
import { eq } from 'drizzle-orm';
import { instantAt, addDays, type Day } from '#lib/shared/dates.ts';
import { brands, licences, marks } from '#lib/server/brand/schema.ts';
import { getDrawing } from '#lib/server/brand/drawings.ts';
import { countySettings } from '#lib/server/county/schema.ts';
import { openApp, openHome } from '#lib/server/db/connect.ts';
import { counties } from '#lib/server/db/counties.ts';
import type { Db } from '#lib/server/db/database.ts';
import { productOffers } from '#lib/server/merchants/schema.ts';
import { makeIndustry, makeMerchant, makeOrganisation, makeProduct, makeTownship } from './factories.ts';
import type { TestServer } from './server.ts';

export const PASSWORD = '秋天的红心橙从山上一路下来';

export const COUNTY_ADD = [
  ...['county', 'add', '--slug', 'baisha', '--name', '白沙黎族自治县'],
  ...['--name-en', 'Baisha County', '--province', '海南省'],
] as const;

export function addPeople(server: TestServer, people: readonly { name: string; role: string }[]): void {
  for (const { name, role } of people) {
    const argv = [
      'user',
      'add',
      '--county',
      'baisha',
      '--name',
      name,
      '--email',
      mailOf(role),
      '--role',
      role,
    ];
    const run = server.cliReading(PASSWORD, ...argv);
    if (run.status !== 0) throw new Error(`${argv.join(' ')} ended with ${run.status}: ${run.stderr}`);
  }
}

export function mailOf(role: string): string {
  return `${role}@baisha.example`;
}

/** Work on the running server's own database. */
export async function withDatabase<T>(server: TestServer, work: (db: Db) => Promise<T>): Promise<T> {
  const home = await openHome({ url: null, dataDirectory: server.dataDirectory });
  const database = openApp(home, { max: 2 });
  try {
    return await work(database.db);
  } finally {
    await database.close();
    await home.release();
  }
}

/** Units of three teams, an industry, a product with its margin, a merchant with a shop, the county's mark and its licence. */
export async function furnish(db: Db, today: Day): Promise<{ productId: string; merchantId: string }> {
  const [county] = await db.select().from(counties).where(eq(counties.slug, 'baisha'));
  if (!county) throw new Error('there is no county');
  const countyId = county.id;
  await db
    .update(countySettings)
    .set({ codePrefix: 'BS', spokenPrefix: '白沙' })
    .where(eq(countySettings.countyId, countyId));
  await makeOrganisation(db, countyId, { name: '白沙县电商领导小组', shortName: '领导小组', team: 'a' });
  await makeOrganisation(db, countyId, {
    name: '白沙良食品牌公司',
    shortName: '品牌公司',
    team: 'b',
    isGovernment: false,
  });
  await makeOrganisation(db, countyId, {
    name: '白沙县电商公共服务中心',
    shortName: '服务中心',
    team: 'c',
    isGovernment: false,
  });
  const township = await makeTownship(db, countyId, { name: '打安镇' });
  const industry = await makeIndustry(db, countyId, {
    code: 'orange',
    name: '红心橙',
    nameEn: 'Red oranges',
  });
  const product = await makeProduct(db, countyId, {
    industryId: industry.id,
    code: 'HXC05',
    name: '白沙红心橙',
    nameEn: 'Baisha red orange',
    spec: '5 斤',
    unit: '箱',
    listPriceFen: 12_800,
    marginBp: 3_333,
  });
  const merchant = await makeMerchant(
    db,
    countyId,
    {
      name: '阿珍的橙子',
      shortName: '阿珍的橙子',
      spokenNumber: '07',
      townshipId: township.id,
      contactName: '符阿珍',
    },
    [product.id],
  );
  await db.insert(productOffers).values({
    countyId,
    merchantId: merchant.id,
    productId: product.id,
    platform: 'douyin',
    shopName: '阿珍的橙子小店',
    url: 'https://v.douyin.com/azhen/',
    searchWords: '阿珍的橙子',
  });
  await licenseMark(db, countyId, merchant.id, today);
  return { productId: product.id, merchantId: merchant.id };
}

async function licenseMark(db: Db, countyId: string, merchantId: string, today: Day): Promise<void> {
  const drawing = getDrawing('baisha-liangshi');
  if (!drawing) throw new Error('nobody has drawn the mark');
  const [brand] = await db
    .insert(brands)
    .values({
      countyId,
      level: 1,
      name: '白沙良食',
      nameEn: 'Baisha Liangshi',
      owner: '白沙良食品牌公司',
      foundedOn: '2018-11-20',
      requiredOn: 'all_campaign_posters',
    })
    .returning();
  if (!brand) throw new Error('the insert returned no row');
  await db.insert(marks).values({
    countyId,
    brandId: brand.id,
    version: 1,
    drawing: 'baisha-liangshi',
    viewBox: drawing.viewBox,
    wordmark: '白沙良食',
    registrationNo: '40000001',
    classes: [31],
    validFrom: '2018-11-20',
    createdAt: instantAt('2018-11-20'),
  });
  await db.insert(licences).values({
    countyId,
    brandId: brand.id,
    holderMerchantId: merchantId,
    documentNo: '授权〔2026〕1 号',
    uses: ['packaging', 'advertising', 'online_shop'],
    status: 'granted',
    validFrom: addDays(today, -200),
    validTo: addDays(today, 300),
  });
}
