//! What is weighed as "Automerge": core ("slim", its WASM fetched beside it), the repo, its IndexedDB
//! storage and its websocket client.
export { Repo, initializeWasm } from '@automerge/automerge-repo/slim';
export { change, getConflicts, ImmutableString } from '@automerge/automerge/slim';
export { IndexedDBStorageAdapter } from '@automerge/automerge-repo-storage-indexeddb';
export { WebSocketClientAdapter } from '@automerge/automerge-repo-network-websocket';
export { default as wasmUrl } from '@automerge/automerge/automerge.wasm';
