import { fail, redirect } from '@sveltejs/kit';
import { m } from '#lib/paraglide/messages.js';
import { can } from '#lib/server/accounts/rights.ts';
import { contrastOf } from '#lib/server/brand/colour-difference.ts';
import {
  KIT_FONTS,
  KIT_MOTIFS,
  KIT_ROLES,
  kitInForce,
  listKits,
  publishKit,
  type KitFailure,
  type KitInput,
  type KitRole,
} from '#lib/server/brand/kits.ts';
import { requireSettings } from '#lib/server/county/lists.ts';
import { DEFAULT_KIT } from '#lib/server/posters/kit.ts';
import { setFlash } from '#lib/server/web/flash.ts';
import { requireRight } from '#lib/server/web/guard.ts';
import type { Actions, PageServerLoad } from './$types';

const FAILURES: Record<KitFailure, () => string> = {
  not_allowed: m.brand_error_not_allowed,
  colour: m.brand_kit_error_colour,
  contrast: m.brand_kit_error_contrast,
  ratio: m.brand_kit_error_ratio,
};

export const load: PageServerLoad = async (event) => {
  const actor = requireRight(event, 'brand.read');
  const { db } = event.locals.app.database;
  const [kit, kits, settings] = await Promise.all([
    kitInForce(db, actor.countyId),
    listKits(db, actor.countyId),
    requireSettings(db, actor.countyId),
  ]);
  const colour = (role: KitRole): string => settings.palette[role] ?? DEFAULT_KIT.palette[role];
  const palette = Object.fromEntries(KIT_ROLES.map((role) => [role, colour(role)])) as Record<
    KitRole,
    string
  >;
  const against: Record<KitRole, KitRole> = {
    primary: 'paper',
    onPrimary: 'primary',
    accent: 'paper',
    paper: 'ink',
    ink: 'paper',
    muted: 'paper',
    seal: 'paper',
  };
  return {
    version: kit?.version ?? null,
    roles: KIT_ROLES.map((role) => ({
      role,
      colour: palette[role],
      contrast: Math.floor(contrastOf(palette[role], palette[against[role]]) * 10) / 10,
      /** Words stand in it: it must be readable. */
      isText: role === 'ink' || role === 'onPrimary',
    })),
    fonts: KIT_FONTS.map((font) => ({ font, allowed: kit ? kit.fonts.includes(font) : true })),
    motifs: KIT_MOTIFS.map((motif) => ({ motif, allowed: kit ? kit.motifs.includes(motif) : true })),
    brocadeAllowed: settings.brocadeAllowed,
    tone: kit?.tone ?? '',
    ratios: kit?.ratios ?? { industry: 100, product: 100 },
    history: kits.map((k) => ({ version: k.version, at: k.createdAt, palette: k.palette })),
    mayEdit: can(actor, 'brand.edit'),
  };
};

export const actions: Actions = {
  default: async (event) => {
    const actor = requireRight(event, 'brand.edit');
    const form = await event.request.formData();
    const text = (key: string): string => String(form.get(key) ?? '').trim();
    const input: KitInput = {
      palette: Object.fromEntries(
        KIT_ROLES.map((role) => [role, text(`colour-${role}`)]),
      ) as KitInput['palette'],
      fonts: form.getAll('font').map(String),
      motifs: form.getAll('motif').map(String),
      brocadeAllowed: form.get('brocade') === 'on',
      tone: text('tone'),
      ratios: { industry: Number(text('ratioIndustry')), product: Number(text('ratioProduct')) },
    };
    const result = await publishKit(event.locals.app.database.db, actor, input);
    if (!result.ok) return fail(400, { refused: FAILURES[result.reason](), role: result.role ?? null });
    setFlash(event, { text: m.brand_kit_published({ version: result.kit.version }) });
    redirect(303, event.url.pathname);
  },
};
