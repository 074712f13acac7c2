/** Light, dark, or as the device says. Kept in a cookie so that the server writes it into the first byte: no flash. */
export type Theme = 'auto' | 'light' | 'dark';

export const THEME_COOKIE = 'theme';

export function readTheme(value: string | undefined): Theme {
  return value === 'light' || value === 'dark' ? value : 'auto';
}
