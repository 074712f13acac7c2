/** Licences from the merchant's phone to the office and back, certificates, consents: in both languages, without faults for axe. */
import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import sharp from 'sharp';
import { DEMO_CODE, MERCHANT_LOGINS } from '../../src/seed/data/accounts.ts';
import { test } from '../support/e2e-demo.ts';
import { open } from '../support/e2e-pages.ts';
import { watch } from '../support/e2e-watch.ts';

test.describe.configure({ timeout: 240_000, mode: 'serial' });

async function serious(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag22aa']).analyze();
  return violations
    .filter((v) => v.impact === 'serious' || v.impact === 'critical')
    .map((v) => `${v.id}: ${v.nodes[0]?.html.slice(0, 160)}`);
}

const photograph = async () => ({
  name: '照片.jpg',
  mimeType: 'image/jpeg',
  buffer: await sharp({ create: { width: 640, height: 480, channels: 3, background: '#5e6a5b' } })
    .jpeg()
    .toBuffer(),
});

const today = () => new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);

async function enterByPhone(page: Page, url: string, index: number): Promise<void> {
  await open(page, `${url}/sign-in/phone`);
  await page.locator('input[name=phone]').fill(MERCHANT_LOGINS[index]?.phone ?? '');
  await page.locator('input[name=code]').fill(DEMO_CODE);
  await page.getByRole('main').locator('button[type=submit]').click();
  await page.waitForURL(`${url}/m`);
}

let application = '';

test('a merchant mends what was returned on the phone, without a script, and hands it in again', async ({
  demo,
  browser,
}) => {
  const context = await browser.newContext({
    viewport: { width: 390, height: 844 },
    javaScriptEnabled: false,
  });
  const page = await context.newPage();
  await page.goto(`${demo.url}/sign-in/phone`);
  await page.locator('input[name=phone]').fill(MERCHANT_LOGINS[0]?.phone ?? '');
  await page.locator('input[name=code]').fill(DEMO_CODE);
  await page.getByRole('main').locator('button[type=submit]').click();
  await page.waitForURL(`${demo.url}/m`);
  await page.goto(`${demo.url}/m/licences`);
  await page.getByRole('link', { name: /白沙绿茶.*退回补正/s }).click();
  await expect(page.getByText('退回了，请补正')).toBeVisible();
  await expect(page.getByText(/超过 12 个月/).first()).toBeVisible();
  await expect(page.getByRole('button', { name: '提交申请' })).toBeDisabled();
  const report = page.locator('#paper-test_report');
  await report.locator('summary').click();
  await report.locator('input[type=date]').fill(today());
  await report.locator('input[type=file]').setInputFiles(await photograph());
  await report.getByRole('button', { name: '上传' }).click();
  await expect(page.getByText('材料齐了，可以提交。')).toBeVisible();
  await page.getByRole('button', { name: '提交申请' }).click();
  await expect(page.getByText('办到哪一步了')).toBeVisible();
  application = new URL(page.url()).pathname.split('/').at(-1) ?? '';
  // The identity card is not even the applicant's to open.
  await expect(page.locator('a[href^="/brand/files/"]')).toHaveCount(0);
  await context.close();
});

test('the office takes it in, checks it on site and puts it up for public notice; nobody can grant it yet', async ({
  demo,
  browser,
}) => {
  const address = `${demo.url}/brand/licences/${application}`;
  const operator = await browser.newContext();
  const seen = watch(operator, demo.url);
  await demo.enter(operator, 'operator');
  const page = await operator.newPage();
  await open(page, address);
  expect(await serious(page)).toEqual([]);
  await page.getByRole('button', { name: '受理', exact: true }).click();
  await page.getByRole('dialog').getByRole('button', { name: '受理' }).click();
  await expect(page.getByText('初审中', { exact: true })).toBeVisible();
  await page.getByRole('button', { name: '通过初审' }).click();
  await expect(page.getByText('待现场核查', { exact: true })).toBeVisible();
  await page.getByLabel('评分').fill('92');
  await page.locator('input[name=photo]').setInputFiles(await photograph());
  await page.getByRole('button', { name: '通过现场核查' }).click();
  await expect(page.getByText('评审中', { exact: true })).toBeVisible();
  await expect(page.getByText('仅合规审核和领导小组可以打开')).toBeVisible();
  seen.nothingSeen();
  await operator.close();

  const reviewer = await browser.newContext();
  await demo.enter(reviewer, 'reviewer');
  const desk = await reviewer.newPage();
  await open(desk, address);
  await desk.getByLabel('评分').fill('90');
  await desk.getByRole('button', { name: '通过评审，开始公示' }).click();
  await expect(desk.getByText('公示中', { exact: true })).toBeVisible();
  await reviewer.close();

  const leader = await browser.newContext();
  await demo.enter(leader, 'leader');
  const table = await leader.newPage();
  await open(table, address);
  await expect(table.getByText('已满 0 个工作日，共需 5 个')).toBeVisible();
  await expect(table.getByRole('button', { name: '授权', exact: true })).toBeDisabled();
  await leader.close();
});

