import * as v from 'valibot';
import { PROFILES } from './profiles.ts';
import { PLATFORMS, type ColumnMeanings, type Profile, type Stage } from './profile.ts';

/**
 * A saved mapping: what the columns of a file mean that no profile knows. Written as JSON, or built in the page by
 * pointing at columns. A column is named by its header, or by position (`#12`, counted from 1).
 */
const column = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(200));
const stage = v.picklist(['unpaid', 'paid', 'shipped', 'completed', 'closed']);

export const mappingSchema = v.strictObject({
  name: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(100)),
  platform: v.optional(v.picklist(PLATFORMS), 'other'),
  grain: v.picklist(['order', 'line', 'line-n']),
  columns: v.strictObject({
    orderNo: column,
    lineNo: v.optional(column),
    status: v.optional(column),
    orderedAt: v.optional(column),
    paidAt: v.optional(column),
    paidAmount: column,
    refundAmount: v.optional(column),
    quantity: v.optional(column),
    title: v.optional(column),
    sku: v.optional(column),
    sellerCode: v.optional(column),
    province: v.optional(column),
    city: v.optional(column),
    county: v.optional(column),
    phone: v.optional(column),
    remark: v.optional(column),
    shop: v.optional(column),
  }),
  statuses: v.optional(v.record(v.pipe(v.string(), v.maxLength(100)), stage), {}),
  defaultStage: v.optional(stage),
});

export type Mapping = v.InferOutput<typeof mappingSchema>;
export type ParsedMapping =
  { ok: true; mapping: Mapping } | { ok: false; reason: 'mapping_invalid'; detail: string };

export function parseMapping(value: unknown): ParsedMapping {
  const result = v.safeParse(mappingSchema, value);
  if (!result.success) {
    const issue = result.issues[0];
    return {
      ok: false,
      reason: 'mapping_invalid',
      detail: `${v.getDotPath(issue) ?? ''} ${issue.message}`.trim(),
    };
  }
  if (result.output.grain === 'line' && result.output.columns.lineNo === undefined) {
    return { ok: false, reason: 'mapping_invalid', detail: 'grain "line" needs columns.lineNo' };
  }
  return { ok: true, mapping: result.output };
}

/** The mapping as a profile: from here on a mapped file is read like any other. */
export function profileOfMapping(mapping: Mapping): Profile {
  const { columns, grain } = mapping;
  const whole = grain === 'order';
  const list = (name: string | undefined) => (name === undefined ? {} : [name]);
  const meanings: Partial<Record<keyof ColumnMeanings, unknown>> = {
    orderNo: [columns.orderNo],
    lineNo: grain === 'line' ? list(columns.lineNo) : undefined,
    status: list(columns.status),
    orderedAt: list(columns.orderedAt),
    paidAt: list(columns.paidAt),
    [whole ? 'orderPaid' : 'linePaid']: [columns.paidAmount],
    [whole ? 'orderRefund' : 'lineRefund']: list(columns.refundAmount),
    quantity: list(columns.quantity),
    title: list(columns.title),
    sku: list(columns.sku),
    sellerCodesAll: list(columns.sellerCode),
    province: list(columns.province),
    city: list(columns.city),
    county: list(columns.county),
    phone: list(columns.phone),
    remarksAll: list(columns.remark),
    shop: list(columns.shop),
  };
  const used = Object.fromEntries(Object.entries(meanings).filter(([, names]) => Array.isArray(names)));
  const known = Object.assign(
    {},
    ...PROFILES.filter((p) => p.platform === mapping.platform).map((p) => p.stages),
  );
  const stages: Record<string, Stage> = { ...known };
  for (const [text, value] of Object.entries(mapping.statuses)) stages[text.normalize('NFKC').trim()] = value;
  return {
    id: 'mapped',
    platform: mapping.platform,
    grain,
    wholeLineKey: '1',
    required: Object.values(columns).filter((name) => name !== undefined),
    alsoSeen: [],
    columns: used as unknown as ColumnMeanings,
    stages,
    refunds: {},
    ...(mapping.defaultStage ? { defaultStage: mapping.defaultStage } : {}),
  };
}
