/** No list is this long; the offset of a page further on would not fit the database's numbers. */
const LAST_PAGE = 100_000;

/** Which page of a list an address asks for, 1 where it asks for none that can be. */
export function readPage(query: URLSearchParams): number {
  const asked = Math.floor(Number(query.get('page')));
  return asked >= 1 ? Math.min(asked, LAST_PAGE) : 1;
}
