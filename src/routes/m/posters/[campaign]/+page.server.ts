import { error } from '@sveltejs/kit';
import { linkAddress } from '#lib/server/links/code.ts';
import { findLanding } from '#lib/server/links/landing.ts';
import { createShareCode } from '#lib/server/links/links.ts';
import { listOwnCampaigns, listOwnProducts } from '#lib/server/links/merchant-campaigns.ts';
import { shareTexts } from '#lib/server/links/share-texts.ts';
import { isFormatId, type FormatId } from '#lib/server/posters/formats.ts';
import { personalPoster } from '#lib/server/posters/outputs.ts';
import { requireActor } from '#lib/server/web/guard.ts';
import { requireMerchant } from '../../merchant-choice.ts';
import type { PageServerLoad } from './$types';

/** The merchant's poster of one campaign, with everything to share beside it. */
export const load: PageServerLoad = async (event) => {
  const { locals, params, url, request, parent } = event;
  const actor = requireActor(event);
  const { county, ...layout } = await parent();
  const merchant = requireMerchant(layout.merchant);
  const { app, locale } = locals;
  const { db } = app.database;
  const now = app.clock();
  const own = await listOwnCampaigns(db, county.id, merchant.id, now, { overDays: 3650 });
  const campaign = [...own.current, ...own.upcoming, ...own.over].find(
    (c) => c.code === params.campaign.toLowerCase(),
  );
  if (campaign === undefined) error(404, { message: 'not_found' });
  const over = campaign.phase !== 'running' && campaign.phase !== 'upcoming';
  const common = { now: now.getTime(), campaign, instead: own.current.filter((c) => c.id !== campaign.id) };
  if (over) return { ...common, over: true as const };

  const asked = url.searchParams.get('format') ?? 'moments';
  const format: FormatId = isFormatId(asked) ? asked : 'moments';
  const poster = await personalPoster(app, actor, {
    merchantId: merchant.id,
    campaignId: campaign.id,
    format,
  });
  const share = await db.transaction((tx) =>
    createShareCode(tx, { countyId: county.id, campaignId: campaign.id, merchantId: merchant.id }),
  );
  const [products, landing] = await Promise.all([
    listOwnProducts(db, county.id, campaign.id, merchant.id),
    findLanding(db, county, campaign.code, merchant.id, now),
  ]);
  const link = linkAddress(app.config.shortOrigin, share.code);
  const name = locale === 'en' ? (campaign.nameEn ?? campaign.name) : campaign.name;
  return {
    ...common,
    over: false as const,
    format,
    poster: poster.ok ? poster.output : null,
    refusal: poster.ok ? null : poster.reason,
    gate: poster.ok || !poster.gate ? null : { brand: poster.gate.name, reason: poster.gate.reason },
    link,
    page: `/c/${county.slug}/${campaign.code}`,
    spokenCode: landing?.spokenCode ?? null,
    texts: shareTexts(
      {
        county: county.name,
        name,
        startsOn: campaign.startsOn,
        endsOn: campaign.endsOn,
        products: products.map((p) => ({
          name: locale === 'en' ? p.nameEn : p.name,
          spec: p.spec,
          unit: p.unit,
          priceFen: p.priceFen,
        })),
      },
      { merchant: merchant.shortName ?? merchant.name, link, spokenCode: landing?.spokenCode ?? null },
      locale,
    ),
    inWeChat: /MicroMessenger/i.test(request.headers.get('user-agent') ?? ''),
  };
};
