/** From an empty installation to people at work: first run, invitation, sign-in, roles, and the log of it all. */
import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import { startServer, type TestServer } from '../support/server.ts';

const PASSWORD = '白沙绿茶云上一杯香飘万里';

let server: TestServer;
test.beforeAll(async () => {
  server = await startServer({ demo: false });
});
test.afterAll(async () => {
  await server.remove();
});

/** Every page of the way is looked at in both themes; only what a person would meet as a real obstacle counts. */
async function looksRight(page: Page) {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    const { violations } = await new AxeBuilder({ page }).analyze();
    const grave = violations.filter((v) => v.impact === 'serious' || v.impact === 'critical');
    expect(grave.map((v) => `${v.id}: ${v.nodes[0]?.html}`)).toEqual([]);
  }
}

async function signIn(page: Page, email: string, password = PASSWORD) {
  await page.goto(`${server.url}/sign-in`);
  await page.getByLabel('邮箱').fill(email);
  await page.getByLabel('密码', { exact: false }).first().fill(password);
  await page.getByRole('main').getByRole('button', { name: '登录' }).click();
}

test('an administrator sets the house up, invites a planner, and the log tells of it', async ({
  page,
  browser,
}) => {
  const noise: string[] = [];
  page.on('console', (message) => message.type() === 'error' && noise.push(message.text()));

  await page.goto(server.url);
  await expect(page).toHaveURL(/\/setup$/);
  await expect(page).toHaveTitle('建立第一个管理员 · 深巷');
  await looksRight(page);
  const code = /([A-Z0-9]{4}(?:-[A-Z0-9]{4}){3})/.exec(server.output())?.[1] ?? '';
  await page.getByLabel('一次性口令').fill(code.toLowerCase());
  await page.getByLabel('县名').fill('白沙黎族自治县');
  await page.getByLabel('英文名').fill('Baisha Li Autonomous County');
  await page.getByLabel('省（自治区、直辖市）').fill('海南省');
  await page.getByLabel('网址里的简称').fill('baisha');
  await page.getByLabel('姓名').fill('陈主任');
  await page.getByLabel('邮箱').fill('chen@baisha.example.cn');
  await page.locator('input[name=password]').fill(PASSWORD);
  await page.getByRole('button', { name: '建立并登录' }).click();
  await expect(page).toHaveURL(`${server.url}/`);

  await page.goto(`${server.url}/admin/people/invite`);
  await looksRight(page);
  await page.getByLabel('姓名').fill('谢明珠');
  await page.getByLabel('邮箱').fill('xie@baisha.example.cn');
  await page.getByRole('button', { name: '发送邀请' }).click();
  await expect(page.getByText('至少选一个角色')).toBeVisible();
  await page.getByRole('checkbox', { name: '策划' }).check();
  await page.getByRole('radio', { name: '英文' }).check();
  await page.getByRole('button', { name: '发送邀请' }).click();
  await expect(page.getByText('已邀请 谢明珠')).toBeVisible();
  await expect(page.getByRole('row', { name: /谢明珠/ })).toContainText('待接受邀请');

  await page.goto(`${server.url}/admin/mailbox`);
  await page.getByRole('link', { name: 'Invitation to Deep Alley, Baisha Li Autonomous County' }).click();
  const letter = (await page.getByRole('article').textContent()) ?? '';
  const link = /http\S+\/invitation\/[0-9a-f]{64}/.exec(letter)?.[0] ?? '';
  expect(link.startsWith(`${server.url}/invitation/`)).toBe(true);

  const hers = await browser.newContext({ locale: 'en-GB' });
  const planner = await hers.newPage();
  await planner.goto(link);
  await expect(planner).toHaveTitle('Welcome, 谢明珠 · Deep Alley');
  await planner.getByLabel('New password').fill('too short');
  await planner.locator('input[name=password]').evaluate((input) => input.removeAttribute('minlength'));
  await planner.getByRole('button', { name: 'Set the password and sign in' }).click();
  await expect(planner.getByText('Too short: at least 12 characters.')).toBeVisible();
  await planner.locator('input[name=password]').fill(PASSWORD);
  await planner.getByRole('button', { name: 'Set the password and sign in' }).click();
  await expect(planner).toHaveURL(`${server.url}/`);
  await planner.goto(link);
  await expect(planner).toHaveTitle('This link no longer works · Deep Alley');

  await planner.goto(`${server.url}/admin/people`);
  await expect(planner.getByRole('heading', { name: 'You do not have this right' })).toBeVisible();
  await expect(planner.getByText('This page needs the role Administrator.')).toBeVisible();
  await looksRight(planner);

  await page.goto(`${server.url}/admin/people`);
  await page.getByRole('link', { name: '谢明珠' }).click();
  await page.getByRole('button', { name: '停用账号' }).click();
  await page.getByRole('dialog').getByRole('button', { name: '停用账号' }).click();
  await expect(page.getByText('已停用').first()).toBeVisible();
  await planner.goto(`${server.url}/`);
  await expect(planner).toHaveURL(/\/sign-in/);
  await hers.close();

  await page.goto(`${server.url}/admin/audit`);
  await looksRight(page);
  for (const words of ['建立首个管理员', '邀请', '接受了邀请', '停用']) {
    await expect(page.getByRole('cell', { name: new RegExp(words) }).first()).toBeVisible();
  }
  expect(noise.filter((text) => !text.includes('status of 4'))).toEqual([]);
});

test('a wrong password and an unknown address are answered alike, and the fifth guess closes the account', async ({
  page,
}) => {
  const said: string[] = [];
  for (const email of ['chen@baisha.example.cn', 'nobody@baisha.example.cn']) {
    await signIn(page, email, 'not the password');
    said.push((await page.getByRole('alert').textContent()) ?? '');
  }
  expect(new Set(said).size).toBe(1);
  for (let guess = 0; guess < 4; guess += 1) await signIn(page, 'chen@baisha.example.cn', 'not the password');
  await signIn(page, 'chen@baisha.example.cn');
  await expect(page.getByRole('alert')).toContainText('尝试次数太多');
});

test('language and appearance are a visitor’s choice, kept, and work without scripts', async ({
  browser,
}) => {
  const context = await browser.newContext({ locale: 'fr-FR', javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(`${server.url}/sign-in`);
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN');
  await page.getByRole('button', { name: /English/ }).click();
  await expect(page).toHaveURL(`${server.url}/sign-in`);
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  await page.goto(`${server.url}/reset`);
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await context.close();
});

test('nothing leads away from the house after signing in', async ({ page }) => {
  await page.goto(`${server.url}/sign-in?next=//evil.example/`);
  await expect(page.getByRole('heading', { name: '登录' })).toBeVisible();
  const answer = await page.request.post(`${server.url}/preferences`, {
    form: { next: 'https://evil.example/', theme: 'dark' },
    headers: { origin: server.url },
    maxRedirects: 0,
  });
  expect([answer.status(), answer.headers()['location']]).toEqual([303, '/']);
});
