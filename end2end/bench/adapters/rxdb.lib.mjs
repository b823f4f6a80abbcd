//! What is weighed as "RxDB": core, the free IndexedDB storage, replication, the one class of rxjs
//! that a pull stream needs.
export { createRxDatabase, defaultConflictHandler } from 'rxdb/plugins/core';
export { replicateRxCollection } from 'rxdb/plugins/replication';
export { getRxStorageDexie } from 'rxdb/plugins/storage-dexie';
export { Subject } from 'rxjs';
