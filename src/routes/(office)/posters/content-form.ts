/** Between the studio's form and a poster's content: the same fields by post, by address and in the page. */
import * as v from 'valibot';
import { contentSchema, type CampaignContent } from '#lib/server/posters/content.ts';
import { parseMoney } from '#lib/shared/money.ts';
import { fieldsIn, fieldsOf, list, text, type StudioFields } from './fields.ts';
import { readParts } from './part-form.ts';

export type ReadContent = { ok: true; content: CampaignContent } | { ok: false; fields: string[] };

/** The content in a form over the one it began with: what the form does not show stays. */
export function readContent(form: FormData, base: CampaignContent): ReadContent {
  const fields = fieldsIn(form, fieldsOf(base));
  const bad: string[] = [];
  const money = (value: string, name: string): number | null => {
    const fen = readFen(value);
    if (fen === undefined) bad.push(name);
    return fen ?? null;
  };
  const names = (name: string): string[] => split(text(fields, name), /[、,，;；\n]/u);
  const amount = money(text(fields, 'priceYuan'), 'priceYuan');
  const upper = money(text(fields, 'priceToYuan'), 'priceToYuan');
  const pictureId = text(fields, 'pictureId');
  const parsed = v.safeParse(contentSchema, {
    ...choice('contentType', fields),
    ...choice('ground', fields),
    headline: multiline(text(fields, 'headline')),
    slogan: text(fields, 'slogan'),
    sellingPoints: list(fields, 'sellingPoints')
      .map((p) => p.trim())
      .filter((p) => p !== ''),
    product:
      text(fields, 'productName').trim() === ''
        ? null
        : { name: text(fields, 'productName'), spec: text(fields, 'productSpec') },
    price:
      amount === null
        ? null
        : {
            amountFen: amount,
            toFen: upper,
            unit: text(fields, 'priceUnit'),
            heldFrom: text(fields, 'heldFrom'),
            heldTo: text(fields, 'heldTo'),
          },
    picture:
      pictureId === ''
        ? null
        : {
            id: pictureId,
            focalX: Number(text(fields, 'focalX')),
            focalY: Number(text(fields, 'focalY')),
            scale: Number(text(fields, 'scale')),
          },
    motif: text(fields, 'motif') === 'leaf' ? 'leaf' : 'slice',
    startsOn: text(fields, 'startsOn') || null,
    endsOn: text(fields, 'endsOn') || null,
    time: text(fields, 'time'),
    venue: text(fields, 'venue'),
    transit: text(fields, 'transit'),
    organisers: {
      guide: names('guide'),
      host: names('host'),
      undertake: names('undertake'),
      assist: names('assist'),
    },
    disclosure: split(multiline(text(fields, 'disclosure')), /\n/u),
    qrCaption: text(fields, 'qrCaption'),
    ...readParts(fields, money),
  });
  if (!parsed.success) {
    const broken = parsed.issues.map((i) => (i.path ?? []).map((p) => String(p.key)).join('.'));
    return { ok: false, fields: [...bad, ...broken] };
  }
  return bad.length > 0 ? { ok: false, fields: bad } : { ok: true, content: parsed.output };
}

/** An address's query as the form it was made from. */
export function formOf(query: URLSearchParams): FormData {
  const form = new FormData();
  for (const [name, value] of query) form.append(name, value);
  return form;
}

/** Absent where nothing was chosen: a content that never said it keeps the hash its approval froze. */
function choice(name: 'contentType' | 'ground', fields: StudioFields): Record<string, string> {
  const value = text(fields, name);
  return value === '' ? {} : { [name]: value };
}

/** null: nothing typed; undefined: not money. */
function readFen(value: string): number | null | undefined {
  if (value.trim() === '') return null;
  const money = parseMoney(value.trim());
  return money.ok && money.fen > 0 ? money.fen : undefined;
}

function split(value: string, by: RegExp): string[] {
  return value
    .split(by)
    .map((n) => n.trim())
    .filter((n) => n !== '');
}

function multiline(value: string): string {
  return value.replace(/\r\n?/gu, '\n').trim();
}
