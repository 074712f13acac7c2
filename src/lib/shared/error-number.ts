/** Letters and digits that are told apart when read aloud or scribbled down: no 0/O, 1/I/L, 2/Z, 5/S, 8/B. */
const ALPHABET = '34679ACDEFGHJKMNPQRTUVWXY';

/** A short number for a fault, 'A7K-4QH', that a person can read on the phone. @param random uniform in [0, 1) */
export function errorNumber(random: () => number): string {
  const pick = () => ALPHABET[Math.floor(random() * ALPHABET.length)] ?? 'A';
  const part = () => pick() + pick() + pick();
  return `${part()}-${part()}`;
}
