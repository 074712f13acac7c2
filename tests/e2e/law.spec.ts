/** The law check from a sentence to a reviewer's decision and a signed list: in both languages, without faults for axe. */
import AxeBuilder from '@axe-core/playwright';
import { expect, type BrowserContext, type Page } from '@playwright/test';
import { test } from '../support/e2e-demo.ts';
import { open } from '../support/e2e-pages.ts';

test.describe.configure({ timeout: 240_000 });

const PAGES = [
  '/law?try=%E5%85%A8%E5%9B%BD%E6%9C%80%E5%A5%BD%E7%9A%84%E7%BB%BF%E8%8C%B6',
  '/law/ABS-02',
  '/law/reviews',
  '/law/report',
  '/law/county',
  '/law/versions',
  '/law/versions/2',
  '/law/claims',
  '/law/platforms',
];

async function inEnglish(context: BrowserContext, url: string): Promise<void> {
  await context.addCookies([{ name: 'PARAGLIDE_LOCALE', value: 'en', url }]);
}

async function serious(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag22aa']).analyze();
  return violations
    .filter((v) => v.impact === 'serious' || v.impact === 'critical')
    .map((v) => `${v.id}: ${v.nodes[0]?.html.slice(0, 160)}`);
}

test('a sentence is judged while it is typed, with clause, reason and suggestion', async ({
  demo,
  context,
}) => {
  await demo.enter(context, 'planner');
  const page = await context.newPage();
  await open(page, `${demo.url}/law`);
  await page.getByLabel('试一句话').last().fill('全国最·佳绿茶，喝了降血压');
  const tried = page.getByTestId('tried');
  await expect(tried.locator('mark')).toHaveText(['最·佳', '降血压']);
  await expect(tried.getByText('广告法第 9 条第 3 项')).toBeVisible();
  await expect(tried.getByText('仅供参考，以法规原文为准').first()).toBeVisible();
  await page.getByLabel('试一句话').last().fill('最佳饮用温度80℃');
  await expect(tried.getByText('没有发现要改的用语')).toBeVisible();
});

test('the same without a script, and in English', async ({ demo, browser, context }) => {
  await demo.enter(context, 'planner');
  const plain = await browser.newContext({ javaScriptEnabled: false });
  await plain.addCookies(await context.cookies());
  await inEnglish(plain, demo.url);
  const page = await plain.newPage();
  await page.goto(`${demo.url}/law`);
  await page.locator('textarea[name=try]').fill('國家級品質');
  await page.getByRole('button', { name: 'Check', exact: true }).click();
  await expect(page.getByTestId('tried').locator('mark')).toHaveText('國家級');
  await expect(page.getByText('Advertising Law art. 9(3)').first()).toBeVisible();
  await plain.close();
});

test('the author gives a reason, a reviewer decides, the file can be taken along', async ({
  demo,
  context,
}) => {
  await demo.enter(context, 'reviewer');
  const page = await context.newPage();
  await page.goto(`${demo.url}/law/reviews`);
  const row = page.getByRole('row', { name: /开园产销数据版/ }).first();
  await row.getByRole('link', { name: '裁定', exact: true }).click();
  await expect(page.getByText('数据取自本平台上一季订单汇总').first()).toBeVisible();
  await page.getByLabel('放行', { exact: true }).check();
  await page.getByLabel(/^理由/).last().fill('太短');
  await page.getByRole('button', { name: '裁定', exact: true }).click();
  await expect(page.getByText('理由不少于 15 个字')).toBeVisible();
  await page.getByLabel('放行', { exact: true }).check();
  await page.getByLabel(/^理由/).last().fill('已核对服务中心的订单汇总，数字与范围一致，可以使用。');
  await page.getByRole('button', { name: '裁定', exact: true }).click();
  await expect(page.getByText('裁定已记录').first()).toBeVisible();
  await expect(page.getByText('已核对服务中心的订单汇总').first()).toBeVisible();
  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: '下载审查档案' }).click();
  expect((await download).suggestedFilename()).toMatch(/^law-archive-BS\d+-v1\.zip$/u);
});

test('an administrator cannot weaken the law; what a new list changes is seen before it is signed', async ({
  demo,
  context,
}) => {
  await demo.enter(context, 'admin');
  const page = await context.newPage();
  await open(page, `${demo.url}/law/county`);
  const severities = page.locator('select[name^="severityRule."]').last();
  await severities.selectOption('ABS-01');
  await page.locator('select[name^="severity."]').last().selectOption('notice');
  await page.locator('input[name^="severityReason."]').last().fill('大家都觉得太严格了');
  await page.getByRole('button', { name: '预览影响' }).click();
  await expect(page.getByText('ABS-01 是法律禁用的规则，不能放宽')).toBeVisible();

  await open(page, `${demo.url}/law/county`);
  await page.locator('input[name^="term."]').last().fill('开园*看');
  await page.locator('select[name^="termSeverity."]').last().selectOption('notice');
  await page.locator('input[name^="termWhy."]').last().fill('统一写“开园”');
  await page.getByLabel('本次改动说明').fill('试加一个提示词');
  await page.getByRole('button', { name: '预览影响' }).click();
  await expect(page.getByTestId('preview').getByText('补充词「开园*看」：提示')).toBeVisible();
  await page.getByRole('button', { name: /^签发第 \d+ 版$/ }).click();
  await page.waitForURL(/\/law\/versions\/\d+$/);
  await expect(page.getByText('试加一个提示词')).toBeVisible();
});

for (const locale of ['zh-CN', 'en'] as const) {
  test(`axe finds nothing serious on the law’s pages, light and dark, ${locale}`, async ({
    demo,
    context,
  }) => {
    await demo.enter(context, 'reviewer');
    if (locale === 'en') await inEnglish(context, demo.url);
    const page = await context.newPage();
    const found: string[] = [];
    for (const address of PAGES) {
      await page.goto(demo.url + address, { waitUntil: 'load' });
      await expect(page.locator('html')).toHaveAttribute('lang', locale);
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
        found.push(...(await serious(page)).map((f) => `${address} ${colorScheme} ${f}`));
      }
    }
    expect(found).toEqual([]);
  });
}

test('on a phone nothing runs over the edge', async ({ demo, phone }) => {
  await demo.enter(phone, 'reviewer');
  const page = await phone.newPage();
  for (const address of PAGES) {
    await page.goto(demo.url + address, { waitUntil: 'load' });
    const wider = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(wider, address).toBeLessThanOrEqual(0);
  }
});
