/** The festival family as a cover and as a thumbnail. */
import type { Board, TextStyle } from '../compose.ts';
import { dateRange, parseDay } from '../text/dates.ts';
import { band, bar, HEADLINE, headlineFit } from './brocade-band-parts.ts';
import { pictureOrMotif } from './brocade-band-picture.ts';
import { dateColumn } from './parts.ts';

/** Official account cover: mark, title and date line inside the centre square that the share card keeps. */
export function cover(board: Board): void {
  const { content, palette: p } = board.context;
  const hasDate = content.startsOn !== null;
  const x = hasDate ? 304 : 262;
  const measure = 640 - x;
  pictureOrMotif(board, [687, 0, 213, 383]);
  band(board, [654, 0, 33, 383], 3, true);
  bar(board, x, 82, 30, measure, false);
  board.adLabel(hasDate ? 173 : 72, 88, 18, p.muted, 'left');
  const headline = headlineFit(board, measure, { sizes: [60, 48], min: 0.8 });
  const two = (headline?.lines.length ?? 1) > 1;
  if (hasDate) dateColumn(board, 258, 142, 294, 84, { numeral: p.primary, rule: p.accent }, 2, 'right');
  board.text('slogan', content.slogan, x, two ? 146 : 162, {
    face: 'serif-bold',
    size: 21,
    colour: p.ink,
    measure,
    minScale: 0.84,
    ink: true,
  });
  if (headline) {
    board.lines(
      'headline',
      headline.lines,
      headline.size,
      x,
      two ? 252 : 231,
      { ...HEADLINE, colour: p.ink, leading: 1.14 },
      'bottom',
    );
  }
  const when = content.startsOn ? dateRange(content.startsOn, content.endsOn) : '';
  const whole = [when, content.venue].filter((t) => t !== '').join('，');
  const style: TextStyle = { face: 'sans', size: 20, colour: p.ink, measure, minScale: 0.9, ink: true };
  const fits = board.set('sans', 18, whole).width <= measure;
  if (fits) board.text('date', whole, x, 294, style);
  else {
    board.text('date', when, x, 294, style);
    board.text('venue', content.venue, x, 324, style);
  }
}

/** Link preview: a strip of the picture, the band, the festival's name and its days. */
export function thumb(board: Board): void {
  const { content, palette: p } = board.context;
  const x = 18;
  const measure = 264;
  pictureOrMotif(board, [0, 0, 300, 86], 0);
  band(board, [0, 86, 300, 22], 2, false);
  const headline = headlineFit(board, measure, { sizes: [64, 44], min: 0.8 });
  const words = content.startsOn ? dateRange(content.startsOn, content.endsOn) : '';
  const fits = board.set('sans', 18, words).width <= measure;
  const when = content.startsOn && !fits ? dottedRange(content.startsOn, content.endsOn) : words;
  const two = (headline?.lines.length ?? 1) > 1;
  const last = two ? 205 : 190;
  if (headline)
    board.lines(
      'headline',
      headline.lines,
      headline.size,
      x,
      last,
      { ...HEADLINE, colour: p.ink, leading: 1.12 },
      'bottom',
    );
  board.text('date', when, x, 236, {
    face: 'sans',
    size: 20,
    colour: p.ink,
    measure,
    minScale: 0.9,
    ink: true,
  });
  board.brandBar(x, 266, 28, measure - 52, p.primary, { words: 'if_they_fit' });
  board.adLabel(x + measure, 273, 18, p.muted);
}

/** 12.28—2027.11.30, where the days in words are too long. */
function dottedRange(startsOn: string, endsOn: string | null): string {
  const dotted = (day: string, withYear: boolean): string => {
    const { year, month, day: d } = parseDay(day);
    return `${withYear ? `${year}.` : ''}${month}.${d}`;
  };
  const end = endsOn ?? startsOn;
  return `${dotted(startsOn, false)}—${dotted(end, parseDay(end).year !== parseDay(startsOn).year)}`;
}
