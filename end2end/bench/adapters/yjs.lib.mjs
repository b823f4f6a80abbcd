//! What is weighed as "Yjs": the library, its IndexedDB persistence and its websocket provider.
export { Doc, Map, transact } from 'yjs';
export { IndexeddbPersistence } from 'y-indexeddb';
export { WebsocketProvider } from 'y-websocket';
