import { m } from '#lib/paraglide/messages.js';
import type { KIT_MOTIFS, KitRole } from '#lib/server/brand/kits.ts';

export const roleWord: Record<KitRole, () => string> = {
  primary: m.brand_kit_role_primary,
  onPrimary: m.brand_kit_role_on_primary,
  accent: m.brand_kit_role_accent,
  paper: m.brand_kit_role_paper,
  ink: m.brand_kit_role_ink,
  muted: m.brand_kit_role_muted,
  seal: m.brand_kit_role_seal,
};

export const motifWord: Record<(typeof KIT_MOTIFS)[number], () => string> = {
  herringbone: m.brand_motif_herringbone,
  leaf: m.brand_motif_leaf,
  terrace: m.brand_motif_terrace,
  ridge: m.brand_motif_ridge,
  rings: m.brand_motif_rings,
  slice: m.brand_motif_slice,
  cell: m.brand_motif_cell,
  ear: m.brand_motif_ear,
  weave: m.brand_motif_weave,
  seal: m.brand_motif_seal,
};
