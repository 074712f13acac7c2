/** 招募 in the account's cover and in the link preview: the bar with its title. */
import { herringbone } from '../art/herringbone.ts';
import { mixColours } from '../colour.ts';
import type { Board, TextStyle } from '../compose.ts';

export function cover(board: Board): void {
  const { content, palette: p } = board.context;
  const x = 264;
  ground(board, 262, 26);
  board.brandBar(x, 62, 32, 370, p.onPrimary);
  board.adLabel(40, 68, 18, mixColours(p.primary, p.onPrimary, 0.8), 'left');
  board.vector(
    'ground',
    [684, 0, 216, 262],
    herringbone([0, 0, 216, 262], mixColours(p.primary, p.onPrimary, 0.16), 2, 37),
  );
  title(board, x, 226, { size: 60, two: 60, measure: 372 });
  board.text('slogan', content.slogan, x, 344, {
    face: 'sans-bold',
    size: 24,
    colour: p.ink,
    measure: 600,
    ink: true,
  });
}

export function thumb(board: Board): void {
  const { palette: p } = board.context;
  ground(board, 214, 18);
  title(board, 24, 176, { size: 52, two: 48, measure: 252, three: 44 });
  board.brandBar(24, 263, 30, 160, p.primary, { words: 'if_they_fit' });
  board.adLabel(276, 270, 18, p.muted);
}

function ground(board: Board, end: number, strip: number): void {
  const { palette: p, format } = board.context;
  board.rect('ground', [0, 0, format.widthPx, end], p.primary);
  board.vector(
    'band',
    [0, end, format.widthPx, strip],
    `<path fill="${mixColours(p.paper, p.primary, 0.12)}" d="M0 0h${format.widthPx}v${strip}h-${format.widthPx}z"/>` +
      herringbone([0, 0, format.widthPx, strip], p.primary, 2, 2000 / strip),
  );
}

/** The title from its last baseline upwards. */
function title(
  board: Board,
  x: number,
  bottom: number,
  options: { size: number; two: number; three?: number; measure: number },
): void {
  const { content, palette: p } = board.context;
  const sizes = [options.size, options.two, ...(options.three ? [options.three] : [])];
  const style: TextStyle = {
    face: 'sans-bold',
    size: options.size,
    sizes,
    colour: p.onPrimary,
    measure: options.measure,
    maxLines: sizes.length,
    balance: true,
    display: true,
    leading: 1.2,
    ink: true,
  };
  board.text('headline', content.headline, x, bottom, style, 'bottom');
}
