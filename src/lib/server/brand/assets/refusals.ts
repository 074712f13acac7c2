/** Why a file is not taken: the fact, the value and the remedy, in both languages. */
import type { RefusedKind } from './file-kind.ts';

export type IntakeFailure =
  | { code: 'empty' }
  | { code: 'too_many_bytes'; bytes: number; most: number }
  | { code: 'kind'; kind: RefusedKind }
  | { code: 'animated'; frames: number }
  | { code: 'too_many_pixels'; widthPx: number; heightPx: number; most: number }
  | { code: 'too_small'; widthPx: number; heightPx: number; least: number }
  | { code: 'broken' }
  | { code: 'film_incomplete' }
  | { code: 'film_tracks_places' }
  | { code: 'film_no_picture' };

export interface Sentence {
  zh: string;
  en: string;
}

export function refusalSentence(fileName: string, failure: IntakeFailure): Sentence {
  const said = words(failure);
  return { zh: `“${fileName}”${said.zh}`, en: `“${fileName}” ${said.en}` };
}

function words(f: IntakeFailure): Sentence {
  switch (f.code) {
    case 'empty':
      return { zh: '是空文件：请重新选择。', en: 'is empty: choose it again.' };
    case 'too_many_bytes':
      return {
        zh: `有 ${mb(f.bytes)} MB，最多 ${mb(f.most)} MB：请先压缩，或导出较小的一份。`,
        en: `has ${mb(f.bytes)} MB, at most ${mb(f.most)} MB: compress it, or export a smaller copy.`,
      };
    case 'kind': {
      const kind = KINDS[f.kind];
      return { zh: `是${kind.zh}`, en: `is ${kind.en}` };
    }
    case 'animated':
      return {
        zh: `是 ${f.frames} 帧的动图：请导出其中一帧为 JPEG 或 PNG。`,
        en: `is an animation of ${f.frames} frames: export one of them as JPEG or PNG.`,
      };
    case 'too_many_pixels':
      return {
        zh: `有 ${f.widthPx}×${f.heightPx} 像素，最多 ${f.most / 1e6} 百万像素：请缩小后再传。`,
        en: `has ${f.widthPx}×${f.heightPx} pixels, at most ${f.most / 1e6} million: scale it down.`,
      };
    case 'too_small':
      return {
        zh: `只有 ${f.widthPx}×${f.heightPx} 像素，短边至少 ${f.least}：请找原图，聊天里转发的小图不够清楚。`,
        en: `has only ${f.widthPx}×${f.heightPx} pixels, the short side needs ${f.least}: find the original, not a forwarded copy.`,
      };
    case 'broken':
      return {
        zh: '打不开或不完整：请在看图软件里打开，另存为 JPEG 再传。',
        en: 'cannot be read or is cut off: open it in a viewer and save it as JPEG.',
      };
    case 'film_incomplete':
      return {
        zh: '不是完整的 MP4：请重新导出，或换一个文件。',
        en: 'is not a complete MP4: export it again, or use another file.',
      };
    case 'film_tracks_places':
      return {
        zh: '带有字幕或逐秒数据的轨道（手机和无人机常用来记录位置），无法安全去除：请在剪辑软件里另存为不带数据轨道的 MP4。',
        en: 'carries subtitles or timed data (phones and drones write places there) that cannot be cleaned: save it from an editor as MP4 without data tracks.',
      };
    case 'film_no_picture':
      return {
        zh: '里没有画面轨道：请上传视频，不是录音。',
        en: 'has no picture track: upload a film, not a sound.',
      };
  }
}

const KINDS: Readonly<Record<RefusedKind, Sentence>> = {
  heic: {
    zh: ' HEIC 照片，这里读不了：iPhone 请到「设置→相机→格式」选「兼容性最佳」，或在相册里导出为 JPEG。',
    en: 'a HEIC photo, which cannot be read here: on iPhone choose Settings → Camera → Formats → Most Compatible, or export JPEG.',
  },
  avif: { zh: ' AVIF 图片：请导出为 JPEG 或 PNG。', en: 'an AVIF picture: export it as JPEG or PNG.' },
  gif: { zh: ' GIF 图片：请导出为 JPEG 或 PNG。', en: 'a GIF: export it as JPEG or PNG.' },
  svg: {
    zh: ' SVG 图形，可能带有程序，不收：请导出为 PNG。',
    en: 'an SVG, which may carry programs and is not taken: export it as PNG.',
  },
  pdf: { zh: ' PDF 文件，不是图片：请导出为 JPEG。', en: 'a PDF, not a picture: export it as JPEG.' },
  tiff: { zh: ' TIFF 图片：请导出为 JPEG 或 PNG。', en: 'a TIFF: export it as JPEG or PNG.' },
  bmp: { zh: ' BMP 图片：请导出为 JPEG 或 PNG。', en: 'a BMP: export it as JPEG or PNG.' },
  icon: { zh: '图标文件：请上传照片。', en: 'an icon file: upload a photo.' },
  psd: { zh: ' Photoshop 文件：请导出为 JPEG 或 PNG。', en: 'a Photoshop file: export it as JPEG or PNG.' },
  webm: { zh: ' WebM 视频：请导出为 MP4。', en: 'a WebM film: export it as MP4.' },
  avi: { zh: ' AVI 视频：请导出为 MP4。', en: 'an AVI film: export it as MP4.' },
  html: { zh: '网页，不是图片：请上传照片本身。', en: 'a web page, not a picture: upload the photo itself.' },
  zip: {
    zh: '压缩包或办公文档：请解压后逐张上传照片。',
    en: 'an archive or office document: unpack it and upload the photos.',
  },
  program: { zh: '程序文件，不收。', en: 'a program and is not taken.' },
  unknown: {
    zh: '不是能识别的图片或视频：这里收 JPEG、PNG、WebP 照片和 MP4、MOV 视频。',
    en: 'no picture or film known here: JPEG, PNG, WebP photos and MP4, MOV films are taken.',
  },
};

function mb(bytes: number): string {
  return (bytes / 1024 / 1024).toFixed(bytes < 10 * 1024 * 1024 ? 1 : 0);
}
