import type { RecallReason } from '#lib/server/posters/states.ts';
import { reasonWord } from '../words.ts';

/** The words stand in the order of the list; the list itself is the server's. */
export function reasonOptions(): { value: RecallReason; label: string }[] {
  return (Object.keys(reasonWord) as RecallReason[]).map((value) => ({ value, label: reasonWord[value]() }));
}
