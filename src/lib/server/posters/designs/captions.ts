import type { PosterFormat } from '../formats.ts';

/** The words beside a code: on paper nobody presses long, there one scans. */
export function captionFor(format: PosterFormat, words: string): string {
  return format.medium === 'print' ? words.replaceAll('长按识别', '扫码').replaceAll('长按', '扫码') : words;
}
