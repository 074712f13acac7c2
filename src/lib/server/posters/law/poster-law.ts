/**
 * The advertising-law check of a poster: words, structure, disclosures. The one function every moment asks; what follows
 * from its answer is decided in `gates.ts`.
 */
import { dayOf } from '#lib/shared/dates.ts';
import {
  checkTexts,
  verdictOf,
  type Evidence,
  type Hit,
  type LawText,
  type Verdict,
} from '../../brand/law/check.ts';
import { textHash } from '../../brand/law/checks.ts';
import { disclosuresFor, isWarned, type Disclosure } from '../../brand/law/disclosures.ts';
import { evidenceFor, liveClaims } from '../../brand/law/evidence.ts';
import type { LawList } from '../../brand/law/list.ts';
import { currentList } from '../../brand/law/lists.ts';
import { normalise } from '../../brand/law/normalise.ts';
import { checkStructure, structuralHit, type StructuralInput } from '../../brand/law/structure.ts';
import type { DbOrTx } from '../../db/database.ts';
import { assemble, type Assembly } from '../assembly.ts';
import { carriesQr, contentTypeOf } from '../designs/design.ts';
import { FORMATS, type FormatId } from '../formats.ts';
import type { Scene } from '../scene.ts';
import type { PosterContent } from '../schema.ts';
import { channelsOf, isAlcohol, lawTexts, nameText, productTags, typeOf } from './poster-texts.ts';

export type LawVersion = Pick<PosterContent, 'countyId' | 'campaignId' | 'designId' | 'content'>;

export interface ContentLaw {
  listVersion: string;
  /** Of the words judged: a decision holds for these only. */
  textHash: string;
  /** Words first, in their order; then what stands at no word. */
  hits: Hit[];
  disclosures: Disclosure[];
  /** Of the whole content; what one platform forbids holds back its formats alone. */
  verdict: Verdict;
}

export interface LawOptions {
  now: Date;
  /** Whose picture: their name is read too, and their certificates count. */
  merchant?: { id: string; name: string } | null;
  /** Already made by whoever calls. */
  assembly?: Assembly;
  /** Laid-out pictures, where somebody has them: the size of the small print is read from them. */
  scenes?: readonly { format: FormatId; scene: Scene }[];
}

/** A draft or a stored version on the list of today. Nothing is stored, nobody is told. */
export async function checkContent(
  db: DbOrTx,
  version: LawVersion,
  options: LawOptions,
): Promise<ContentLaw> {
  const assembly =
    options.assembly ??
    (await assemble(db, version, { merchantId: options.merchant?.id ?? null, now: options.now }));
  const list = await currentList(db, version.countyId);
  const evidence = await evidenceOf(db, assembly, options.merchant?.id ?? null);
  const claims = await liveClaims(db, version.countyId, assembly.productId);
  return judge(list, assembly, evidence, {
    ...options,
    claims: claims.map((c) => ({ phrase: c.phrase, ...c.scope })),
  });
}

/** The same without a database, on any list: for previews of a list and for runs over everything. */
export function judge(
  list: LawList,
  assembly: Assembly,
  evidence: readonly Evidence[],
  options: Pick<LawOptions, 'now' | 'merchant' | 'scenes'> & {
    claims?: readonly { phrase: string; time: string; place: string; source: string }[];
  },
): ContentLaw {
  const { content, design, facts, campaign } = assembly;
  const type = typeOf(contentTypeOf(design, content), content);
  const texts = textsOf(assembly, options.merchant?.name ?? null);
  const goods = goodsOf(assembly);
  const words = checkTexts(list, {
    texts,
    tags: productTags(goods),
    channels: channelsOf(
      design.formats.map((f) => FORMATS[f]),
      content,
    ),
    type,
    evidence,
    on: dayOf(options.now),
    until: campaign.endsOn,
  });
  const structural = checkStructure(structureOf(assembly, type, texts, options.scenes ?? [])).map(
    structuralHit,
  );
  const hits = [...words.hits, ...structural];
  const product = facts.products.find((p) => p.id === assembly.productId);
  return {
    listVersion: list.version,
    textHash: textHash(lawTexts(content), type),
    hits,
    verdict: verdictOf(hits.filter((h) => h.channel === undefined)),
    disclosures: disclosuresFor({
      type,
      texts: texts.map((t) => t.text),
      price: content.price && { ...content.price, spec: content.product?.spec ?? '' },
      comparedPriceBasis: null,
      hasAdLabel: design.slots['adLabel'] !== undefined,
      purchaseLink: design.sells,
      live: content.live ?? null,
      food:
        design.sells && product && product.industryCode !== 'brocade'
          ? {
              name: content.product?.name ?? product.name,
              netContent: content.product?.spec ?? '',
              scNumber: '',
              origin: '',
            }
          : null,
      giMark: null,
      alcohol: goods.some((g) => isAlcohol(g.name)),
      healthFood: false,
      aiPicture: false,
      claims: options.claims ?? [],
    }),
  };
}

