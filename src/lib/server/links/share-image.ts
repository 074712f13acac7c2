/** The picture that a chat shows beside a link to a campaign: 1200×630, drawn from the campaign's own words. */
import { createHash } from 'node:crypto';
import { Resvg } from '@resvg/resvg-js';
import satori from 'satori';
import sharp from 'sharp';

export interface ShareImageContent {
  county: string;
  name: string;
  /** 'X月X日至X月X日' */
  when: string;
  /** '白沙绿茶 68 元/罐', at most three. */
  lines: readonly string[];
  /** Lossless, 480×630. */
  picture: Uint8Array | null;
}

export interface ShareFonts {
  /** Families as satori takes them; always the same array, so that satori keeps what it parsed. */
  readonly satori: readonly { name: string; data: Buffer; weight: 400 | 500 | 700 | 900; style: 'normal' }[];
  readonly display: { fontFamily: string; fontWeight: number };
  readonly text: { fontFamily: string; fontWeight: number };
}

export const SHARE_WIDTH = 1200;
export const SHARE_HEIGHT = 630;
export const SHARE_PICTURE_WIDTH = 480;

const INK = '#1b211d';
const QUIET = '#59635c';
const BRAND = '#0f6b4f';
const PAPER = '#f6f7f5';
const LINE = '#d3d8d0';
const KEPT_MAX = 200;

const kept = new Map<string, { jpeg: Buffer; etag: string }>();

/** A JPEG and its ETag; the latest few are kept. Text is only ever text: satori gets no markup from anybody. */
export async function shareImage(
  content: ShareImageContent,
  fonts: ShareFonts,
): Promise<{ jpeg: Buffer; etag: string }> {
  const key = createHash('sha256')
    .update(JSON.stringify([1, content.county, content.name, content.when, content.lines]))
    .update(content.picture ?? '')
    .digest('base64url');
  const known = kept.get(key);
  if (known !== undefined) return known;
  const svg = await satori(tree(content, fonts) as Parameters<typeof satori>[0], {
    width: SHARE_WIDTH,
    height: SHARE_HEIGHT,
    fonts: [...fonts.satori],
  });
  const png = new Resvg(svg, { font: { loadSystemFonts: false } }).render().asPng();
  const jpeg = await sharp(png).jpeg({ quality: 84, mozjpeg: true }).toBuffer();
  const made = { jpeg, etag: `"${key.slice(0, 22)}"` };
  if (kept.size >= KEPT_MAX) kept.delete(kept.keys().next().value ?? '');
  kept.set(key, made);
  return made;
}

/** Two lines of ten characters at the largest; longer names step down. */
function nameSize(name: string): number {
  const width = [...name].reduce((sum, c) => sum + (c.charCodeAt(0) < 256 ? 0.55 : 1), 0);
  return width <= 8 ? 76 : width <= 16 ? 68 : width <= 24 ? 56 : 46;
}

function tree(content: ShareImageContent, fonts: ShareFonts): unknown {
  const size = nameSize(content.name);
  const text = (children: string, style: Record<string, string | number>) => ({
    type: 'div',
    props: { style: { display: 'flex', ...style }, children },
  });
  const column = {
    type: 'div',
    props: {
      style: {
        display: 'flex',
        flexDirection: 'column',
        justifyContent: 'space-between',
        width: SHARE_WIDTH - SHARE_PICTURE_WIDTH,
        height: SHARE_HEIGHT,
        padding: '56px 56px 52px 64px',
      },
      children: [
        {
          type: 'div',
          props: {
            style: {
              display: 'flex',
              alignItems: 'center',
              fontSize: 28,
              color: BRAND,
              ...fonts.text,
              fontWeight: 700,
            },
            children: [
              {
                type: 'div',
                props: { style: { width: 8, height: 30, backgroundColor: BRAND, marginRight: 16 } },
              },
              text(content.county, {}),
            ],
          },
        },
        {
          type: 'div',
          props: {
            style: { display: 'flex', flexDirection: 'column' },
            children: [
              text(content.name, {
                fontSize: size,
                lineHeight: 1.25,
                color: INK,
                wordBreak: 'break-word',
                ...fonts.display,
              }),
              text(content.when, { marginTop: 22, fontSize: 30, color: QUIET, ...fonts.text }),
            ],
          },
        },
        {
          type: 'div',
          props: {
            style: {
              display: 'flex',
              flexDirection: 'column',
              borderTop: `2px solid ${LINE}`,
              paddingTop: 22,
            },
            children: content.lines
              .slice(0, 3)
              .map((line) => text(line, { fontSize: 28, lineHeight: 1.55, color: INK, ...fonts.text })),
          },
        },
      ],
    },
  };
  const picture =
    content.picture === null
      ? {
          type: 'div',
          props: { style: { width: SHARE_PICTURE_WIDTH, height: SHARE_HEIGHT, backgroundColor: BRAND } },
        }
      : {
          type: 'img',
          props: {
            src: `data:image/png;base64,${Buffer.from(content.picture).toString('base64')}`,
            width: SHARE_PICTURE_WIDTH,
            height: SHARE_HEIGHT,
          },
        };
  return {
    type: 'div',
    props: {
      style: { display: 'flex', width: SHARE_WIDTH, height: SHARE_HEIGHT, backgroundColor: PAPER },
      children: [column, picture],
    },
  };
}
