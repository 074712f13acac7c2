/** Which rule of the database said no: the name that the schema gave it. */

/** The name of the violated constraint, also when drizzle has wrapped the error; null for any other error. */
export function constraintOf(error: unknown): string | null {
  for (let e = error; typeof e === 'object' && e !== null; e = 'cause' in e ? e.cause : null) {
    if ('constraint_name' in e && typeof e.constraint_name === 'string') return e.constraint_name;
  }
  return null;
}
