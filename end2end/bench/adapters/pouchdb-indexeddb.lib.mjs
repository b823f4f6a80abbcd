//! What is weighed as "PouchDB with its indexeddb adapter": the browser preset and the adapter as the
//! plugin the documentation describes.
import PouchDB from 'pouchdb-browser';
import indexeddb from 'pouchdb-adapter-indexeddb';

PouchDB.plugin(indexeddb);
export { PouchDB };
