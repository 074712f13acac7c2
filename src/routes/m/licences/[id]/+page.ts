/** Nothing here needs a script: forms post, pages answer. */
export const csr = false;
