import { GIVEN, REGIONS, SURNAMES } from '../data/people.ts';
import type { Random } from './random.ts';
import type { Buyer } from './sale.ts';

const PREFIXES = [
  '134',
  '135',
  '136',
  '137',
  '138',
  '139',
  '150',
  '151',
  '158',
  '182',
  '187',
  '188',
] as const;

export function phoneNumber(random: Random): string {
  return random.pick(PREFIXES) + random.digits(8);
}

export function personName(random: Random): string {
  const given = random.pick(GIVEN) + (random.chance(0.62) ? random.pick(GIVEN) : '');
  return random.pick(SURNAMES) + given;
}

/** @param local how much likelier the island is than for the usual buyer: 1 = as usual */
export function drawBuyer(random: Random, local = 1): Buyer {
  const region = random.weighted(REGIONS, (r) => (r.province === '海南省' ? r.weight * local : r.weight));
  const [city, ...districts] = random.pick(region.cities);
  return {
    name: personName(random),
    phone: phoneNumber(random),
    province: region.province,
    city,
    district: random.pick(districts),
  };
}

/** '138****1234', as platforms mask it. */
export function masked(phone: string): string {
  return `${phone.slice(0, 3)}****${phone.slice(7)}`;
}
