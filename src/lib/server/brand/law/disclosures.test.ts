import { describe, expect, test } from 'vitest';
import { disclosuresFor, type DisclosureInput } from './disclosures.ts';

const NONE: DisclosureInput = {
  type: 'advertisement',
  texts: [],
  price: null,
  comparedPriceBasis: null,
  hasAdLabel: true,
  purchaseLink: true,
  live: null,
  food: null,
  giMark: null,
  alcohol: false,
  healthFood: false,
  aiPicture: false,
  claims: [],
};
const needs = (change: Partial<DisclosureInput>) => disclosuresFor({ ...NONE, ...change });
const missing = (change: Partial<DisclosureInput>) =>
  needs(change)
    .filter((d) => !d.present)
    .map((d) => d.case);

test('a plain poster needs nothing', () => {
  expect(needs({ texts: ['早春开茶', '一芽一叶'] })).toEqual([]);
});

describe.each<[string, Partial<DisclosureInput>, Partial<DisclosureInput>]>([
  ['ad_label', { texts: ['亲测好喝'], hasAdLabel: false }, { texts: ['亲测好喝', '广告'], hasAdLabel: false }],
  ['compared_price', { texts: ['原价 98'] }, { texts: ['原价 98', '参考价依据：前七日最低'] }],
  ['price', { price: { heldFrom: '', heldTo: '', unit: '箱', spec: '' } }, { price: { heldFrom: '2026-11-09', heldTo: '2026-11-15', unit: '箱', spec: '' } }],
  ['gift', { texts: ['买一送一'] }, { texts: ['买一送一', '赠品 50 克一袋，送完即止'] }],
  ['free_postage', { texts: ['包邮'] }, { texts: ['包邮，新疆西藏除外'] }],
  ['lottery', { texts: ['现场抽奖'] }, { texts: ['现场抽奖', '奖项与规则详见活动页'] }],
  ['livestream', { live: { operator: '', platform: 'douyin', account: 'a', startsOn: '2026-11-09', startTime: '20:00' } }, { live: { operator: '县融媒体', platform: 'douyin', account: 'a', startsOn: '2026-11-09', startTime: '20:00' } }],
  ['prepacked_food', { texts: ['白沙绿茶'], food: { name: '白沙绿茶', netContent: '250 克', scNumber: '', origin: '' } }, { texts: ['白沙绿茶', '250 克'], food: { name: '白沙绿茶', netContent: '250 克', scNumber: '', origin: '' } }],
  ['gi', { giMark: { productName: '白沙绿茶', creditCode: '91460000MA00000000' } }, { texts: ['白沙绿茶 91460000MA00000000'], giMark: { productName: '白沙绿茶', creditCode: '91460000MA00000000' } }],
  ['alcohol', { alcohol: true, texts: ['适量饮酒'] }, { alcohol: true, texts: ['适量饮酒，未成年人禁止饮酒'] }],
  ['health_food', { healthFood: true }, { healthFood: true, texts: ['本品不能代替药物'] }],
  ['ai_made', { aiPicture: true }, { aiPicture: true, texts: ['图片由人工智能生成'] }],
  ['source', { texts: ['平均糖度 13 度'], claims: [{ phrase: '平均糖度', time: '本季', place: '打安', source: '县检测站' }] }, { texts: ['平均糖度 13 度', '数据来源：县检测站'], claims: [{ phrase: '平均糖度', time: '本季', place: '打安', source: '县检测站' }] }],
])('%s', (kind, bad, good) => {
  test('is named when it is missing and quiet when it stands there', () => {
    expect(missing(bad)).toEqual([kind]);
    expect(missing(good)).toEqual([]);
  });
}); // prettier-ignore

test('lines that follow from records are proposed ready to print', () => {
  const lines = needs({
    texts: ['平均糖度 13 度'],
    price: { heldFrom: '2026-11-09', heldTo: '2026-11-15', unit: '箱', spec: '' },
    alcohol: true,
    claims: [{ phrase: '平均糖度', time: '本季', place: '打安', source: '县检测站' }],
  }).map((d) => d.line);
  expect(lines).toEqual([
    '价格有效期 11月9日—11月15日',
    '适量饮酒，未成年人禁止饮酒',
    '数据来源：县检测站，本季，打安',
  ]);
});

test('what is no advertising needs a label for AI pictures alone', () => {
  expect(missing({ type: 'announcement', texts: ['包邮', '抽奖'], alcohol: true, aiPicture: true })).toEqual([
    'ai_made',
  ]);
});
