/** One line of JSON an event on standard error. Callers never pass tokens, phones or names of buyers. */
export function log(message: string, fields: Record<string, unknown> = {}): void {
  process.stderr.write(JSON.stringify({ at: new Date().toISOString(), message, ...fields }) + '\n');
}
