import type { Stage } from '#lib/server/sales/profiles/profile.ts';

export const MAPPED_COLUMNS = [
  'orderNo', 'paidAmount', 'orderedAt', 'paidAt', 'refundAmount', 'quantity', 'title', 'sku', 'sellerCode', 'status', 'province',
  'city', 'county', 'phone', 'remark', 'shop',
] as const; // prettier-ignore
export type MappedColumn = (typeof MAPPED_COLUMNS)[number];

const STAGES: Record<string, Stage> = {
  待付款: 'unpaid',
  已付款: 'paid',
  已发货: 'shipped',
  已完成: 'completed',
  已关闭: 'closed',
  unpaid: 'unpaid',
  paid: 'paid',
  shipped: 'shipped',
  completed: 'completed',
  closed: 'closed',
};

/** The mapping as the form says it, unchecked: `parseMapping` decides. Columns that repeat are named by position. */
export function mappingFromForm(form: FormData): unknown {
  const text = (key: string) => String(form.get(key) ?? '').trim();
  const columns = Object.fromEntries(
    MAPPED_COLUMNS.map((key) => [key, text(`column.${key}`)]).filter(([, position]) => position !== ''),
  );
  return {
    name: text('name'),
    platform: text('platform') || 'other',
    grain: text('grain') || 'order',
    columns,
    statuses: readStatuses(text('statuses')),
    ...(text('defaultStage') === '' ? {} : { defaultStage: text('defaultStage') }),
  };
}

/** `已付=已付款`, one per line. */
function readStatuses(text: string): Record<string, string> {
  const pairs = text
    .split('\n')
    .map((line) => line.normalize('NFKC').split('='))
    .filter((parts) => parts.length === 2)
    .map(([from = '', to = '']): [string, string] => [from.trim(), STAGES[to.trim()] ?? to.trim()]);
  return Object.fromEntries(pairs);
}
