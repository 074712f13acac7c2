import { parseMoney } from '#lib/shared/money.ts';
import type { Meaning, Stage } from '../profiles/profile.ts';
import type { Header } from '../reading/header.ts';
import type { FileRecord } from '../reading/record.ts';
import { bareText, cellText, isNothing, normaliseHeader, type Cell } from './cell.ts';
import type { AcceptedRow, RejectedRow, RowFacts, SkippedKind, StagedRow } from './facts.ts';
import { parseId } from './ids.ts';
import { hashPhone, type PhoneKey } from './privacy.ts';
import { parseQuantity } from './quantity.ts';
import type { RowReason } from './reasons.ts';
import { regionFromAddress, regionFromParts } from './region.ts';
import { findCodes, findMarks, type RemarkRules } from './remark.ts';
import { cachedRefunds, cachedStages } from './status.ts';
import { parseTime } from './time.ts';

/** The only place where a row of a file becomes facts, and where personal data ends. */
export interface RowReaderOptions {
  header: Header;
  /** The shop chosen for the file; a shop named in the row itself goes first. */
  chosenShop: string | null;
  phoneKey: PhoneKey;
  remarks: RemarkRules;
  /**
   * Which orders' rows are read whole. Of the others only what decides their outcome is: who bought and what was sold
   * are left out of their facts. Absent: all.
   */
  wholeFor?: (orderNo: string) => boolean;
}

/** What is remembered between rows: small, and stored with every checkpoint. */
export interface RowReaderState {
  /** Sums of the money columns over the data rows so far, by position: checked against a totals row. */
  sums: Record<string, number>;
  totalsDisagree: number;
  dataRows: number;
  roundedIds: number;
  longIds: number;
  zeroTailIds: number;
}

export interface RowReader {
  read(record: FileRecord): StagedRow;
  readonly state: RowReaderState;
}

export const FRESH_STATE: RowReaderState = {
  sums: {},
  totalsDisagree: 0,
  dataRows: 0,
  roundedIds: 0,
  longIds: 0,
  zeroTailIds: 0,
};

const MONEY: readonly Meaning[] = [
  'orderPaid', 'linePaid', 'orderRefund', 'lineRefund', 'refundPartsAll', 'lineWeight', 'unitPrice', 'freight', 'merchantAmount',
]; // prettier-ignore
const TIMES: readonly Meaning[] = ['orderedAt', 'paidAt', 'happenedAt'];
/** Columns with a meaning whose content is a person's: never quoted, never stored as cells. */
const PERSONAL: readonly Meaning[] = ['address', 'phone', 'remarksAll'];
const TOTALS = new Set(['总计', '合计', '汇总', '小计']);
const NOT_ASCII = /[^\u0020-\u007e]/;
const PENDING = '数据将于第二天更新';

type Faults = Map<RowReason, { column: number | null; value: string | null }>;

/** Earlier reasons go first when several apply. */
const ORDER_OF_REASONS: readonly RowReason[] = [
  'order_no_missing', 'order_no_rounded', 'line_no_missing', 'amount_missing', 'amount_invalid', 'amount_negative',
  'quantity_invalid', 'time_invalid', 'cell_too_long', 'cell_error',
]; // prettier-ignore

