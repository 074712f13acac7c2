/** Between the studio's form and a poster's content: the same fields by post, by address and in the page. */
import * as v from 'valibot';
import { contentSchema, type CampaignContent } from '#lib/server/posters/content.ts';
import { parseMoney } from '#lib/shared/money.ts';

/** FormData and URLSearchParams alike. */
export interface Fields {
  get(name: string): unknown;
  getAll(name: string): unknown[];
}

export type ReadContent = { ok: true; content: CampaignContent } | { ok: false; fields: string[] };

/** The content in a form; or the names of fields that hold no valid value. */
export function readContent(fields: Fields): ReadContent {
  const text = (name: string): string => {
    const value = fields.get(name);
    return typeof value === 'string' ? value.trim() : '';
  };
  const names = (name: string): string[] =>
    text(name)
      .split(/[、,，;；\n]/u)
      .map((n) => n.trim())
      .filter((n) => n !== '');
  const amount = fen(text('priceYuan'));
  const upper = fen(text('priceToYuan'));
  const bad = [
    ...(amount === undefined ? ['priceYuan'] : []),
    ...(upper === undefined ? ['priceToYuan'] : []),
  ];
  const number = (name: string, fallback: number): number =>
    text(name) === '' ? fallback : Number(text(name));
  const pictureId = text('pictureId');
  const raw = {
    headline: multiline(fields.get('headline')),
    slogan: text('slogan'),
    sellingPoints: fields
      .getAll('sellingPoints')
      .map((p) => (typeof p === 'string' ? p.trim() : ''))
      .filter((p) => p !== ''),
    product: text('productName') === '' ? null : { name: text('productName'), spec: text('productSpec') },
    price:
      amount === null || amount === undefined
        ? null
        : {
            amountFen: amount,
            toFen: upper ?? null,
            unit: text('priceUnit'),
            heldFrom: text('heldFrom'),
            heldTo: text('heldTo'),
          },
    picture:
      pictureId === ''
        ? null
        : {
            id: pictureId,
            focalX: number('focalX', 0.5),
            focalY: number('focalY', 0.5),
            scale: number('scale', 1),
          },
    motif: text('motif') === 'leaf' ? 'leaf' : 'slice',
    startsOn: text('startsOn') || null,
    endsOn: text('endsOn') || null,
    time: text('time'),
    venue: text('venue'),
    transit: text('transit'),
    organisers: {
      guide: names('guide'),
      host: names('host'),
      undertake: names('undertake'),
      assist: names('assist'),
    },
    disclosure: multiline(fields.get('disclosure'))
      .split('\n')
      .map((l) => l.trim())
      .filter((l) => l !== ''),
    qrCaption: text('qrCaption'),
  };
  const parsed = v.safeParse(contentSchema, raw);
  if (!parsed.success) {
    const broken = parsed.issues.map((i) => (i.path ?? []).map((p) => String(p.key)).join('.'));
    return { ok: false, fields: [...bad, ...broken] };
  }
  return bad.length > 0 ? { ok: false, fields: bad } : { ok: true, content: parsed.output };
}

/** null: nothing typed; undefined: not money. */
function fen(text: string): number | null | undefined {
  if (text === '') return null;
  const money = parseMoney(text);
  return money.ok && money.fen > 0 ? money.fen : undefined;
}

function multiline(value: unknown): string {
  return typeof value === 'string' ? value.replace(/\r\n?/gu, '\n').trim() : '';
}
