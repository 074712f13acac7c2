import { describe, expect, test } from 'vitest';
import sentences from './data/law-sentences.json' with { type: 'json' };
import { checkTexts, type Channel, type CheckInput, type ProductTag } from './check.ts';
import { BASE_LIST } from './list.ts';

interface Sentence {
  text: string;
  expect: string[];
  severity?: string;
  tags?: string[];
  hits?: number;
}

const DAY = '2026-03-01';
const ALL: Omit<CheckInput, 'texts'> = {
  tags: ['food', 'tea', 'alcohol', 'agri'],
  channels: ['poster', 'h5', 'wechat', 'livestream'],
  type: 'advertisement',
  evidence: [],
  on: DAY,
  until: DAY,
};
const KNOWN_CHANNELS: readonly string[] = ['poster', 'h5', 'wechat', 'xiaohongshu', 'livestream'];

function check(sentence: Sentence) {
  const input: CheckInput = sentence.tags
    ? {
        ...ALL,
        tags: sentence.tags.filter((t) => !KNOWN_CHANNELS.includes(t)) as ProductTag[],
        channels: sentence.tags.filter((t) => KNOWN_CHANNELS.includes(t)) as Channel[],
        texts: [{ slot: 'text', text: sentence.text }],
      }
    : { ...ALL, texts: [{ slot: 'text', text: sentence.text }] };
  return checkTexts(BASE_LIST, input);
}

/** Why a sentence is judged wrong, or null. */
function fault(sentence: Sentence): string | null {
  const { hits } = check(sentence);
  const ids = hits.flatMap((h) => h.ruleIds);
  const missing = sentence.expect.filter((id) => !ids.includes(id));
  if (missing.length > 0) return `${sentence.text}: ${missing.join()} not found, got ${ids.join()}`;
  if (sentence.expect.length === 0 && ids.length > 0) return `${sentence.text}: must pass, got ${ids.join()}`;
  if (sentence.severity && hits[0]?.severity !== sentence.severity)
    return `${sentence.text}: ${hits[0]?.severity ?? 'none'}, not ${sentence.severity}`;
  if (sentence.hits !== undefined && hits.length !== sentence.hits)
    return `${sentence.text}: ${hits.length} hits, not ${sentence.hits}`;
  return null;
}

describe('the sentences that come with the list', () => {
  const all: Sentence[] = sentences.sentences;
  test('all 137 are judged right', () => {
    expect(all.length).toBe(137);
    expect(all.map(fault).filter((f) => f !== null)).toEqual([]);
  });
  test('so are the ones added since', () => {
    expect((sentences.more as Sentence[]).map(fault).filter((f) => f !== null)).toEqual([]);
  });
});

const shown = (text: string, change: Partial<CheckInput> = {}) =>
  checkTexts(BASE_LIST, { ...ALL, texts: [{ slot: 'text', text }], ...change });
const idsOf = (text: string, change: Partial<CheckInput> = {}) =>
  shown(text, change).hits.flatMap((h) => h.ruleIds);

describe('words that must pass', () => {
  test.each([
    '最近', '最后一天', '最新上市', '最多限购', '最大限度', '最佳饮用温度', '最低生活保障', '最高人民法院', '第一次', '第一书记',
    '第一时间', '第一届', '全国第一届', '第一季度', '第一泡', '前100名', '唯一编码', '首个周末', '国家级农业产业化重点龙头企业',
    '有机肥', '有机会', '有机结合', '助力乡村振兴', '分享会', '巴氏杀菌', '治愈系', '康复医院', '政府采购', '指导单位：县委宣传部',
    '比去年同期', '保底价收购', '特级教师',
  ])('%s', (text) => {
    expect(shown(text).hits.filter((h) => h.severity !== 'notice')).toEqual([]);
  }); // prettier-ignore

  test('国家级非物质文化遗产 meets the award rule only', () => {
    expect(idsOf('国家级非物质文化遗产')).toEqual(['CERT-05']);
  });
});

describe('words that must be caught in spite of disguise', () => {
  test.each([
    ['最·佳', 'ABS-02'],
    ['第 一 品 牌', 'ABS-04'],
    ['全国\n第一', 'ABS-04'],
    ['销量第１', 'ABS-04'],
    ['ＴＯＰ１', 'ABS-05'],
    ['最\u200d佳', 'ABS-02'],
    ['最\u0336佳', 'ABS-02'],
    ['國家級', 'ABS-01'],
    ['全網最低價', 'ABS-13'],
  ])('%s', (text, id) => {
    expect(idsOf(text)).toContain(id);
  });

  test('the hit names the words as they were typed', () => {
    expect(shown('好茶，最·佳！').hits[0]).toMatchObject({ start: 3, end: 6, text: '最·佳' });
    expect(shown('我們是全國第 １').hits[0]?.text).toBe('全國第 １');
  });
});

