/** State that lives in the address: filters, sorting, page. */

/**
 * The same address with some query keys changed; null or '' removes a key. Changing anything but the page goes back to
 * its first page. Returns a path with query, e.g. '/campaigns?sort=-net&page=2'.
 */
export function withQuery(
  url: URL,
  changes: Readonly<Record<string, string | number | null | undefined>>,
): string {
  const query = new URLSearchParams(url.search);
  if (!('page' in changes)) query.delete('page');
  for (const [key, value] of Object.entries(changes)) {
    if (value === null || value === undefined || value === '') query.delete(key);
    else query.set(key, String(value));
  }
  const text = query.toString();
  return text ? `${url.pathname}?${text}` : url.pathname;
}

/** 'net' → ascending by net, '-net' → descending. */
export function readSort<Key extends string>(
  text: string | null,
  keys: readonly Key[],
  fallback: { key: Key; descending: boolean },
): { key: Key; descending: boolean } {
  const descending = text?.startsWith('-') ?? false;
  const key = keys.find((k) => k === (descending ? text?.slice(1) : text));
  return key ? { key, descending } : fallback;
}
