/**
 * One campaign from its plan to its result, by the people who make it: planner, leader, operator, merchant, a visitor,
 * manager. Every amount the review shows was worked out by hand below, before anybody opened a page.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test, type Browser, type BrowserContext, type Page } from '@playwright/test';
import jsqr from 'jsqr';
import { addDays, dayOf } from '#lib/shared/dates.ts';
import { shopLeaves } from '#lib/server/links/schema.ts';
import { decodeQr } from '#lib/server/posters/decode.ts';
import { addPeople, COUNTY_ADD, furnish, mailOf, PASSWORD, withDatabase } from '../support/e2e-county.ts';
import { open, press, signIn } from '../support/e2e-pages.ts';
import { watch, type Watch } from '../support/e2e-watch.ts';
import { startServer, type TestServer } from '../support/server.ts';

test.describe.configure({ mode: 'serial', timeout: 180_000 });
test.use({ actionTimeout: 30_000 });

/** The package's default export is the function itself. */
const decoder = jsqr as unknown as Parameters<typeof decodeQr>[0];

/** A phone of a person: a browser that calls itself headless is a robot to the counting, and rightly. */
const PHONE = {
  viewport: { width: 390, height: 844 },
  isMobile: true,
  hasTouch: true,
  userAgent:
    'Mozilla/5.0 (Linux; Android 13; V2231A) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/128.0.0.0 Mobile Safari/537.36',
};
const NAME = '红心橙开园节';
const MERCHANT = '阿珍的橙子';
const PHONE_NUMBER = '13900000007';
/** Days around the day of the test: approved, it runs. */
const TODAY = dayOf(new Date());
const YESTERDAY = addDays(TODAY, -1);

/**
 * By hand. Coded order: 2 × 98.00 = 196.00. Stall: 97.55. Attributed 293.55, all 有码. Paid 56.00. Margin at 33.33 %:
 * 293.55 × 0.3333 = 97.840215 → 97.84. Per yuan 293.55 ÷ 56.00 = 5.2420 → 5.24. ROI (97.84 − 56.00) ÷ 56.00 = 0.7471 → +0.75.
 * The order without evidence, 128.00, is in none of them.
 */
const BY_HAND = { coded: '196.00', stall: '97.55', attributed: '293.55', paid: '56.00', margin: '97.84' };
const RATIOS = { perYuan: '1 : 5.24', roi: '+0.75' };
const CODED_ORDER = '6900000000000000011';
const PLAIN_ORDER = '6900000000000000022';

let server: TestServer;
let planner: Page;
let leader: Page;
let operator: Page;
let manager: Page;
let phone: Page;
let merchantId: string;
let downloaded: Buffer;
const watches: Watch[] = [];

/** A person at a browser of their own. */
async function person(browser: Browser, role: string, allowed: readonly RegExp[] = []): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  watches.push(watch(context, server.url, allowed));
  const page = await context.newPage();
  await signIn(page, server.url, mailOf(role), PASSWORD);
  return page;
}

test.beforeAll(async ({ browser }) => {
  test.setTimeout(300_000);
  server = await startServer({ demo: false, before: [COUNTY_ADD] });
  addPeople(server, [
    { name: '林晓岚', role: 'planner' },
    { name: '符志远', role: 'leader' },
    { name: '黄晓燕', role: 'operator' },
    { name: '吴敏', role: 'manager' },
  ]);
  ({ merchantId } = await withDatabase(server, (db) => furnish(db, TODAY)));
  // The forged approval below is answered with 403, which the browser prints.
  planner = await person(browser, 'planner', [/status of 403/]);
  leader = await person(browser, 'leader');
  operator = await person(browser, 'operator');
  manager = await person(browser, 'manager');
});

test.afterAll(async () => {
  await server.remove();
});

test.afterEach(() => {
  for (const one of watches) one.nothingSeen();
});

/** The campaign's address: everybody reaches it by its code. */
let campaign = '';
let code = '';

