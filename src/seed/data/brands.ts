/** Brand tree, who may use it, and the papers behind it. Days are counted from the day of loading. */

export interface BrandData {
  key: string;
  level: 1 | 2 | 3;
  parent: string | null;
  name: string;
  nameEn: string;
  owner: string;
  steward: string | null;
  industry: 'tea' | 'orange' | 'rice' | 'passion' | 'honey' | 'brocade' | null;
  merchant: string | null;
  requiredOn: 'all_campaign_posters' | 'licensed_products' | 'optional';
  founded: string;
  drawing: string;
  wordmark: string;
  colours: readonly string[];
  registrationNo: string;
  classes: readonly number[];
  story: string;
}

export const BRANDS: readonly BrandData[] = [
  {
    key: 'county', level: 1, parent: null, name: '白沙良食', nameEn: 'Baisha Liangshi', owner: '白沙良食农业品牌运营有限公司', steward: 'brand-company', industry: null,
    merchant: null, requiredOn: 'all_campaign_posters', founded: '2018-11-20', drawing: 'baisha-liangshi', wordmark: '白沙良食', colours: ['#1f5c3d', '#a8321f'],
    registrationNo: '演示 40000001', classes: [29, 30, 31, 35], story: '县域公用品牌，为全县农产品统一背书；三座山下一只碗。',
  },
  {
    key: 'tea', level: 2, parent: 'county', name: '白沙绿茶', nameEn: 'Baisha Green Tea', owner: '白沙绿茶协会', steward: 'tea-association', industry: 'tea',
    merchant: null, requiredOn: 'licensed_products', founded: '2004-10-29', drawing: 'baisha-tea', wordmark: '白沙绿茶', colours: ['#2f6b3a'],
    registrationNo: '演示 40000002', classes: [30], story: '地理标志产品，产地在陨石坑一带茶园。',
  },
  {
    key: 'orange', level: 2, parent: 'county', name: '白沙红心橙', nameEn: 'Baisha Red-heart Orange', owner: '白沙红心橙种植协会', steward: 'orange-association', industry: 'orange',
    merchant: null, requiredOn: 'licensed_products', founded: '2019-11-08', drawing: 'baisha-orange', wordmark: '白沙红心橙', colours: ['#c8452f'],
    registrationNo: '演示 40000003', classes: [31], story: '统一箱规、统一糖度、统一开园时间。',
  },
  {
    key: 'rice', level: 2, parent: 'county', name: '白沙山兰米', nameEn: 'Baisha Mountain Rice', owner: '白沙县农业技术推广服务中心', steward: 'agriculture', industry: 'rice',
    merchant: null, requiredOn: 'optional', founded: '2021-10-16', drawing: 'baisha-rice', wordmark: '白沙山兰米', colours: ['#8a6a1f'],
    registrationNo: '演示 40000004', classes: [30, 31], story: '黎族旱稻，一年一季。',
  },
  {
    key: 'yunquan', level: 3, parent: 'tea', name: '陨泉', nameEn: 'Yunquan', owner: '海南白沙陨泉茶业有限公司', steward: null, industry: null,
    merchant: '陨泉茶业', requiredOn: 'optional', founded: '2012-03-15', drawing: 'product-crater-leaf', wordmark: '陨泉', colours: ['#2f6b3a'],
    registrationNo: '演示 40000011', classes: [30], story: '茶企自有商标。',
  },
  {
    key: 'chengyi', level: 3, parent: 'orange', name: '橙意山居', nameEn: 'Chengyi Hills', owner: '白沙橙意山居生态农业有限公司', steward: null, industry: null,
    merchant: '橙意山居', requiredOn: 'optional', founded: '2017-12-01', drawing: 'product-sun-grove', wordmark: '橙意山居', colours: ['#c8452f'],
    registrationNo: '演示 40000012', classes: [31], story: '果园自有商标。',
  },
  {
    key: 'shangbang', level: 3, parent: 'county', name: '上塝', nameEn: 'Shangbang', owner: '白沙元门上塝中蜂养殖农民专业合作社', steward: null, industry: null,
    merchant: '上塝蜂蜜', requiredOn: 'optional', founded: '2020-05-20', drawing: 'product-honey-cell', wordmark: '上塝', colours: ['#b0791c'],
    registrationNo: '演示 40000013', classes: [30], story: '合作社自有商标。',
  },
  {
    key: 'gaobang', level: 3, parent: 'rice', name: '高塝山里', nameEn: 'Gaobang Hills', owner: '白沙南开高塝林下经济种植养殖农民专业合作社', steward: null, industry: null,
    merchant: '高塝林下', requiredOn: 'optional', founded: '2022-09-10', drawing: 'product-two-hills', wordmark: '高塝山里', colours: ['#3d5a4c'],
    registrationNo: '演示 40000014', classes: [30], story: '合作社自有商标。',
  },
]; // prettier-ignore

