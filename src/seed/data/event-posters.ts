/** Words of the demo's posters of events: market bills, recruitment, public notices. Days follow the campaign's. */

export interface MarketWords {
  headline: string;
  slogan: string;
  transit: string;
  stops: readonly string[];
  tastes: readonly string[];
}

/** By the campaign whose event on the spot is announced; at least one in every season. */
export const MARKETS: Readonly<Record<string, MarketWords>> = {
  'new-rice': {
    headline: '㙟茂村新米品鉴',
    slogan: '第一锅，先请你尝',
    transit: '县城乘农村客运，50 分钟',
    stops: ['县汽车站', '青松', '㙟茂村'],
    tastes: ['新米饭', '竹筒饭', '山兰酒酿'],
  },
  'new-year-market': {
    headline: '元旦山货市集',
    slogan: '十一个乡镇，一个广场',
    transit: '县内公交到文化广场',
    stops: ['县汽车站', '牙叉农贸', '文化广场'],
    tastes: ['红心橙', '山兰米糕', '山蜂蜜', '烤红薯'],
  },
  'brocade-week': {
    headline: '三月三黎锦集市',
    slogan: '织娘在场，看得见手',
    transit: '县内公交到文化广场',
    stops: ['县汽车站', '文化广场'],
    tastes: ['三色饭', '竹筒饭', '鱼茶'],
  },
  'tea-opening': {
    headline: '头采茶评鉴会',
    slogan: '一芽一叶，刚下山',
    transit: '县城乘茶园专线，25 分钟',
    stops: ['县汽车站', '牙叉', '方香村'],
    tastes: ['头采绿茶', '工夫红茶', '茶点心'],
  },
  'passion-summer': {
    headline: '七坊采摘体验',
    slogan: '切开就是夏天',
    transit: '县城乘农村客运，40 分钟',
    stops: ['县汽车站', '七坊', '高石村'],
    tastes: ['百香果', '冰百香果茶'],
  },
  harvest: {
    headline: '七坊丰收大集',
    slogan: '逢集日，收成都在街上',
    transit: '县城乘农村客运，40 分钟',
    stops: ['县汽车站', '七坊', '农贸街'],
    tastes: ['山兰新米', '山蜂蜜', '五脚猪肉', '糯米糍'],
  },
};

export interface RecruitmentWords {
  headline: string;
  slogan: string;
  who: string;
  gets: string;
  /** After the days: hours and place. */
  where: string;
  /** Before the deadline. */
  join: string;
}

const HOSTS: RecruitmentWords = {
  headline: '招募村里的主播',
  slogan: '五天学会开一场直播',
  who: '本县农户、合作社员工和返乡青年，年满 18 周岁，会用手机就行',
  gets: '五天课程，补光灯借用三个月，结业后进县直播间轮岗',
  where: '每天 9:00—16:30，县电商服务中心二楼',
  join: '带身份证到村电商服务站登记，或扫码填表',
};

/** By the campaign that needs people. */
export const RECRUITMENTS: Readonly<Record<string, RecruitmentWords>> = {
  'orange-opening': HOSTS,
  'village-hosts': { ...HOSTS, headline: '招募村播学员' },
  'tea-opening': {
    headline: '招募茶园讲解员',
    slogan: '开采季十二天，管午饭',
    who: '在读大学生和返乡青年，说普通话，会一种黎语方言的优先',
    gets: '三天培训，讲解服一套，每天误工补助按县里标准发',
    where: '每天 8:30—17:00，牙叉镇方香村茶园',
    join: '到村电商服务站登记，或扫码填表',
  },
  'passion-summer': {
    headline: '招募集市摊主',
    slogan: '摊位二十四个，先到先选',
    who: '本县合作社、家庭农场和持证小作坊，产品有检测报告',
    gets: '两米摊位一个，统一招牌和收款码，不收摊位费',
    where: '每天 8:00—13:00，七坊镇高石村',
    join: '带营业执照和检测报告到镇服务站登记，或扫码填表',
  },
  harvest: {
    headline: '招募大集摊主',
    slogan: '摊位六十个，先到先选',
    who: '本县合作社、家庭农场和持证小作坊，产品有检测报告',
    gets: '两米摊位一个，统一招牌和收款码，不收摊位费',
    where: '每天 8:00—16:00，七坊镇农贸街',
    join: '带营业执照和检测报告到镇服务站登记，或扫码填表',
  },
};

/** Public notices by campaign: a title, and paragraphs in which `{days}` and `{venue}` are filled in. */
export const NOTICES: Readonly<Record<string, readonly [title: string, ...body: string[]]>> = {
  'orange-opening': [
    '橙园开园交通提示',
    '{days}，{venue}举行开园活动，进村道路单向通行，请从打安方向进、金波方向出。',
    '私家车停在村口临时停车场，步行约十分钟到橙园。县城客运站加开班车，八点起每半小时一班。',
    '果园湿滑，请穿防滑鞋，看好老人和孩子。',
  ],
  'tea-opening': [
    '开茶活动交通提示',
    '{days}，{venue}举行开采活动，茶园路八点至十四点不通货车。',
    '私家车停在镇文化广场，换乘接驳车上山，接驳车不收费，末班十五点返回。',
    '山上早晚温差大，请带外衣；茶园里不抽烟。',
  ],
  'passion-summer': [
    '采摘体验防暑提示',
    '{days}采摘活动照常举行。气温高，采摘时间为早上八点半至十二点半，下午不开放。',
    '请戴帽子，多喝水；身体不舒服的，就近到棚下找工作人员，现场有医护值班。',
  ],
  harvest: [
    '丰收节交通提示',
    '{days}，{venue}举行丰收节，广场周边道路早上七点至晚上九点限行。',
    '各乡镇有接驳车到广场，上车点在镇政府门口。大件行李请存在东侧服务点。',
    '现场人多，请按指引进出，看好老人和孩子。',
  ],
};
