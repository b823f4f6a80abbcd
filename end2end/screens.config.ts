// Pictures of every screen, for looking at; no test of the suite. `npm run screens`, with
// OPORA_SCREENS naming a folder outside the repository.

import base from './playwright.config';

export default { ...base, testDir: 'screens', timeout: 900_000 };
