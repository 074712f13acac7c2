import type { Actor } from '#lib/server/accounts/actor.ts';
import type { SignedIn } from '#lib/server/accounts/session.ts';
import type { App as Application } from '#lib/server/web/app.ts';
import type { Language } from '#lib/server/web/language.ts';
import type { Theme } from '#lib/server/web/theme.ts';

declare global {
  namespace App {
    interface Locals {
      /** The running application: database, configuration, files, clock. */
      app: Application;
      /** Who is signed in, in which county and with which roles; null for visitors. */
      actor: Actor | null;
      /** The session behind the actor, for "my sessions" and device pages. */
      session: SignedIn | null;
      locale: Language;
      theme: Theme;
    }
    interface Error {
      message: string;
      /** A number to read on the phone: it stands in the log beside the fault. */
      number?: string;
      /** Who can grant what was missing (403). */
      roles?: readonly string[];
    }
    interface PageState {
      /** Shallow pages, such as an opened picture. */
      opened?: string;
    }
  }
}

export {};
