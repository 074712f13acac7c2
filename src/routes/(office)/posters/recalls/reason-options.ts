import { RECALL_REASONS } from '#lib/server/posters/states.ts';
import { reasonWord } from '../words.ts';

export function reasonOptions() {
  return RECALL_REASONS.map((value) => ({ value, label: reasonWord[value]() }));
}
