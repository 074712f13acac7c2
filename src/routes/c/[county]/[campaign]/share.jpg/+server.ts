import { error } from '@sveltejs/kit';
import { findLanding, findPublicCounty } from '#lib/server/links/landing.ts';
import { shareImage, SHARE_HEIGHT, SHARE_PICTURE_WIDTH } from '#lib/server/links/share-image.ts';
import { getPicture, preparePicture } from '#lib/server/posters/pictures.ts';
import { fontBook } from '#lib/server/posters/text/fonts.ts';
import { pictureName } from '#lib/shared/pictures.ts';
import { formatFen } from '#lib/shared/money.ts';
import { daysText } from '../../../days-text.ts';
import type { RequestHandler } from './$types';

/** The picture beside the link in a chat. The language comes from the address: a chat's robot has none of its own. */
export const GET: RequestHandler = async ({ locals, params, url, request }) => {
  const { db } = locals.app.database;
  const county = await findPublicCounty(db, params.county);
  const landing = county && (await findLanding(db, county, params.campaign, null, locals.app.clock()));
  if (!landing) error(404, { message: 'not_found' });
  const locale = url.searchParams.get('lang') === 'en' ? 'en' : 'zh-CN';
  const english = locale === 'en';
  const { campaign } = landing;
  const fonts = fontBook();
  const { jpeg, etag } = await shareImage(
    {
      county: english ? county.nameEn : county.name,
      name: english ? (campaign.nameEn ?? campaign.name) : campaign.name,
      when: daysText(campaign, locale),
      lines: landing.products.slice(0, 3).map((product) => {
        const price = formatFen(product.priceFen)
          .replace(/[^\d.,]/g, '')
          .replace(/\.00$/, '');
        return english
          ? `${product.nameEn}  ${price} yuan`
          : `${product.name}\u3000${price} 元/${product.unit}`;
      }),
      picture: await picturePixels(campaign.picture),
    },
    { satori: fonts.satori, display: fonts.family('serif-black'), text: fonts.family('sans') },
  );
  const headers = { 'content-type': 'image/jpeg', 'cache-control': 'public, max-age=3600', etag };
  if (request.headers.get('if-none-match') === etag) return new Response(null, { status: 304, headers });
  return new Response(new Uint8Array(jpeg), {
    headers: { ...headers, 'content-length': String(jpeg.length) },
  });
};

async function picturePixels(stored: string | null): Promise<Uint8Array | null> {
  const name = pictureName(stored);
  const picture = name === null ? null : getPicture(`illustration:${name}`);
  if (picture === null) return null;
  const { id, focalX, focalY } = picture;
  const prepared = await preparePicture({
    id,
    focalX,
    focalY,
    scale: 1,
    box: [0, 0, SHARE_PICTURE_WIDTH, SHARE_HEIGHT],
  });
  return prepared?.png ?? null;
}
