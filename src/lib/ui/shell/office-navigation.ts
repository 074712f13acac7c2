import type { Component } from 'svelte';
import BadgeCheck from '@lucide/svelte/icons/badge-check';
import CalendarDays from '@lucide/svelte/icons/calendar-days';
import CalendarOff from '@lucide/svelte/icons/calendar-off';
import ChartLine from '@lucide/svelte/icons/chart-line';
import ClipboardList from '@lucide/svelte/icons/clipboard-list';
import ImageIcon from '@lucide/svelte/icons/image';
import Images from '@lucide/svelte/icons/images';
import KeyRound from '@lucide/svelte/icons/key-round';
import LayoutDashboard from '@lucide/svelte/icons/layout-dashboard';
import Mailbox from '@lucide/svelte/icons/mailbox';
import Smartphone from '@lucide/svelte/icons/smartphone';
import Package from '@lucide/svelte/icons/package';
import Megaphone from '@lucide/svelte/icons/megaphone';
import Scale from '@lucide/svelte/icons/scale';
import ReceiptText from '@lucide/svelte/icons/receipt-text';
import ScrollText from '@lucide/svelte/icons/scroll-text';
import Settings from '@lucide/svelte/icons/settings';
import Store from '@lucide/svelte/icons/store';
import Users from '@lucide/svelte/icons/users';
import { m } from '#lib/paraglide/messages.js';
import type { NavGroup } from './nav.ts';

type Key =
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
type Section = 'work' | 'market' | 'result' | 'admin';

export const navigationIcons: Readonly<Record<Key, Component>> = {
  home: LayoutDashboard,
  plan: ClipboardList,
  calendar: CalendarDays,
  campaigns: Megaphone,
  posters: ImageIcon,
  assets: Images,
  brand: BadgeCheck,
  law: Scale,
  merchants: Store,
  catalogue: Package,
  devices: Smartphone,
  sales: ReceiptText,
  review: ChartLine,
  people: Users,
  merchant_access: KeyRound,
  mailbox: Mailbox,
  audit: ScrollText,
  settings: Settings,
  days_off: CalendarOff,
};

const pageWords: Readonly<Record<Key, () => string>> = {
  home: m.shell_page_home,
  plan: m.shell_page_plan,
  calendar: m.shell_page_calendar,
  campaigns: m.shell_page_campaigns,
  posters: m.shell_page_posters,
  assets: m.assets_title,
  brand: m.shell_page_brand,
  law: m.law_title,
  merchants: m.shell_page_merchants,
  catalogue: m.catalogue_title,
  devices: m.stall_devices_title,
  sales: m.shell_page_sales,
  review: m.shell_page_review,
  people: m.shell_page_people,
  merchant_access: m.shell_page_merchant_access,
  mailbox: m.shell_page_mailbox,
  audit: m.shell_page_audit,
  settings: m.shell_page_settings,
  days_off: m.shell_page_days_off,
};

const sectionWords: Readonly<Record<Section, () => string>> = {
  work: () => '',
  market: m.shell_section_market,
  result: m.shell_section_result,
  admin: m.shell_section_admin,
};

/** Entries with words and icons, in their sections. */
export function navigationGroups(
  entries: readonly { key: Key; href: string; section: Section }[],
): NavGroup[] {
  const sections = [...new Set(entries.map((entry) => entry.section))];
  return sections.map((section) => ({
    label: sectionWords[section](),
    items: entries
      .filter((entry) => entry.section === section)
      .map((entry) => ({ href: entry.href, label: pageWords[entry.key](), icon: entry.key })),
  }));
}