describe('exceptions, completion, evidence', () => {
  test('an exception counts only where it covers the whole hit', () => {
    expect(idsOf('最佳饮用温度80℃，全县最佳')).toEqual(['ABS-02']);
    expect(shown('最佳饮用温度80℃，全县最佳').hits[0]?.start).toBe(12);
  });

  test('words beside it and valid proof lower by one step each, and never below the floor of a notice twice', () => {
    const proof = (validTo: string | null) => [
      { kind: 'test_report', id: 'p', label: '检测报告 1', validFrom: '2026-01-01', validTo },
    ];
    expect(shown('富含硒').hits[0]?.severity).toBe('review');
    expect(shown('富含硒', { evidence: proof(null) }).hits[0]).toMatchObject({
      severity: 'notice',
      loweredBy: [{ by: 'evidence', label: '检测报告 1' }],
    });
    expect(shown('富含硒 每100克12微克', { evidence: proof(null) }).hits).toEqual([]);
  });

  test('proof must hold on the day and on the campaign’s last day', () => {
    const at = (validFrom: string, validTo: string) =>
      shown('富含硒', {
        on: '2026-03-10',
        until: '2026-03-20',
        evidence: [{ kind: 'test_report', id: 'p', label: '', validFrom, validTo }],
      }).hits[0]?.severity;
    expect(at('2026-03-10', '2026-03-20')).toBe('notice');
    expect(at('2026-03-11', '2026-03-20')).toBe('review');
    expect(at('2026-03-10', '2026-03-19')).toBe('review');
  });

  test('proof for one phrase lowers no other', () => {
    const evidence = [
      { kind: 'data_source', id: 'p', label: '', validFrom: null, validTo: null, phrase: '氨基酸' },
    ];
    expect(shown('氨基酸含量高达5.8%', { evidence }).hits[0]?.severity).toBe('notice');
    expect(shown('复购率达到80%', { evidence }).hits[0]?.severity).toBe('review');
  });

  test('small print of the poster completes a claim of another block', () => {
    const texts = [
      { slot: 'headline', text: '特级绿茶', block: 'headline' },
      { slot: 'disclosure.1', text: '执行标准：GB/T 14456.2', block: 'disclosure' },
    ];
    expect(checkTexts(BASE_LIST, { ...ALL, texts }).hits[0]?.severity).toBe('notice');
  });

  test('an absolute word is a notice in a registered name, and a drug word stays a block', () => {
    const named = (text: string) =>
      checkTexts(BASE_LIST, { ...ALL, texts: [{ slot: 'merchant', text, isName: true }] }).verdict;
    expect(named('第一茶庄')).toBe('notice');
    expect(named('最好吃水果店')).toBe('notice');
    expect(named('降血压茶行')).toBe('block');
  });
});

describe('which rules apply', () => {
  test('a notice is no advertising, but state names, personal data and discrimination stay forbidden', () => {
    const civic = { type: 'announcement' as const };
    expect(idsOf('全国最好的绿茶', civic)).toEqual([]);
    expect(idsOf('机关特供茶', civic)).toEqual(['GOV-01']);
    expect(idsOf('身份证460000199001011234', civic)).toEqual(['PII-02']);
    expect(idsOf('只招男性采茶工', civic)).toEqual(['DIS-01']);
  });

  test('rules of goods apply to those goods, rules of platforms to texts that appear there', () => {
    expect(idsOf('不醉不归', { tags: ['food'] })).toEqual([]);
    expect(idsOf('不醉不归', { tags: ['alcohol'] })).toEqual(['ALC-01']);
    const xhs = { channels: ['poster', 'xiaohongshu'] as Channel[] };
    const only = (channels?: Channel[]) =>
      checkTexts(BASE_LIST, {
        ...ALL,
        ...xhs,
        texts: [{ slot: 'a', text: '扫码下单', ...(channels ? { channels } : {}) }],
      }).hits;
    expect(only()).toMatchObject([{ ruleId: 'XHS-01', channel: 'xiaohongshu' }]);
    expect(only(['poster', 'wechat'])).toEqual([]);
  });
});

describe('merging', () => {
  test('overlapping hits become one, the gravest speaks, every rule is named', () => {
    const { hits } = shown('全网第一最低价');
    expect(hits.map((h) => h.text)).toEqual(['全网第一', '最低价']);
    const [merged] = shown('销量最高第一名').hits;
    expect(merged?.severity).toBe('block');
    const [drug] = shown('治愈失眠').hits;
    expect(drug?.ruleIds).toContain('MED-01');
  });

  test('hits stand in the order of the text', () => {
    const starts = shown('亲测好喝，原价198，全国最好，买一送一').hits.map((h) => h.start);
    expect(starts).toEqual([...starts].sort((a, b) => a - b));
  });
});
