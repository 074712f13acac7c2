/** What a person does on every page: sign in, and wait until the page answers to clicks. */
import type { Page } from '@playwright/test';

export async function signIn(page: Page, origin: string, email: string, password: string): Promise<void> {
  await page.goto(`${origin}/sign-in`);
  await page.locator('input[name=email]').fill(email);
  await page.locator('input[name=password]').fill(password);
  await Promise.all([
    page.waitForURL((url) => !url.pathname.startsWith('/sign-in')),
    page.getByRole('main').locator('form[method=post] button[type=submit]').last().click(),
  ]);
}

/** A page whose scripts have taken over: enhanced fields are the ones a person meets. */
export async function open(page: Page, address: string): Promise<void> {
  await page.goto(address, { waitUntil: 'load' });
  await page.waitForLoadState('networkidle');
}

/** Presses, and waits for the page that comes of it. */
export async function press(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name, exact: true }).click();
}
