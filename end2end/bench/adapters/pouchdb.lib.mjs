//! What is weighed as "PouchDB": the browser preset with IndexedDB, HTTP and replication.
export { default as PouchDB } from 'pouchdb-browser';
