/**
 * The motifs of the house by name, each a function of box, colour role, seed and density. A family uses them faint as a
 * ground, or at full strength where a picture is missing. `density` 1 is the motif's natural one for the box.
 */
import type { Box } from '../formats.ts';
import { brocadeLattice } from './brocade.ts';
import { cell } from './cell.ts';
import { clipped } from './curves.ts';
import { ear } from './ear.ts';
import { herringbone } from './herringbone.ts';
import { leaf } from './leaf.ts';
import { ridge } from './ridge.ts';
import { rings } from './rings.ts';
import { slice } from './slice.ts';
import { terrace } from './terrace.ts';
import { weave } from './weave.ts';

export type Motif = (box: Box, colour: string, seed: number, density?: number) => string;

export const MOTIFS = {
  brocade: (box, colour, _seed, density = 1) =>
    brocadeLattice(box, colour, Math.max(3, Math.round(shorter(box) / 130 / density))),
  herringbone: (box, colour, seed, density = 1) => herringbone(box, colour, seed, 20 * density),
  leaf: (box, colour, seed, density = 1) => leaf(box, colour, seed, Math.round(9 * density)),
  terrace: (box, colour, seed, density = 1) =>
    terrace(box, colour, seed, 23 * density, Math.max(1.4, shorter(box) / 400)),
  ridge: (box, colour, seed, density = 1) => ridge(box, colour, seed, Math.max(2, 3 * density)),
  rings: (box, colour, seed, density = 1) =>
    clipped(
      box,
      'rings',
      rings(box, colour, seed, (2.7 * 1000 * density) / Math.max(300, longer(box)), {
        x: 0.56,
        y: 0.46,
        strokePx: Math.max(1.6, shorter(box) / 270),
      }),
    ),
  slice: (box, colour, seed, density = 1) => slice(box, colour, seed, Math.round(20 * density)),
  cell: (box, colour, seed, density = 1) =>
    cell(box, colour, seed, Math.max(4, Math.round((11 * density * box[2]) / Math.max(1, longer(box))))),
  ear: (box, colour, seed, density = 1) => ear(box, colour, seed, 3 * density),
  weave: (box, colour, seed, density = 1) => weave(box, colour, seed, (9 * 1080 * density) / longer(box)),
} as const satisfies Record<string, Motif>;

export type MotifId = keyof typeof MOTIFS;

export const MOTIF_IDS = Object.keys(MOTIFS) as MotifId[];

function shorter(box: Box): number {
  return Math.min(box[2], box[3]);
}

function longer(box: Box): number {
  return Math.max(box[2], box[3]);
}
