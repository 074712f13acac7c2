import { m } from '#lib/paraglide/messages.js';
import type { PrintRefusal } from '#lib/server/posters/print/printing.ts';
import { refusalWord } from './words.ts';

export const printRefusalWord: Record<PrintRefusal, () => string> = {
  ...refusalWord,
  not_a_print_format: m.posters_refused_not_a_print_format,
};
