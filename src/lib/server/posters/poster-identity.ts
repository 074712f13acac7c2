/** What makes two posters the same picture. */
import { createHash, type Hash } from 'node:crypto';
import type { Person } from './compose.ts';
import { canonicalJson, PIPELINE } from './identity.ts';
import { pictureVersion } from './pictures.ts';
import type { PosterInputs } from './poster.ts';
import { fontBook, type FontBook } from './text/fonts.ts';

/** Inputs of a picture before it is known whose it is. */
export type SharedInputs = Omit<PosterInputs, 'person'>;

/** Identity of an output: equal hashes mean equal pixels. Gates (licence, approval, recall) are not part of it. */
export function posterHash(inputs: PosterInputs, fonts: FontBook = fontBook()): string {
  return posterHasher(inputs, fonts)(inputs.person);
}

/** The same for many persons: what they share is hashed once. */
export function posterHasher(
  inputs: SharedInputs,
  fonts: FontBook = fontBook(),
): (person: Person | null) => string {
  const [before = '', after = ''] = canonicalJson({
    pipeline: PIPELINE,
    fonts: fonts.hashes,
    design: { id: inputs.design.id, version: inputs.design.version },
    content: inputs.content,
    picture: pictureIdentity(inputs),
    kit: inputs.kit,
    format: { id: inputs.format.id, version: inputs.format.version },
    marks: inputs.marks,
    person: PERSON_PLACE,
    keep: inputs.keep ?? [],
    output: { type: 'image/jpeg', quality: inputs.quality ?? inputs.format.quality },
  }).split(`"person":${JSON.stringify(PERSON_PLACE)}`);
  const started: Hash = createHash('sha256').update(before);
  return (person) =>
    started
      .copy()
      .update(`"person":${canonicalJson(person)}`)
      .update(after)
      .digest('hex');
}

export function pictureIdentity({ content, photo }: SharedInputs): string | null {
  if (!content.picture) return null;
  return photo?.id === content.picture.id ? photo.hash : pictureVersion(content.picture.id);
}

/** Found with its key: inside a text of the content the quotes of the key would be escaped. */
const PERSON_PLACE = '\u0000person\u0000';
