import sharp from 'sharp';
import type { PdfFile, Ref } from './pdf-file.ts';

let profile: Promise<Buffer> | undefined;

/** What the colours of the page mean: sRGB, embedded, so that the print shop converts from the right place. */
export async function outputIntent(file: PdfFile): Promise<Ref> {
  profile ??= readProfile();
  const icc = file.stream('/N 3 /Alternate /DeviceRGB', await profile);
  return file.add(
    `<< /Type /OutputIntent /S /GTS_PDFX /OutputConditionIdentifier (sRGB) /Info (sRGB IEC61966-2.1) /RegistryName (http://www.color.org) /DestOutputProfile ${icc} >>`,
  );
}

/** The small sRGB profile the image library carries, taken out of a picture it has signed with it. */
async function readProfile(): Promise<Buffer> {
  const dot = sharp({ create: { width: 1, height: 1, channels: 3, background: '#ffffff' } });
  const signed = await dot.withIccProfile('srgb').jpeg().toBuffer();
  const { icc } = await sharp(signed).metadata();
  if (!icc) throw new Error('the image library has no sRGB profile');
  return icc;
}