export interface LicenceData {
  brand: string;
  merchant: string;
  from: number;
  to: number;
  status?:
    | 'submitted'
    | 'first_review'
    | 'site_check'
    | 'in_review'
    | 'public_notice'
    | 'suspended'
    | 'revoked'
    | 'returned'
    | 'refused'
    | 'withdrawn';
  reason?: string;
  conditions?: string;
  /** When the public notice began, in days from the loading. */
  noticed?: number;
  /** Continues this merchant's earlier licence of the same brand. */
  renews?: boolean;
}

const granted = (brand: string, merchant: string, from: number, to: number, conditions?: string): LicenceData => ({
  brand,
  merchant,
  from,
  to,
  ...(conditions ? { conditions } : {}),
});

export const LICENCES: readonly LicenceData[] = [
  granted('county', '陨泉茶业', -700, 395),
  granted('tea', '陨泉茶业', -700, 395),
  granted('county', '良食产销', -720, 375),
  granted('tea', '良食产销', -720, 375),
  granted('orange', '良食产销', -720, 375),
  granted('rice', '良食产销', -720, 375),
  granted('county', '橙意山居', -640, 455),
  granted('orange', '橙意山居', -640, 455),
  granted('county', '打安红心橙', -640, 455),
  // Ends while the orange season's campaign is running.
  granted('orange', '打安红心橙', -360, 5, '到期前须补交当季检测报告'),
  granted('county', '㙟茂山兰米', -400, 330),
  granted('rice', '㙟茂山兰米', -400, 330),
  granted('county', '上塝蜂蜜', -500, 230),
  granted('county', '高塝林下', -380, 350),
  granted('rice', '高塝林下', -380, 350),
  granted('county', '仙婆岭百香果', -420, 310),
  granted('county', '珠碧江果蔬', -300, 430),
  granted('orange', '珠碧江果蔬', -300, 430),
  granted('county', '金波阿梅直播小院', -290, 440),
  granted('orange', '金波阿梅直播小院', -290, 75),
  granted('county', '老羊蜂场', -250, 115),
  granted('county', '黎织文创', -330, 400),
  granted('county', '符秋菊茶店', -200, 165),
  granted('tea', '符秋菊茶店', -200, 165),
  granted('orange', '符秋菊茶店', -200, 165),
  granted('rice', '符秋菊茶店', -200, 165),
  granted('county', '七坊镇电商服务站', -210, 520),
  granted('orange', '七坊镇电商服务站', -210, 520),
  granted('rice', '七坊镇电商服务站', -210, 520),
  granted('county', '七坊果鲜多', -160, 205),
  granted('orange', '七坊果鲜多', -160, 205),
  granted('county', '阿珍的橙子', -180, 185),
  granted('orange', '阿珍的橙子', -180, 185),
  granted('county', '小黎返乡记', -170, 195),
  granted('orange', '小黎返乡记', -170, 52),
  granted('county', '老周茶园', -350, 380),
  granted('tea', '老周茶园', -350, 380),
  // Expired: its posters lost the mark.
  granted('tea', '南班茶叶', -880, -147),
  granted('county', '南班茶叶', -400, 330),
  { brand: 'orange', merchant: '俄朗橙柚', from: -500, to: 230, status: 'suspended', reason: '抽检标签不符，整改中' },
  { brand: 'tea', merchant: '牙叉方香茶庄', from: -420, to: 310, status: 'revoked', reason: '擅自改变标志颜色，经两次通知未改正' },
  // The notice is over: it waits for the grant.
  { brand: 'orange', merchant: '南达红心橙', from: 0, to: 1095, status: 'public_notice', noticed: -16 },
  { brand: 'county', merchant: '俄朗橙柚', from: 0, to: 1095, status: 'public_notice', noticed: -4 },
  { brand: 'rice', merchant: '莫好山兰', from: 30, to: 760, status: 'in_review' },
  { brand: 'tea', merchant: '合口茶叶', from: 30, to: 760, status: 'returned', reason: '检测报告超过 12 个月，请补交' },
  { brand: 'county', merchant: '天堂果园', from: 40, to: 770, status: 'submitted' },
  { brand: 'county', merchant: '罗帅山货铺', from: 0, to: 1095, status: 'first_review' },
  { brand: 'orange', merchant: '邦溪果然鲜', from: 0, to: 364, status: 'site_check' },
  { brand: 'tea', merchant: '阜龙可任茶香', from: 0, to: 1095, status: 'refused', reason: '茶园不在白沙绿茶产地范围内' },
  { brand: 'tea', merchant: '牙叉桃花茶铺', from: 0, to: 364, status: 'withdrawn' },
  { brand: 'tea', merchant: '符秋菊茶店', from: 166, to: 1260, status: 'returned', reason: '检测报告照片看不清日期，请重拍', renews: true },
];

