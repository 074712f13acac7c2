import type postgres from 'postgres';
import type { LineFacts } from './order.ts';
import type { Platform } from './profiles/profile.ts';

/**
 * Which of the county's products a line sold. By the platform's product id, else by the longest seller code that is the
 * beginning of the line's (LC01 in LC01-BS2604), else by a title that contains a known name.
 */
export interface ProductMatcher {
  match(platform: Platform, line: LineFacts): string | null;
}

interface Alias {
  kind: 'platform_id' | 'seller_code' | 'title';
  platform: string | null;
  alias: string;
  product_id: string;
}

export async function loadProductMatcher(
  tx: postgres.TransactionSql | postgres.Sql,
  countyId: string,
): Promise<ProductMatcher> {
  const aliases = await tx<Alias[]>`
    select kind, platform, alias, product_id from product_aliases where county_id = ${countyId}
    union all
    select 'seller_code', null, code, id from products where county_id = ${countyId} and code <> ''
    union all
    select 'title', null, name, id from products where county_id = ${countyId} and name <> ''`;
  return createProductMatcher(aliases);
}

export function createProductMatcher(aliases: readonly Alias[]): ProductMatcher {
  const ids = new Map<string, string>();
  const codes = new Map<string, string>();
  const titles: { platform: string | null; words: string; productId: string }[] = [];
  for (const { kind, platform, alias, product_id: productId } of aliases) {
    const key = `${platform ?? ''}\n${comparable(alias)}`;
    if (kind === 'platform_id') ids.set(key, productId);
    else if (kind === 'seller_code') codes.set(key, productId);
    else titles.push({ platform, words: comparable(alias), productId });
  }
  titles.sort((a, b) => b.words.length - a.words.length || (a.words < b.words ? -1 : 1));
  const cache = new Map<string, string | null>();
  const find = (platform: Platform, line: LineFacts): string | null => {
    const scopes = [platform, ''];
    for (const scope of scopes) {
      const byId =
        line.productId === undefined ? undefined : ids.get(`${scope}\n${comparable(line.productId)}`);
      if (byId !== undefined) return byId;
    }
    for (const code of line.sellerCodes ?? []) {
      for (const beginning of beginnings(comparable(code))) {
        for (const scope of scopes) {
          const byCode = codes.get(`${scope}\n${beginning}`);
          if (byCode !== undefined) return byCode;
        }
      }
    }
    const title = comparable(line.title ?? '');
    if (title === '') return null;
    const named = titles.find(
      (t) => (t.platform === null || t.platform === platform) && title.includes(t.words),
    );
    return named?.productId ?? null;
  };
  return {
    match(platform, line) {
      if (aliases.length === 0) return null;
      const key = `${platform}\n${line.productId ?? ''}\n${(line.sellerCodes ?? []).join('\n')}\n\n${line.title ?? ''}`;
      const cached = cache.get(key);
      if (cached !== undefined) return cached;
      const found = find(platform, line);
      if (cache.size >= 20_000) cache.clear();
      cache.set(key, found);
      return found;
    },
  };
}

/** `LC-100-QIU26` → itself, `LC-100`, `LC`: a code begins another where a hyphen, slash or underscore follows. */
function beginnings(code: string): string[] {
  const found = [code];
  for (let at = code.length - 1; at > 0; at -= 1) {
    if (/[-_/]/.test(code[at] ?? '')) found.push(code.slice(0, at));
  }
  return found;
}

function comparable(text: string): string {
  return text.normalize('NFKC').replace(/\s+/g, '').toUpperCase();
}