export function createRowReader(options: RowReaderOptions, from: RowReaderState = FRESH_STATE): RowReader {
  const { header, wholeFor = () => true } = options;
  const { profile, columns, names } = header;
  const width = names.length;
  const state: RowReaderState = { ...from, sums: { ...from.sums } };
  const comparable = names.map(normaliseHeader);
  const personal = new Set(PERSONAL.flatMap((meaning) => columns[meaning] ?? []));
  const meant = Object.values(columns).flat();
  const kept = meant.filter((at) => !personal.has(at));
  const stageOf = cachedStages(profile);
  const refundOf = cachedRefunds(profile);
  const pricesOf = MONEY.filter((meaning) => columns[meaning] !== undefined);
  const timesOf = TIMES.filter((meaning) => columns[meaning] !== undefined);
  const isCase = profile.grain === 'refund';
  const faults: Faults = new Map();
  const headName = comparable.find((name) => name !== '') ?? '';
  const headNameIsAscii = isAscii(headName);

  const cellsForCorrection = (cells: readonly Cell[]) =>
    names.map((_, at) => (kept.includes(at) ? cellText(cells[at]) : ''));

  const first = (cells: readonly Cell[], meaning: Meaning): string => {
    for (const at of columns[meaning] ?? []) {
      const text = bareText(cells[at]);
      if (text !== '' && text !== '-') return text;
    }
    return '';
  };

  const skipKind = (record: FileRecord): SkippedKind | null => {
    const { cells } = record;
    let firstText = '';
    for (const cell of cells) {
      firstText = cellText(cell);
      if (firstText !== '') break;
    }
    if (firstText === '') return 'blank';
    if (TOTALS.has(firstText)) return 'totals';
    // Order numbers are ASCII and most headers are not, so hardly any row is looked at more closely.
    if ((headNameIsAscii || !isAscii(firstText)) && normaliseHeader(firstText) === headName) {
      if (meant.every((at) => normaliseHeader(cellText(cells[at])) === comparable[at]))
        return 'repeated_header';
    }
    return null;
  };

  const checkTotals = (cells: readonly Cell[]) => {
    for (const at of pricesOf.flatMap((meaning) => columns[meaning] ?? [])) {
      const stated = moneyOf(cells[at]);
      if (typeof stated === 'number' && stated !== (state.sums[at] ?? 0)) state.totalsDisagree += 1;
    }
  };

  const readMoney = (cells: readonly Cell[], facts: RowFacts, stage: Stage | undefined) => {
    for (const meaning of pricesOf) {
      let amount: number | null = null;
      for (const at of columns[meaning] ?? []) {
        const cell = cells[at];
        const parsed = moneyOf(cell);
        if (parsed === 'invalid') {
          if (!faults.has('amount_invalid')) faults.set('amount_invalid', { column: at, value: shown(cell) });
          continue;
        }
        if (parsed === null) continue;
        state.sums[at] = (state.sums[at] ?? 0) + parsed;
        amount = meaning === 'refundPartsAll' ? (amount ?? 0) + Math.abs(parsed) : (amount ?? parsed);
      }
      const at = columns[meaning]?.[0] ?? null;
      const cell = at === null ? undefined : cells[at];
      if (meaning === 'orderPaid' || meaning === 'linePaid') {
        if (amount === null && !faults.has('amount_invalid')) {
          if (stage === 'unpaid' || stage === 'closed') amount = 0;
          else faults.set('amount_missing', { column: at, value: shown(cell) });
        }
        if (amount !== null && amount < 0) faults.set('amount_negative', { column: at, value: shown(cell) });
        if (amount !== null && profile.grain === 'line-n' && meaning === 'orderPaid')
          facts.paidText = cellText(cell);
      } else if (amount !== null && (meaning === 'orderRefund' || meaning === 'lineRefund')) {
        amount = Math.abs(amount);
        if (amount > 0) facts.refundValue = cellText(cell);
      }
      if (amount === null) continue;
      if (meaning === 'orderPaid') facts.orderPaid = amount;
      else if (meaning === 'linePaid') facts.linePaid = amount;
      else if (meaning === 'orderRefund') facts.orderRefund = amount;
      else if (meaning === 'lineRefund') facts.lineRefund = amount;
      else if (meaning === 'freight') facts.freight = Math.abs(amount);
      else if (meaning === 'merchantAmount') facts.merchantAmount = amount;
      else if (meaning === 'refundPartsAll') facts.caseAmount = amount;
      else facts.weight ??= Math.abs(amount);
      if (meaning === 'lineWeight') facts.lineSum = amount;
    }
  };

  const readTimes = (cells: readonly Cell[], facts: RowFacts) => {
    for (const meaning of timesOf) {
      for (const at of columns[meaning] ?? []) {
        const time = parseTime(cells[at]);
        if (time.kind === 'missing') continue;
        if (time.kind === 'time') facts[meaning as 'orderedAt' | 'paidAt' | 'happenedAt'] = time.epochSeconds;
        else if (!faults.has('time_invalid'))
          faults.set('time_invalid', { column: at, value: shown(cells[at]) });
        break;
      }
    }
  };

  const readId = (cells: readonly Cell[], meaning: Meaning, missing: RowReason, facts: RowFacts) => {
    const at = columns[meaning]?.[0] ?? null;
    const parsed = parseId(at === null ? undefined : cells[at]);
    if (parsed.kind === 'missing') faults.set(missing, { column: at, value: null });
    else if (parsed.kind === 'rounded') {
      if (!faults.has('order_no_rounded')) faults.set('order_no_rounded', { column: at, value: parsed.text });
    } else {
      if (parsed.zeroTail) facts.zeroTail = true;
      return parsed.id;
    }
    return null;
  };

  const readBuyer = (cells: readonly Cell[], facts: RowFacts) => {
    const region =
      columns.province === undefined
        ? regionFromAddress(first(cells, 'address'))
        : regionFromParts(first(cells, 'province'), first(cells, 'city'), first(cells, 'county'));
    if (region.province !== null) facts.province = region.province;
    if (region.city !== null) facts.city = region.city;
    if (region.county !== null) facts.county = region.county;
    for (const at of columns.phone ?? []) {
      const hash = hashPhone(options.phoneKey, bareText(cells[at]));
      if (hash === null) continue;
      facts.phone = hash;
      break;
    }
    for (const at of columns.remarksAll ?? []) {
      const raw = cellText(cells[at]);
      if (raw === '') continue;
      const text = raw.normalize('NFKC');
      const codes = findCodes(text, options.remarks.codePatterns);
      if (codes.length > 0) facts.foundCodes = [...new Set([...(facts.foundCodes ?? []), ...codes])];
      const marks = findMarks(text, options.remarks.exclusions);
      if (marks.length > 0) facts.marks = [...new Set([...(facts.marks ?? []), ...marks])];
    }
  };

  const hint = (cells: readonly Cell[], meaning: Meaning, facts: RowFacts): string => {
    const text = first(cells, meaning);
    if (text !== PENDING) return text === '0' ? '' : text.slice(0, 200);
    facts.trafficPending = true;
    return '';
  };

  const readSeller = (cells: readonly Cell[], facts: RowFacts) => {
    const keep = (key: 'title' | 'productId' | 'sku', text: string) => {
      if (text !== '') facts[key] = text.slice(0, 500);
    };
    keep('title', first(cells, 'title'));
    keep('productId', first(cells, 'productId'));
    keep('sku', first(cells, 'sku'));
    const codes = (columns.sellerCodesAll ?? [])
      .map((at) => bareText(cells[at]))
      .filter((code) => !isNothing(code));
    if (codes.length > 0) facts.sellerCodes = [...new Set(codes.map((code) => code.slice(0, 200)))];
    for (const key of HINTS) {
      if (columns[key] === undefined) continue;
      const text = hint(cells, key, facts);
      if (text !== '') facts[key] = text;
    }
  };

  const readStatus = (cells: readonly Cell[], facts: RowFacts) => {
    const text = columns.status === undefined ? null : first(cells, 'status');
    const read = text === null ? null : stageOf(text);
    facts.stage = read === null ? (profile.defaultStage ?? 'unknown') : read.stage;
    if (facts.stage === 'unknown' && text !== null && text !== '')
      facts.stageText = text.normalize('NFKC').slice(0, 100);
    let refund = read?.refund ?? null;
    if (columns.refundStatus !== undefined) {
      const refundText = bareText(cells[columns.refundStatus[0] ?? -1]);
      const known = refundOf(refundText);
      if (known === null) {
        refund ??= 'pending';
        facts.refundText = refundText.normalize('NFKC').slice(0, 100);
      } else if (refund === null || refund === 'none' || known === 'success') refund = known;
    }
    if (refund !== null) facts.refundState = refund;
  };

  const readCase = (cells: readonly Cell[], facts: RowFacts) => {
    const refundNo = readId(cells, 'refundNo', 'line_no_missing', facts);
    if (refundNo !== null) facts.refundNo = refundNo;
    const lineNo = parseId(cells[columns.lineNo?.[0] ?? -1]);
    if (lineNo.kind === 'id') facts.lineNo = lineNo.id;
    const effective =
      first(cells, 'caseType').includes('退款') && refundOf(first(cells, 'caseStatus')) === 'success';
    facts.caseAmount = effective ? (facts.caseAmount ?? 0) : 0;
  };

  const reject = (
    record: FileRecord,
    shop: string | null,
    orderNo: string | null,
    reason: RowReason,
    at: number | null,
    value: string | null,
  ): RejectedRow => ({
    outcome: 'rejected',
    line: record.line,
    shop,
    orderNo,
    column: at === null ? null : (names[at] ?? null),
    value: at !== null && personal.has(at) ? null : value,
    reason,
    cells: cellsForCorrection(record.cells),
  });

  return {
    state,
    read(record) {
      const { cells, line } = record;
      let skipped = skipKind(record);
      if (line < header.line && skipped !== 'blank') skipped = 'note';
      if (skipped !== null) {
        if (skipped === 'totals') checkTotals(cells);
        return { outcome: 'skipped', line, kind: skipped };
      }
      state.dataRows += 1;
      const shop =
        columns.shop === undefined ? options.chosenShop : first(cells, 'shop') || options.chosenShop;
      if (
        cells.length < width
          ? !isSheet(record)
          : cells.length > width && cells.slice(width).some((cell) => cellText(cell) !== '')
      ) {
        return reject(record, shop, null, 'column_count', null, null);
      }
      faults.clear();
      const facts: RowFacts = {};
      const orderNo = readId(cells, 'orderNo', 'order_no_missing', facts);
      if (orderNo !== null && orderNo.length >= 16) state.longIds += 1;
      if (facts.zeroTail) state.zeroTailIds += 1;
      if (faults.has('order_no_rounded')) state.roundedIds += 1;
      if (isCase) {
        readMoney(cells, facts, undefined);
        readCase(cells, facts);
      } else {
        if (columns.lineNo !== undefined) {
          const lineNo = readId(cells, 'lineNo', 'line_no_missing', facts);
          if (lineNo !== null) facts.lineNo = lineNo;
        }
        readStatus(cells, facts);
        readMoney(cells, facts, facts.stage);
        if (columns.quantity !== undefined) {
          const at = columns.quantity[0] ?? 0;
          const quantity = parseQuantity(cells[at]);
          if (quantity === null) faults.set('quantity_invalid', { column: at, value: shown(cells[at]) });
          else facts.quantity = quantity;
        }
        facts.weight = weightOf(facts, columns.unitPrice !== undefined && columns.lineWeight === undefined);
      }
      readTimes(cells, facts);
      if (record.tooLong) faults.set('cell_too_long', { column: null, value: null });
      const error = isSheet(record) ? kept.find((at) => isError(cells[at])) : undefined;
      if (error !== undefined) faults.set('cell_error', { column: error, value: shown(cells[error]) });
      if (faults.size > 0) {
        for (const reason of ORDER_OF_REASONS) {
          const fault = faults.get(reason);
          if (fault) return reject(record, shop, orderNo, reason, fault.column, fault.value);
        }
      }
      if (!isCase && wholeFor(orderNo ?? '')) {
        readBuyer(cells, facts);
        readSeller(cells, facts);
      }
      return { outcome: 'accepted', line, shop, orderNo: orderNo ?? '', facts } satisfies AcceptedRow;
    },
  };
}

