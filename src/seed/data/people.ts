/** Surnames and regions for buyers, invented; what is personal of them never leaves the import. */
export const SURNAMES = [...'王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段'];
export const GIVEN = [...'伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰红梅建国晨浩宇轩涵雪琪欣怡佳慧婷雯倩文斌鹏飞辉波海燕春凤云莲香月菊'];

export interface RegionData {
  province: string;
  cities: readonly (readonly [city: string, ...districts: string[]])[];
  weight: number;
}

export const REGIONS: readonly RegionData[] = [
  { province: '广东省', weight: 24, cities: [['广州市', '天河区', '越秀区', '番禺区'], ['深圳市', '南山区', '福田区', '龙岗区'], ['东莞市', '南城区'], ['佛山市', '禅城区', '顺德区'], ['湛江市', '赤坎区']] },
  { province: '海南省', weight: 17, cities: [['海口市', '龙华区', '美兰区', '琼山区'], ['三亚市', '吉阳区', '天涯区'], ['儋州市', '那大镇']] },
  { province: '浙江省', weight: 8, cities: [['杭州市', '西湖区', '余杭区'], ['宁波市', '鄞州区'], ['温州市', '鹿城区']] },
  { province: '江苏省', weight: 7, cities: [['南京市', '建邺区', '鼓楼区'], ['苏州市', '姑苏区', '吴中区'], ['无锡市', '滨湖区']] },
  { province: '上海市', weight: 6, cities: [['上海市', '浦东新区', '徐汇区', '闵行区']] },
  { province: '北京市', weight: 6, cities: [['北京市', '朝阳区', '海淀区', '丰台区']] },
  { province: '福建省', weight: 5, cities: [['福州市', '鼓楼区'], ['厦门市', '思明区'], ['泉州市', '丰泽区']] },
  { province: '湖南省', weight: 5, cities: [['长沙市', '岳麓区', '雨花区'], ['株洲市', '天元区']] },
  { province: '湖北省', weight: 4, cities: [['武汉市', '洪山区', '武昌区'], ['宜昌市', '西陵区']] },
  { province: '四川省', weight: 4, cities: [['成都市', '武侯区', '锦江区'], ['绵阳市', '涪城区']] },
  { province: '山东省', weight: 4, cities: [['济南市', '历下区'], ['青岛市', '市南区']] },
  { province: '河南省', weight: 3, cities: [['郑州市', '金水区'], ['洛阳市', '洛龙区']] },
  { province: '广西壮族自治区', weight: 3, cities: [['南宁市', '青秀区'], ['桂林市', '象山区']] },
  { province: '重庆市', weight: 2, cities: [['重庆市', '渝中区', '江北区']] },
  { province: '陕西省', weight: 1, cities: [['西安市', '雁塔区']] },
  { province: '辽宁省', weight: 1, cities: [['沈阳市', '和平区'], ['大连市', '中山区']] },
]; // prettier-ignore

export const REMARKS = ['请尽快发货', '送人的，麻烦包装好一点', '不要放快递柜', '周末在家再送', '老顾客了', '帮忙挑甜一点的', '发顺丰', '放门卫'] as const;
