/** The merchant form, read. */
import { MERCHANT_KINDS, MERCHANT_STATES, type MerchantInput } from '#lib/server/merchants/merchants.ts';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export function readMerchant(form: FormData): MerchantInput {
  const text = (key: string, max = 80) =>
    String(form.get(key) ?? '')
      .trim()
      .slice(0, max);
  const township = text('township');
  return {
    name: text('name', 60),
    shortName: text('shortName', 20) || null,
    kind: MERCHANT_KINDS.find((kind) => kind === text('kind')) ?? 'micro',
    townshipId: UUID.test(township) ? township : null,
    village: text('village', 40) || null,
    contactName: text('contact', 40) || null,
    creditCode: text('creditCode', 30).toUpperCase() || null,
    spokenNumber: text('spokenNumber', 8) || null,
    state: MERCHANT_STATES.find((state) => state === text('state')) ?? 'active',
    suspendedReason: text('suspendedReason', 200) || null,
    productIds: form
      .getAll('product[]')
      .map(String)
      .filter((id) => UUID.test(id)),
  };
}
