/** Usual contents of the first two families, for goldens, benches and validation. Samples, not claims. */
import { EMPTY_CONTENT, type CampaignContent } from '../content.ts';

export const FESTIVAL: CampaignContent = {
  ...EMPTY_CONTENT,
  headline: '早春开茶节',
  slogan: '白沙第八届',
  sellingPoints: ['开采', '炒茶', '品新茶'],
  picture: { id: 'art:tea-hills', focalX: 0.5, focalY: 0.5, scale: 1 },
  motif: 'leaf',
  startsOn: '2027-01-16',
  endsOn: '2027-01-17',
  time: '9:00—17:00',
  venue: '陨石坑茶园广场',
  transit: '县城乘 3 路到茶园',
  organisers: { guide: ['县农业农村局'], host: ['县茶叶协会'], undertake: ['白沙良食运营中心'], assist: [] },
  qrCaption: '长按识别，找我报名',
};

export const PRODUCT: CampaignContent = {
  ...EMPTY_CONTENT,
  headline: '红心橙开园',
  product: { name: '红心橙', spec: '5 斤装' },
  slogan: '白沙本地果园',
  sellingPoints: ['果径 75—85 毫米', '果肉橙红，汁水足', '坏果 48 小时内包赔'],
  price: { amountFen: 5880, toFen: null, unit: '5 斤装', heldFrom: '2026-12-01', heldTo: '2026-12-31' },
  picture: { id: 'art:orange', focalX: 0.5, focalY: 0.5, scale: 1 },
  disclosure: ['省内包邮，省外运费另计'],
  qrCaption: '长按识别，找我买',
};
