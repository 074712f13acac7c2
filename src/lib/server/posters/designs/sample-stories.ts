/** Usual contents of the quiet families: origin story, statement, thanks, season. Samples, not claims. */
import { EMPTY_CONTENT, type CampaignContent } from '../content.ts';

export const STORY: CampaignContent = {
  ...EMPTY_CONTENT,
  headline: '陨石坑里的一盏茶',
  slogan: '雾散得慢，茶长得也慢。',
  product: { name: '白沙绿茶', spec: '' },
  picture: { id: 'art:tea-hills', focalX: 0.5, focalY: 0.5, scale: 1 },
  motif: 'leaf',
  story: {
    paragraphs: [
      '约七十万年前，一颗陨石落在今天的白沙，留下一圈环形的山。雾进了山口便散得慢，清早要到九点才见得着山脊。',
      '茶就种在坑里。这里的土碎过一回，砂多，透水快。种茶的人说，茶树根扎得深，新芽出得齐。',
      '别处的茶还在过冬，白沙一月就开采，只采一芽两叶，当天摊青、杀青、揉捻。',
    ],
    facts: [
      { label: '产地', value: '白沙陨石坑及周边', evidence: true },
      { label: '海拔', value: '300—600 米', evidence: true },
      { label: '开采', value: '一月中旬', evidence: false },
    ],
  },
  qrCaption: '长按识别，看产地',
};

export const STATEMENT: CampaignContent = {
  ...EMPTY_CONTENT,
  headline: '山不赶路，\n食自有时。',
  sealText: '白沙良食',
};

export const THANKS: CampaignContent = {
  ...EMPTY_CONTENT,
  headline: '谢谢你来赶这场春',
  slogan: '白沙第八届早春开茶节',
  picture: { id: 'illustration:market-day', focalX: 0.5, focalY: 0.54, scale: 1 },
  figures: [
    { value: '12,846', unit: '人次', label: '到场客人', source: '景区闸机计数', asOf: '2027-01-18' },
    { value: '317', unit: '户', label: '有茶卖出的农户', source: '合作社交售台账', asOf: '2027-01-31' },
    { value: '86.4', unit: '万元', label: '活动期净销售额', source: '订单减退款', asOf: '2027-02-10' },
  ],
  thanks: '茶是一叶一叶采的，谢谢是一户一户记着的。',
  qrCaption: '长按识别，看总结',
};

export const SEASONAL: CampaignContent = {
  ...EMPTY_CONTENT,
  headline: '天再冷些，就有新茶了。',
  product: { name: '白沙绿茶', spec: '' },
  picture: { id: 'illustration:tea-cup', focalX: 0.56, focalY: 0.54, scale: 1 },
  motif: 'leaf',
  term: { name: '冬至', on: '2026-12-22' },
  qrCaption: '长按识别，来坐坐',
};
