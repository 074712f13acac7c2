/** No script at all: the page is read once, on a weak network, in an app's own browser. */
export const csr = false;
