/** What every form field shares: the words around an input and the ids that tie them to it. */
export interface FieldProps {
  label: string;
  /** The form's key. */
  name?: string;
  /** A sentence below the input that says what is expected. */
  hint?: string;
  /** What is wrong, and how to mend it. */
  error?: string;
  required?: boolean;
  disabled?: boolean;
  /** The label is still read by screen readers. */
  hideLabel?: boolean;
}

/** The ids an input points to, in the order they are read: the error first. */
export function describedBy(id: string, field: { hint?: string; error?: string }): string | undefined {
  const ids = [field.error ? `${id}-error` : '', field.hint ? `${id}-hint` : ''].filter(Boolean);
  return ids.length > 0 ? ids.join(' ') : undefined;
}
