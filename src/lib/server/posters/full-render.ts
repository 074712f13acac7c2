/**
 * The full render, R: a poster laid out, checked and drawn as a whole. Every other way is judged by it.
 */
import { checkScene } from './check.ts';
import { Board, type ComposeContext, type Person, type Tone } from './compose.ts';
import { contentTexts, type CampaignContent } from './content.ts';
import { contrastIssues } from './contrast.ts';
import { contentTypeOf, groundOf, violations } from './designs/design.ts';
import { requireFamily } from './designs/families.ts';
import type { PosterIssue } from './issue.ts';
import { paletteFor, surfaceOf, type Palette } from './kit.ts';
import { markIssues } from './mark-check.ts';
import { getPicture, pictureAddress, preparePicture, type PreparedPicture } from './pictures.ts';
import { LEAST_SHARE, photoShare } from './photo.ts';
import type { PosterInputs } from './poster.ts';
import { rasterise, sceneSvg } from './render.ts';
import type { Scene } from './scene.ts';
import type { FontBook } from './text/fonts.ts';

export interface Layout {
  scene: Scene;
  issues: PosterIssue[];
  /** Said to the author, no hindrance. */
  warnings: PosterIssue[];
  picture: PreparedPicture | null;
  cutout: boolean;
  pictureId: string | null;
  palette: Palette;
  /** How marks stand on the picture: the first that has contrast enough. */
  tone: Tone;
  /** Name and spoken code alone, as this layout would place them for another person. */
  repeat: (person: Person) => Board;
}

/** Lays a poster out and checks it: locks and limits, coverage, fit, overlap, safe area, crops, contrast. */
export async function layoutPoster(inputs: PosterInputs, fonts: FontBook): Promise<Layout> {
  const { compose } = requireFamily(inputs.design.family);
  const palette = paletteFor(inputs.kit, inputs.design.family, inputs.design.palette);
  const ground = groundOf(inputs.design, inputs.content);
  const background = surfaceOf(palette, ground).ground;
  const wanted = inputs.content.picture;
  const photo = wanted && inputs.photo?.bytes && inputs.photo.id === wanted.id ? inputs.photo : null;
  const built = photo ?? (wanted ? getPicture(wanted.id) : null);
  let shown: { id: string; cutout: boolean } | null = built;
  const base = (tone: Tone): ComposeContext => ({
    format: inputs.format,
    content: inputs.content,
    palette,
    marks: inputs.marks,
    person: inputs.person,
    picture: shown && { id: shown.id, cutout: shown.cutout },
    fonts,
    brocade: inputs.kit.brocade,
    tone,
    ground,
    contentType: contentTypeOf(inputs.design, inputs.content),
    keep: [...(inputs.keep ?? []), ...inputs.marks.map((m) => m.wordmark)],
  });
  let board = compose(base('dark'));
  let scene = board.scene(background);
  let slot = scene.layers.find((l) => l.kind === 'picture');
  const warnings: PosterIssue[] = [];
  const share = photo && slot && wanted ? photoShare(photo, { ...wanted, box: slot.box }) : 1;
  if (share < 1) {
    const percent = Math.floor(share * 100);
    warnings.push({ code: 'picture_small', slot: 'picture', percent, shown: share >= LEAST_SHARE });
  }
  if (share < LEAST_SHARE) {
    shown = null;
    slot = undefined;
    board = compose(base('dark'));
    scene = board.scene(background);
  }
  // Bytes that are no picture are the picture's issue, not a crash.
  const picture =
    slot && wanted ? await preparePicture({ ...wanted, box: slot.box, photo }).catch(() => null) : null;
  let low: PosterIssue[] = [];
  let tone: Tone = 'dark';
  for (tone of TONES) {
    if (tone !== 'dark') {
      board = compose(base(tone));
      scene = board.scene(background);
    }
    low = contrastIssues(scene, palette, picture, tone);
    if (low.length === 0) break;
  }
  const marked = markIssues({
    scene,
    format: inputs.format,
    marks: inputs.marks.map((mark) => ({ ...mark, ...inputs.standings?.[mark.brandId] })),
    palette,
    picture,
    tone,
    ...(inputs.on === undefined ? {} : { on: inputs.on }),
  });
  warnings.push(...marked.warnings);
  const issues = [
    ...(wanted && (!built || (slot && !picture))
      ? [{ code: 'picture_missing', slot: 'picture' } as const]
      : []),
    ...violations(inputs.design, { content: inputs.content, overrides: {} }),
    ...board.issues,
    ...coverageIssues(inputs.content, fonts),
    ...checkScene(scene, inputs.format),
    ...low,
    ...marked.issues,
  ];
  return {
    scene,
    issues: distinct(issues),
    warnings,
    picture,
    cutout: shown?.cutout ?? false,
    pictureId: shown?.id ?? null,
    palette,
    tone,
    repeat(person) {
      const alone = new Board({ ...board.context, person });
      for (const call of board.repeats) call(alone);
      return alone;
    },
  };
}

/** Pixels of a layout, or of other layers of its scene: RGBA. */
export async function drawLayout(
  layout: Layout,
  fonts: FontBook,
  scene: Scene = layout.scene,
): Promise<{ pixels: Buffer; width: number; height: number }> {
  return rasterise(await sceneSvg(scene, fonts, await addresses(layout, false)));
}

const TONES: readonly Tone[] = ['dark', 'light', 'veil', 'deep_veil'];

/** Text of the content no shipped face can print, whether or not this format shows it. */
function coverageIssues(content: CampaignContent, fonts: FontBook): PosterIssue[] {
  return contentTexts(content).flatMap(({ slot, text }) => {
    const characters = fonts.missing('sans', text);
    return characters.length > 0 ? [{ code: 'missing_glyphs' as const, slot, characters }] : [];
  });
}

/** The prepared picture by its key; lighter for a preview. */
export async function addresses(layout: Layout, preview: boolean): Promise<Record<string, string>> {
  if (!layout.picture || !layout.pictureId) return {};
  return { [layout.pictureId]: await pictureAddress(layout.picture, layout.cutout, preview) };
}

function distinct(issues: PosterIssue[]): PosterIssue[] {
  const seen = new Map<string, PosterIssue>();
  for (const issue of issues) seen.set(JSON.stringify(issue), issue);
  return [...seen.values()];
}
