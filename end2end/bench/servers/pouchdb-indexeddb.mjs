//! The same server: what differs is the browser's storage.
export { start, write } from './pouchdb.mjs';
