/** The season of a solar term, and its tint: the kit's primary colour turned by steps of hue, as light as paper. */
import { rgb } from '../colour.ts';
import type { MotifId } from './motif.ts';

export type Season = 'spring' | 'summer' | 'autumn' | 'winter';

const TERMS: Readonly<Record<Season, string>> = {
  spring: '立春雨水惊蛰春分清明谷雨',
  summer: '立夏小满芒种夏至小暑大暑',
  autumn: '立秋处暑白露秋分寒露霜降',
  winter: '立冬小雪大雪冬至小寒大寒',
};

/** Season of a term, by month for a name that is no term. */
export function seasonOf(term: string, month: number): Season {
  for (const season of ['spring', 'summer', 'autumn', 'winter'] as const) {
    const at = TERMS[season].indexOf(term);
    if (term.length === 2 && at >= 0 && at % 2 === 0) return season;
  }
  if (month >= 2 && month <= 4) return 'spring';
  if (month >= 5 && month <= 7) return 'summer';
  return month >= 8 && month <= 10 ? 'autumn' : 'winter';
}

/** What stands for a season: the bud, ripples in the heat, the ear, the rings of the year. */
export const SEASON_MOTIF: Readonly<Record<Season, MotifId>> = {
  spring: 'leaf',
  summer: 'rings',
  autumn: 'ear',
  winter: 'rings',
};

/** Steps of 24° on the hue circle from the primary role. */
const STEPS: Readonly<Record<Season, number>> = { spring: -1, summer: 0.5, autumn: -3.6, winter: 2.4 };

/** Lightness of the tint, of its deeper partner for drawings, and of one dark enough for large type. */
const LIGHTNESS = { tint: 0.89, deep: 0.66, ink: 0.42 } as const;

export interface SeasonColours {
  tint: string;
  deep: string;
  ink: string;
}

export function seasonColours(primary: string, season: Season): SeasonColours {
  const { hue } = oklch(primary);
  const turned = hue + (STEPS[season] * 24 * Math.PI) / 180;
  return {
    tint: hexOf(LIGHTNESS.tint, 0.03, turned),
    deep: hexOf(LIGHTNESS.deep, 0.066, turned),
    ink: hexOf(LIGHTNESS.ink, 0.062, turned),
  };
}

/** OKLab of Björn Ottosson, https://bottosson.github.io/posts/oklab/ */
function oklch(hex: string): { lightness: number; chroma: number; hue: number } {
  const [r, g, b] = rgb(hex).map((c) => {
    const v = c / 255;
    return v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  const a = 1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s;
  const bb = 0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s;
  return {
    lightness: 0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    chroma: Math.hypot(a, bb),
    hue: Math.atan2(bb, a),
  };
}

function hexOf(lightness: number, chroma: number, hue: number): string {
  const a = chroma * Math.cos(hue);
  const b = chroma * Math.sin(hue);
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  const linear = [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ];
  return (
    '#' +
    linear
      .map((c) => {
        const v = Math.max(0, Math.min(1, c));
        const srgb = v <= 0.0031308 ? 12.92 * v : 1.055 * v ** (1 / 2.4) - 0.055;
        return Math.round(srgb * 255)
          .toString(16)
          .padStart(2, '0');
      })
      .join('')
  );
}
