/** WCAG 2.2 AA on every page of the road, in light and dark: axe finds nothing serious. */
import AxeBuilder from '@axe-core/playwright';
import { expect, type BrowserContext } from '@playwright/test';
import { campaignPages, test, type Demo } from '../support/e2e-demo.ts';

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

async function faults(context: BrowserContext, demo: Demo, addresses: readonly string[]): Promise<string[]> {
  const page = await context.newPage();
  const found: string[] = [];
  for (const address of addresses) {
    await page.goto(demo.url + address, { waitUntil: 'load' });
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      const { violations } = await new AxeBuilder({ page }).withTags(TAGS).analyze();
      for (const v of violations.filter((one) => one.impact === 'serious' || one.impact === 'critical')) {
        const where = v.nodes.slice(0, 3).map((node) => node.html.slice(0, 160));
        found.push(`${address} ${colorScheme} ${v.id} ×${v.nodes.length}: ${where.join(' | ')}`);
      }
    }
  }
  return found;
}

test.describe.configure({ timeout: 240_000 });

test('the planner’s pages', async ({ demo, context }) => {
  await demo.enter(context, 'planner');
  const pages = [
    '/',
    '/plan',
    '/calendar',
    '/campaigns',
    '/campaigns/new',
    '/posters',
    '/posters/new',
    '/posters/batches',
    '/posters/batches/new',
    '/posters/recalls',
    '/posters/recalls/new',
    '/brand',
  ];
  expect(await faults(context, demo, pages)).toEqual([]);
});

test('a poster in the studio', async ({ demo, context }) => {
  await demo.enter(context, 'planner');
  const page = await context.newPage();
  await page.goto(`${demo.url}/posters`);
  const poster = await page.locator('main a[href^="/posters/"]:has(img)').first().getAttribute('href');
  expect(await faults(context, demo, [poster ?? '/no-poster'])).toEqual([]);
});

test('a campaign with its tabs, its result, and an order’s explanation', async ({ demo, context }) => {
  await demo.enter(context, 'manager');
  expect(await faults(context, demo, await campaignPages(context, demo.url))).toEqual([]);
});

test('the results', async ({ demo, context }) => {
  await demo.enter(context, 'manager');
  expect(await faults(context, demo, ['/review', '/review/year', '/sales', '/sales/imports'])).toEqual([]);
});

test('the operator’s pages', async ({ demo, context }) => {
  await demo.enter(context, 'operator');
  const pages = ['/sales/imports/new', '/merchants', '/catalogue', '/devices', '/admin/merchant-access'];
  expect(await faults(context, demo, pages)).toEqual([]);
});

test('the leader’s and the administrator’s pages', async ({ demo, context, browser }) => {
  await demo.enter(context, 'leader');
  const other = await browser.newContext({ locale: 'zh-CN' });
  await demo.enter(other, 'admin');
  const admin = ['/admin/people', '/admin/settings', '/admin/audit', '/admin/days-off'];
  expect([...(await faults(context, demo, ['/approvals'])), ...(await faults(other, demo, admin))]).toEqual(
    [],
  );
  await other.close();
});

test('the merchant’s phone', async ({ demo, phone }) => {
  await demo.enterAsMerchant(phone);
  expect(await faults(phone, demo, ['/m', '/m/posters', '/m/sale', '/m/results', '/m/me'])).toEqual([]);
});

test('doors and public pages', async ({ demo, phone }) => {
  expect(await faults(phone, demo, ['/sign-in', '/sign-in/phone', '/reset', '/device', '/c/baisha'])).toEqual(
    [],
  );
});
