import { PICTURE_NAMES } from '#lib/shared/pictures.ts';

/** File names are plain English words: they serve as labels in both languages. */
export function pictureOptions(): { value: string; label: string }[] {
  return PICTURE_NAMES.map((name) => ({ value: name, label: name.replaceAll('-', ' ') }));
}
