/**
 * Extreme contents of a design: what the validation lays out in every format and the contact sheet draws. Every family in
 * the registry meets all of them.
 */
import type { PosterInputs } from '../poster.ts';
import { longestContent, sampleInputs, sampleMarks, samplePerson, shortestContent } from '../samples.ts';
import { DEFAULT_KIT, type PlacedMark } from '../kit.ts';
import type { CampaignContent, Ground } from '../content.ts';
import type { FormatId } from '../formats.ts';
import type { PosterIssue } from '../issue.ts';
import { getPicture } from '../pictures.ts';
import { isPersonalDesign, type Design } from './design.ts';
import { requireFamily } from './families.ts';

/** Shop names from two characters to a cooperative's with rare characters. */
export const NAMES = [
  '阿芬',
  '牙叉镇春芽茶行',
  '七坊镇老符家土特产经营部一店',
  '白沙㙟塝村龘堃绿茶种植农民专业合作社',
] as const;

/** Brand bars of one, two and three marks. */
export const BARS: readonly PlacedMark[][] = [
  sampleMarks('county'),
  sampleMarks('county', 'tea'),
  sampleMarks('county', 'orange', 'product'),
];

/** Contents by name: usual, filled to the limits, as short as can be, and with each optional part away. */
export function extremeContents(design: Design): Record<string, CampaignContent> {
  const usual = requireFamily(design.id).sample.content;
  const longest = longestContent(design);
  const shortest = shortestContent(design);
  const contents: Record<string, CampaignContent> = {
    usual,
    longest,
    'longest without a picture': { ...longest, picture: null },
    'longest without a date': { ...longest, startsOn: null, endsOn: null },
    'longest without a price': { ...longest, price: null },
    'longest without a note': { ...longest, disclosure: [] },
    shortest,
    'shortest with a date': { ...shortest, startsOn: '2027-01-01', endsOn: '2027-01-01' },
    'shortest with a picture': { ...shortest, picture: usual.picture },
    'without a picture': { ...usual, picture: null },
    'without a price': { ...usual, price: null },
    'without a date': { ...usual, startsOn: null, endsOn: null },
    'without a caption': { ...usual, qrCaption: '' },
    'two lines of title': {
      ...usual,
      headline: '海南自贸港白沙早春开茶季',
      product: usual.product && { ...usual.product, name: '白沙红心橙礼盒家庭装' },
    },
  };
  for (const ground of design.grounds.slice(1)) {
    contents[`usual, ${ground}`] = onGround(usual, ground);
    contents[`longest, ${ground}`] = onGround(longest, ground);
    contents[`shortest, ${ground}`] = onGround(shortest, ground);
  }
  for (const type of design.contentTypes.slice(1)) {
    const plain = type === 'advertisement' ? usual : { ...usual, product: null, price: null };
    contents[`usual as ${type}`] = { ...plain, contentType: type };
  }
  return contents;
}

/** Inputs for a content, a name and a brand bar. */
export function inputsOf(
  design: Design,
  format: FormatId,
  content: CampaignContent,
  options: { name?: string; marks?: readonly PlacedMark[] } = {},
): PosterInputs {
  const usual = sampleInputs(design.id, format);
  const person = samplePerson(format, options.name ?? usual.person?.nameShown ?? '');
  return {
    ...usual,
    kit: DEFAULT_KIT,
    content,
    marks: options.marks ?? BARS[1] ?? [],
    person: isPersonalDesign(design) ? { ...person, address: usual.person?.address ?? null } : null,
  };
}

function onGround(content: CampaignContent, ground: Ground): CampaignContent {
  return { ...content, ground };
}

/** What the contact sheet shows of a format: contents, grounds and brand bars that change the look. */
export function sheetVariants(design: Design, format: FormatId): { name: string; inputs: PosterInputs }[] {
  const usual = requireFamily(design.id).sample.content;
  const [shortName, , , longName] = NAMES;
  const contents = Object.entries(extremeContents(design)).map(([name, content]) => ({
    name,
    inputs: name.startsWith('usual')
      ? { ...sampleInputs(design.id, format), content }
      : inputsOf(design, format, content, { name: name.includes('longest') ? longName : shortName }),
  }));
  const bars = BARS.filter((b) => b.length !== 2).map((marks) => ({
    name: `${marks.length} mark${marks.length > 1 ? 's' : ''}`,
    inputs: inputsOf(design, format, usual, { marks }),
  }));
  return [...contents, ...bars];
}

/** What a format refuses on purpose: on white stands a cut-out product or nothing. */
export function refusals(format: FormatId, content: CampaignContent): PosterIssue[] {
  const cutout = content.picture ? (getPicture(content.picture.id)?.cutout ?? false) : false;
  return format === 'goods-white' && !cutout ? [{ code: 'cutout_missing', slot: 'picture' }] : [];
}
