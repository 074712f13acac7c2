import type { IndustryCode, Township } from './county.ts';

export type MerchantKind = 'micro' | 'cooperative' | 'enterprise' | 'family_farm' | 'station' | 'village';

export interface MerchantData {
  name: string;
  /** 门店简称, where the full name is long. */
  short: string | null;
  kind: MerchantKind;
  township: Township;
  village: string | null;
  contact: string;
  sells: readonly IndustryCode[];
  state?: 'applied' | 'suspended' | 'left';
  reason?: string;
}

type Row = readonly [
  name: string,
  short: string | null,
  kind: MerchantKind,
  township: Township,
  village: string | null,
  contact: string,
  sells: string,
  state?: 'applied' | 'suspended' | 'left',
  reason?: string,
];

/** Invented names. Their order is their spoken number: 白沙01, 白沙02 …; do not sort. */
const ROWS: readonly Row[] = [
  ['海南白沙陨泉茶业有限公司', '陨泉茶业', 'enterprise', '牙叉镇', null, '符志坚', 'tea'],
  ['白沙牙叉白沙良食产销服务有限公司', '良食产销', 'enterprise', '牙叉镇', null, '王海琼', 'tea orange passion rice honey brocade'],
  ['白沙橙意山居生态农业有限公司', '橙意山居', 'enterprise', '金波乡', '白打村', '黎永红', 'orange'],
  ['白沙七坊仙婆岭百香果种植养殖农民专业合作社', '仙婆岭百香果', 'cooperative', '七坊镇', '高石村', '羊进妹', 'passion honey'],
  ['白沙打安红心橙种植农民专业合作社', '打安红心橙', 'cooperative', '打安镇', '可任村', '符国雄', 'orange'],
  ['白沙青松㙟茂山兰稻种植农民专业合作社', '㙟茂山兰米', 'cooperative', '青松乡', '㙟茂村', '王亚苗', 'rice'],
  ['白沙元门上塝中蜂养殖农民专业合作社', '上塝蜂蜜', 'cooperative', '元门乡', '上塝村', '王堃', 'honey'],
  ['白沙南开高塝林下经济种植养殖农民专业合作社', '高塝林下', 'cooperative', '南开乡', '高塝村', '符桂芳', 'rice honey'],
  ['白沙黎锦阿婆手作工坊', null, 'micro', '牙叉镇', '对俄村', '符秀英', 'brocade'],
  ['白沙细水老周茶园家庭农场', '老周茶园', 'family_farm', '细水乡', '白水港村', '周德才', 'tea'],
  ['白沙荣邦福妹百香果家庭农场', '福妹百香果', 'family_farm', '荣邦乡', '高峰村', '吴福妹', 'passion'],
  ['白沙阜龙天堂村红心橙果园', '天堂果园', 'family_farm', '阜龙乡', '天堂村', '黄开勇', 'orange'],
  ['邦溪镇电商服务站', null, 'station', '邦溪镇', null, '陈丽华', 'tea orange passion rice honey'],
  ['七坊镇电商服务站', null, 'station', '七坊镇', null, '李文静', 'orange passion rice honey'],
  ['元门乡电商服务站', null, 'station', '元门乡', null, '符小妹', 'tea rice honey'],
  ['金波乡电商服务站', null, 'station', '金波乡', null, '王志强', 'orange passion honey'],
  ['青松乡电商服务站', null, 'station', '青松乡', null, '张亚秋', 'rice brocade'],
  ['打安镇田表村股份经济合作社', '田表村集体', 'village', '打安镇', '田表村', '符永福', 'orange passion'],
  ['细水乡白水港村股份经济合作社', '白水港村集体', 'village', '细水乡', '白水港村', '羊学军', 'tea honey'],
  ['南开乡高峰村股份经济合作社', '高峰村集体', 'village', '南开乡', '高峰村', '符亚理', 'rice honey'],
  ['符秋菊茶店', null, 'micro', '牙叉镇', null, '符秋菊', 'tea orange rice honey'],
  ['阿珍的橙子', null, 'micro', '打安镇', '长岭村', '林玉珍', 'orange'],
  ['老羊蜂场', null, 'micro', '元门乡', '红茂村', '羊大强', 'honey'],
  ['驻村第一书记小韩', null, 'micro', '青松乡', '拥处村', '韩旭', 'rice honey'],
  ['牙叉方香茶庄', null, 'micro', '牙叉镇', '方香村', '黄秀兰', 'tea'],
  ['七坊果鲜多', null, 'micro', '七坊镇', '阜途村', '吴小燕', 'passion orange'],
  ['金波九架岭果业家庭农场', '九架岭果业', 'family_farm', '金波乡', '牙加村', '陈九生', 'orange'],
  ['白沙邦溪南班茶叶种植农民专业合作社', '南班茶叶', 'cooperative', '邦溪镇', '南班村', '王国民', 'tea'],
  ['白沙阜龙新村百香果种植农民专业合作社', '阜龙新村', 'cooperative', '阜龙乡', '新村', '何业兴', 'passion'],
  ['白沙荣邦俄朗橙柚种植养殖农民专业合作社', '俄朗橙柚', 'cooperative', '荣邦乡', '俄朗村', '符德光', 'orange'],
  ['白沙南开莫好山兰稻种植农民专业合作社', '莫好山兰', 'cooperative', '南开乡', '莫好村', '符文开', 'rice'],
  ['白沙青松益条黎锦织造农民专业合作社', '益条黎锦', 'cooperative', '青松乡', '益条村', '张亚香', 'brocade'],
  ['白沙细水合口茶叶种植农民专业合作社', '合口茶叶', 'cooperative', '细水乡', '合口村', '李德安', 'tea'],
  ['白沙打安南达红心橙产销农民专业合作社', '南达红心橙', 'cooperative', '打安镇', '南达村', '符荣贵', 'orange'],
  ['白沙七坊木棉养蜂农民专业合作社', '木棉养蜂', 'cooperative', '七坊镇', '木棉村', '羊卫民', 'honey'],
  ['罗帅织娘', null, 'micro', '元门乡', '罗帅村', '符丽琼', 'brocade'],
  ['元门罗帅天涯驿站山货铺', '罗帅山货铺', 'micro', '元门乡', '罗帅村', '王少波', 'rice honey tea'],
  ['小黎返乡记', null, 'micro', '金波乡', '金波村', '黎小龙', 'orange honey'],
  ['牙叉桃花茶铺', null, 'micro', '牙叉镇', null, '桂小桃', 'tea'],
  ['红茂阿公山兰米', null, 'micro', '元门乡', '红茂村', '王阿公', 'rice'],
  ['邦溪果然鲜', null, 'micro', '邦溪镇', '地质村', '周小云', 'orange passion'],
  ['荣邦符家果园', null, 'family_farm', '荣邦乡', '邦溪农场队', '符建国', 'orange passion'],
  ['细水林下蜂家庭农场', '细水林下蜂', 'family_farm', '细水乡', '福才村', '高文海', 'honey'],
  ['南开银坡山兰家庭农场', '银坡山兰', 'family_farm', '南开乡', '银坡村', '符银花', 'rice'],
  ['青松打炳百香果', null, 'micro', '青松乡', '打炳村', '张打妹', 'passion'],
  ['阜龙可任茶香', null, 'micro', '阜龙乡', '可任村', '刘春梅', 'tea'],
  ['打安橙哥', null, 'micro', '打安镇', '福妥村', '符海橙', 'orange'],
  ['七坊龙江茶友社', null, 'micro', '七坊镇', '龙江农场队', '蔡志雄', 'tea'],
  ['阿霞山货', null, 'micro', '金波乡', '孔八村', '文彩霞', 'honey passion rice'],
  ['白沙邦溪孔雀蜂业有限公司', '孔雀蜂业', 'enterprise', '邦溪镇', null, '罗广生', 'honey'],
  ['白沙黎织文创有限公司', '黎织文创', 'enterprise', '牙叉镇', null, '符子涵', 'brocade'],
  ['白沙七坊珠碧江果蔬产销农民专业合作社联合社', '珠碧江果蔬', 'cooperative', '七坊镇', '珠碧江农场队', '曾庆海', 'orange passion'],
  ['大学生村官小吴', null, 'micro', '荣邦乡', '俄朗村', '吴家豪', 'passion orange'],
  ['元门翁村织锦', null, 'micro', '元门乡', '翁村', '王亚香', 'brocade'],
  ['细水老队长红茶', null, 'micro', '细水乡', '龙村', '符老队长', 'tea'],
  ['南开牙佬蜂蜜', null, 'micro', '南开乡', '牙佬村', '符亚蜜', 'honey'],
  ['阜龙白准村股份经济合作社', '白准村集体', 'village', '阜龙乡', '白准村', '黎文辉', 'passion rice'],
  ['荣邦乡电商服务站', null, 'station', '荣邦乡', null, '符蓉', 'orange passion'],
  ['阜龙乡电商服务站', null, 'station', '阜龙乡', null, '黎思敏', 'tea passion orange'],
  ['南开乡电商服务站', null, 'station', '南开乡', null, '符开颜', 'rice honey'],
  ['打安镇电商服务站', null, 'station', '打安镇', null, '林小芳', 'orange tea'],
  ['细水乡电商服务站', null, 'station', '细水乡', null, '陈水英', 'tea honey'],
  ['牙叉镇电商服务站', null, 'station', '牙叉镇', null, '郑晓丹', 'tea orange passion rice honey brocade'],
  ['金波阿梅直播小院', null, 'micro', '金波乡', '金波村', '钟秀梅', 'orange'],
  ['老符说山货', null, 'micro', '南开乡', '革新村', '符永强', 'rice honey orange'],
  ['七坊英歌百香果', null, 'micro', '七坊镇', '英歌村', '羊英', 'passion'],
  ['白沙打安子雅油茶果蔬种植农民专业合作社', '子雅果蔬', 'cooperative', '打安镇', '子雅村', '符子雅', 'orange honey'],
  ['邦溪芭蕉村黎锦坊', null, 'micro', '邦溪镇', '芭蕉村', '符金妹', 'brocade'],
  ['青松𠅤岭蜂园', null, 'micro', '青松乡', '𠅤岭村', '张石生', 'honey', 'suspended', '商户名含暂不能印刷的字“𠅤”，待确认简称后恢复'],
  ['荣邦岭尾茶摊', null, 'micro', '荣邦乡', '岭尾村', '符连花', 'tea', 'left'],
  ['元门南训山兰米坊', null, 'micro', '元门乡', '南训村', '王训妹', 'rice', 'applied'],
  ['金波小东方橙园', null, 'micro', '金波乡', '小东方村', '文阿东', 'orange', 'applied'],
]; // prettier-ignore

