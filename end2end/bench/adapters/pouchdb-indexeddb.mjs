//! PouchDB 9 with the newer "indexeddb" adapter, which is an option, not the default.

import { PouchDB } from './pouchdb-indexeddb.lib.mjs';
import { openPouch } from './pouch.mjs';

export const open = (options) => openPouch(PouchDB, 'indexeddb', options);
