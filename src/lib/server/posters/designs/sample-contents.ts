/** Usual contents of families, for goldens, benches and validation. Samples, not claims. */
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

export const BROADCAST: CampaignContent = {
  ...EMPTY_CONTENT,
  headline: '红心橙开园夜',
  slogan: '果园现摘，当场开箱',
  picture: { id: 'illustration:red-orange-halved', focalX: 0.38, focalY: 0.53, scale: 1 },
  live: {
    platform: 'channels',
    account: '白沙良食直播间',
    startsOn: '2026-12-05',
    startTime: '19:30',
    host: '符阿兰',
    operator: '白沙良食运营中心',
    goods: [
      { name: '红心橙', priceFen: 5880, unit: '5 斤装' },
      { name: '山兰米', priceFen: 3600, unit: '2 斤装' },
      { name: '荔枝蜜', priceFen: 6800, unit: '500 克' },
    ],
  },
  qrCaption: '长按识别，预约开播',
};

export const MARKET: CampaignContent = {
  ...EMPTY_CONTENT,
  headline: '七坊年货大集',
  slogan: '逢五逢十，山货下山',
  startsOn: '2027-01-15',
  endsOn: '2027-01-15',
  time: '8:00—13:00',
  venue: '七坊镇文化广场',
  transit: '县城乘 7 路，40 分钟',
  stops: ['县汽车站', '牙叉', '七坊'],
  tastes: ['红心橙', '山兰酒酿', '五脚猪肉', '糯米糍'],
  organisers: { guide: [], host: ['七坊镇人民政府'], undertake: ['白沙良食运营中心'], assist: [] },
  qrCaption: '长按识别，登记领号',
};

export const RECRUITMENT: CampaignContent = {
  ...EMPTY_CONTENT,
  headline: '招募直播助农主播',
  slogan: '第三期，30 人，免费培训',
  steps: {
    who: '本县农户、合作社员工和返乡青年，年满 18 周岁，会用手机就行',
    gets: '五天课程、一部补光灯借用三个月，结业后进县直播间轮岗',
    whenWhere: '1 月 11 日至 15 日，每天 9:00—16:30，县电商服务中心二楼',
    join: '带身份证到村电商服务站登记，或扫码填表，1 月 8 日截止',
    contact: '王老师 0898-0000 1234',
  },
  organisers: { guide: [], host: ['县农业农村局'], undertake: ['县电商服务中心'], assist: [] },
  qrCaption: '长按识别，填报名表',
};

export const RESCHEDULED: CampaignContent = {
  ...EMPTY_CONTENT,
  headline: '早春开茶节改期公告',
  notice: {
    body: [
      '受台风外围影响，原定 1 月 16 日至 17 日在陨石坑茶园广场举行的早春开茶节，改为 1 月 23 日至 24 日，地点不变。',
      '已登记的市集摊位、炒茶体验和班车座位自动顺延，不需要重新办理。不能参加的，请在 1 月 20 日前到村电商服务站退订，费用全额退回。',
      '给大家带来不便，敬请谅解。',
    ],
    signatory: '白沙早春开茶节筹备组',
    signedOn: '2027-01-13',
  },
};
