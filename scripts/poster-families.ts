/** Draws `docs/images/posters.jpg`: node scripts/poster-families.ts [FILE]. Look at it whole before it is committed. */
import { writeFile } from 'node:fs/promises';
import { familySheet } from '#lib/server/posters/family-sheet.ts';

const file = process.argv[2] ?? 'docs/images/posters.jpg';
const sheet = await familySheet();
await writeFile(file, sheet);
console.log(`${file} ${Math.round(sheet.length / 1024)} KB`);
