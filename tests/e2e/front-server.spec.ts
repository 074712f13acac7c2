/** What only the built application can show: its front server, its headers, its guards, and the pages phones see first. */
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';

const ROOT = path.resolve(import.meta.dirname, '../..');
const WECHAT =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 MicroMessenger/8.0.47';
const PHONE = { width: 390, height: 844 };

interface Served {
  url: string;
  code: string;
  recalled: string;
  offer: string;
  session: string;
}
let served: Served;
let child: ChildProcess;
let directory: string;

test.beforeAll(async () => {
  directory = mkdtempSync(path.join(tmpdir(), 'front-server-'));
  child = spawn(process.execPath, [path.join(ROOT, 'src/server/testing/built-web.ts')], {
    cwd: ROOT,
    env: { ...process.env, DATA_DIR: directory, PORT: '0', DATABASE_URL: '', NODE_ENV: '' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  served = await new Promise<Served>((resolve, reject) => {
    child.stdout?.once('data', (chunk: Buffer) => resolve(JSON.parse(chunk.toString()) as Served));
    child.once('exit', (status) => reject(new Error(`the web process ended with ${status}`)));
  });
});

test.afterAll(async () => {
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  await ended;
  rmSync(directory, { recursive: true, force: true });
});

const get = (target: string, init: RequestInit = {}) =>
  fetch(served.url + target, { redirect: 'manual', ...init });

test('a short link is answered by the front server, an unknown one by a styled page', async () => {
  const known = await get(`/${served.code}`);
  expect([known.status, known.headers.get('location')]).toEqual([302, `/c/baisha/bs2611?k=${served.code}`]);
  expect(known.headers.get('x-sveltekit-page')).toBeNull();
  const unknown = await get('/ZZZZ9999');
  expect(unknown.status).toBe(404);
  expect(unknown.headers.get('x-sveltekit-page')).toBe('true');
  expect(await unknown.text()).toContain('<html lang="zh-CN"');
});

test('health is told only by a database that answers and is migrated', async () => {
  const health = await get('/healthz');
  expect(health.status).toBe(200);
  expect(await health.json()).toEqual({ status: 'ok', version: expect.stringMatching(/^\d+\.\d+\.\d+/) });
});

test('security headers are on everything', async () => {
  const asset = readdirSync(path.join(ROOT, 'build/client/_app/immutable/assets')).find((f) =>
    f.endsWith('.css'),
  );
  const table: [string, number, RequestInit?][] = [
    ['/', 303],
    [`/${served.code}`, 302],
    ['/c/baisha/bs2611', 200],
    ['/c/baisha/bs2611/share.jpg', 200],
    [`/_app/immutable/assets/${asset}`, 200],
    ['/illustrations/tea-cup.svg', 200],
    ['/favicon.svg', 200],
    ['/healthz', 200],
    ['/no-such-page', 404],
    ['/m/me', 413, { method: 'POST', body: 'x'.repeat(600_000) }],
    ['/m/me', 403, { method: 'POST', headers: { Cookie: 'session=x' } }],
  ];
  for (const [target, status, init] of table) {
    const answer = await get(target, init);
    expect([target, answer.status]).toEqual([target, status]);
    const { headers } = answer;
    expect([target, headers.get('x-content-type-options')]).toEqual([target, 'nosniff']);
    expect([target, headers.get('x-frame-options')]).toEqual([target, 'DENY']);
    expect([target, headers.get('cross-origin-opener-policy')]).toEqual([target, 'same-origin']);
    expect([target, headers.get('referrer-policy')]).toEqual([target, 'strict-origin-when-cross-origin']);
    expect([target, headers.get('content-security-policy')]).not.toEqual([target, null]);
  }
  const page = await get('/c/baisha/bs2611');
  expect(page.headers.get('content-security-policy')).toMatch(/script-src 'self'(?: 'nonce-[^']+')?;/);
  expect(page.headers.get('content-security-policy')).not.toContain('unsafe-eval');
});

test('no other site may act with a session, on any route of the build', async () => {
  const chunks = path.join(ROOT, 'build/server/chunks');
  const file = readdirSync(chunks).find((name) => /^manifest\.js-.*\.js$/.test(name));
  const built = (await import(pathToFileURL(path.join(chunks, file ?? 'no manifest')).href)) as {
    m: { _: { routes: { id: string }[] } };
  };
  const targets = built.m._.routes.map(
    (route) => route.id.replace(/\/\([^)]+\)/g, '').replace(/\[[^\]]+\]/g, 'x') || '/',
  );
  expect(targets.length).toBeGreaterThan(20);
  const session = { Cookie: `session=${served.session}` };
  const foreign: Record<string, string>[] = [
    { 'Sec-Fetch-Site': 'cross-site' },
    {},
    { Origin: 'null' },
    { Origin: 'http://evil.example', 'Content-Type': 'text/plain' },
    { Origin: 'http://evil.example', 'Content-Type': 'application/json' },
  ];
  for (const target of targets) {
    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE']) {
      for (const headers of foreign) {
        const answer = await get(target, { method, headers: { ...session, ...headers }, body: 'a=1' });
        expect([target, method, headers, answer.status]).toEqual([target, method, headers, 403]);
      }
    }
  }
});

/** Bytes that came over the wire until the page had loaded. */
async function weigh(page: Page, target: string): Promise<number> {
  const client = await page.context().newCDPSession(page);
  await client.send('Network.enable');
  await client.send('Network.setCacheDisabled', { cacheDisabled: true });
  let bytes = 0;
  client.on('Network.loadingFinished', (event) => (bytes += event.encodedDataLength));
  await page.goto(served.url + target, { waitUntil: 'networkidle' });
  return bytes;
}

test('a scan leads to a page below 100 KB that works without scripts, and on to the shop', async ({
  browser,
}) => {
  const context = await browser.newContext({ javaScriptEnabled: false, userAgent: WECHAT, viewport: PHONE });
  const page = await context.newPage();
  const weight = await weigh(page, `/${served.code.toLowerCase()}`);
  expect(weight).toBeGreaterThan(10_000);
  expect(weight).toBeLessThan(100_000);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('秋茶开采节');
  await expect(page.getByText('阿霞茶园 为您推荐')).toBeVisible();
  await expect(page.locator('meta[property="og:image"]')).toHaveAttribute(
    'content',
    /\/c\/baisha\/bs2611\/share\.jpg/,
  );
  // Taobao does not open inside WeChat: the words do.
  await page.getByRole('link', { name: '去淘宝' }).click();
  await expect(page).toHaveURL(new RegExp(`/c/baisha/shop/${served.offer}`));
  await expect(page.getByText('阿霞茶园旗舰店').first()).toBeVisible();
  await context.close();
  const outside = await get(`/c/baisha/go/${served.offer}?k=${served.code}`, {
    headers: { 'User-Agent': 'Mozilla/5.0 (Linux; Android 13) Chrome/120 Mobile Safari/537.36' },
  });
  expect(outside.headers.get('location')).toBe('https://axia.taobao.com/');
});

test('a recalled poster leads to what is valid now', async ({ page }) => {
  await page.goto(`${served.url}/${served.recalled}`);
  await expect(page.getByRole('heading', { name: '这张海报已撤回' })).toBeVisible();
  await expect(page.getByRole('link', { name: /秋茶开采节/ })).toBeVisible();
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`axe finds nothing serious on the pages of a phone (${colorScheme})`, async ({ browser }) => {
    const context = await browser.newContext({
      colorScheme,
      viewport: { width: 320, height: 640 },
      locale: 'zh-CN',
    });
    await context.addCookies([{ name: 'session', value: served.session, url: served.url }]);
    const page = await context.newPage();
    const complaints: string[] = [];
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(`${page.url()}: ${message.text()}`);
    });
    const targets = [
      `/c/baisha/bs2611?k=${served.code}`,
      '/c/baisha',
      '/c/baisha/privacy',
      `/c/baisha/withdrawn?k=${served.recalled}`,
      `/c/baisha/shop/${served.offer}`,
      '/m',
      '/m/posters',
      '/m/posters/bs2611',
      '/m/results',
      '/m/me',
    ];
    for (const target of targets) {
      await page.goto(served.url + target);
      const { violations } = await new AxeBuilder({ page }).analyze();
      const serious = violations
        .filter((v) => v.impact === 'serious' || v.impact === 'critical')
        .map((v) => `${target} ${v.id}: ${v.nodes.map((n) => n.html.slice(0, 120)).join(' | ')}`);
      expect(serious).toEqual([]);
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect([target, overflow <= 0]).toEqual([target, true]);
    }
    expect(complaints).toEqual([]);
    await context.close();
  });
}

test('a merchant’s first page stays below 100 KB', async ({ browser }) => {
  const context = await browser.newContext({ userAgent: WECHAT, viewport: PHONE });
  await context.addCookies([{ name: 'session', value: served.session, url: served.url }]);
  const page = await context.newPage();
  const weight = await weigh(page, '/m');
  await expect(page.getByRole('link', { name: '领我的海报' })).toBeVisible();
  expect(weight).toBeLessThan(100_000);
  await context.close();
});