export const MERCHANTS: readonly MerchantData[] = ROWS.map(
  ([name, short, kind, township, village, contact, sells, state, reason]) => ({
    name,
    short,
    kind,
    township,
    village,
    contact,
    sells: sells.split(' ') as IndustryCode[],
    ...(state ? { state } : {}),
    ...(reason ? { reason } : {}),
  }),
);

export type Platform = 'taobao' | 'douyin' | 'pdd' | 'jd' | 'wechat' | 'kuaishou';

export interface ShopData {
  platform: Platform;
  name: string;
  /** Whose shop it is: the merchant's short or full name. */
  merchant: string;
  sells: readonly IndustryCode[];
  /** Share of the platform's orders. */
  weight: number;
  /** What to type into the platform's search. */
  search: string;
}

const shop = (
  platform: Platform,
  name: string,
  merchant: string,
  sells: string,
  weight: number,
  search = name,
): ShopData => ({ platform, name, merchant, sells: sells.split(' ') as IndustryCode[], weight, search });

export const SHOPS: readonly ShopData[] = [
  shop('douyin', '白沙良食官方店', '良食产销', 'tea orange passion rice honey brocade', 0.4),
  shop('douyin', '陨泉茶业官方旗舰店', '陨泉茶业', 'tea', 0.22),
  shop('douyin', '金波阿梅的橙园', '金波阿梅直播小院', 'orange', 0.24),
  shop('douyin', '仙婆岭百香果', '仙婆岭百香果', 'passion honey', 0.14),
  shop('taobao', '白沙绿茶旗舰店', '陨泉茶业', 'tea', 0.42),
  shop('taobao', '橙意山居果园店', '橙意山居', 'orange', 0.3),
  shop('taobao', '白沙良食企业店', '良食产销', 'passion rice honey', 0.2),
  shop('taobao', '黎织文创', '黎织文创', 'brocade', 0.08),
  shop('pdd', '打安红心橙产地店', '打安红心橙', 'orange', 0.5),
  shop('pdd', '白沙百香果产地直发', '珠碧江果蔬', 'passion orange', 0.35),
  shop('pdd', '白沙山里粮', '高塝林下', 'rice honey', 0.15),
  shop('jd', '中国特产·白沙馆', '良食产销', 'tea orange passion rice honey brocade', 1),
  shop('wechat', '白沙良食微信小店', '良食产销', 'tea orange passion rice honey brocade', 0.6),
  shop('wechat', '㙟茂山兰米', '㙟茂山兰米', 'rice', 0.2),
  shop('wechat', '上塝蜂蜜', '上塝蜂蜜', 'honey', 0.2),
  shop('kuaishou', '老符说山货', '老符说山货', 'rice honey orange', 0.55),
  shop('kuaishou', '小黎返乡记', '小黎返乡记', 'orange honey', 0.45),
];

/** Registered promoters: creators and station heads who sell for a commission. */
export const PROMOTERS: readonly { id: string; name: string; platform: Platform; industries: readonly IndustryCode[] }[] = [
  { id: '70010000001', name: '海南阿妹寻味', platform: 'douyin', industries: ['orange', 'tea'] },
  { id: '70010000002', name: '茶山里的阿辉', platform: 'douyin', industries: ['tea'] },
  { id: '70010000003', name: '驻村第一书记老符', platform: 'kuaishou', industries: ['rice', 'honey', 'orange'] },
  { id: '70010000004', name: '百香果西施', platform: 'douyin', industries: ['passion', 'honey'] },
  { id: '70010000005', name: '返乡青年小黎', platform: 'kuaishou', industries: ['orange', 'honey'] },
  { id: 'sph-bs-0006', name: '黎乡好物推荐', platform: 'wechat', industries: ['rice', 'honey', 'brocade', 'tea'] },
]; // prettier-ignore

/** Not ours: creators of a showcase that nobody in the county knows. */
export const STRANGERS = [
  ['61882019331', '吃遍海南的老王'],
  ['61882044710', '水果批发小陈'],
  ['61882073355', '茶话馆长'],
] as const;
