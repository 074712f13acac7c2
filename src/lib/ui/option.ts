/** One choice of a select, combobox or radio group. */
export interface Option {
  value: string;
  label: string;
  /** A second, quieter line: the township of a merchant, what a role may do. */
  note?: string;
  /** Heading under which the choice stands. */
  group?: string;
  disabled?: boolean;
}
