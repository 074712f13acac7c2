/** The pictures of the house, by the name that campaigns and products store. */

export const PICTURE_NAMES = [
  'alley-night',
  'harvest-crates',
  'honey-comb-jar',
  'li-brocade',
  'livestream-desk',
  'market-day',
  'mountain-rice',
  'orange-grove',
  'passion-fruit',
  'red-orange-halved',
  'tea-cup',
  'tea-leaves',
  'tea-terraces-dawn',
  'village-morning',
] as const;

const NAMES: ReadonlySet<string> = new Set(PICTURE_NAMES);

/** The bare name: 'illustration:tea-cup' and 'tea-cup.svg' are read as 'tea-cup'. Null for what is no picture of ours. */
export function pictureName(picture: string | null): string | null {
  if (picture === null) return null;
  const name = picture.replace(/^(?:illustration:|\/?illustrations\/)/, '').replace(/\.svg$/, '');
  return NAMES.has(name) ? name : null;
}

/** Its address on our own origin. */
export function pictureAddress(picture: string | null): string | null {
  const name = pictureName(picture);
  return name === null ? null : `/illustrations/${name}.svg`;
}
