/** Baisha as the demo tells it: real townships and offices by their kind, invented companies. */

export const SLUG = 'baisha';
export const SEED = 'baisha-2026';

export const COUNTY = {
  slug: SLUG,
  name: '白沙黎族自治县',
  nameEn: 'Baisha Li Autonomous County',
  province: '海南省',
};

export const SETTINGS = {
  icp: '琼ICP备00000000号（演示）',
  imprintZh:
    '白沙黎族自治县电子商务公共服务中心（演示县）\n海南省白沙黎族自治县牙叉镇茶园路 1 号\n联系邮箱：office@baisha.example\n本站为演示数据，人物、企业、订单均为虚构。',
  imprintEn:
    'Baisha E-commerce Public Service Centre (demo county)\n1 Chayuan Road, Yacha, Baisha, Hainan\nMail: office@baisha.example\nThis is a demo: people, companies and orders are invented.',
  privacyZh:
    '打开活动页面时，我们记下一个只用于本站的随机编号、打开时间和入口，用来了解哪张海报起了作用；不记录姓名，不保存完整 IP 地址。\n现场登记时填写的手机号只以加密摘要保存，活动归档 90 天后删除。\n需要查询或删除，请写信到 office@baisha.example。',
  privacyEn:
    'When you open a campaign page we keep a random number used by this site alone, the time and the way you came, to learn which poster worked; no name and no full IP address.\nA phone number given at registration is kept as a keyed digest only and deleted 90 days after the campaign is archived.\nTo ask or to be forgotten, write to office@baisha.example.',
  codePrefix: 'BS',
  spokenPrefix: '白沙',
  pettyLimitFen: 200_000,
  brocadeAllowed: true,
  palette: {
    primary: '#1f5c3d',
    accent: '#c8452f',
    paper: '#faf6ec',
    ink: '#1d2420',
    muted: '#6c756d',
    seal: '#a8321f',
  },
};

export type Team = 'a' | 'b' | 'c' | 'd' | 'e';

export interface OrganisationData {
  key: string;
  name: string;
  shortName: string;
  team: Team;
  isGovernment: boolean;
}

const of = (team: Team, isGovernment: boolean) => (key: string, name: string, shortName: string) =>
  ({ key, name, shortName, team, isGovernment }) satisfies OrganisationData;
const office = of('a', true);
const platform = of('b', false);

export const ORGANISATIONS: readonly OrganisationData[] = [
  office('leading', '白沙县电子商务工作领导小组办公室', '县电商办'),
  office('publicity', '中共白沙县委宣传部', '县委宣传部'),
  office('commerce', '白沙县商务局', '县商务局'),
  office('agriculture', '白沙县农业农村局', '县农业农村局'),
  office('finance', '白沙县财政局', '县财政局'),
  office('market', '白沙县市场监督管理局', '县市场监管局'),
  office('tourism', '白沙县旅游和文化广电体育局', '县旅文局'),
  office('audit', '白沙县审计局', '县审计局'),
  of('a', false)('post', '中国邮政集团白沙县分公司', '白沙邮政'),
  platform('douyin', '海口椰岸数字传媒有限公司（抖音服务商）', '椰岸传媒'),
  platform('rural-taobao', '白沙农村淘宝县级服务中心', '农村淘宝服务中心'),
  platform('jdbang', '白沙京东帮服务店', '京东帮服务店'),
  platform('kuaishou', '海南山野同城网络科技有限公司（快手服务商）', '山野同城'),
  of('c', false)('centre', '白沙县电子商务公共服务中心', '县电商公共服务中心'),
  of('c', false)('livebase', '白沙乡村直播基地（服务中心运营）', '乡村直播基地'),
  of('d', false)('tea-association', '白沙绿茶协会', '绿茶协会'),
  of('d', false)('orange-association', '白沙红心橙种植协会', '红心橙协会'),
  of('d', false)('brand-company', '白沙良食农业品牌运营有限公司', '良食公司'),
  of('d', false)('brocade-school', '白沙黎锦技艺传习所', '黎锦传习所'),
  of('e', true)('media', '白沙县融媒体中心', '县融媒体中心'),
];

/** All eleven townships of the county. */
export const TOWNSHIPS = [
  '牙叉镇',
  '七坊镇',
  '邦溪镇',
  '打安镇',
  '细水乡',
  '元门乡',
  '南开乡',
  '阜龙乡',
  '青松乡',
  '金波乡',
  '荣邦乡',
] as const;
export type Township = (typeof TOWNSHIPS)[number];

export type IndustryCode = 'tea' | 'orange' | 'passion' | 'rice' | 'honey' | 'brocade';

export const INDUSTRIES: readonly { code: IndustryCode; name: string; nameEn: string }[] = [
  { code: 'tea', name: '绿茶', nameEn: 'Green tea' },
  { code: 'orange', name: '红心橙', nameEn: 'Red-heart orange' },
  { code: 'passion', name: '百香果', nameEn: 'Passion fruit' },
  { code: 'rice', name: '山兰米', nameEn: 'Mountain orchid rice' },
  { code: 'honey', name: '蜂蜜', nameEn: 'Honey' },
  { code: 'brocade', name: '黎锦', nameEn: 'Li brocade' },
];

/** Local holidays are the county's own; the national table comes from the festivals data. */
export const LOCAL_HOLIDAY = { name: '三月三（黎族苗族传统节日）', source: '海南省人民政府放假通知（演示，待核对）' };