test('a planner writes the campaign and submits it', async () => {
  await open(planner, `${server.url}/campaigns/new?day=${YESTERDAY}`);
  await planner.getByLabel('活动名称').fill(NAME);
  await planner.getByLabel('活动目的').fill('开园头十天卖出头茬红心橙');
  await planner.getByLabel('红心橙', { exact: true }).fill('100');
  const activity = planner.getByRole('group', { name: '活动内容 1' });
  await activity.getByLabel('内容名称').fill('开园采摘');
  await activity.getByLabel('类型').selectOption({ label: '线下体验' });
  await activity.getByLabel('责任单位').selectOption({ label: '服务中心' });
  await activity.getByLabel('预计人数').fill('300');
  await activity.getByLabel('地点').fill('打安镇橙园');
  await planner.getByRole('checkbox', { name: '白沙红心橙', exact: true }).check();
  await planner.getByLabel('白沙红心橙 的活动价').fill('98');
  await planner.getByLabel('白沙红心橙 的备货').fill('500');
  await planner.getByRole('checkbox', { name: '领导小组 · 主办单位' }).check();
  await planner.getByRole('checkbox', { name: '服务中心 · 承办单位' }).check();
  await planner.getByRole('checkbox', { name: '品牌公司 · 协办单位' }).check();
  await planner.getByLabel('净销售额').fill('20000');
  await planner.getByRole('textbox', { name: '说明' }).first().fill('打安镇橙园搭台');
  await planner.locator('input[name="budget.0.amount"]').fill('500');
  await planner.getByLabel('风险与应急预案').fill('暴雨改期，路口安排疏导');
  await planner.getByLabel('责任人').fill('电商办 王主任');
  await press(planner, '保存草稿');
  await planner.waitForURL(/\/campaigns\/bs\d+$/);
  campaign = new URL(planner.url()).pathname;
  code = campaign.split('/').at(-1)?.toUpperCase() ?? '';

  await open(planner, `${server.url}${campaign}/merchants`);
  await planner.getByRole('checkbox', { name: MERCHANT }).check();
  await press(planner, '保存名单');
  await expect(planner.getByText('未保存')).toHaveCount(0);

  await open(planner, server.url + campaign);
  await press(planner, '提交审批');
  await expect(planner.getByText('待审批').first()).toBeVisible();
});

test('nobody approves their own work: not by a button, not by a forged request', async () => {
  await open(planner, server.url + campaign);
  await expect(planner.getByText('这份方案是您写的或提交的，要由别人审批。')).toHaveCount(0);
  await expect(planner.getByRole('button', { name: '批准', exact: true })).toHaveCount(0);
  const forged = await planner.evaluate(async (address) => {
    const answer = await fetch(`${address}?/approve`, {
      method: 'POST',
      body: new URLSearchParams({ comment: '同意' }),
      headers: { accept: 'text/html' },
    });
    return answer.status;
  }, server.url + campaign);
  expect(forged).toBe(403);
  await planner.reload();
  await expect(planner.getByText('待审批').first()).toBeVisible();
});

test('a leader approves it, and it runs from its first day on', async () => {
  await open(leader, `${server.url}/approvals`);
  await leader.getByRole('main').getByRole('link', { name: NAME }).first().click();
  await leader.waitForURL(new RegExp(`${campaign}$`));
  await leader.getByLabel('意见（可不填）').fill('同意，注意交通疏导');
  await press(leader, '批准');
  await expect(leader.getByText('执行中').first()).toBeVisible();
});

test('what is paid is written down with its voucher', async () => {
  await open(planner, `${server.url}${campaign}/budget`);
  await planner.locator('select[name=line]').selectOption({ index: 1 });
  await planner.locator('input[name=amount]').fill(BY_HAND.paid);
  await planner.getByLabel('收款方').fill('打安镇演出服务队');
  await planner.locator('input[name=voucher]').fill('记-0001');
  await press(planner, '记账');
  await expect(planner.getByRole('row', { name: /记-0001/ })).toContainText(BY_HAND.paid);
});

test('its poster is made by one person and approved by another', async () => {
  await open(planner, `${server.url}/posters/new?campaign=${code}`);
  await planner.locator('label', { has: planner.locator('input[name=designId][value=plain-price]') }).click();
  await press(planner, '开始制作');
  await planner.waitForURL(/\/posters\/[0-9a-f-]{36}/);
  await planner.waitForLoadState('networkidle');
  const poster = planner.url();
  await planner.getByLabel('小标题').fill('今早刚摘，一箱到家');
  await press(planner, '保存草稿');
  await expect(planner.getByText('已保存').first()).toBeVisible();
  await press(planner, '送审');
  await expect(planner.getByText('已送审').first()).toBeVisible();
  await expect(planner.getByRole('button', { name: '批准', exact: true })).toHaveCount(0);

  await open(leader, poster);
  await press(leader, '批准');
  await expect(leader.getByText('已批准，商户可以用了')).toBeVisible();
});

