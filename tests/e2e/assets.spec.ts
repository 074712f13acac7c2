/** The library: files in, refused with their reason, rights written down, and what has run out says so. */
import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import sharp from 'sharp';
import { test } from '../support/e2e-demo.ts';
import { open } from '../support/e2e-pages.ts';

test.describe.configure({ timeout: 180_000 });

async function photo(seed: number): Promise<Buffer> {
  const background = { r: (seed * 53) % 256, g: 120, b: (seed * 31) % 256 };
  return sharp({ create: { width: 900, height: 700, channels: 3, background } })
    .jpeg()
    .toBuffer();
}

async function seriousFaults(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag22aa']).analyze();
  return violations
    .filter((v) => v.impact === 'serious' || v.impact === 'critical')
    .map((v) => `${v.id}: ${v.nodes[0]?.html.slice(0, 160)}`);
}

test('several files at once: each is answered, and a HEIC photo is told the way out', async ({
  demo,
  context,
}) => {
  await demo.enter(context, 'planner');
  const page = await context.newPage();
  await open(page, `${demo.url}/assets/new`);
  const heic = Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from('ftypheic'), Buffer.alloc(80)]);
  await page.locator('input[type=file]').setInputFiles([
    { name: '测试茶园甲.jpg', mimeType: 'image/jpeg', buffer: await photo(1) },
    { name: '手机照片.heic', mimeType: 'image/heic', buffer: heic },
    { name: '测试茶园乙.jpg', mimeType: 'image/jpeg', buffer: await photo(1) },
  ]);
  await expect(page.getByText('已收入')).toBeVisible();
  await expect(page.getByText('兼容性最佳')).toBeVisible();
  await expect(page.getByText('库里已有：测试茶园甲')).toBeVisible();
  expect(await seriousFaults(page)).toEqual([]);

  await page.getByRole('link', { name: '登记授权' }).click();
  await expect(page.getByText('还没有登记授权').first()).toBeVisible();
  await page.getByLabel('作者').fill('王海燕');
  await page.getByLabel('许可').selectOption('own_work');
  await page.getByLabel('海报', { exact: true }).check();
  await page.getByRole('button', { name: '保存', exact: true }).click();
  await expect(page.getByText('可用', { exact: true }).first()).toBeVisible();
  expect(await seriousFaults(page)).toEqual([]);
});

test('what has run out or was taken back says so, in English too', async ({ demo, context }) => {
  await demo.enter(context, 'planner');
  await context.addCookies([{ name: 'PARAGLIDE_LOCALE', value: 'en', url: demo.url }]);
  const page = await context.newPage();
  await open(page, `${demo.url}/assets?standing=blocked`);
  await expect(page.getByText('Rights have run out').first()).toBeVisible();
  await expect(page.getByText('The rights holder took it back').first()).toBeVisible();
  expect(await seriousFaults(page)).toEqual([]);
});

test('without scripts one file goes in by the form', async ({ demo, browser }) => {
  const context = await browser.newContext({ javaScriptEnabled: false, locale: 'zh-CN' });
  await demo.enter(context, 'planner');
  const page = await context.newPage();
  await page.goto(`${demo.url}/assets/new`);
  await page.locator('input[type=file]').setInputFiles({
    name: '无脚本.jpg',
    mimeType: 'image/jpeg',
    buffer: await photo(7),
  });
  await page.getByRole('button', { name: '上传' }).click();
  await expect(page.getByRole('heading', { name: '无脚本' })).toBeVisible();
  await context.close();
});
