/**
 * The one rule for mail addresses: plain ASCII, one @, no comments, quotes or groups. Stricter than the standard, so
 * that what was checked is exactly what the mail program is given.
 */
const ADDRESS =
  /^[a-z0-9](?:[a-z0-9._%+-]{0,62}[a-z0-9_%+-])?@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/;

/** @returns the address in lower case, or null when it is not one. */
export function normalEmail(text: string): string | null {
  const address = text.trim().toLowerCase();
  return address.length <= 254 && ADDRESS.test(address) && !address.includes('..') ? address : null;
}
