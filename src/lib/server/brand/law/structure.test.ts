import { describe, expect, test } from 'vitest';
import { LOTTERY_ITEMS, STRUCTURAL_CHECKS } from './list.ts';
import { checkStructure, NOTHING_PLACED, structuralHit, type StructuralInput } from './structure.ts';

const found = (change: Partial<StructuralInput>) =>
  checkStructure({ ...NOTHING_PLACED, ...change }).map((f) => `${f.ruleId} ${f.severity}`);
const items = (n: number) => Object.fromEntries(LOTTERY_ITEMS.slice(0, n).map((item) => [item, '已写']));
const LIVE = {
  operator: '县融媒体',
  platform: '抖音',
  account: '白沙融媒',
  startsOn: '2026-11-09',
  startTime: '20:00',
};
const PRICE = { unit: '箱', spec: '5 斤', heldFrom: '2026-11-09', heldTo: '2026-11-15' };

test('a poster with nothing on it lacks nothing', () => {
  expect(checkStructure(NOTHING_PLACED)).toEqual([]);
});

describe.each<[string, Partial<StructuralInput>, Partial<StructuralInput>, string]>([
  ['a price without unit and spec', { price: { ...PRICE, unit: '', spec: '' } }, { price: PRICE }, 'STR-01 review'],
  ['a price without its days', { price: { ...PRICE, heldTo: '' } }, { price: { ...PRICE, unit: '' } }, 'STR-01 review'],
  ['a compared price without basis', { comparedPrice: { basis: ' ' } }, { comparedPrice: { basis: '前七日最低 58 元' } }, 'STR-02 block'],
  ['a public mark without licence', { brandMarks: [{ name: '白沙良食', ok: false, reason: 'expired' }] }, { brandMarks: [{ name: '白沙良食', ok: true, reason: '' }] }, 'STR-03 block'],
  ['a review with a shop and no label', { experience: true, purchaseLink: true }, { experience: true, purchaseLink: true, adLabel: { share: 0.03, contrast: 4.5 } }, 'STR-04 review'],
  ['a label too small', { experience: true, purchaseLink: true, adLabel: { share: 0.029, contrast: null } }, { experience: true, purchaseLink: false }, 'STR-04 review'],
  ['a label too faint', { experience: true, purchaseLink: true, adLabel: { share: null, contrast: 4.4 } }, { experience: false, purchaseLink: true }, 'STR-04 review'],
  ['a draw without record', { lottery: { mentioned: true, record: null } }, { lottery: { mentioned: false, record: null } }, 'STR-05 review'],
  ['a draw with fourteen items', { lottery: { mentioned: true, record: { items: items(14), topPrizeFen: 1 } } }, { lottery: { mentioned: true, record: { items: items(15), topPrizeFen: 5_000_000 } } }, 'STR-05 block'],
  ['a prize above 50,000 yuan', { lottery: { mentioned: true, record: { items: items(15), topPrizeFen: 5_000_001 } } }, { lottery: { mentioned: true, record: { items: items(15), topPrizeFen: 5_000_000 } } }, 'STR-05 block'],
  ['an AI picture without label', { aiPictures: [{ label: false, metadata: true }] }, { aiPictures: [{ label: true, metadata: true }] }, 'STR-06 block'],
  ['an AI picture without metadata', { aiPictures: [{ label: true, metadata: false }] }, { aiPictures: [] }, 'STR-06 block'],
  ['a face without consent', { faces: [{ consent: false, reason: 'expired' }] }, { faces: [{ consent: true, reason: '' }] }, 'STR-07 block'],
  ['organisers on one merchant’s goods', { organisers: { shown: true, inEventZone: true, sellsOneMerchant: true } }, { organisers: { shown: true, inEventZone: true, sellsOneMerchant: false } }, 'STR-08 review'],
  ['organisers beside the price', { organisers: { shown: true, inEventZone: false, sellsOneMerchant: false } }, { organisers: { shown: false, inEventZone: false, sellsOneMerchant: true } }, 'STR-08 review'],
  ['a code on Xiaohongshu', { codelessFormats: [{ format: '小红书', drawsCode: true }] }, { codelessFormats: [{ format: '小红书', drawsCode: false }] }, 'STR-09 block'],
  ['a broadcast without operator', { live: { ...LIVE, operator: '' } }, { live: LIVE }, 'STR-10 review'],
  ['alcohol without warning', { alcohol: { warned: false } }, { alcohol: { warned: true } }, 'STR-11 review'],
  ['a GI mark without code', { giMark: { productName: '白沙绿茶', creditCode: '' } }, { giMark: { productName: '白沙绿茶', creditCode: '91460000MA00000000' } }, 'STR-12 block'],
  ['a certificate mark without certificate', { certificateMarks: [{ name: '绿色食品', ok: false, reason: 'ended' }] }, { certificateMarks: [{ name: '绿色食品', ok: true, reason: '' }] }, 'STR-13 block'],
  ['small print below 18 px', { smallPrint: [{ slot: 'disclosure', format: 'x', sizePx: 17, shortSidePx: 383, contrast: null }] }, { smallPrint: [{ slot: 'disclosure', format: 'x', sizePx: 18, shortSidePx: 383, contrast: null }] }, 'STR-14 review'],
  ['small print below 2.2 %', { smallPrint: [{ slot: 'disclosure', format: 'x', sizePx: 23, shortSidePx: 1080, contrast: null }] }, { smallPrint: [{ slot: 'disclosure', format: 'x', sizePx: 23.8, shortSidePx: 1080, contrast: null }] }, 'STR-14 review'],
  ['small print too faint', { smallPrint: [{ slot: 'disclosure', format: 'x', sizePx: 30, shortSidePx: 1080, contrast: 4.4 }] }, { smallPrint: [{ slot: 'disclosure', format: 'x', sizePx: 30, shortSidePx: 1080, contrast: 4.5 }] }, 'STR-14 review'],
])('%s', (_name, bad, good, finding) => {
  test('is found, and its remedy is enough', () => {
    expect(found(bad)).toEqual([finding]);
    expect(found(good)).toEqual([]);
  });
}); // prettier-ignore

test('a public notice needs no unit for a fee and no advertising label', () => {
  expect(
    found({
      type: 'announcement',
      price: { ...PRICE, unit: '', spec: '' },
      experience: true,
      purchaseLink: true,
    }),
  ).toEqual([]);
});

test('every structural check has a case above and reads as a hit with its law', () => {
  for (const { id, law } of STRUCTURAL_CHECKS) {
    const hit = structuralHit({
      ruleId: id,
      severity: 'review',
      slot: 'price',
      detailZh: '补',
      detailEn: 'add',
    });
    expect(hit).toMatchObject({ ruleId: id, law, parts: [] });
  }
});
