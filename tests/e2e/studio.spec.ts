/** The studio: a poster from its campaign, with the picture following the typing and problems that lead to their field. */
import AxeBuilder from '@axe-core/playwright';
import { expect, type BrowserContext, type Page } from '@playwright/test';
import { test, type Demo } from '../support/e2e-demo.ts';
import { open } from '../support/e2e-pages.ts';

test.describe.configure({ mode: 'serial', timeout: 240_000 });

let poster = '';

async function seriousFaults(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag22aa']).analyze();
  return violations
    .filter((v) => v.impact === 'serious' || v.impact === 'critical')
    .map((v) => `${v.id}: ${v.nodes[0]?.html.slice(0, 160)}`);
}

async function studio(demo: Demo, context: BrowserContext, role: string): Promise<Page> {
  await demo.enter(context, role);
  const page = await context.newPage();
  await open(page, demo.url + poster);
  return page;
}

/** The picture that stands after the change is another one. */
async function changesPicture(page: Page, change: () => Promise<void>): Promise<void> {
  const picture = page.locator('.pane-preview img').first();
  const before = await picture.getAttribute('src');
  await change();
  await expect(picture).not.toHaveAttribute('src', before ?? '');
}

test('a design is chosen by its picture, the content comes from the campaign', async ({ demo, context }) => {
  await demo.enter(context, 'planner');
  const page = await context.newPage();
  await open(page, `${demo.url}/posters/new`);
  expect(await seriousFaults(page)).toEqual([]);
  await page.getByRole('radio', { name: /锦带/ }).check({ force: true });
  const campaign = page.locator('select[name=campaignId]');
  await campaign.selectOption({ index: 1 });
  await page.getByRole('button', { name: '开始制作' }).click();
  await page.waitForURL(/\/posters\/[0-9a-f-]{36}$/);
  poster = new URL(page.url()).pathname;
  expect(await seriousFaults(page)).toEqual([]);
});

test('the picture follows the typing, an unlawful word is underlined, and typing is undone', async ({
  demo,
  context,
}) => {
  const page = await studio(demo, context, 'planner');
  const headline = page.locator('[name=headline]');
  await changesPicture(page, () => headline.fill('白沙新茶'));
  await changesPicture(page, () => page.locator('[name=slogan]').fill('全国最好的茶'));
  await expect(page.locator('.pane-content mark').first()).toBeVisible();
  await changesPicture(page, () => page.keyboard.press('Control+z'));
  await expect(page.locator('[name=slogan]')).not.toHaveValue('全国最好的茶');
  await page.locator('[name=slogan]').fill('一座山，一口鲜');
  await page.getByRole('button', { name: '保存草稿' }).click();
  await open(page, demo.url + poster);
  await expect(page.locator('[name=headline]')).toHaveValue('白沙新茶');
});

test('too long a text is a problem that leads to its field', async ({ demo, context }) => {
  const page = await studio(demo, context, 'planner');
  await page.locator('[name=headline]').fill('这个标题实在是太长太长太长了放不下');
  const issue = page.locator('.pane-properties a[href="#slot-headline"]').first();
  await issue.click();
  await expect(page.locator('[name=headline]')).toBeFocused();
});
