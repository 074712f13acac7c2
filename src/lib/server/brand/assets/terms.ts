/** Closed lists of the asset library. Their words are in messages/…/assets.json. */

/** 照片、绘图、视频. A drawing is made by hand or by program and never passes for a photograph. */
export const ASSET_KINDS = ['photo', 'drawing', 'film'] as const;
export type AssetKind = (typeof ASSET_KINDS)[number];

/** Where it comes from: made by the office, ordered, given by a merchant, bought, from an archive. */
export const ASSET_SOURCES = ['own', 'commissioned', 'merchant', 'bought', 'archive'] as const;
export type AssetSource = (typeof ASSET_SOURCES)[number];

/** What allows its use. `unknown` allows nothing. */
export const ASSET_LICENCES = [
  'own_work',
  'assigned',
  'permission',
  'bought',
  'cc_by',
  'public_domain',
  'unknown',
] as const;
export type AssetLicence = (typeof ASSET_LICENCES)[number];

/** What it may be used for: 海报、印刷品、直播封面、总结报告. */
export const ASSET_USES = ['poster', 'print', 'livestream_cover', 'report'] as const;
export type AssetUse = (typeof ASSET_USES)[number];