const HINTS = [
  'promoterId', 'promoterName', 'trafficSource', 'trafficForm', 'trafficChannel', 'carrier', 'spokenCode', 'activity', 'merchant',
] as const; // prettier-ignore

/** The line's own amount, else unit price × quantity, else quantity, else 1. */
function weightOf(facts: RowFacts, byUnitPrice: boolean): number {
  if (facts.linePaid !== undefined) return facts.linePaid;
  if (facts.weight === undefined) return facts.quantity ?? 1;
  return byUnitPrice ? facts.weight * (facts.quantity ?? 1) : facts.weight;
}

/** Fen, null where nothing is written, or 'invalid'. A workbook's number must lie within 1e-6 of a whole fen. */
function moneyOf(cell: Cell | undefined): number | null | 'invalid' {
  if (typeof cell === 'object') {
    if (cell.kind === 'error') return 'invalid';
    const exact = Number(cell.raw) * 100;
    const fen = Math.round(exact);
    return Number.isFinite(exact) && Math.abs(exact - fen) <= 1e-6 && Math.abs(fen) <= 1_000_000_000
      ? fen
      : 'invalid';
  }
  const text = bareText(cell);
  if (isNothing(text)) return null;
  const parsed = parseMoney(text);
  return parsed.ok ? parsed.fen : 'invalid';
}

function shown(cell: Cell | undefined): string | null {
  const text = cellText(cell);
  return text === '' ? null : text;
}

function isAscii(text: string): boolean {
  return !NOT_ASCII.test(text);
}

function isError(cell: Cell | undefined): boolean {
  return typeof cell === 'object' && cell.kind === 'error';
}

/** Rows of a workbook end with their last filled cell; rows of a text file have every delimiter. */
function isSheet(record: FileRecord): boolean {
  return record.sheet === true;
}
