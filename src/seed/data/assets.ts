/**
 * The library of the demo county. No photograph of a real place exists for an invented county, so these are the house's own
 * drawings, and say so. Days are counted from today.
 */
import type { AssetLicence, AssetSource, AssetUse } from '#lib/server/brand/assets/terms.ts';

export interface AssetRow {
  /** Of the house's illustrations. */
  picture: string;
  title: string;
  description: string;
  author: string;
  source: AssetSource;
  licence: AssetLicence;
  uses: readonly AssetUse[];
  from: number;
  to: number | null;
  note?: string;
  tags: readonly string[];
  focal: readonly [number, number];
  /** Days ago the rights holder took it back. */
  withdrawn?: number;
  archived?: true;
}

const ALL: readonly AssetUse[] = ['poster', 'print', 'livestream_cover', 'report'];

export const ASSETS: readonly AssetRow[] = [
  {
    picture: 'tea-terraces-dawn',
    title: '元门茶园清晨（绘图）',
    description: '日出时的梯田茶园，一棵树立在山脊上',
    author: '县文化馆 符雅琴',
    source: 'own',
    licence: 'own_work',
    uses: ALL,
    from: -400,
    to: null,
    tags: ['绘图', '春茶', '梯田', '元门'],
    focal: [0.67, 0.58],
  },
  {
    picture: 'orange-grove',
    title: '红心橙果园（绘图）',
    description: '两行橙树之间的小路，果农提着竹筐',
    author: '山野同城工作室 王绍棠',
    source: 'commissioned',
    licence: 'assigned',
    uses: ALL,
    from: -220,
    to: null,
    note: '著作权转让合同 2026-014',
    tags: ['绘图', '红心橙', '采摘'],
    focal: [0.55, 0.62],
  },
  {
    picture: 'mountain-rice',
    title: '山兰稻熟了（绘图）',
    description: '坡地上成熟的山兰稻，远处是寨子',
    author: '县文化馆 符雅琴',
    source: 'own',
    licence: 'own_work',
    uses: ALL,
    from: -300,
    to: null,
    tags: ['绘图', '山兰稻', '秋收'],
    focal: [0.58, 0.48],
  },
  {
    picture: 'honey-comb-jar',
    title: '蜂巢与蜜罐（绘图）',
    description: '一块蜂巢和一罐百花蜜，旁边飞着几只蜂',
    author: '图源社（购买）',
    source: 'bought',
    licence: 'bought',
    uses: ['poster', 'report'],
    from: -335,
    to: 30,
    note: '一年期授权，订单 TY-88213；续费前请先停用',
    tags: ['绘图', '蜂蜜'],
    focal: [0.6, 0.55],
  },
  {
    picture: 'passion-fruit',
    title: '切开的百香果（绘图）',
    description: '藤上的百香果，前面一枚切开',
    author: '图源社（购买）',
    source: 'bought',
    licence: 'bought',
    uses: ['poster', 'livestream_cover'],
    from: -420,
    to: -55,
    note: '授权已到期，未续',
    tags: ['绘图', '百香果'],
    focal: [0.5, 0.63],
  },
  {
    picture: 'market-day',
    title: '七坊赶集（绘图）',
    description: '集市上的摊位和来往的人',
    author: '县融媒体中心',
    source: 'archive',
    licence: 'permission',
    uses: ['report'],
    from: -500,
    to: 240,
    note: '融媒体中心只许可用于总结报告',
    tags: ['绘图', '赶集', '七坊'],
    focal: [0.5, 0.54],
  },
  {
    picture: 'li-brocade',
    title: '黎锦织机（绘图）',
    description: '织机上一幅未完成的锦，几何纹样',
    author: '邦溪黎锦合作社',
    source: 'merchant',
    licence: 'permission',
    uses: ['poster', 'report'],
    from: -180,
    to: 185,
    note: '合作社来函撤回，纹样另有约定',
    tags: ['绘图', '黎锦', '邦溪'],
    focal: [0.62, 0.58],
    withdrawn: 12,
  },
  {
    picture: 'tea-cup',
    title: '一盏白沙绿茶（绘图）',
    description: '木桌上一只白瓷杯，热气上升',
    author: '山野同城工作室 王绍棠',
    source: 'commissioned',
    licence: 'assigned',
    uses: ALL,
    from: -120,
    to: null,
    tags: ['绘图', '绿茶', '静物'],
    focal: [0.56, 0.54],
  },
  {
    picture: 'village-morning',
    title: '寨子早晨（绘图）',
    description: '船形屋前的空地，鸡和炊烟',
    author: '',
    source: 'merchant',
    licence: 'unknown',
    uses: [],
    from: -3,
    to: null,
    note: '商户微信发来，作者和许可待补',
    tags: ['绘图', '待登记'],
    focal: [0.45, 0.52],
  },
  {
    picture: 'harvest-crates',
    title: '丰收筐 2024（绘图）',
    description: '码好的果筐',
    author: '县文化馆 符雅琴',
    source: 'own',
    licence: 'own_work',
    uses: ALL,
    from: -700,
    to: null,
    tags: ['绘图', '旧图'],
    focal: [0.56, 0.58],
    archived: true,
  },
];
