/** Posters for many: a batch from the choice to the zip, and a recall from the office to the merchant's phone. */
import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import yauzl from 'yauzl';
import { DEMO_CODE, MERCHANT_LOGINS } from '../../src/seed/data/accounts.ts';
import { test } from '../support/e2e-demo.ts';
import { open } from '../support/e2e-pages.ts';
import { watch } from '../support/e2e-watch.ts';

test.describe.configure({ timeout: 180_000 });

async function serious(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag22aa']).analyze();
  return violations
    .filter((v) => v.impact === 'serious' || v.impact === 'critical')
    .map((v) => `${v.id}: ${v.nodes[0]?.html.slice(0, 160)}`);
}

test('a batch is drawn while the planner looks on, skips say why, and the zip holds what was drawn', async ({
  demo,
  context,
}) => {
  const seen = watch(context, demo.url);
  await demo.enter(context, 'planner');
  const page = await context.newPage();
  await open(page, `${demo.url}/posters/batches/new`);
  await page.getByLabel('公众号首图').check();
  await page.getByLabel('朋友圈海报', { exact: true }).uncheck();
  await expect(page.getByText(/^\d+ 家商户 × 1 个版式 = \d+ 张$/)).toBeVisible();
  await page.getByRole('button', { name: '开始画' }).click();
  await page.waitForURL(/\/posters\/batches\/[0-9a-f-]{36}$/);
  await expect(page.getByText('已完成', { exact: true })).toBeVisible({ timeout: 120_000 });
  expect(await serious(page)).toEqual([]);
  await page.getByRole('button', { name: /^打包 \d+ 张图片$/ }).click();
  const part = page.getByRole('link', { name: /^第 1 包/ });
  await expect(part).toBeVisible({ timeout: 60_000 });
  const [download] = await Promise.all([page.waitForEvent('download'), part.click()]);
  const zip = await yauzl.openPromise(await download.path());
  expect(zip.entryCount).toBeGreaterThan(1);
  zip.close();

  await page.goto(`${page.url()}?state=skipped`);
  for (const row of await page.locator('main tbody tr').allInnerTexts())
    expect(row).toMatch(/跳过.+[。！]|没有这样/s);
  seen.nothingSeen();
});

test('the demo’s recall is followed by the office and acknowledged on the merchant’s phone', async ({
  demo,
  context,
  phone,
}) => {
  const page = await phone.newPage();
  await open(page, `${demo.url}/sign-in/phone`);
  await page.locator('input[name=phone]').fill(MERCHANT_LOGINS[1]?.phone ?? '');
  await page.locator('input[name=code]').fill(DEMO_CODE);
  await page.getByRole('main').locator('button[type=submit]').click();
  await page.waitForURL(`${demo.url}/m`);
  await expect(page.getByText('有 1 张海报已撤回，请不要再发')).toBeVisible();
  await page.getByRole('link', { name: '查看', exact: true }).click();
  await expect(page.getByRole('heading', { name: '撤回通知' })).toBeVisible();
  expect(await serious(page)).toEqual([]);
  await page.getByRole('button', { name: '我知道了' }).click();
  await expect(page.getByText('已确认')).toBeVisible();
  await page.goto(`${demo.url}/m`);
  await expect(page.getByText('有 1 张海报已撤回')).toHaveCount(0);

  await demo.enter(context, 'planner');
  const office = await context.newPage();
  await open(office, `${demo.url}/posters/recalls`);
  await office.locator('main tbody th a').first().click();
  await expect(office.getByRole('heading', { name: '领过图片的商户' })).toBeVisible();
  await expect(office.locator('main tbody tr td').last()).not.toHaveText('还没有');
  expect(await serious(office)).toEqual([]);
  await context.addCookies([{ name: 'PARAGLIDE_LOCALE', value: 'en', url: demo.url }]);
  await office.reload();
  await expect(office.getByRole('heading', { name: 'Merchants that have a picture' })).toBeVisible();
});
