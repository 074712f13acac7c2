/** Which of a person's merchants the phone shows: the one chosen last, else the first. */
import { error } from '@sveltejs/kit';

export const MERCHANT_COOKIE = 'merchant';
export const LARGE_COOKIE = 'large_type';

export function chooseMerchant<T extends { id: string }>(
  merchants: readonly T[],
  chosen: string | undefined,
): T | null {
  return merchants.find((merchant) => merchant.id === chosen) ?? merchants[0] ?? null;
}

/** For pages that need one; the layout shows why there is none before they are reached. */
export function requireMerchant<T>(merchant: T | null): T {
  if (merchant === null) error(404, { message: 'not_found' });
  return merchant;
}
