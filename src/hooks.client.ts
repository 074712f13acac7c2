import type { HandleClientError } from '@sveltejs/kit';
import { defineCustomClientStrategy, isLocale } from '#lib/paraglide/runtime.js';
import { errorNumber } from '#lib/shared/error-number.ts';

/** The server has decided the language and wrote it into the page: both halves then speak the same. */
defineCustomClientStrategy('custom-page', {
  getLocale: () => {
    const language = document.documentElement.lang;
    return isLocale(language) ? language : undefined;
  },
  setLocale: () => {
    // Changed by posting to /preferences, which loads the page anew.
  },
});

export const handleError: HandleClientError = ({ error, status, message }) => {
  const number = errorNumber(Math.random);
  if (status !== 404) console.error(number, error);
  return { message, number };
};
