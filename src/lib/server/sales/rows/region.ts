/**
 * Province, city, county of a buyer, and nothing below: the street is dropped before anything is stored.
 * Provinces are kept in full: 广东 → 广东省.
 */
export interface Region {
  province: string | null;
  city: string | null;
  county: string | null;
}

const PROVINCES = [
  '北京市', '天津市', '上海市', '重庆市', '河北省', '山西省', '辽宁省', '吉林省', '黑龙江省', '江苏省', '浙江省', '安徽省',
  '福建省', '江西省', '山东省', '河南省', '湖北省', '湖南省', '广东省', '海南省', '四川省', '贵州省', '云南省', '陕西省',
  '甘肃省', '青海省', '台湾省', '内蒙古自治区', '广西壮族自治区', '西藏自治区', '宁夏回族自治区', '新疆维吾尔自治区',
  '香港特别行政区', '澳门特别行政区',
]; // prettier-ignore
const SHORT_NAME = /(?:省|市|壮族自治区|回族自治区|维吾尔自治区|自治区|特别行政区)$/;
const BY_NAME = new Map(
  PROVINCES.flatMap((full) => [
    [full, full],
    [full.replace(SHORT_NAME, ''), full],
  ]),
);
const SHORTS = [...BY_NAME.keys()].sort((a, b) => b.length - a.length);
const CITY = /^[\u3400-\u9fff]{2,20}(?:市|州|盟|地区|县|行政单位|林区)$/;
const COUNTY = /^[\u3400-\u9fff]{2,20}(?:区|县|市|旗|镇|团)$/;

export const NO_REGION: Region = { province: null, city: null, county: null };

/** From columns of their own. Masked (`****`) or unknown parts are null. */
export function regionFromParts(province: string, city: string, county: string): Region {
  const full = BY_NAME.get(province) ?? null;
  return { province: full, city: unmasked(city), county: unmasked(county) };
}

/** From the first three words of an address; of an address without spaces (京东) only the province is told. */
export function regionFromAddress(address: string): Region {
  if (address === '') return NO_REGION;
  const words = address.split(/\s+/, 3);
  const first = words[0] ?? '';
  const province = BY_NAME.get(first) ?? null;
  if (province === null) {
    const leading = SHORTS.find((name) => address.startsWith(name));
    return { province: leading ? (BY_NAME.get(leading) ?? null) : null, city: null, county: null };
  }
  const city = CITY.test(words[1] ?? '') ? (words[1] ?? null) : null;
  return { province, city, county: city && COUNTY.test(words[2] ?? '') ? (words[2] ?? null) : null };
}

function unmasked(text: string): string | null {
  return text !== '' && text !== '-' && /^[\u3400-\u9fff·]{2,20}$/.test(text) ? text : null;
}
