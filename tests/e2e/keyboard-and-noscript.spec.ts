/** Without scripts the main forms still do their work; without a mouse everything can be reached and seen. */
import { expect } from '@playwright/test';
import { DEMO_PASSWORD } from '../../src/seed/data/accounts.ts';
import { test } from '../support/e2e-demo.ts';

test('without scripts: signing in and a draft of a campaign', async ({ demo, browser }) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(`${demo.url}/sign-in`);
  await page.locator('input[name=email]').fill('planner2@baisha.example');
  await page.locator('input[name=password]').fill(DEMO_PASSWORD);
  await page.getByRole('main').getByRole('button', { name: '登录' }).click();
  await expect(page).toHaveURL(`${demo.url}/`);

  await page.goto(`${demo.url}/campaigns/new`);
  await page.getByRole('button', { name: '保存草稿' }).click();
  await expect(page.getByText('活动名称没有填').first()).toBeVisible();
  await page.locator('input[name=name]').fill('无脚本的草稿');
  await page.locator('textarea[name=objective]').fill('表单自己会提交');
  await page.getByRole('button', { name: '保存草稿' }).click();
  await page.waitForURL(/\/campaigns\/bs\d+$/);
  await expect(page.getByRole('heading', { level: 1, name: '无脚本的草稿' })).toBeVisible();
  await context.close();
});

test('without scripts: a sale at the stall', async ({ demo, browser, phone }) => {
  await demo.enterAsMerchant(phone);
  const context = await browser.newContext({
    javaScriptEnabled: false,
    viewport: { width: 390, height: 844 },
  });
  await context.addCookies(await phone.cookies());
  const page = await context.newPage();
  await page.goto(`${demo.url}/m/sale`);
  await page.locator('select[name=productId]').selectOption({ index: 1 });
  await page.locator('input[name=amount]').fill('68');
  await page.getByRole('button', { name: '记下这笔' }).click();
  await expect(page.getByText(/已记下：.+，68\.00 元。/)).toBeVisible();
  await context.close();
});

test('by keyboard: the first Tab skips to the text, and what has the focus shows it', async ({
  demo,
  context,
}) => {
  await demo.enter(context, 'planner');
  const page = await context.newPage();
  await page.goto(`${demo.url}/campaigns`, { waitUntil: 'networkidle' });
  await page.keyboard.press('Tab');
  const skip = page.getByRole('link', { name: '跳到正文' });
  await expect(skip).toBeFocused();
  await expect(skip).toBeInViewport();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/#/);
  await page.keyboard.press('Tab');
  const focus = page.locator('main :focus');
  await expect(focus).toHaveCount(1);
  const ring = await focus.evaluate((element) => {
    const style = getComputedStyle(element);
    return `${style.outlineStyle} ${style.outlineWidth} ${style.boxShadow}`;
  });
  expect(ring).not.toBe('none 0px none');
});
