import { describe, expect, it } from 'vitest';
import { groupNotice, shareTexts } from './share-texts.ts';

const subject = {
  county: '白沙县',
  name: '秋茶开采节',
  startsOn: '2026-11-15',
  endsOn: '2026-12-02',
  products: [
    { name: '白沙绿茶', spec: '250 克罐', unit: '罐', priceFen: 12800 },
    { name: '红心橙', spec: '5 斤装', unit: '箱', priceFen: 6880 },
  ],
};
const by = { merchant: '阿霞的果园', link: 'https://bsh.example/ABCD1234', spokenCode: '白沙07' };

describe('ready words', () => {
  it('say what, when, at which price and where, and nothing else', () => {
    expect(shareTexts(subject, by, 'zh-CN')).toEqual([
      '秋茶开采节，11月15日至12月2日。白沙绿茶 128 元/罐。找阿霞的果园：https://bsh.example/ABCD1234',
      '秋茶开采节（11月15日至12月2日）\n· 白沙绿茶 250 克罐，128 元/罐\n· 红心橙 5 斤装，68.80 元/箱\n阿霞的果园。下单说口令“白沙07”。https://bsh.example/ABCD1234',
    ]);
    expect(
      shareTexts({ ...subject, products: [], endsOn: subject.startsOn }, { ...by, spokenCode: null }, 'en'),
    ).toEqual([
      '秋茶开采节, 15 Nov. From 阿霞的果园: https://bsh.example/ABCD1234',
      '秋茶开采节 (15 Nov)\n阿霞的果园. https://bsh.example/ABCD1234',
    ]);
  });

  it('for the group name the page where everybody finds their own poster', () => {
    expect(groupNotice(subject, { merchantPage: 'https://alley.example/m/posters/bs2611' }, 'zh-CN')).toBe(
      '【白沙县】秋茶开采节：11月15日至12月2日\n· 白沙绿茶 250 克罐，128 元/罐\n· 红心橙 5 斤装，68.80 元/箱\n请打开下面的页面领自己的海报，长按图片选「保存图片」，发到朋友圈和群里：\nhttps://alley.example/m/posters/bs2611\n海报上的价格和日期请不要改动，有问题找服务中心。',
    );
  });
});