export interface CertificateData {
  kind: 'gi' | 'green_food' | 'organic' | 'sc_licence' | 'test_report' | 'award' | 'patent' | 'other';
  number: string;
  merchant: string | null;
  product: string | null;
  body: string;
  from: number;
  to: number | null;
  scope: string;
  creditCode?: string;
  productName?: string;
  verifyUrl?: string;
  title?: string;
  state?: 'suspended';
  stateReason?: string;
}

/** Numbers carry 演示: nobody should look them up. */
export const CERTIFICATES: readonly CertificateData[] = [
  { kind: 'gi', number: '演示GI-2004-白沙绿茶', merchant: null, product: 'LC01', body: '国家知识产权局', from: -8000, to: null, scope: '白沙绿茶产地范围' },
  { kind: 'green_food', number: '演示GF460000240001', merchant: '陨泉茶业', product: 'LC01', body: '中国绿色食品发展中心', from: -500, to: 595, scope: '绿茶' },
  { kind: 'green_food', number: '演示GF460000250007', merchant: '橙意山居', product: 'HXC05', body: '中国绿色食品发展中心', from: -330, to: 765, scope: '红心橙鲜果' },
  { kind: 'sc_licence', number: '演示SC11446000000001', merchant: '陨泉茶业', product: null, body: '白沙县市场监督管理局', from: -900, to: 925, scope: '茶叶及相关制品' },
  { kind: 'sc_licence', number: '演示SC12646000000002', merchant: '良食产销', product: null, body: '白沙县市场监督管理局', from: -610, to: 1215, scope: '蜂产品、粮食加工品' },
  { kind: 'test_report', number: '演示T-2026-0311', merchant: '上塝蜂蜜', product: 'FM500', body: '海南省农产品质量检测中心', from: -190, to: 175, scope: '蜂蜜 12 项' },
  { kind: 'test_report', number: '演示T-2026-1102', merchant: '打安红心橙', product: 'HXC05', body: '海南省农产品质量检测中心', from: -18, to: 347, scope: '可溶性固形物、农残 63 项' },
  { kind: 'test_report', number: '演示T-2025-1009', merchant: '㙟茂山兰米', product: 'SLM05', body: '海南省农产品质量检测中心', from: -410, to: -45, scope: '大米 8 项' },
  { kind: 'award', number: '演示A-2025-08', merchant: '陨泉茶业', product: 'LC01', body: '海南省茶叶学会', from: -470, to: null, scope: '2025 年度评比', title: '2025 年海南省绿茶评比金奖' },
  { kind: 'gi', number: '演示GI-用标-0016', merchant: '陨泉茶业', product: 'LC01', body: '海南省知识产权局', from: -420, to: 675, scope: '地理标志专用标志使用', creditCode: '91469025MA5RCYQ01H', productName: '白沙绿茶' },
  { kind: 'organic', number: '演示COFCC-R-2512-0088', merchant: '高塝林下', product: 'SLM05', body: '中绿华夏有机产品认证中心', from: -359, to: 6, scope: '山兰稻', verifyUrl: 'http://cx.cnca.cn/' },
  { kind: 'test_report', number: '演示T-2025-1215', merchant: '俄朗橙柚', product: 'HXC05', body: '海南省农产品质量检测中心', from: -344, to: 21, scope: '农残 63 项' },
  { kind: 'sc_licence', number: '演示SC10646000000009', merchant: '牙叉方香茶庄', product: null, body: '白沙县市场监督管理局', from: -1200, to: 626, scope: '茶叶及相关制品', state: 'suspended', stateReason: '现场检查不合格，限期整改' },
  { kind: 'other', number: '演示ICH-2009', merchant: null, product: 'LJ09', body: '非物质文化遗产名录', from: -6000, to: null, scope: '黎族传统纺染织绣技艺' },
]; // prettier-ignore

