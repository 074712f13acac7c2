/** Axes: round steps from zero, and day positions. Pure. */
import { scaleLinear, scaleUtc, type ScaleLinear, type ScaleTime } from 'd3-scale';

/** A vertical scale that includes zero and ends on a round step. */
export function valueScale(
  values: readonly number[],
  top: number,
  bottom: number,
): ScaleLinear<number, number> {
  const high = Math.max(0, ...values);
  const low = Math.min(0, ...values);
  return scaleLinear()
    .domain([low, high === low ? low + 1 : high])
    .nice(4)
    .range([bottom, top]);
}

export function dayScale(days: readonly string[], left: number, right: number): ScaleTime<number, number> {
  const first = days[0] ?? '2000-01-01';
  const last = days.at(-1) ?? first;
  return scaleUtc()
    .domain([toDate(first), first === last ? new Date(toDate(first).getTime() + 86_400_000) : toDate(last)])
    .range([left, right]);
}

export function toDate(day: string): Date {
  return new Date(`${day}T00:00:00Z`);
}

/** Up to `count` days, evenly spread, for labels below the axis: the first one always, steps of whole days or weeks. */
export function dayTicks(days: readonly string[], count: number): string[] {
  if (days.length <= count) return [...days];
  const raw = Math.ceil(days.length / count);
  const step = raw > 3 && raw <= 7 ? 7 : raw > 7 ? Math.ceil(raw / 7) * 7 : raw;
  return days.filter((_, index) => index % step === 0);
}

/** '2026-09-06' → '9/6'; with the year on January's first label of a long axis. */
export function dayLabel(day: string): string {
  return `${Number(day.slice(5, 7))}/${Number(day.slice(8, 10))}`;
}
