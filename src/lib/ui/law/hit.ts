/** What the law components show; the server makes it in the reader's language. */
export type Severity = 'block' | 'review' | 'notice';

export interface ShownHit {
  key: string;
  ruleId: string;
  ruleIds: readonly string[];
  category: string;
  slot: string;
  start: number;
  end: number;
  text: string;
  parts: readonly { slot: string; start: number; end: number }[];
  severity: Severity;
  law: readonly { ref: string; label: string; confirmed: boolean }[];
  why: string;
  suggestion: string;
  needs: readonly string[];
  loweredBy: readonly string[];
  onlyOn: string | null;
}

/** The author's answer to a hit, or a reviewer's decision on it. */
export interface HitAnswer {
  reason: string;
  by: string;
}
export interface HitDecision extends HitAnswer {
  outcome: 'pass' | 'pass_with_changes' | 'refuse';
}

/** Where answers are posted, for authors. */
export interface AnswerForm {
  contentId: string;
  /** A path to come back to. */
  back: string;
  claims: readonly { value: string; label: string }[];
}

export interface Span {
  start: number;
  end: number;
  severity: Severity;
  /** Said by the browser when the pointer rests on it, and linked to. */
  title: string;
  href?: string;
}

/** How an answer is found: by rule and words. */
export function answerKey(hit: Pick<ShownHit, 'ruleId' | 'text'>): string {
  return `${hit.ruleId}\n${hit.text}`;
}

/** The hits' stretches of one slot's text. */
export function spansOf(hits: readonly ShownHit[], slot: string, hrefs = false): Span[] {
  return hits.flatMap((hit) =>
    hit.parts
      .filter((p) => p.slot === slot)
      .map((p) => ({
        start: p.start,
        end: p.end,
        severity: hit.severity,
        title: `${hit.ruleId} ${hit.why}`,
        ...(hrefs ? { href: `#hit-${hit.key}` } : {}),
      })),
  );
}

export interface Piece {
  text: string;
  span: Span | null;
}

/** The text cut at its spans, in order; what overlaps an earlier span is left to that one. */
export function piecesOf(text: string, spans: readonly Span[]): Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  for (const span of [...spans].sort((a, b) => a.start - b.start)) {
    const start = Math.max(span.start, at);
    const end = Math.min(span.end, text.length);
    if (start >= end) continue;
    if (start > at) pieces.push({ text: text.slice(at, start), span: null });
    pieces.push({ text: text.slice(start, end), span });
    at = end;
  }
  if (at < text.length) pieces.push({ text: text.slice(at), span: null });
  return pieces;
}
