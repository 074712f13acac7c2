/** What the library answers to a file, in the reader's language. */
import { m } from '#lib/paraglide/messages.js';
import { getLocale } from '#lib/paraglide/runtime.js';
import type { IntakeResult } from '#lib/server/brand/assets/intake.ts';
import { refusalSentence, type IntakeFailure } from '#lib/server/brand/assets/refusals.ts';

export type IntakeAnswer =
  | { state: 'taken'; id: string; title: string }
  | { state: 'already_there'; id: string; title: string }
  | { state: 'refused'; words: string };

export function intakeAnswer(fileName: string, result: IntakeResult | null): IntakeAnswer {
  if (result === null) return { state: 'refused', words: m.assets_upload_too_large({ name: fileName }) };
  if (result.ok) return { state: 'taken', id: result.asset.id, title: result.asset.title };
  switch (result.reason) {
    case 'already_there':
      return { state: 'already_there', id: result.asset.id, title: result.asset.title };
    case 'not_allowed':
      return { state: 'refused', words: m.assets_failure_not_allowed() };
    case 'refused':
      return { state: 'refused', words: refusalWords(fileName, result.failure) };
  }
}

export function refusalWords(fileName: string, failure: IntakeFailure): string {
  const said = refusalSentence(fileName, failure);
  return getLocale() === 'en' ? said.en : said.zh;
}
