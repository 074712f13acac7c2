import { expect, test } from 'vitest';
import { CopyWriter } from './copy-writer.ts';
import { copyRow } from './copy.ts';
import { readStoredFacts, sameFacts, writeStoredFacts } from './stored-facts.ts';
import type { OrderFacts } from '../order.ts';

const TEXTS = [
  '',
  'plain',
  '黎锦杯垫',
  'tab\there',
  'back\\slash',
  'line\r\nbreak',
  'nul\0l',
  '"quoted"',
  '𠮷'.repeat(40),
  'é',
];
const NUMBERS = [0, 7, 10, 99, 100, 999_999_999, 1_000_000_000, 9_007_199_254_740_991, -5, 1.5];

const written = (write: (writer: CopyWriter) => void): string => {
  const writer = new CopyWriter();
  write(writer);
  return Buffer.concat(writer.take()).toString();
};

test('writes what COPY reads, byte for byte as its plainer sister does', () => {
  const row = written((writer) => {
    for (const text of TEXTS) writer.text(text);
    for (const number of NUMBERS) writer.number(number);
    writer.text(null);
    writer.flag(true);
    writer.endRow();
  });
  expect(row).toBe(Buffer.from(copyRow([...TEXTS, ...NUMBERS, null, true]), 'latin1').toString());
});

test('instants are whole seconds of UTC', () => {
  expect(written((writer) => writer.instant(1_790_340_088))).toBe('2026-09-25 12:41:28+00\t');
  expect(written((writer) => writer.instant(null))).toBe('\\N\t');
});

test('a million rows go on from one buffer to the next', () => {
  const rows = 20_000;
  const text = written((writer) => {
    for (let row = 0; row < rows; row += 1) {
      writer.number(row);
      writer.text('白沙绿茶 250g 罐装');
      writer.endRow();
    }
  });
  const lines = text.split('\n');
  expect(lines.length).toBe(rows + 1);
  expect(lines[12_345]).toBe('12345\t白沙绿茶 250g 罐装');
});

test('facts of an order come back from its row as they went in', () => {
  const at = 1_790_340_088;
  const facts: OrderFacts = {
    core: {
      at,
      stage: 'unknown',
      stageText: '待"揽收"\\',
      paid: 6800,
      refund: 100,
      refundState: 'success',
      whole: { key: '*', at, weight: 3, title: '白沙蜂蜜 "500g"', sellerCodes: ['A\\1', '码'] },
    },
    info: {
      orderedAt: at - 60,
      province: '海南省',
      phone: 'ab',
      freight: 850,
      foundCodes: ['BS-QIU26'],
      trafficPending: true,
    },
    infoAt: at - 5,
    lines: [
      {
        key: '1',
        at: at - 5,
        stage: 'paid',
        paid: 1,
        weight: 1,
        refund: 2,
        refundState: 'none',
        quantity: 3,
        productId: 'p',
        sku: 's',
      },
    ],
    cases: [],
    timeFromOrderNo: true,
  };
  const field = written((writer) => writeStoredFacts(writer, facts, at)).replaceAll('\\\\', '\\');
  const read = readStoredFacts({
    facts: field,
    exported_at: new Date(at * 1000),
    ordered_at: new Date((at - 60) * 1000),
    paid_at: null,
    time_from_order_no: false,
    freight_fen: '850',
    merchant_fen: null,
    province: '海南省',
    city: null,
    area: null,
    phone_hash: 'ab',
    promoter_id: null,
    promoter_name: null,
    traffic_source: null,
    traffic_form: null,
    traffic_channel: null,
    carrier: null,
    traffic_pending: true,
  });
  expect(read).toEqual(facts);
  expect(sameFacts(read, facts)).toBe(true);
});

test('rows written before a release told everything in their facts are still understood', () => {
  const row = {
    exported_at: new Date(1_790_340_088_000), ordered_at: new Date(1_790_000_000_000), paid_at: null, time_from_order_no: false,
    freight_fen: '0', merchant_fen: null, province: '海南省', city: null, area: null, phone_hash: null, promoter_id: null,
    promoter_name: null, traffic_source: null, traffic_form: null, traffic_channel: null, carrier: null, traffic_pending: false,
  }; // prettier-ignore
  const facts: OrderFacts = {
    info: { orderedAt: 1_790_000_000, freight: 0, province: '海南省' },
    lines: [],
    cases: [],
    core: { at: 1_790_340_088, stage: 'completed', paid: 100 },
    infoAt: 1_790_340_088,
  };
  const { cases: _cases, ...told } = facts;
  expect(readStoredFacts({ ...row, facts: JSON.stringify(told) })).toEqual(facts);
});
