import { contrast, luminance, mixColours } from './colour.ts';
import type { Ground } from './content.ts';

/** The brand kit as a poster sees it: colour roles and the marks that may be shown. Designs name roles only. */
export const ROLES = ['primary', 'onPrimary', 'accent', 'paper', 'ink', 'muted', 'seal'] as const;
export type Role = (typeof ROLES)[number];
export type Palette = Record<Role, string>;

export interface BrandKit {
  id: string;
  version: number;
  palette: Palette;
  /**
   * Changes to single families. Approvals freeze the kit: what a new family asks for is in its design, so that no approval
   * of another is undone.
   */
  families: Partial<Record<string, Partial<Palette>>>;
  /** A county may switch the brocade off. */
  brocade: boolean;
}

/** One mark of the brand bar, already through the licence gate, in the order and ratio of the county. */
export interface PlacedMark {
  brandId: string;
  level: 1 | 2 | 3;
  wordmark: string;
  drawing: { viewBox: string; aspect: number; path: string };
  /** Height against the county mark. */
  ratio: number;
}

/** A ground and what stands on it. */
export interface Surface {
  ground: string;
  ink: string;
  muted: string;
  /** Large things only. */
  accent: string;
  rule: string;
}

/** Paper with ink on it, or the primary colour with its light partner: all text roles hold 4.5 : 1. */
export function surfaceOf(palette: Palette, ground: Ground): Surface {
  if (ground === 'light') {
    const { paper, ink, muted, accent } = palette;
    return { ground: paper, ink, muted, accent, rule: mixColours(paper, ink, 0.24) };
  }
  const { primary, onPrimary, accent } = palette;
  return {
    ground: primary,
    ink: onPrimary,
    muted: mixColours(primary, onPrimary, 0.74),
    accent,
    rule: mixColours(primary, onPrimary, 0.3),
  };
}

/** The kit of a county that has loaded none of its own: leaf green, grain, paper. */
export const DEFAULT_KIT: BrandKit = {
  id: 'deep-alley',
  version: 1,
  palette: {
    primary: '#17503b',
    onPrimary: '#f7f1e3',
    accent: '#d9952f',
    paper: '#f7f1e3',
    ink: '#1c2a23',
    muted: '#5e6a5b',
    seal: '#b93427',
  },
  families: {
    'plain-price': { paper: '#fbf6ea', ink: '#22211d', accent: '#cf3a17', muted: '#6b655a' },
  },
  brocade: true,
};

/**
 * The roles a family draws with. A county's quiet colour that would be too faint for small text on its paper is mixed with
 * ink until it holds 4.5 : 1: the kit's hue stays, no poster fails over it.
 */
export function paletteFor(kit: BrandKit, family: string, own: Partial<Palette> = {}): Palette {
  const palette = { ...kit.palette, ...own, ...kit.families[family] };
  const paper = luminance(palette.paper);
  let muted = palette.muted;
  for (let step = 1; step <= 20 && contrast(luminance(muted), paper) < 4.55; step += 1) {
    muted = mixColours(palette.muted, palette.ink, step * 0.05);
  }
  return { ...palette, muted };
}
