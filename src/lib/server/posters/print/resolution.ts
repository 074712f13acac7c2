/** Whether a photograph has the dots its printed size asks for. */
import type { PosterFormat } from '../formats.ts';
import type { Layout } from '../poster.ts';
import type { PrintWarning } from './print.ts';

/** Cards and stickers are read at arm's length: 250 dots an inch are enough, also where the raster has 300. */
const NEAR_DPI = 250;

/** Dots an inch a picture needs in a format: 100 on a roll-up, 250 on a card. */
export function neededDpi(format: PosterFormat): number {
  return Math.min(format.print?.dpi ?? 0, NEAR_DPI);
}

/** The warning for the layout's picture, or null when its source has enough pixels (drawn pictures always do). */
export function resolutionWarning(
  format: PosterFormat,
  layout: Pick<Layout, 'scene' | 'picture'>,
): PrintWarning | null {
  const slot = layout.scene.layers.find((l) => l.kind === 'picture');
  const source = layout.picture?.sourcePx;
  if (!slot || !source || !format.print) return null;
  const share = Math.min(source.widthPx / slot.box[2], source.heightPx / slot.box[3]);
  const dpi = Math.floor(format.print.dpi * Math.min(1, share));
  const needs = neededDpi(format);
  if (dpi >= needs) return null;
  const boxMm = (slot.box[2] / format.widthPx) * format.print.widthMm;
  return {
    code: 'low_resolution',
    slot: 'picture',
    dpi,
    needs,
    reachableMm: Math.floor((boxMm * dpi) / needs),
  };
}
