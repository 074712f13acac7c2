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
