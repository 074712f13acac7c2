/**
 * No other site may act with a person's session. SvelteKit stops foreign form posts, not JSON posts; this stops both:
 * a request that changes something and carries a session must come from a page of ours.
 */

const SESSION_COOKIE = /(?:^|;\s*)(?:__Host-)?session=/;

export interface RequestOrigin {
  method: string;
  cookie: string | undefined;
  secFetchSite: string | undefined;
  origin: string | undefined;
}

export function isForeign(request: RequestOrigin, isOwnOrigin: (origin: string) => boolean): boolean {
  if (request.method === 'GET' || request.method === 'HEAD' || request.method === 'OPTIONS') return false;
  if (request.cookie === undefined || !SESSION_COOKIE.test(request.cookie)) return false;
  if (request.secFetchSite !== undefined) return request.secFetchSite !== 'same-origin';
  // Browsers leave Sec-Fetch-Site out on plain http and old WebViews never send it; Origin comes with every post.
  return request.origin === undefined || !isOwnOrigin(request.origin);
}
