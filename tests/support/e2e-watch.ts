/** What no page may do, collected over a whole test: console errors, uncaught exceptions, requests that leave the house. */
import { expect, type BrowserContext } from '@playwright/test';

export interface Watch {
  readonly complaints: string[];
  /** Fails with everything that was seen. */
  nothingSeen(): void;
}

/** @param allowed complaints that belong to the test, such as the console line of a 403 it asks for */
export function watch(context: BrowserContext, origin: string, allowed: readonly RegExp[] = []): Watch {
  const complaints: string[] = [];
  const note = (text: string) => {
    if (!allowed.some((pattern) => pattern.test(text))) complaints.push(text);
  };
  context.on('console', (message) => {
    if (message.type() === 'error') note(`${message.page()?.url() ?? ''} console: ${message.text()}`);
  });
  context.on('weberror', (failure) =>
    note(`${failure.page()?.url() ?? ''} error: ${failure.error().message}`),
  );
  context.on('request', (request) => {
    const { protocol, origin: asked } = new URL(request.url());
    if (protocol.startsWith('http') && asked !== origin) note(`request to ${request.url()}`);
  });
  return { complaints, nothingSeen: () => expect(complaints).toEqual([]) };
}
