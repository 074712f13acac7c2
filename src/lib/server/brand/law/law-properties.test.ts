import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import sentences from './data/law-sentences.json' with { type: 'json' };
import { checkTexts, verdictOf, type CheckInput, type Hit } from './check.ts';
import { BASE_LIST, isLawBlock, SEVERITIES, strengthened, type CountyAdditions } from './list.ts';
import { normalise } from './normalise.ts';

const DAY = '2026-03-01';
const INPUT: Omit<CheckInput, 'texts'> = {
  tags: ['food', 'tea', 'alcohol', 'agri'],
  channels: ['poster', 'h5', 'wechat'],
  type: 'advertisement',
  evidence: [],
  on: DAY,
  until: DAY,
};
const hitsOf = (text: string, change: Partial<CheckInput> = {}): Hit[] =>
  checkTexts(BASE_LIST, { ...INPUT, texts: [{ slot: 'text', text }], ...change }).hits;
const idsOf = (text: string): string[] => [...new Set(hitsOf(text).flatMap((h) => h.ruleIds))].sort();
const rank = (severity: string) => (SEVERITIES as readonly string[]).indexOf(severity);

const speaking = [...sentences.sentences, ...sentences.more].map((s) => s.text);
const sentence = fc.constantFrom(...speaking);
const HAN = /\p{Script=Han}/u;

/** Puts `piece` between every pair of Han characters at which `where` says so. */
function disguised(text: string, piece: string, where: readonly boolean[]): string {
  const characters = [...text];
  return characters
    .map((c, i) => {
      const next = characters[i + 1] ?? '';
      return HAN.test(c) && HAN.test(next) && where[i % where.length] ? c + piece : c;
    })
    .join('');
}

describe('disguise', () => {
  test('a zero-width character, a space or a mark between Han characters never loses or adds a hit', () => {
    fc.assert(
      fc.property(
        sentence,
        fc.constantFrom('\u200b', '\u200d', '\ufeff', ' ', '\u3000', '·', '-', '_', '*', '~', '\n', '\u00ad'),
        fc.array(fc.boolean(), { minLength: 1, maxLength: 9 }),
        (text, piece, where) => {
          expect(idsOf(disguised(text, piece, where))).toEqual(idsOf(text));
        },
      ),
      { numRuns: 300 },
    );
  });

  test('normal text is normal: twice is once', () => {
    fc.assert(
      fc.property(fc.oneof(sentence, fc.string({ unit: 'binary', maxLength: 30 })), (text) => {
        const once = normalise(text).text;
        expect(idsOf(once)).toEqual(idsOf(normalise(once).text));
      }),
      { numRuns: 120 },
    );
  });

  test('every place of the normal text leads back into the typed text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 80 }), (text) => {
        const { text: normal, starts, ends } = normalise(text);
        expect(starts).toHaveLength(normal.length);
        for (let i = 0; i < normal.length; i++) {
          expect(ends[i]).toBeGreaterThan(starts[i] ?? 0);
          expect(ends[i]).toBeLessThanOrEqual(text.length);
          if (i > 0) expect(starts[i]).toBeGreaterThanOrEqual(starts[i - 1] ?? 0);
        }
      }),
    );
  });
});

describe('the verdict', () => {
  const anyText = fc.array(fc.oneof(sentence, fc.string({ maxLength: 6 })), { minLength: 1, maxLength: 4 });

  test('lowering never raises: more evidence or more small print never makes a hit graver', () => {
    const kinds = [...new Set(BASE_LIST.rules.flatMap((r) => r.evidence))];
    fc.assert(
      fc.property(anyText, fc.subarray(kinds), fc.boolean(), (parts, held, print) => {
        const text = parts.join('，');
        const evidence = held.map((kind) => ({
          kind,
          id: kind,
          label: kind,
          validFrom: null,
          validTo: null,
        }));
        const plain = hitsOf(text);
        const lowered = hitsOf(text, {
          evidence,
          texts: [
            { slot: 'text', text },
            ...(print ? [{ slot: 'disclosure.1', text: '检测报告编号一', block: 'disclosure' }] : []),
          ],
        });
        for (const hit of lowered.filter((h) => h.slot === 'text')) {
          const before = plain.filter((p) => p.start < hit.end && hit.start < p.end);
          expect(Math.max(...before.map((p) => rank(p.severity)))).toBeGreaterThanOrEqual(rank(hit.severity));
        }
      }),
      { numRuns: 300 },
    );
  });

  test('the same question has the same answer, and hits lie inside their text', () => {
    fc.assert(
      fc.property(anyText, (parts) => {
        const text = parts.join('\n');
        const hits = hitsOf(text);
        expect(hitsOf(text)).toEqual(hits);
        for (const hit of hits) expect(text.slice(hit.start, hit.end)).toBe(hit.text);
      }),
      { numRuns: 200 },
    );
  });
});

describe('a county’s list', () => {
  const ids = BASE_LIST.rules.map((r) => r.id);
  const additions: fc.Arbitrary<CountyAdditions> = fc.record({
    terms: fc.array(
      fc.record({
        term: fc.string({ minLength: 2, maxLength: 8 }),
        severity: fc.constantFrom(...SEVERITIES),
        why: fc.constant('原因'),
        suggestion: fc.constant('建议'),
      }),
      { maxLength: 3 },
    ),
    exceptions: fc.array(
      fc.record({ ruleId: fc.constantFrom(...ids), phrase: sentence, reason: fc.constant('理由充分可查') }),
      { maxLength: 6 },
    ),
    severities: fc.array(
      fc.record({
        ruleId: fc.constantFrom(...ids),
        severity: fc.constantFrom(...SEVERITIES),
        reason: fc.constant('理由充分可查'),
      }),
      { maxLength: 20 },
    ),
  });
  const lawBlocks = new Set(BASE_LIST.rules.filter(isLawBlock).map((r) => r.id));

  test('is never weaker than the law’s blocks, whatever it says', () => {
    fc.assert(
      fc.property(additions, sentence, (wishes, text) => {
        const list = strengthened(wishes, { number: 1 });
        const before = checkTexts(BASE_LIST, { ...INPUT, texts: [{ slot: 'text', text }] });
        const after = checkTexts(list, { ...INPUT, texts: [{ slot: 'text', text }] });
        const blocks = before.hits.filter(
          (h) => h.severity === 'block' && h.ruleIds.some((id) => lawBlocks.has(id)),
        );
        for (const block of blocks) {
          const still = after.hits.filter((h) => h.start < block.end && block.start < h.end);
          expect(verdictOf(still)).toBe('block');
        }
      }),
      { numRuns: 200 },
    );
  });

  test('a platform’s block may become a review, never less', () => {
    const platform = BASE_LIST.rules.filter((r) => r.severity === 'block' && !isLawBlock(r)).map((r) => r.id);
    expect(platform).toEqual(['WX-01', 'XHS-01']);
    for (const severity of SEVERITIES) {
      const list = strengthened(
        { terms: [], exceptions: [], severities: [{ ruleId: 'WX-01', severity, reason: '理由充分可查' }] },
        { number: 1 },
      );
      const now = list.rules.find((r) => r.id === 'WX-01')?.severity;
      expect(now).toBe(severity === 'review' ? 'review' : 'block');
    }
  });
});
