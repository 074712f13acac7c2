/** One day of a daily chart, in the unit the caller chose. */
export interface DailyPoint {
  /** 'YYYY-MM-DD', county-local. Days are consecutive. */
  day: string;
  value: number;
  /** What would have been sold anyway, and its interval. */
  baseline?: number;
  low?: number;
  high?: number;
}

/** A campaign's days, both included, shaded on the chart. */
export interface ChartWindow {
  name: string;
  startsOn: string;
  endsOn: string;
}
