/** The office's table of contents: which pages a person's rights open. Words and icons are the shell's. */
import type { Actor } from '../accounts/actor.ts';
import { can, type Right } from '../accounts/rights.ts';

export type PageKey =
  | 'home'
  | 'plan'
  | 'calendar'
  | 'campaigns'
  | 'posters'
  | 'assets'
  | 'brand'
  | 'law'
  | 'merchants'
  | 'catalogue'
  | 'devices'
  | 'sales'
  | 'review'
  | 'people'
  | 'merchant_access'
  | 'mailbox'
  | 'audit'
  | 'settings'
  | 'days_off';

export interface NavigationEntry {
  key: PageKey;
  href: string;
  section: 'work' | 'market' | 'result' | 'admin';
}

const PAGES: readonly (NavigationEntry & { right: Right | null })[] = [
  { key: 'home', href: '/', section: 'work', right: null },
  { key: 'plan', href: '/plan', section: 'work', right: 'plan.read' },
  { key: 'calendar', href: '/calendar', section: 'work', right: 'campaign.read' },
  { key: 'campaigns', href: '/campaigns', section: 'work', right: 'campaign.read' },
  { key: 'posters', href: '/posters', section: 'market', right: 'poster.read' },
  { key: 'assets', href: '/assets', section: 'market', right: 'poster.read' },
  { key: 'brand', href: '/brand', section: 'market', right: 'brand.read' },
  { key: 'law', href: '/law', section: 'market', right: 'law.read' },
  { key: 'merchants', href: '/merchants', section: 'market', right: 'merchant.read' },
  { key: 'devices', href: '/devices', section: 'market', right: 'merchant.invite' },
  { key: 'catalogue', href: '/catalogue', section: 'market', right: 'merchant.read' },
  { key: 'sales', href: '/sales', section: 'result', right: 'sales.read' },
  { key: 'review', href: '/review', section: 'result', right: 'review.read' },
  { key: 'people', href: '/admin/people', section: 'admin', right: 'account.manage' },
  { key: 'merchant_access', href: '/admin/merchant-access', section: 'admin', right: 'merchant.invite' },
  { key: 'mailbox', href: '/admin/mailbox', section: 'admin', right: 'mailbox.read' },
  { key: 'audit', href: '/admin/audit', section: 'admin', right: 'audit.read' },
  { key: 'settings', href: '/admin/settings', section: 'admin', right: 'settings.read' },
  { key: 'days_off', href: '/admin/days-off', section: 'admin', right: 'settings.read' },
];

export function officeNavigation(actor: Actor): NavigationEntry[] {
  return PAGES.filter((page) => page.right === null || can(actor, page.right)).map(
    ({ key, href, section }) => ({
      key,
      href,
      section,
    }),
  );
}
