/** From the form of a county's own design to its adjustments. Fields the base has not are passed over. */
import { GROUNDS } from '#lib/server/posters/content.ts';
import type { Adjustments, SlotAdjustment } from '#lib/server/posters/design-copy.ts';
import type { Design } from '#lib/server/posters/designs/design.ts';

export function readAdjustments(form: FormData, base: Design): Adjustments {
  const text = (name: string): string => {
    const value = form.get(name);
    return typeof value === 'string' ? value.trim() : '';
  };
  const number = (name: string): number => Number(text(name));
  const slots: Record<string, SlotAdjustment> = {};
  for (const [slot, rule] of Object.entries(base.slots)) {
    if (rule.lock === 'locked') continue;
    const change: SlotAdjustment = {};
    if (rule.maxChars !== undefined && text(`max:${slot}`) !== '' && number(`max:${slot}`) !== rule.maxChars)
      change.maxChars = number(`max:${slot}`);
    if (!rule.required && form.has(`required:${slot}`)) change.required = true;
    const scale = rule.bounds?.['scale'];
    const most = text(`scale:${slot}`);
    if (scale && most !== '' && Number(most) !== scale[1])
      change.bounds = { scale: [scale[0], Number(most)] };
    if (Object.keys(change).length > 0) slots[slot] = change;
  }
  const chosen = form.getAll('grounds');
  const grounds = GROUNDS.filter((g) => chosen.includes(g));
  return {
    nameZh: text('nameZh'),
    nameEn: text('nameEn'),
    formats: base.formats.filter((f) => form.getAll('formats').includes(f)),
    ...(base.grounds.length > 1 ? { grounds: base.grounds.filter((g) => grounds.includes(g)) } : {}),
    slots,
  };
}
