/** The barrel of every domain's tables: the only file of the ground floor that looks at the domains. */
export * from './counties.ts';
export * from '../audit/schema.ts';
export * from '../outbox/schema.ts';
export * from '../mail/schema.ts';
export * from '../accounts/schema.ts';
export * from '../county/schema.ts';
export * from '../merchants/schema.ts';
export * from '../notices/schema.ts';
export * from '../brand/schema.ts';
export * from '../campaigns/schema.ts';
export * from '../funds/schema.ts';
export * from '../events/schema.ts';
export * from '../livestreams/schema.ts';
export * from '../links/schema.ts';
export * from '../posters/schema.ts';
export * from '../sales/schema.ts';
export * from '../attribution/schema.ts';