test('the merchant signs in on a phone and saves the poster', async ({ browser }) => {
  await open(operator, `${server.url}/merchants/${merchantId}`);
  await operator.locator(`a[href="/admin/merchant-access?merchant=${merchantId}"]`).first().click();
  await operator.waitForURL(/merchant=/);
  await operator.waitForLoadState('networkidle');
  await operator.locator('input[name=name]').fill('符阿珍');
  await operator.locator('input[name=phone]').fill(PHONE_NUMBER);
  await press(operator, '生成链接和数字');
  const digits = operator.getByText(/^\d{6}$/);
  await expect(digits).toBeVisible();
  const given = (await digits.textContent()) ?? '';

  const context: BrowserContext = await browser.newContext(PHONE);
  watches.push(watch(context, server.url));
  phone = await context.newPage();
  await open(phone, `${server.url}/sign-in/phone`);
  await phone.getByLabel('手机号').fill(PHONE_NUMBER);
  await phone.getByLabel('6 位数字').fill(given);
  await press(phone, '登录');
  await phone.waitForURL(`${server.url}/m`);
  await expect(phone.getByRole('heading', { name: NAME })).toBeVisible();
  await phone.getByRole('link', { name: '领我的海报' }).click();
  const picture = phone.getByRole('figure').getByRole('img');
  await expect(picture).toBeVisible();
  await expect
    .poll(() =>
      picture.evaluate((img) => (img instanceof HTMLImageElement && img.complete ? img.naturalWidth : 0)),
    )
    .toBeGreaterThan(1000);
  const download = phone.waitForEvent('download');
  await phone.getByRole('link', { name: '下载高清图' }).click();
  downloaded = readFileSync(await (await download).path());
  expect(downloaded.subarray(0, 3).toString('hex')).toBe('ffd8ff');
});

