//! PouchDB 9 with its default browser adapter ("idb") and live sync with a CouchDB-speaking server.
//! It resolves nothing: a conflict stays as PouchDB keeps it.

import { PouchDB } from './pouchdb.lib.mjs';
import { openPouch } from './pouch.mjs';

export const open = (options) => openPouch(PouchDB, 'idb', options);
