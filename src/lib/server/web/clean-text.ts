/**
 * The one character no text of ours can hold: PostgreSQL stores no U+0000. An address with it is nobody's link and is
 * refused; a form loses it, so that no field anywhere has to think of it.
 */

/** True for an address that says U+0000 anywhere. */
export function holdsNul(url: URL): boolean {
  return (url.pathname + url.search).includes('%00');
}

/** Lets `request.formData()` give texts without U+0000. The body is read when a page asks for it, not before. */
export function cleanForms(request: Request): void {
  const read = request.formData.bind(request);
  request.formData = async () => {
    const form = await read();
    const clean = new FormData();
    for (const [key, value] of form)
      if (typeof value === 'string') clean.append(withoutNul(key), withoutNul(value));
      else clean.append(withoutNul(key), value, withoutNul(value.name));
    return clean;
  };
}

function withoutNul(text: string): string {
  return text.replaceAll('\0', '');
}
