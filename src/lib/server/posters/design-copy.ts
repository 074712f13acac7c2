/**
 * A county's own design is a built-in one with tighter limits: fewer characters, narrower bounds, fewer choices, fewer
 * formats. Nothing that a lock holds can be loosened, so whatever the built-in design was proved to fit still fits.
 */
import type { Ground } from './content.ts';
import type { Design, Slot } from './designs/design.ts';
import type { FormatId } from './formats.ts';

export interface SlotAdjustment {
  /** At most the base's. */
  maxChars?: number;
  /** An optional slot may be made compulsory, never the other way. */
  required?: boolean;
  /** Inside the base's. */
  bounds?: Record<string, readonly [number, number]>;
  /** Some of the base's. */
  choices?: readonly string[];
}

export interface Adjustments {
  nameZh: string;
  nameEn: string;
  formats: readonly FormatId[];
  /** Some of the base's, the first unless a content says otherwise; absent: all. */
  grounds?: readonly Ground[];
  slots: Readonly<Record<string, SlotAdjustment>>;
}

export interface AdjustmentIssue {
  code: 'name_missing' | 'no_format' | 'unknown_format' | 'unknown_slot' | 'locked' | 'looser' | 'no_choice';
  slot: string | null;
}

/** Everything in the adjustments that the base's locks do not allow. */
export function adjustmentIssues(base: Design, adjustments: Adjustments): AdjustmentIssue[] {
  const issues: AdjustmentIssue[] = [];
  const note = (code: AdjustmentIssue['code'], slot: string | null = null): void => {
    issues.push({ code, slot });
  };
  if (adjustments.nameZh.trim() === '') note('name_missing');
  if (adjustments.formats.length === 0) note('no_format');
  if (adjustments.formats.some((f) => !base.formats.includes(f))) note('unknown_format');
  if (adjustments.grounds && adjustments.grounds.length === 0) note('no_choice', 'ground');
  if (adjustments.grounds?.some((g) => !base.grounds.includes(g))) note('looser', 'ground');
  for (const [slot, change] of Object.entries(adjustments.slots)) {
    const rule = base.slots[slot];
    if (!rule) {
      note('unknown_slot', slot);
      continue;
    }
    if (rule.lock === 'locked') {
      note('locked', slot);
      continue;
    }
    if (rule.required && change.required === false) note('looser', slot);
    if (change.maxChars !== undefined) {
      const most = rule.maxChars ?? 0;
      if (!Number.isInteger(change.maxChars) || change.maxChars < 1 || change.maxChars > most)
        note('looser', slot);
    }
    for (const [property, [low, high]] of Object.entries(change.bounds ?? {})) {
      const was = rule.bounds?.[property];
      if (!was || !(low >= was[0] && high <= was[1] && low <= high)) note('looser', slot);
    }
    if (change.choices) {
      if (change.choices.length === 0) note('no_choice', slot);
      if (change.choices.some((c) => !rule.choices?.includes(c))) note('looser', slot);
    }
  }
  return issues;
}

/** The base with the adjustments, under the copy's own id and version. Call `adjustmentIssues` first. */
export function adjusted(base: Design, id: string, version: number, adjustments: Adjustments): Design {
  const slots = Object.fromEntries(
    Object.entries(base.slots).map(([slot, rule]): [string, Slot] => {
      const change = adjustments.slots[slot];
      return [slot, change ? { ...rule, ...change, bounds: narrowed(rule, change) } : rule];
    }),
  );
  const [ground, ...grounds] = adjustments.grounds ?? base.grounds;
  return {
    ...base,
    grounds: ground ? [ground, ...grounds] : base.grounds,
    id,
    version,
    nameZh: adjustments.nameZh,
    nameEn: adjustments.nameEn || adjustments.nameZh,
    formats: base.formats.filter((f) => adjustments.formats.includes(f)),
    // Without `bounds: undefined`, which JSON would lose and the hash would not.
    slots: JSON.parse(JSON.stringify(slots)) as Record<string, Slot>,
  };
}

function narrowed(rule: Slot, change: SlotAdjustment): Slot['bounds'] {
  return change.bounds ? { ...rule.bounds, ...change.bounds } : rule.bounds;
}
