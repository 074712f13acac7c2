/** Ids come from addresses and forms: what is no UUID names nothing, and must not reach the database as one. */
export function isUuid(text: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);
}
