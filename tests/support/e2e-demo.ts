/** The demo county for browser tests, started by `e2e-setup.ts`, and the people who sign in there. */
import { test as base, type BrowserContext } from '@playwright/test';
import { ACCOUNTS, DEMO_CODE, DEMO_PASSWORD, MERCHANT_LOGINS } from '../../src/seed/data/accounts.ts';
import { open, signIn } from './e2e-pages.ts';

/** The roles of the office; merchants, the tenth, come in by their phone. */
export const OFFICE_ROLES = [
  'planner',
  'reviewer',
  'countersigner',
  'leader',
  'manager',
  'operator',
  'staff',
  'auditor',
  'admin',
] as const;

const PHONE = { width: 390, height: 844 };

export interface Demo {
  readonly url: string;
  /** Signs in with this role; each role once, because every sign-in counts against the throttle. */
  enter(context: BrowserContext, role: string): Promise<void>;
  enterAsMerchant(context: BrowserContext): Promise<void>;
}

type Cookies = Awaited<ReturnType<BrowserContext['cookies']>>;

export const test = base.extend<{ phone: BrowserContext }, { demo: Demo }>({
  demo: [
    // Playwright reads what a fixture needs from this pattern.
    // eslint-disable-next-line no-empty-pattern
    async ({}, use) => {
      const url = process.env['DEMO_URL'];
      if (!url) throw new Error('DEMO_URL is not set: e2e-setup.ts starts the demo for the files it names');
      const entered = new Map<string, Cookies>();
      const once = async (context: BrowserContext, who: string, way: () => Promise<void>) => {
        const known = entered.get(who);
        if (known) return context.addCookies(known);
        await way();
        const cookies = await context.cookies();
        entered.set(
          who,
          cookies.filter((one) => one.name === 'session'),
        );
      };
      await use({
        url,
        enter: (context, role) =>
          once(context, role, async () => {
            const account = ACCOUNTS.find((one) => one.roles.some((held) => held === role));
            if (!account) throw new Error(`no demo account has the role ${role}`);
            const page = await context.newPage();
            await signIn(page, url, account.mail, DEMO_PASSWORD);
            await page.close();
          }),
        enterAsMerchant: (context) =>
          once(context, 'merchant', async () => {
            const page = await context.newPage();
            await open(page, `${url}/sign-in/phone`);
            await page.locator('input[name=phone]').fill(MERCHANT_LOGINS[0]?.phone ?? '');
            await page.locator('input[name=code]').fill(DEMO_CODE);
            await page.getByRole('main').locator('button[type=submit]').click();
            await page.waitForURL(`${url}/m`);
            await page.close();
          }),
      });
    },
    { scope: 'worker' },
  ],
  phone: async ({ browser }, use) => {
    const context = await browser.newContext({ viewport: PHONE, isMobile: true, hasTouch: true });
    await use(context);
    await context.close();
  },
});

/** Pages a role's navigation shows, in its order. */
export async function navigationOf(context: BrowserContext, url: string): Promise<string[]> {
  const page = await context.newPage();
  await page.goto(url);
  const links = page.locator('nav a[href^="/"]');
  const found = await links.evaluateAll((all) => all.map((a) => a.getAttribute('href') ?? ''));
  await page.close();
  return [...new Set(found)];
}

/** The campaign with the most orders, with its pages: found the way a person finds it. */
export async function campaignPages(context: BrowserContext, url: string): Promise<string[]> {
  const page = await context.newPage();
  await page.goto(`${url}/review?sort=-orders`);
  const first = page.locator('main table a[href^="/campaigns/"][href$="/review"]').first();
  const review = (await first.getAttribute('href')) ?? '';
  await page.goto(url + review);
  const own =
    (await page.locator('main a[href^="/campaigns/"]:not([href*="/review"])').first().getAttribute('href')) ??
    '';
  await page.goto(`${url}${review}/orders`);
  const order =
    (await page.locator('main table a[href^="/sales/orders/"]').first().getAttribute('href')) ?? '';
  await page.close();
  const tabs = ['', '/activities', '/merchants', '/budget', '/codes', '/papers', '/history'].map(
    (tab) => own + tab,
  );
  return [...tabs, review, `${review}/orders`, order];
}
