import { expect, it } from 'vitest';
import { EMPTY_CONTENT, type CampaignContent } from '#lib/server/posters/content.ts';
import { readContent } from './content-form.ts';
import { fieldsOf } from './fields.ts';

const FULL: CampaignContent = {
  ...EMPTY_CONTENT,
  contentType: 'advertisement',
  ground: 'dark',
  headline: '红心橙\n开采节',
  sellingPoints: ['现摘', '包邮'],
  product: { name: '红心橙', spec: '5 斤装' },
  price: { amountFen: 5880, toFen: null, unit: '5 斤装', heldFrom: '2026-11-01', heldTo: '2026-11-30' },
  picture: { id: 'asset:0193', focalX: 0.25, focalY: 0.75, scale: 1.5 },
  startsOn: '2026-11-01',
  organisers: { guide: ['县委'], host: ['农业局', '文旅局'], undertake: [], assist: [] },
  disclosure: ['价格为活动价', '数量有限'],
  live: {
    platform: 'douyin',
    account: '白沙优品',
    startsOn: '2026-11-11',
    startTime: '19:30',
    host: '阿妹',
    operator: '白沙优品公司',
    goods: [{ name: '红茶', priceFen: 12800, unit: '盒' }],
  },
  story: {
    paragraphs: ['一段'],
    facts: [
      { label: '海拔', value: '600 米', evidence: false },
      { label: '土壤', value: '红壤', evidence: true },
    ],
  },
  steps: { who: '农户', gets: '培训', whenWhere: '县城', join: '扫码', contact: '热线' },
  figures: [{ value: '1,284', unit: '人次', label: '到场', source: '签到', asOf: '2026-11-30' }],
  thanks: '感谢',
  term: { name: '霜降', on: '2026-10-23' },
  notice: { body: ['一', '二'], signatory: '办公室', signedOn: '2026-11-01' },
  sealText: '白沙',
  stops: ['县城', '牙叉'],
  tastes: ['红茶'],
};

function formWith(content: CampaignContent): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fieldsOf(content)))
    for (const v of Array.isArray(value) ? value : [value]) form.append(name, v);
  return form;
}

it('a content goes through the form and comes back the same', () => {
  expect(readContent(formWith(FULL), EMPTY_CONTENT)).toEqual({ ok: true, content: FULL });
  expect(readContent(formWith(EMPTY_CONTENT), FULL)).toMatchObject({ ok: true });
});

it('what a form does not show stays as it was, and parts that were never there stay absent', () => {
  const form = new FormData();
  form.set('headline', '新题');
  expect(readContent(form, FULL)).toEqual({ ok: true, content: { ...FULL, headline: '新题' } });
  expect(readContent(new FormData(), EMPTY_CONTENT)).toEqual({ ok: true, content: EMPTY_CONTENT });
});

it('a part that is emptied is gone', () => {
  const form = new FormData();
  for (const name of ['stepsWho', 'stepsGets', 'stepsWhenWhere', 'stepsJoin', 'stepsContact'])
    form.set(name, '');
  const read = readContent(form, FULL);
  expect(read.ok && 'steps' in read.content).toBe(false);
});

it('what is no money is named', () => {
  const form = new FormData();
  form.set('priceYuan', '十元');
  expect(readContent(form, FULL)).toEqual({ ok: false, fields: ['priceYuan'] });
});
