//! What runs in the page beside one library's adapter: clocks and watchers. Node drives it through
//! `window.bench`. It never touches what a library stores or sends.

const storage = watchStorage();
const wasm = watchWasm();
let adapter;

window.bench = {
    /// Loads the adapter's bundle and opens its store. `openMs` counts both, `importMs` the first.
    async open(options) {
        const started = performance.now();
        const library = await import(`/__bench/build/${options.library}.js`);
        const imported = performance.now();
        adapter = await library.open(options);
        return { importMs: imported - started, openMs: performance.now() - started };
    },
    /// As `open`, until every value of every record has been read.
    async coldStart(options) {
        const started = performance.now();
        const { importMs } = await window.bench.open(options);
        const read = await adapter.readAll();
        return { importMs, totalMs: performance.now() - started, ...read };
    },
    async seed(records) {
        const token = await adapter.seed(records);
        await storage.idle();
        return token;
    },
    join: async () => { await adapter.join(); await storage.idle(); },
    connect: () => adapter.connect(),
    disconnect: () => adapter.disconnect(),
    readAll: () => adapter.readAll(),
    values: (places) => adapter.values(places),
    otherValues: (places) => adapter.otherValues(places),
    delivered: () => adapter.delivered(),
    /// Each edit is one save of its own, one after the other; milliseconds until each was durable.
    async save(edits, durability = null) {
        storage.force(durability);
        const took = [];
        for (const edit of edits) {
            const started = performance.now();
            await adapter.edit(edit);
            await storage.idle();
            took.push(performance.now() - started);
        }
        storage.force(null);
        return took;
    },
    /// Many edits in one go, by the library's own means for that where it has any.
    async saveMany(edits) {
        await (adapter.editMany ? adapter.editMany(edits) : Promise.all(edits.map((edit) => adapter.edit(edit))));
        await storage.idle();
    },
    /// From "connect" until all that the server has is durably stored here.
    async pull(receipt) {
        const watch = watchTasks();
        const started = performance.now();
        await adapter.pull(receipt);
        await storage.idle();
        const ms = performance.now() - started;
        return { ms, ...(await watch.end()) };
    },
    async memory() {
        const whole = await performance.measureUserAgentSpecificMemory().then((measured) => measured.bytes, () => null);
        return { whole, wasm: wasm.bytes() };
    },
    durabilities: () => storage.seen(),
    close: async () => { await adapter.close?.(); await storage.idle(); },
};

/// Every IndexedDB transaction that writes, from its opening to its end: "durable" is when none that
/// was opened is unfinished. `force` lets a run ask for strict durability of a library that has no
/// option for it.
function watchStorage() {
    const open = new Set();
    const seen = {};
    let waiting = [];
    let forced = null;
    const transaction = IDBDatabase.prototype.transaction;
    IDBDatabase.prototype.transaction = function (stores, mode = 'readonly', options = undefined) {
        const writes = mode === 'readwrite';
        const made = transaction.call(this, stores, mode, writes && forced ? { ...options, durability: forced } : options);
        if (!writes) return made;
        seen[made.durability] = (seen[made.durability] ?? 0) + 1;
        open.add(made);
        const ended = () => {
            open.delete(made);
            if (open.size === 0) {
                for (const resolve of waiting) resolve();
                waiting = [];
            }
        };
        made.addEventListener('complete', ended);
        made.addEventListener('abort', ended);
        return made;
    };
    return {
        idle: () => (open.size === 0 ? Promise.resolve() : new Promise((resolve) => waiting.push(resolve))),
        force: (durability) => { forced = durability; },
        seen: () => ({ ...seen }),
    };
}

/// The browser's own list of tasks over 50 ms, and beside it the longest time a timer of 4 ms had to
/// wait: this one sees also tasks below 50 ms and rows of short tasks that leave no gap.
function watchTasks() {
    let longestTaskMs = 0;
    let over50 = 0;
    const take = (list) => {
        for (const entry of list) {
            longestTaskMs = Math.max(longestTaskMs, entry.duration);
            over50 += 1;
        }
    };
    const observer = new PerformanceObserver((list) => take(list.getEntries()));
    observer.observe({ type: 'longtask' });
    let longestGapMs = 0;
    let last = performance.now();
    const tick = () => {
        const now = performance.now();
        longestGapMs = Math.max(longestGapMs, now - last);
        last = now;
    };
    const timer = setInterval(tick, 4);
    return {
        async end() {
            tick();
            clearInterval(timer);
            // An entry is only queued once its task is over, and delivered in a later one.
            await new Promise((resolve) => setTimeout(resolve, 100));
            take(observer.takeRecords());
            observer.disconnect();
            return { longestTaskMs, tasksOver50: over50, longestGapMs };
        },
    };
}

function watchWasm() {
    const memories = new Set();
    const keep = (instance) => {
        for (const exported of Object.values(instance.exports)) if (exported instanceof WebAssembly.Memory) memories.add(exported);
    };
    for (const name of ['instantiate', 'instantiateStreaming']) {
        const original = WebAssembly[name];
        WebAssembly[name] = async (...given) => {
            const result = await original.apply(WebAssembly, given);
            keep(result.instance ?? result);
            return result;
        };
    }
    const Instance = WebAssembly.Instance;
    WebAssembly.Instance = new Proxy(Instance, {
        construct(target, given) {
            const instance = new target(...given);
            keep(instance);
            return instance;
        },
    });
    return { bytes: () => [...memories].reduce((total, memory) => total + memory.buffer.byteLength, 0) };
}
