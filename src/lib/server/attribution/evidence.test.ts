import { describe, expect, it } from 'vitest';
import { evidenceOf, type CodeBook, type EvidenceFacts, type RegisteredCode } from './evidence.ts';
import { DEFAULT_RULES } from './rule-set.ts';
import { beijing } from './testing.ts';

const placedAt = beijing('2026-04-20 12:00:00');
const code = (text: string, campaignId: string, more: Partial<RegisteredCode> = {}): RegisteredCode => ({
  id: text,
  code: text,
  campaignId,
  activityId: null,
  merchantId: null,
  validFrom: null,
  validTo: null,
  suspendedAt: null,
  ...more,
});
const book = (more: Partial<CodeBook> = {}): CodeBook => ({
  skuSuffixes: new Map(),
  coupons: new Map(),
  promoters: new Map(),
  rooms: new Map(),
  slots: new Map(),
  campaignOfActivity: new Map(),
  ...more,
});
const facts = (more: Partial<EvidenceFacts> = {}): EvidenceFacts => ({
  orderKey: 'taobao|shop|1',
  placedAt,
  platform: 'taobao',
  shopName: '白沙茶行',
  merchantId: 'm1',
  productId: null,
  sellerCodes: [],
  promoterIds: [],
  codes: [],
  roomId: null,
  trafficForm: null,
  trafficSource: null,
  trafficPending: false,
  stallActivityId: null,
  ...more,
});
const find = (more: Partial<EvidenceFacts>, registered: Partial<CodeBook>) =>
  evidenceOf(facts(more), book(registered), DEFAULT_RULES);

describe('evidence on an order', () => {
  it('a coded SKU ends in the campaign’s suffix, in any case and width', () => {
    const skuSuffixes = new Map([['BS2604', [code('BS2604', 'A')]]]);
    for (const sellerCode of ['LC01-BS2604', 'lc01-bs2604', 'LC01－ＢＳ２６０４', ' LC01-BS2604 ', 'BS2604'])
      expect(find({ sellerCodes: [sellerCode] }, { skuSuffixes })).toMatchObject([
        { type: 'order_code', campaignId: 'A', merchantId: 'm1', code: 'BS2604', refusal: null },
      ]);
    expect(find({ sellerCodes: ['LC01-BS26041', 'LC01BS2604', ''] }, { skuSuffixes })).toEqual([]);
  });

  it('a registered promoter is a code, an unregistered one is nothing', () => {
    const promoters = new Map([['778899', [code('778899', 'A', { merchantId: 'host' })]]]);
    expect(find({ promoterIds: ['778899', '1'] }, { promoters })).toMatchObject([
      { type: 'order_code', merchantId: 'host' },
    ]);
  });

  it('a spoken code from a remark and the same typed as coupon are one redemption', () => {
    const coupons = new Map([['白沙07', [code('白沙07', 'A', { merchantId: 'm7' })]]]);
    expect(find({ codes: ['白沙07', ' 白沙０７'] }, { coupons })).toMatchObject([
      { type: 'coupon', merchantId: 'm7' },
    ]);
  });

  it('suspension and validity count at the order’s second', () => {
    const at = (more: Partial<RegisteredCode>) =>
      find({ codes: ['C'] }, { coupons: new Map([['C', [code('C', 'A', more)]]]) })[0]?.refusal;
    expect(at({ suspendedAt: placedAt })).toBe('code_suspended');
    expect(at({ suspendedAt: placedAt + 1 })).toBeNull();
    expect(at({ validFrom: placedAt })).toBeNull();
    expect(at({ validTo: placedAt })).toBe('outside_window');
  });

  it('a code used again next year belongs to the campaign in which it was valid', () => {
    const coupons = new Map([
      [
        'C',
        [
          code('C', 'last year', { validTo: placedAt - 1 }),
          code('C', 'this year', { validFrom: placedAt - 1 }),
        ],
      ],
    ]);
    expect(find({ codes: ['C'] }, { coupons }).map((one) => one.campaignId)).toEqual(['this year']);
  });

  it('a stall sale carries its activity', () => {
    const campaignOfActivity = new Map([['fair', 'A']]);
    expect(find({ stallActivityId: 'fair' }, { campaignOfActivity })).toMatchObject([
      { type: 'order_code', campaignId: 'A', activityId: 'fair', merchantId: 'm1' },
    ]);
  });

  it('a room id outside its session stays visible with its reason', () => {
    const room = {
      sessionId: 's',
      campaignId: 'A',
      activityId: 'live',
      startsAt: placedAt - 7200,
      endsAt: placedAt - 3600,
    };
    expect(find({ roomId: 'r1' }, { rooms: new Map([['R1', [room]]]) })[0]?.refusal).toBeNull();
    const early = { ...room, startsAt: placedAt + 1, endsAt: placedAt + 2 };
    expect(find({ roomId: 'r1' }, { rooms: new Map([['R1', [early]]]) })[0]?.refusal).toBe(
      'room_time_mismatch',
    );
  });
});
