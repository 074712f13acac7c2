/** How a planned day is said: the rule is kept beside the resolved day, so that next year's plan resolves anew. */
export type DateRule =
  | { kind: 'fixed'; month: number; day: number }
  /** Lunar month and day of the regular (never the leap) month. */
  | { kind: 'lunar'; month: number; day: number }
  /** One of the 24 solar terms, by its Chinese name. */
  | { kind: 'solarTerm'; name: string }
  | { kind: 'offset'; from: DateRule; days: number; unit: 'day' | 'workingDay' }
  /** Typed for the year, with where it is announced. */
  | { kind: 'manual'; source?: string };
