/** Nothing here needs a script: the page is smaller, and old phones open it at once. */
export const csr = false;