test('a leader grants what was up long enough, and revokes with a reason the merchant reads on the phone', async ({
  demo,
  context,
  phone,
}) => {
  await demo.enter(context, 'leader');
  const page = await context.newPage();
  await open(page, `${demo.url}/brand/licences?view=under_way`);
  expect(await serious(page)).toEqual([]);
  await page.getByRole('link', { name: /南达红心橙/ }).click();
  await expect(page.getByText('公示期满，可以授权')).toBeVisible();
  await page.getByRole('button', { name: '授权', exact: true }).click();
  await page.getByRole('dialog').getByRole('button', { name: '授权', exact: true }).click();
  await expect(page.getByText('已授权', { exact: true })).toBeVisible();

  await open(page, `${demo.url}/brand/licences?view=valid&q=七坊果鲜多`);
  await page
    .getByRole('row', { name: /白沙红心橙/ })
    .getByRole('link')
    .click();
  await page.getByRole('button', { name: '取消授权', exact: true }).click();
  await page.getByRole('dialog').getByLabel('原因').fill('擅自改变标志颜色，经通知未改正');
  await page.getByRole('dialog').getByRole('button', { name: '取消授权' }).click();
  await expect(page.getByText('已取消', { exact: true })).toBeVisible();

  const hand = await phone.newPage();
  await enterByPhone(hand, demo.url, 4);
  await open(hand, `${demo.url}/m/me`);
  await hand.getByRole('button', { name: /七坊果鲜多/ }).click();
  await open(hand, `${demo.url}/m/licences`);
  expect(await serious(hand)).toEqual([]);
  await hand.getByRole('link', { name: /白沙红心橙.*已取消/s }).click();
  await expect(hand.getByText('擅自改变标志颜色，经通知未改正').first()).toBeVisible();
  await expect(hand.getByText(/可以在 .+ 前到县里申诉/)).toBeVisible();
  expect(await serious(hand)).toEqual([]);
});

test('every page of brand, in English and in the dark', async ({ demo, context }) => {
  const seen = watch(context, demo.url);
  await demo.enter(context, 'reviewer');
  await context.addCookies([{ name: 'PARAGLIDE_LOCALE', value: 'en', url: demo.url }]);
  const page = await context.newPage();
  await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
  for (const address of [
    '/brand',
    '/brand/new',
    '/brand/licences',
    '/brand/licences/at-risk',
    '/brand/certificates',
    '/brand/certificates/new',
    '/brand/consents',
    '/brand/kit',
  ]) {
    await page.goto(demo.url + address, { waitUntil: 'load' });
    expect(await serious(page), address).toEqual([]);
    expect(await page.locator('html').getAttribute('lang'), address).toBe('en');
  }
  await page.goto(`${demo.url}/brand`);
  await page.getByRole('main').getByRole('link', { name: 'Baisha Liangshi' }).click();
  await expect(page.getByRole('heading', { name: 'Versions of the mark' })).toBeVisible();
  expect(await serious(page)).toEqual([]);
  await page.goto(`${demo.url}/brand/consents?state=withdrawn`);
  await page.locator('main tbody a').first().click();
  await expect(page.getByText('Withdrawn', { exact: true }).first()).toBeVisible();
  expect(await serious(page)).toEqual([]);
  seen.nothingSeen();
});
