/** Accounts, merchants, what each may sell and where. */
import { memberships, users } from '#lib/server/accounts/schema.ts';
import { hashPassword } from '#lib/server/accounts/password.ts';
import { hashPhone, type Secrets } from '#lib/server/config/secrets.ts';
import { merchantProducts, merchants, merchantUsers, productOffers } from '#lib/server/merchants/schema.ts';
import { shops } from '#lib/server/sales/schema.ts';
import { addDays, instantAt } from '#lib/shared/dates.ts';
import { ACCOUNTS, DEMO_PASSWORD, MERCHANT_LOGINS } from '../data/accounts.ts';
import { SHOPS, type Platform, type ShopData } from '../data/merchants.ts';
import { PRODUCTS } from '../data/products.ts';
import { PARTICIPANTS, participantNamed, type Participant } from '../world/participants.ts';
import { randomOf } from '../world/random.ts';
import { insertAll, type Loading } from './loading.ts';

export async function loadAccounts({ tx, countyId, id, today }: Loading): Promise<void> {
  const createdAt = instantAt(addDays(today, -755), '10:00');
  // One password, one hash: eleven more would cost half a second of the first start.
  const passwordHash = await hashPassword(DEMO_PASSWORD);
  await insertAll(
    tx,
    users,
    ACCOUNTS.map(({ mail, name }) => ({ id: id('user', mail), name, email: mail, passwordHash, createdAt })),
  );
  await insertAll(
    tx,
    memberships,
    ACCOUNTS.flatMap(({ mail, roles, organisation }) =>
      roles.map((role) => ({
        countyId,
        userId: id('user', mail),
        role,
        organisationId: id('organisation', organisation),
        createdAt,
      })),
    ),
  );
}

export async function loadMerchants(loading: Loading): Promise<void> {
  const { tx, countyId, id, today } = loading;
  const random = randomOf(loading.world.seed, 'merchants');
  await insertAll(
    tx,
    merchants,
    PARTICIPANTS.map(({ merchant, number }) => ({
      countyId,
      id: merchantId(loading, { number }),
      name: merchant.name,
      shortName: merchant.short,
      kind: merchant.kind,
      townshipId: id('township', merchant.township),
      village: merchant.village,
      contactName: merchant.contact,
      creditCode: isRegistered(merchant.kind) ? `9146${random.digits(14)}` : null,
      spokenNumber: number,
      state: merchant.state ?? 'active',
      suspendedReason: merchant.reason ?? null,
      joinedAt:
        merchant.state === 'applied'
          ? null
          : instantAt(addDays(today, -740 + Math.floor(Number(number) * 7.5)), '15:00'),
      createdAt: instantAt(
        addDays(today, merchant.state === 'applied' ? -3 : -745 + Math.floor(Number(number) * 7.5)),
        '11:00',
      ),
    })),
  );
  await insertAll(
    tx,
    merchantProducts,
    PARTICIPANTS.flatMap((participant) =>
      PRODUCTS.filter((p) => participant.merchant.sells.includes(p.industry)).map((p) => ({
        countyId,
        merchantId: merchantId(loading, participant),
        productId: id('product', p.code),
      })),
    ),
  );
  await loadShops(loading);
}

/** Shops, and where a buyer finds each product. Merchants without a shop send their buyers to the township's big sellers. */
async function loadShops(loading: Loading): Promise<void> {
  const { tx, countyId, id, today, world } = loading;
  const createdAt = instantAt(addDays(today, -735), '09:30');
  const shopRow = (
    platform: ShopData['platform'] | 'stall',
    name: string,
    merchant: Pick<Participant, 'number'>,
  ) => ({
    countyId,
    id: id('shop', `${platform}/${name}`),
    platform,
    name,
    merchantId: merchantId(loading, merchant),
    createdAt,
  });
  await insertAll(
    tx,
    shops,
    SHOPS.map((shop) => shopRow(shop.platform, shop.name, participantNamed(shop.merchant))),
  );
  const stalls = new Map(world.stallSales.map((sale) => [sale.stall, participantNamed(sale.merchant)]));
  await insertAll(
    tx,
    shops,
    [...stalls].map(([name, merchant]) => shopRow('stall', name, merchant)),
  );
  await insertAll(
    tx,
    productOffers,
    SHOPS.flatMap((shop) =>
      PRODUCTS.filter((p) => p.onlyAt === undefined && shop.sells.includes(p.industry)).map((p) => ({
        countyId,
        id: id('offer', `${shop.platform}/${shop.name}/${p.code}`),
        merchantId: merchantId(loading, participantNamed(shop.merchant)),
        productId: id('product', p.code),
        platform: shop.platform,
        shopName: shop.name,
        url: shopUrl(shop, p.code),
        searchWords: shop.search,
        createdAt,
      })),
    ),
  );
}

export async function loadMerchantLogins(loading: Loading, secrets: Secrets): Promise<void> {
  const { tx, countyId, id, today } = loading;
  const createdAt = instantAt(addDays(today, -400), '16:20');
  for (const { phone, merchants: names } of MERCHANT_LOGINS) {
    const [first] = names;
    if (first === undefined) continue;
    const userId = id('user', phone);
    await tx.insert(users).values({
      id: userId,
      name: participantNamed(first).merchant.contact,
      phoneHash: hashPhone(secrets.loginPhoneKey, phone),
      phoneTail: phone.slice(-4),
      locale: 'zh-CN',
      createdAt,
    });
    await tx.insert(memberships).values({ countyId, userId, role: 'merchant', createdAt });
    await insertAll(
      tx,
      merchantUsers,
      names.map((name, i) => ({
        countyId,
        merchantId: merchantId(loading, participantNamed(name)),
        userId,
        isOwner: i === 0,
        createdAt,
      })),
    );
  }
}

export function merchantId({ id }: Pick<Loading, 'id'>, { number }: Pick<Participant, 'number'>): string {
  return id('merchant', number);
}

function isRegistered(kind: string): boolean {
  return kind === 'enterprise' || kind === 'cooperative' || kind === 'family_farm' || kind === 'village';
}

/** Addresses of the demo lead to the platforms' own front pages, never to a shop of somebody else. */
function shopUrl(shop: ShopData, code: string): string | null {
  const hosts: Record<Platform, string | null> = {
    taobao: 'https://www.taobao.com/',
    jd: 'https://www.jd.com/',
    pdd: 'https://mobile.yangkeduo.com/',
    douyin: 'https://www.douyin.com/',
    kuaishou: null,
    wechat: null,
  };
  const host = hosts[shop.platform];
  return host === null ? null : `${host}?demo=${code.toLowerCase()}`;
}
