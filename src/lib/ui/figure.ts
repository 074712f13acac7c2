/** One figure of a strip. Amount already formatted; `null` with `missing` when there is no honest number. */
export interface FigureItem {
  label: string;
  amount: string | null;
  unit?: string;
  missing?: string;
  /** '较基线 +31.2%': sign and words, never colour alone. */
  compare?: string;
  tone?: 'brand' | 'warn' | 'danger';
  /** Interval, sample size or other caveat. */
  note?: string;
  href?: string;
}
