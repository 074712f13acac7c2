/** From a posted form to a typed value, or to words beside the fields. */
import * as v from 'valibot';

export type FormValues = Record<string, string | string[]>;

export type ParsedForm<T> =
  | { ok: true; value: T }
  /** `values` go back into the fields (never passwords or files); `errors` holds the first sentence per field. */
  | { ok: false; values: FormValues; errors: Record<string, string> };

type FormSchema = v.GenericSchema<unknown, unknown>;

/**
 * Checks a form. Use `v.strictObject`: a field that the form does not have (a planted `role`) is then refused. Texts are
 * trimmed. A key ending in '[]' is a list, whatever the number of its values; others take their last value.
 * Messages may be functions, so that they speak the reader's language: `v.minLength(1, () => m.x())`.
 */
export function parseForm<const S extends FormSchema>(
  schema: S,
  form: FormData,
): ParsedForm<v.InferOutput<S>> {
  const record: Record<string, unknown> = {};
  const values: FormValues = {};
  for (const key of new Set(form.keys())) {
    const all = form.getAll(key).map((entry) => (typeof entry === 'string' ? trimmed(key, entry) : entry));
    const name = key.endsWith('[]') ? key.slice(0, -2) : key;
    record[name] = key.endsWith('[]') ? all : all.at(-1);
    const texts = all.filter((entry) => typeof entry === 'string');
    if (!/password/i.test(key) && texts.length > 0)
      values[name] = key.endsWith('[]') ? texts : (texts.at(-1) ?? '');
  }
  const parsed = v.safeParse(schema, record);
  if (parsed.success) return { ok: true, value: parsed.output };
  const errors: Record<string, string> = {};
  for (const issue of parsed.issues) {
    const key = issue.path?.[0]?.key;
    const name = typeof key === 'string' ? key : '';
    errors[name] ??= issue.message;
  }
  return { ok: false, values, errors };
}

function trimmed(key: string, text: string): string {
  return /password/i.test(key) ? text : text.trim();
}
