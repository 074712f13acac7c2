import type { IndustryCode } from './county.ts';

export interface ProductData {
  /** Base of coded SKUs. */
  code: string;
  industry: IndustryCode;
  name: string;
  nameEn: string;
  spec: string;
  unit: string;
  priceFen: number;
  /** Basis points; null = nobody has filled it in. */
  marginBp: number | null;
  picture: string;
  /** Made for this campaign alone (a template's key): nobody else sells it, and nobody at another time. */
  onlyAt?: string;
  /** Share of the industry's orders. */
  weight: number;
  storyZh: string;
  storyEn: string;
}

export const PRODUCTS: readonly ProductData[] = [
  {
    code: 'LC01', industry: 'tea', name: '白沙绿茶 明前芽茶', nameEn: 'Baisha green tea, pre-Qingming buds', spec: '100 克罐', unit: '罐',
    priceFen: 16800, marginBp: 4200, picture: 'tea-leaves', weight: 0.3,
    storyZh: '茶园在陨石坑边缘的坡地上，海拔四百多米，晨雾散得慢。一芽一叶手采，当天杀青。',
    storyEn: 'Grown on the slopes of an old meteorite crater, above four hundred metres, where the morning mist is slow to lift. One bud and one leaf, picked by hand and fixed the same day.',
  },
  {
    code: 'LC02', industry: 'tea', name: '白沙绿茶 一级', nameEn: 'Baisha green tea, grade one', spec: '250 克袋', unit: '袋',
    priceFen: 9800, marginBp: 3800, picture: 'tea-terraces-dawn', weight: 0.38,
    storyZh: '日常喝的口粮茶，条索紧结，汤色黄绿，耐泡。执行标准 GB/T 14456。',
    storyEn: 'An everyday tea with tight leaves and a clear green-gold cup. Graded by GB/T 14456.',
  },
  {
    code: 'LC03', industry: 'tea', name: '白沙绿茶 袋泡茶', nameEn: 'Baisha green tea bags', spec: '2 克×30 包', unit: '盒',
    priceFen: 4980, marginBp: 4500, picture: 'tea-cup', weight: 0.2,
    storyZh: '独立小包，办公室、路上都方便，三十包一盒。',
    storyEn: 'Thirty single bags for the office and the road.',
  },
  {
    code: 'HC01', industry: 'tea', name: '白沙红茶 工夫', nameEn: 'Baisha black tea', spec: '100 克罐', unit: '罐',
    priceFen: 8800, marginBp: 4000, picture: 'tea-leaves', weight: 0.12,
    storyZh: '同一片茶园的夏秋茶青，全发酵，香气甜润。',
    storyEn: 'Summer and autumn leaves of the same gardens, fully oxidised, sweet on the nose.',
  },
  {
    code: 'HXC03', industry: 'orange', name: '白沙红心橙 尝鲜装', nameEn: 'Red-heart oranges, tasting box', spec: '3 斤装', unit: '箱',
    priceFen: 3680, marginBp: 2400, picture: 'red-orange-halved', weight: 0.26,
    storyZh: '果肉深橙带红，皮薄汁多，十一月中旬起分批采摘，现摘现发。',
    storyEn: 'Deep orange-red flesh, thin skin, plenty of juice. Picked in turns from mid November and sent the same day.',
  },
  {
    code: 'HXC05', industry: 'orange', name: '白沙红心橙 家庭装', nameEn: 'Red-heart oranges, family box', spec: '5 斤装', unit: '箱',
    priceFen: 5680, marginBp: 2800, picture: 'orange-grove', weight: 0.48,
    storyZh: '单果 70—80 毫米，树上熟透再采，五斤约十二到十五个。',
    storyEn: 'Fruit of 70–80 mm, ripened on the tree; twelve to fifteen in a box.',
  },
  {
    code: 'HXC10', industry: 'orange', name: '白沙红心橙 礼盒', nameEn: 'Red-heart oranges, gift box', spec: '10 斤礼盒', unit: '盒',
    priceFen: 10800, marginBp: 3000, picture: 'harvest-crates', weight: 0.26,
    storyZh: '单果 80 毫米以上，逐个套网，年节走亲访友。',
    storyEn: 'Fruit above 80 mm, each in its net: a box for visits at the turn of the year.',
  },
  {
    code: 'BXG12', industry: 'passion', name: '白沙百香果 12 枚', nameEn: 'Passion fruit, twelve', spec: '12 枚', unit: '盒',
    priceFen: 2680, marginBp: 2200, picture: 'passion-fruit', weight: 0.6,
    storyZh: '紫皮黄金果各半，酸甜分明，对半切开用勺就能吃。',
    storyEn: 'Half purple, half golden. Cut in two and take a spoon.',
  },
  {
    code: 'BXG05', industry: 'passion', name: '白沙百香果 大果', nameEn: 'Passion fruit, large', spec: '5 斤装', unit: '箱',
    priceFen: 4580, marginBp: 2500, picture: 'passion-fruit', weight: 0.4,
    storyZh: '单果 70 克以上，适合做饮品和烘焙。',
    storyEn: 'Above 70 g each, for drinks and baking.',
  },
  {
    code: 'SLM05', industry: 'rice', name: '白沙山兰米', nameEn: 'Mountain orchid rice', spec: '2.5 千克袋', unit: '袋',
    priceFen: 6980, marginBp: 3200, picture: 'mountain-rice', weight: 0.55,
    storyZh: '黎家山坡旱稻，一年一季，不灌水，颗粒短圆，煮出来有米香。',
    storyEn: 'Dry rice of the Li hillsides: one harvest a year, no paddies, short round grains that smell of rice.',
  },
  {
    code: 'SLM01', industry: 'rice', name: '白沙山兰米 小袋', nameEn: 'Mountain orchid rice, small', spec: '500 克袋', unit: '袋',
    priceFen: 1880, marginBp: 3400, picture: 'mountain-rice', weight: 0.45,
    storyZh: '一家人一顿的量，适合先尝一尝，也常用来包粽子、熬腊八粥。',
    storyEn: 'One family meal, for a first taste, for rice dumplings or Laba porridge.',
  },
  {
    code: 'FM500', industry: 'honey', name: '白沙山蜂蜜', nameEn: 'Hill honey', spec: '500 克瓶', unit: '瓶',
    priceFen: 6800, marginBp: 4400, picture: 'honey-comb-jar', weight: 0.65,
    storyZh: '橡胶林和荔枝林间放养的中蜂，一年取两次蜜。',
    storyEn: 'Native bees between rubber and lychee groves; the honey is taken twice a year.',
  },
  {
    code: 'FM2L', industry: 'honey', name: '白沙山蜂蜜 双瓶礼盒', nameEn: 'Hill honey, gift box', spec: '500 克×2', unit: '盒',
    priceFen: 13600, marginBp: 4600, picture: 'honey-comb-jar', weight: 0.35,
    storyZh: '两瓶同批次，附采收批号卡。',
    storyEn: 'Two jars of one batch, with its harvest card.',
  },
  {
    code: 'LJ01', industry: 'brocade', name: '黎锦杯垫 一对', nameEn: 'Li brocade coasters, a pair', spec: '一对', unit: '对',
    priceFen: 5800, marginBp: 5000, picture: 'li-brocade', weight: 0.5,
    storyZh: '腰机手织，纹样取自大力神与山纹，每一对略有不同。',
    storyEn: 'Woven on a back-strap loom after hill and ancestor patterns; no pair is quite like another.',
  },
  {
    code: 'LJ05', industry: 'brocade', name: '黎锦手拿包', nameEn: 'Li brocade clutch', spec: '22×14 厘米', unit: '个',
    priceFen: 15800, marginBp: 4800, picture: 'li-brocade', weight: 0.32,
    storyZh: '传习所织娘手工织造，牛皮包边。',
    storyEn: 'Woven by the school’s weavers, edged in leather.',
  },
  {
    code: 'LJ09', industry: 'brocade', name: '黎锦围巾', nameEn: 'Li brocade scarf', spec: '180×35 厘米', unit: '条',
    priceFen: 36800, marginBp: 5200, picture: 'li-brocade', weight: 0.18,
    storyZh: '一条要织九到十二天，棉线植物染。',
    storyEn: 'Nine to twelve days at the loom, cotton dyed with plants.',
  },
  {
    code: 'LJ11', industry: 'brocade', name: '黎锦发带', nameEn: 'Li brocade hair band', spec: '一条', unit: '条',
    priceFen: 3800, marginBp: null, picture: 'li-brocade', weight: 0.2, onlyAt: 'qixi-brocade',
    storyZh: '传习班学员的练习作品，只在七夕市集上出售。',
    storyEn: 'First works of the weaving class, sold at the Qixi market only.',
  },
]; // prettier-ignore
