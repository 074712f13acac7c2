/**
 * SvelteKit refuses form posts from foreign origins, but not JSON posts. Every change made with a session must therefore
 * come from a page of ours: `Sec-Fetch-Site: same-origin`, or, from browsers without that header, our `Origin`.
 */
export function isSameOrigin(request: Request, origin: string): boolean {
  if (['GET', 'HEAD', 'OPTIONS'].includes(request.method)) return true;
  const site = request.headers.get('sec-fetch-site');
  if (site !== null) return site === 'same-origin';
  return request.headers.get('origin') === origin;
}
