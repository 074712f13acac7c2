/** A day in each of the ten roles on the demo county: every page they are shown opens, says what it is, and keeps quiet. */
import { expect, type Page } from '@playwright/test';
import { campaignPages, navigationOf, OFFICE_ROLES, test, type Demo } from '../support/e2e-demo.ts';
import { watch } from '../support/e2e-watch.ts';

const MERCHANT_PAGES = ['/m', '/m/posters', '/m/sale', '/m/results', '/m/me'];
const DOORS = ['/sign-in', '/sign-in/phone', '/reset', '/device'];

/** What is never shown to anybody: programme values and the names of messages. */
const RAW =
  /\bundefined\b|\bNaN\b|\[object |\b(?:common|shell|accounts|admin|planning|brand|posters|links|merchant|sales|review)_[a-z]+_[a-z_]+\b/;
const HAN = /\p{Script=Han}/u;

async function looksWhole(page: Page, address: string): Promise<void> {
  const answer = await page.goto(address);
  expect([address, answer?.status()]).toEqual([address, 200]);
  await expect(page.locator('h1').first(), address).toBeVisible();
  const text = await page.locator('body').innerText();
  expect([address, RAW.exec(text)?.[0] ?? null]).toEqual([address, null]);
}

/** Chrome that is still Chinese when the page is asked for in English: navigation, headings of tables, buttons. */
async function chineseChrome(page: Page): Promise<string[]> {
  const texts = await page
    .locator('nav a, th[scope=col], label, legend, button[type=submit]')
    .evaluateAll((all) =>
      all
        .filter((e) => e instanceof HTMLElement && !e.closest('[lang="zh-CN"]:not(html)'))
        .map((e) => {
          // Names that are Chinese in every language say so themselves.
          const own = e.cloneNode(true) as HTMLElement;
          for (const named of own.querySelectorAll('[lang="zh-CN"]')) named.remove();
          return (own.textContent ?? '').trim();
        }),
    );
  return texts.filter((text) => HAN.test(text));
}

for (const role of OFFICE_ROLES) {
  test(`${role}: every page of the navigation`, async ({ demo, context }) => {
    const seen = watch(context, demo.url);
    await demo.enter(context, role);
    const pages = await navigationOf(context, demo.url);
    // Event staff have one page, the stall, and no navigation.
    if (role === 'staff') pages.push('/stall');
    else expect(pages.length).toBeGreaterThan(3);
    const page = await context.newPage();
    for (const address of pages) await looksWhole(page, demo.url + address);
    seen.nothingSeen();
  });
}

test('a manager goes through one campaign, from its paper to the orders behind its result', async ({
  demo,
  context,
}) => {
  const seen = watch(context, demo.url);
  await demo.enter(context, 'manager');
  const page = await context.newPage();
  for (const address of await campaignPages(context, demo.url)) await looksWhole(page, demo.url + address);
  seen.nothingSeen();
});

test('merchant: every page of the phone', async ({ demo, phone }) => {
  const seen = watch(phone, demo.url);
  await demo.enterAsMerchant(phone);
  const page = await phone.newPage();
  for (const address of MERCHANT_PAGES) {
    await looksWhole(page, demo.url + address);
    const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect([address, over <= 0]).toEqual([address, true]);
  }
  await page.goto(`${demo.url}/m`);
  await page.locator('a[href^="/m/posters/"]').first().click();
  await expect(page.getByRole('figure').getByRole('img')).toBeVisible();
  seen.nothingSeen();
});

test('a visitor: doors and public pages', async ({ demo, phone }) => {
  const seen = watch(phone, demo.url);
  const page = await phone.newPage();
  for (const address of [...DOORS, '/c/baisha', '/c/baisha/imprint', '/c/baisha/privacy']) {
    await looksWhole(page, demo.url + address);
  }
  await page.goto(`${demo.url}/c/baisha`);
  const campaign = await page.locator('a[href^="/c/baisha/bs"]').first().getAttribute('href');
  await looksWhole(page, demo.url + (campaign ?? ''));
  seen.nothingSeen();
});

test.describe('in English', () => {
  const inEnglish = async (page: Page, demo: Demo, addresses: readonly string[]) => {
    await page.context().addCookies([{ name: 'PARAGLIDE_LOCALE', value: 'en', url: demo.url }]);
    const left: [string, string[]][] = [];
    for (const address of addresses) {
      await looksWhole(page, demo.url + address);
      await expect(page.locator('html')).toHaveAttribute('lang', 'en');
      const chinese = (await chineseChrome(page)).filter((text) => !/^中文|^简体中文/.test(text));
      if (chinese.length > 0) left.push([address, chinese.slice(0, 5)]);
    }
    expect(left).toEqual([]);
  };

  test('no Chinese is left in the frame of the office’s pages', async ({ demo, context }) => {
    const seen = watch(context, demo.url);
    await demo.enter(context, 'manager');
    const page = await context.newPage();
    await inEnglish(page, demo, ['/', '/campaigns', '/posters', '/merchants', '/sales', '/review/year']);
    seen.nothingSeen();
  });

  test('no Chinese is left at the doors', async ({ demo, context }) => {
    await inEnglish(await context.newPage(), demo, DOORS);
  });
});
