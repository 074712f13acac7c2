/** The picture of the festival family, and the weave that stands for it. */
import { brocadeField } from '../art/brocade.ts';
import { mixColours } from '../colour.ts';
import { VEIL, type Board } from '../compose.ts';
import type { Box } from '../formats.ts';
import { HEADLINE } from './brocade-band-parts.ts';

/**
 * The picture, or at full strength the weave itself: never a grey box. Marks stand on the upper `skyPx` of it where it
 * spans the page.
 */
export function pictureOrMotif(board: Board, box: Box, skyPx = 300): void {
  const { palette: p, picture } = board.context;
  const spans = box[2] === board.context.format.widthPx;
  if (picture) {
    board.picture('picture', box, picture.id);
    if (VEIL[board.context.tone] > 0 && spans && skyPx > 0) coverSky(board, box[2], skyPx);
    return;
  }
  const cell = Math.max(4, Math.round(Math.min(box[2], box[3]) / 90));
  const [, , w, h] = box;
  const name = board.context.content.product?.name ?? '';
  const wide = w > h;
  const veil = (id: string, stops: string, shape: string): string =>
    `<defs>${shape.replace('%', id)}${stops}</${shape.startsWith('<radial') ? 'radial' : 'linear'}Gradient></defs><path fill="url(#${id})" d="M0 0h${w}v${h}h-${w}z"/>`;
  const stop = (at: number, opacity: number): string =>
    `<stop offset="${at}" stop-color="${p.primary}" stop-opacity="${opacity}"/>`;
  board.vector(
    'motif',
    box,
    brocadeField(w, h, cell, {
      ground: p.primary,
      line: mixColours(p.primary, p.onPrimary, 0.16),
      accent: mixColours(p.primary, p.accent, 0.85),
    }) +
      (spans && skyPx > 0
        ? veil(
            'top',
            stop(0, 1) + stop(0.55, 0.96) + stop(1, 0),
            `<linearGradient id="%" x1="0" y1="0" x2="0" y2="${skyPx * 0.8}" gradientUnits="userSpaceOnUse">`,
          )
        : '') +
      (wide && name !== ''
        ? veil(
            'name',
            stop(0, 1) + stop(0.6, 1) + stop(1, 0),
            `<radialGradient id="%" cx="${w / 2}" cy="${Math.round(h * 0.56)}" r="1" gradientUnits="userSpaceOnUse" gradientTransform="translate(${w / 2} ${Math.round(h * 0.56)}) scale(${w * 0.46} ${w * 0.176}) translate(${-w / 2} ${-Math.round(h * 0.56)})">`,
          )
        : ''),
    undefined,
    [p.primary],
  );
  if (!wide || name === '') return;
  const size = w * 0.139;
  const fit = board.fit('product.name', name, {
    face: 'serif-black',
    size,
    colour: p.onPrimary,
    measure: w * 0.704,
    display: true,
    minScale: 0.44,
  });
  if (fit)
    board.lines('product.name', fit.lines, fit.size, w / 2, h * 0.56 + fit.size * 0.36, {
      ...HEADLINE,
      colour: p.onPrimary,
      align: 'centre',
    });
}

/** A veil of the primary role from the top edge, for pictures too busy for either role. */
function coverSky(board: Board, width: number, height: number): void {
  const c = board.context.palette.primary;
  const share = VEIL[board.context.tone];
  board.vector(
    'scrim',
    [0, 0, width, height],
    `<defs><linearGradient id="scrim" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="${c}" stop-opacity="${(share + 1) / 2}"/><stop offset="0.62" stop-color="${c}" stop-opacity="${share}"/><stop offset="1" stop-color="${c}" stop-opacity="0"/></linearGradient></defs><path fill="url(#scrim)" d="M0 0h${width}v${height}h-${width}z"/>`,
  );
}
