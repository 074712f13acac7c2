/** What stands in the studio's fields for a content: flat, so that a form, an address and the undo stack hold the same. */
import type { CampaignContent } from '#lib/server/posters/content.ts';

/** Every field's name and what it holds; lists have one field a line. */
export type StudioFields = Record<string, string | string[]>;

export function fieldsOf(c: CampaignContent): StudioFields {
  return {
    contentType: c.contentType ?? '',
    ground: c.ground ?? '',
    headline: c.headline,
    slogan: c.slogan,
    sellingPoints: filled(c.sellingPoints, 4),
    productName: c.product?.name ?? '',
    productSpec: c.product?.spec ?? '',
    priceYuan: yuan(c.price?.amountFen),
    priceToYuan: yuan(c.price?.toFen),
    priceUnit: c.price?.unit ?? '',
    heldFrom: c.price?.heldFrom ?? '',
    heldTo: c.price?.heldTo ?? '',
    pictureId: c.picture?.id ?? '',
    focalX: String(c.picture?.focalX ?? 0.5),
    focalY: String(c.picture?.focalY ?? 0.5),
    scale: String(c.picture?.scale ?? 1),
    motif: c.motif,
    startsOn: c.startsOn ?? '',
    endsOn: c.endsOn ?? '',
    time: c.time,
    venue: c.venue,
    transit: c.transit,
    guide: c.organisers.guide.join('、'),
    host: c.organisers.host.join('、'),
    undertake: c.organisers.undertake.join('、'),
    assist: c.organisers.assist.join('、'),
    disclosure: c.disclosure.join('\n'),
    qrCaption: c.qrCaption,
    ...partFields(c),
  };
}

function partFields({ live, story, steps, figures, term, notice, ...c }: CampaignContent): StudioFields {
  const goods = live?.goods ?? [];
  const facts = story?.facts ?? [];
  const list = figures ?? [];
  return {
    livePlatform: live?.platform ?? '',
    liveAccount: live?.account ?? '',
    liveStartsOn: live?.startsOn ?? '',
    liveStartTime: live?.startTime ?? '',
    liveHost: live?.host ?? '',
    liveOperator: live?.operator ?? '',
    liveGoodsName: filled(
      goods.map((g) => g.name),
      3,
    ),
    liveGoodsPrice: filled(
      goods.map((g) => yuan(g.priceFen)),
      3,
    ),
    liveGoodsUnit: filled(
      goods.map((g) => g.unit),
      3,
    ),
    storyParagraphs: filled(story?.paragraphs ?? [], 3),
    storyFactLabel: filled(
      facts.map((f) => f.label),
      3,
    ),
    storyFactValue: filled(
      facts.map((f) => f.value),
      3,
    ),
    storyFactEvidence: facts.flatMap((f, i) => (f.evidence ? [String(i)] : [])),
    stepsWho: steps?.who ?? '',
    stepsGets: steps?.gets ?? '',
    stepsWhenWhere: steps?.whenWhere ?? '',
    stepsJoin: steps?.join ?? '',
    stepsContact: steps?.contact ?? '',
    figureValue: filled(
      list.map((f) => f.value),
      4,
    ),
    figureUnit: filled(
      list.map((f) => f.unit),
      4,
    ),
    figureLabel: filled(
      list.map((f) => f.label),
      4,
    ),
    figureSource: filled(
      list.map((f) => f.source),
      4,
    ),
    figureAsOf: filled(
      list.map((f) => f.asOf),
      4,
    ),
    thanks: c.thanks ?? '',
    termName: term?.name ?? '',
    termOn: term?.on ?? '',
    noticeBody: filled(notice?.body ?? [], 4),
    noticeSignatory: notice?.signatory ?? '',
    noticeSignedOn: notice?.signedOn ?? '',
    sealText: c.sealText ?? '',
    stops: filled(c.stops ?? [], 4),
    tastes: filled(c.tastes ?? [], 4),
  };
}

/** What a form holds now, over what it does not show. */
export function fieldsIn(form: FormData, over: StudioFields): StudioFields {
  const now: StudioFields = {};
  for (const [name, was] of Object.entries(over)) {
    const all = form.getAll(name).filter((v): v is string => typeof v === 'string');
    if (Array.isArray(was)) now[name] = form.has(name) || form.has(`${name}-shown`) ? all : was;
    else now[name] = form.has(name) ? (all.at(-1) ?? '') : was;
  }
  return now;
}

export function text(fields: StudioFields, name: string): string {
  const value = fields[name];
  return typeof value === 'string' ? value : '';
}

export function list(fields: StudioFields, name: string): string[] {
  const value = fields[name];
  return Array.isArray(value) ? value : [];
}

function filled(values: readonly string[], length: number): string[] {
  return Array.from({ length }, (_, i) => values[i] ?? '');
}

function yuan(fen: number | null | undefined): string {
  if (fen === null || fen === undefined) return '';
  return fen % 100 === 0 ? String(fen / 100) : (fen / 100).toFixed(2);
}
