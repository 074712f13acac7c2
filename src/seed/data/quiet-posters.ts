/** Words of the demo's quiet posters: origin stories, statements, thanks, seasons. Nothing here is a claim about an effect. */
import type { IndustryCode } from './county.ts';

export interface Story {
  headline: string;
  slogan: string;
  picture: string;
  paragraphs: readonly [string, string, string];
  facts: readonly { label: string; value: string }[];
}

export const STORIES: Partial<Record<IndustryCode, Story>> = {
  tea: {
    headline: '陨石坑里的一盏茶',
    slogan: '雾散得慢，茶长得也慢。',
    picture: 'art:tea-hills',
    paragraphs: [
      '约七十万年前，一颗陨石落在今天的白沙，留下一圈环形的山。雾进了山口便散得慢，清早要到九点才见得着山脊。',
      '茶就种在坑里。这里的土碎过一回，砂多，透水快。种茶的人说，茶树根扎得深，新芽出得齐。',
      '别处的茶还在过冬，白沙一月就开采，只采一芽两叶，当天摊青、杀青、揉捻。',
    ],
    facts: [
      { label: '产地', value: '牙叉镇、元门乡茶园' },
      { label: '采摘', value: '一芽两叶' },
      { label: '开采', value: '一月中旬' },
    ],
  },
  orange: {
    headline: '等它自己红到心里',
    slogan: '红了才剪，剪了就发。',
    picture: 'illustration:orange-grove',
    paragraphs: [
      '橙园在金波和打安的缓坡上，夜里凉，白天晒。十月皮先黄，果肉还要再等二十来天。',
      '阿梅每天剪几个切开看：红到心里了，才通知开园。剪果用圆头剪，果蒂留两毫米，不碰伤旁边的果。',
      '剪下来先在棚里放一夜，退掉田间的热，第二天一早分级、装箱，当天发走。',
    ],
    facts: [
      { label: '产地', value: '金波乡、打安镇' },
      { label: '果径', value: '75—85 毫米' },
      { label: '开园', value: '十一月中旬' },
    ],
  },
  rice: {
    headline: '山坡上的一季稻',
    slogan: '一年一季，不赶。',
    picture: 'illustration:mountain-rice',
    paragraphs: [
      '山兰是旱稻，不下水田，种在坡上。五月点种，一个窝三五粒，靠雨水长大，一年只收一季。',
      '收的时候不用机器，一穗一穗地摘，扎成把，挂在屋檐下晾。村里人说，晾透了的谷子，煮起来才有声响。',
      '青松、南开几个村合用一台碾米机，约好日子一起碾。碾出来的米颗粒短圆，蒸熟了香。',
    ],
    facts: [
      { label: '产地', value: '青松乡、南开乡' },
      { label: '点种', value: '五月' },
      { label: '收割', value: '十一月上旬' },
    ],
  },
};

/** Statements of the brand, by the campaign that carries them. The break is where the breath is. */
export const STATEMENTS: Readonly<Record<string, string>> = {
  'tea-opening': '山不赶路，\n食自有时。',
  'orange-opening': '树上等红，\n人间等你。',
  harvest: '一山一水，\n一季一味。',
};

/** Campaigns whose merchants get a card when a solar term falls into them. */
export const SEASONAL = [
  'orange-opening',
  'new-rice',
  'double-twelve',
  'laba',
  'tea-opening',
  'pre-qingming',
  'guyu-tea',
  'passion-summer',
  'harvest',
] as const;

/** One line a term, about the hills and not about goods. */
export const TERM_LINES: Readonly<Record<string, string>> = {
  小寒: '山里起雾，火塘边坐满了人。',
  大寒: '一年最冷的几天，茶芽在醒。',
  立春: '芽头冒得比日历早。',
  雨水: '雨细，路软，山一天绿一层。',
  惊蛰: '雷过山口，茶园里热闹起来。',
  春分: '昼夜一样长，花和叶一样多。',
  清明: '采一把新茶，等你回来喝。',
  谷雨: '雨生百谷，也生春茶。',
  立夏: '蝉还没叫，荔枝先红了脸。',
  小满: '雨一场接一场，果一天大一圈。',
  芒种: '点下山兰种，等山风和雨。',
  夏至: '白天最长，正好慢慢吃饭。',
  小暑: '溪水凉，瓜果甜。',
  大暑: '午后一场雨，山里好睡觉。',
  立秋: '风从山口来，带着稻花香。',
  处暑: '热气退到山脚下了。',
  白露: '露水上了叶子，早起的人看见。',
  秋分: '稻子黄一半，月亮圆一半。',
  寒露: '橙子开始转色，别急。',
  霜降: '稻子低头，山里就静了。',
  立冬: '收完最后一垄，喝碗新米粥。',
  小雪: '北方落雪，南方落果。',
  大雪: '寄一箱橙，就当寄了太阳。',
  冬至: '天再冷些，就有新茶了。',
};

export const THANKS_LINES: Readonly<Record<string, readonly [headline: string, thanks: string]>> = {
  'tea-opening': ['谢谢你来赶这场春', '茶是一叶一叶采的，谢谢是一户一户记着的。'],
  harvest: ['谢谢你来山里过节', '谷子进了仓，人情也进了仓。明年再来。'],
  'mid-autumn': ['谢谢你把月亮带走', '山货走了很远的路，替我们问声好。'],
  'passion-summer': ['谢谢你尝这个夏天', '果子一筐一筐下山，谢谢一句一句上山。'],
  'double-eleven': ['谢谢你等这一箱', '慢一点发，是为了少坏一个。谢谢你肯等。'],
};