/** Licences the brand bar relies on, certificates, claims. */
export async function evidenceOf(
  db: DbOrTx,
  assembly: Assembly,
  merchantId: string | null,
): Promise<Evidence[]> {
  const records = await evidenceFor(db, {
    countyId: assembly.campaign.countyId,
    merchantId,
    productId: assembly.productId,
    sells: assembly.design.sells,
  });
  return [...licenceEvidence(assembly), ...records];
}

/** The gate has asked each licence for today and for the campaign's last day. */
function licenceEvidence({ bar }: Assembly): Evidence[] {
  return bar.allowed
    .filter((m) => m.level === 1)
    .map((m) => ({ kind: 'brand_license', id: m.brandId, label: m.name, validFrom: null, validTo: null }));
}

export function textsOf({ content }: Pick<Assembly, 'content'>, merchantName: string | null): LawText[] {
  const texts = lawTexts(content);
  return merchantName === null ? texts : [...texts, nameText(merchantName)];
}

/** The product it sells, or everything the campaign sells. */
function goodsOf({ facts, productId, content }: Assembly): { name: string; industryCode: string }[] {
  const own = facts.products.filter((p) => p.id === productId);
  const goods = own.length > 0 ? own : facts.products;
  const named = content.product
    ? [{ name: content.product.name, industryCode: own[0]?.industryCode ?? '' }]
    : [];
  return [...goods.map(({ name, industryCode }) => ({ name, industryCode })), ...named];
}

function structureOf(
  { content, design, bar, facts }: Assembly,
  type: StructuralInput['type'],
  texts: readonly LawText[],
  scenes: readonly { format: FormatId; scene: Scene }[],
): StructuralInput {
  const all = normalise(texts.map((t) => t.text).join('\n')).text;
  const units = Object.values(content.organisers).flat();
  const alcohol = design.sells
    ? isAlcohol(content.product?.name ?? '')
    : facts.products.some((p) => isAlcohol(p.name));
  return {
    type,
    price: content.price && {
      unit: content.price.unit,
      spec: content.product?.spec ?? '',
      heldFrom: content.price.heldFrom,
      heldTo: content.price.heldTo,
    },
    // No design of the house draws a crossed-out price: the layer does not exist without a record.
    comparedPrice: null,
    brandMarks: bar.refused
      .filter((r) => r.required)
      .map((r) => ({ name: r.name, ok: false, reason: String(r.reason) })),
    experience: /种草|测评|开箱|亲测|自用分享|安利/u.test(all),
    purchaseLink: design.sells,
    adLabel: design.slots['adLabel'] === undefined ? null : { share: null, contrast: null },
    lottery: { mentioned: /抽奖|大转盘|刮刮乐|扭蛋|盲盒/u.test(all), record: null },
    aiPictures: [],
    faces: [],
    organisers: {
      shown: units.length > 0 && design.slots['organisers'] !== undefined,
      inEventZone: true,
      sellsOneMerchant: design.sells,
    },
    codelessFormats: design.formats
      .map((f) => FORMATS[f])
      .filter((f) => f.qr === 'none')
      .map((f) => ({ format: f.nameZh, drawsCode: carriesQr(design, f) })),
    live: content.live ?? null,
    alcohol: alcohol && type === 'advertisement' ? { warned: isWarned(all) } : null,
    giMark: null,
    certificateMarks: [],
    smallPrint: scenes.flatMap(({ format, scene }) =>
      scene.layers.flatMap((layer) =>
        layer.kind === 'text' && layer.slot.startsWith('disclosure')
          ? [
              {
                slot: 'disclosure',
                format: FORMATS[format].nameZh,
                sizePx: layer.size,
                shortSidePx: Math.min(scene.widthPx, scene.heightPx),
                contrast: null,
              },
            ]
          : [],
      ),
    ),
  };
}