/** Brands outside the county's tree: not the county's to grant, and drawn by nobody here. */
export const OUTSIDE = [
  { key: 'province', kind: 'provincial', name: '海南鲜品', nameEn: 'Hainan Fresh', owner: '海南省农业农村厅', story: '省级农产品公用品牌，白沙绿茶、白沙红心橙可与之同用。' },
  { key: 'gi-mark', kind: 'certificate', name: '地理标志专用标志', nameEn: 'Geographical indication mark', owner: '国家知识产权局', story: '只有登记的合法使用人可以用，旁边要有产品名称和统一社会信用代码。' },
  { key: 'green-food', kind: 'certificate', name: '绿色食品标志', nameEn: 'Green food mark', owner: '中国绿色食品发展中心', story: '只用在获证产品上，证书三年有效。' },
] as const; // prettier-ignore

/** 品牌标准: days are counted from the day of loading. */
export const STANDARDS = [
  {
    brand: 'county', version: 'V2.0', title: '白沙良食公用品牌管理规范', documentNo: '白品协〔2023〕3号', from: -1180, to: -460, transition: null, chapters: {},
  },
  {
    brand: 'county', version: 'V2.1', title: '白沙良食公用品牌管理规范', documentNo: '白品协〔2025〕8号', from: -459, to: null, transition: -94,
    chapters: {
      scope: '本规范适用于在白沙黎族自治县行政区域内种植、养殖、加工的农产品使用“白沙良食”公用品牌。',
      references: 'GB 7718、GB 2762、GB 2763；NY/T 391；商标注册证及本县各产业区域品牌标准。',
      terms: '公用品牌：由县品牌公司持有、符合条件的经营主体经授权使用的品牌。使用人：取得授权书的企业、合作社、家庭农场。',
      requirements: '主体合法、产地在县内、三年内无质量安全事故、每年提供一次检测报告。',
      management: '县品牌公司持有并管理；县农业农村局、市场监管局监督。',
      principles: '自愿申请、免费使用、统一管理、动态退出。',
      mark_use: '标志不得改形、改色、加描边；与产业品牌、商品品牌并列时按“县—产业—商品”顺序。',
      operation: '滚动受理，至少每半年评审一次；授权期三年，短期授权不超过一年。',
      supervision: '擅自转让、改变标志或抽检不合格的，暂停或取消授权，并公布。',
      improvement: '每年评价一次使用效果，修订本规范。',
    },
  },
  {
    brand: 'tea', version: 'V1.3', title: '白沙绿茶区域品牌标准', documentNo: '白茶协〔2024〕5号', from: -700, to: null, transition: null,
    chapters: {
      scope: '适用于在白沙绿茶地理标志产地范围内采摘、加工的绿茶。',
      requirements: '鲜叶产自登记茶园；执行标准与等级须在包装上标明。',
      mark_use: '“白沙绿茶”标志只与本产品同时出现，不得用于红茶及茶食品。',
    },
  },
  {
    brand: 'orange', version: 'V1.2', title: '白沙红心橙区域品牌标准', documentNo: '白橙协〔2025〕2号', from: -600, to: null, transition: null,
    chapters: {
      scope: '适用于在县内种植的红心橙鲜果。',
      requirements: '统一开园时间，可溶性固形物不低于标准值，统一箱规。',
      operation: '每批次附检测报告，开园前公布。',
    },
  },
] as const; // prettier-ignore

/** People on pictures, all invented; the pictures are drawn silhouettes. */
export const CONSENTS = [
  { person: '符阿婆', birthYear: null, official: false, picture: '采茶的阿婆', uses: ['poster', 'print', 'report'], from: -200, to: 164, name: true, guardian: null, withdrawn: null },
  { person: '羊小雨', birthYear: 2012, official: false, picture: '放学路过橙园', uses: ['report'], from: -90, to: 274, name: false, guardian: '羊志强', withdrawn: null },
  { person: '王大山', birthYear: null, official: false, picture: '山兰稻收割', uses: ['poster', 'print'], from: -330, to: 34, name: true, guardian: null, withdrawn: null },
  { person: '李秋菊', birthYear: null, official: false, picture: '蜂场里的蜂农', uses: ['poster'], from: -260, to: 104, name: false, guardian: null, withdrawn: -12 },
  { person: '何副县长', birthYear: null, official: true, picture: '开园仪式', uses: ['report'], from: -50, to: 314, name: false, guardian: null, withdrawn: null },
] as const; // prettier-ignore