test('a visitor scans the saved picture, meets the merchant’s name and leaves for the shop', async ({
  browser,
}) => {
  const address = await decodeQr(decoder, downloaded);
  // In capitals throughout: the QR alphabet of capitals is smaller, the code coarser and easier to read.
  expect(address).toMatch(new RegExp(`^${server.url}/[0-9A-Z]{8}$`, 'i'));
  const context = await browser.newContext(PHONE);
  // The shop itself is another house: the road to it ends at its door.
  await context.route('https://v.douyin.com/**', (route) => route.fulfill({ status: 200, body: 'the shop' }));
  const visit = watch(context, server.url, [/request to https:\/\/v\.douyin\.com\/azhen\//]);
  const visitor = await context.newPage();
  await visitor.goto(address ?? '');
  await expect(visitor.getByRole('heading', { level: 1, name: NAME })).toBeVisible();
  await expect(visitor.getByText(`${MERCHANT} 为您推荐`)).toBeVisible();
  await visitor
    .getByRole('link', { name: /去抖音/ })
    .first()
    .click();
  await visitor.waitForURL('https://v.douyin.com/azhen/');
  visit.nothingSeen();
  await context.close();
  // Journalled first, loaded by the worker after.
  const leaves = () =>
    withDatabase(server, (db) => db.select({ offerId: shopLeaves.offerId }).from(shopLeaves));
  await expect.poll(leaves, { timeout: 60_000 }).toHaveLength(1);
});

test('an operator imports the shop’s orders', async () => {
  await open(operator, `${server.url}/sales/imports/new`);
  await operator.locator('input[type=file]').setInputFiles({
    name: '抖音订单.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(douyinFile()),
  });
  await press(operator, '上传并识别');
  await operator.waitForURL(/\/sales\/imports\/[0-9a-f-]{36}/);
  const begin = operator.getByRole('button', { name: '开始导入' });
  await expect(begin).toBeVisible({ timeout: 60_000 });
  await operator.locator('input[name=newShop]').fill('阿珍的橙子小店');
  await begin.click();
  const report = operator.getByText('新增 2 单，更新 0 单，未变 0 单，较旧不采用 0 单');
  await expect(report).toBeVisible({ timeout: 60_000 });
});

test('the merchant enters a sale at the stall with the campaign’s coupon', async () => {
  await open(phone, `${server.url}/m/sale`);
  await phone.locator('input[name=amount]').fill(BY_HAND.stall);
  await phone.locator('input[name=code]').fill(code);
  await press(phone, '记下这笔');
  await expect(phone.getByText(`已记下：白沙红心橙，${BY_HAND.stall} 元。`)).toBeVisible();
  await expect(phone.getByText(`优惠码有效，记在活动“${NAME}”里。`)).toBeVisible();
});

test('the manager reads the result, exact to the fen, and why each order counts', async () => {
  const sentence = manager.getByText(`有证据记到这场活动上的净销售额 ¥${BY_HAND.attributed}（有码 100%）。`);
  await open(manager, `${server.url}/review`);
  await manager.getByRole('main').getByRole('link', { name: NAME }).first().click();
  const review = await manager.waitForURL(/\/campaigns\/[^/]+\/review/).then(() => manager.url());
  // Computed by the worker: the page is asked again until it is there.
  await expect(async () => {
    await open(manager, review);
    await expect(sentence).toBeVisible({ timeout: 1_000 });
  }).toPass({ timeout: 90_000 });

  const figure = (label: string) =>
    manager
      .getByRole('main')
      .locator('dl > div')
      .filter({ has: manager.locator('dt', { hasText: new RegExp(`^\\s*${label}\\s*$`) }) })
      .locator('dd')
      .first();
  await expect(figure('归因销售额')).toHaveText(`${BY_HAND.attributed}元`);
  await expect(figure('已支付')).toHaveText(`${BY_HAND.paid}元`);
  await expect(figure('毛利')).toHaveText(`${BY_HAND.margin}元`);
  await expect(figure('投入产出比')).toHaveText(RATIOS.perYuan);
  await expect(figure('归因 ROI')).toHaveText(RATIOS.roi);
  await expect(figure('订单数')).toHaveText('2');
  await expect(manager.getByRole('row', { name: /^有码/ })).toContainText(`2${BY_HAND.attributed}元`);
  await expect(manager.getByText(/扫码 1 · 点击 0 · 1 人/)).toBeVisible();
  await expect(manager.getByText('“记到”不等于“带来”', { exact: false })).toBeVisible();

  await manager.getByRole('link', { name: '归因销售额' }).click();
  await expect(manager.getByText(`共 2 笔订单，记到活动上 ¥${BY_HAND.attributed}`)).toBeVisible();
  await expect(manager.getByText(PLAIN_ORDER)).toHaveCount(0);
  await expect(manager.getByRole('row', { name: new RegExp(CODED_ORDER) })).toContainText(
    `${BY_HAND.coded}元`,
  );
  await manager.getByRole('link', { name: CODED_ORDER }).click();
  const why = manager.getByRole('region', { name: '这笔订单为什么这样算' });
  await expect(why).toContainText(NAME);
  await expect(why).toContainText(code);
  await expect(why).toContainText(BY_HAND.coded);
});

/** Two orders as the platform exports them: one whose SKU names the campaign, one without any evidence. */
function douyinFile(): string {
  const sample = readFileSync(path.join(import.meta.dirname, '../fixtures/orders/douyin-orders.csv'), 'utf8');
  const header = sample.slice(0, sample.search(/\r?\n/));
  const columns = header.replace('\ufeff', '').split(',');
  const row = (values: Record<string, string>) => columns.map((column) => values[column] ?? '').join(',');
  const order = (no: string, sku: string, quantity: number, price: string, due: string) =>
    row({
      主订单编号: `${no}\t`,
      子订单编号: `${no}\t`,
      支付方式: '抖音支付',
      选购商品: '白沙红心橙 5 斤',
      货号: 'HXC05',
      商家编码: sku,
      商品数量: String(quantity),
      商品金额: price,
      订单提交时间: `${YESTERDAY} 10:00:00`,
      支付完成时间: `${YESTERDAY} 10:02:00`,
      订单状态: '已完成',
      订单类型: '普通订单',
      订单应付金额: due,
      运费: '0.00',
      优惠总金额: '0.00',
      商家优惠: '0.00',
      APP渠道: '抖音',
      流量来源: '自然流量',
      流量体裁: '商品卡',
      流量渠道: '-',
    });
  const rows = [
    order(CODED_ORDER, `HXC05-${code}`, 2, '98.00', BY_HAND.coded),
    order(PLAIN_ORDER, 'HXC05', 1, '128.00', '128.00'),
  ];
  return `${[header, ...rows].join('\r\n')}\r\n`;
}
