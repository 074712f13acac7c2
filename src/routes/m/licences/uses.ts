import type { LicenceUse } from '#lib/server/brand/terms.ts';

/** Uses in the order they are asked: what merchants want most first. */
export const LICENCE_USES: readonly LicenceUse[] = ['advertising', 'packaging', 'online_shop', 'exhibition'];
