/** Address of a preview or check: the saved version, or with `form` what is being typed into it. */
export function previewAddress(
  posterId: string,
  what: 'preview' | 'check',
  options: { format: string; merchantId: string; form?: HTMLFormElement; revision?: number },
): string {
  const query = new URLSearchParams();
  if (options.form) {
    for (const [name, value] of new FormData(options.form))
      if (typeof value === 'string') query.append(name, value);
    query.set('typed', '1');
  }
  query.set('format', options.format);
  if (options.merchantId) query.set('merchant', options.merchantId);
  if (options.revision !== undefined) query.set('r', String(options.revision));
  return `/posters/${posterId}/${what}?${query}`;
}
