/** `npm run i18n`: the words of messages/ become functions in src/lib/paraglide. */
import { compileWords } from './prepare.mjs';

compileWords();
