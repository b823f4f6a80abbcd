//! Opora, through the very code the workspace syncs with. No kind of record has twelve texts: a
//! record of the bench is three organisations of four texts, each with the code and kind it must
//! have, so that Opora carries 15,000 records where the others carry 5,000.

import { Engine, init, wasmUrl } from './opora.lib.mjs';
import { benchPlaceOf, organisationsOf, PARTS, placeOf, TEXTS } from './opora.places.mjs';

export async function open({ network, stored }) {
    await init({ module_or_path: wasmUrl });
    if (!stored) await signIn(network);
    const session = JSON.parse(localStorage.getItem(keyOf(network)));
    const engine = await Engine.open(session.user, network);
    let live = null;
    let running = null;
    let wanted = false;
    let heard = 0;
    let told = [];

    /// One exchange at a time; what is asked for meanwhile is done after it.
    function exchange() {
        wanted = true;
        running ??= (async () => {
            while (wanted && live) {
                wanted = false;
                if (!(await engine.exchange())) throw new Error('no line');
                told = engine.inbox();
                // What this device has just sent is no news to it.
                wanted ||= heard > engine.cursor();
                heard = 0;
            }
            running = null;
        })();
        return running;
    }
    const listen = () => {
        live = new EventSource(`/api/sync/live?network=${network}`);
        return new Promise((resolve) => {
            live.onopen = resolve;
            live.onmessage = ({ data }) => {
                heard = Math.max(heard, JSON.parse(data).seq || Infinity);
                if (!running && heard > engine.cursor()) void exchange();
            };
        });
    };

    return {
        async seed(records) {
            const rows = records.flatMap(({ id, fields }) => organisationsOf(network, id, fields)
                .map(({ record, code, texts }) => [record, code, ...texts]));
            await engine.create(TEXTS, rows);
            await listen();
            await exchange();
            await this.disconnect();
            return null;
        },
        async join() {
            await listen();
            await exchange();
            await this.disconnect();
        },
        async connect() {
            told = [];
            await listen();
            await exchange();
        },
        async disconnect() {
            live?.close();
            live = null;
            await running;
        },
        async edit({ record, field, value }) {
            const place = placeOf(network, record, field);
            await engine.set(place.record, place.field, value);
            if (live) void exchange();
        },
        async editMany(edits) {
            await engine.set_many(edits.map(({ record, field, value }) => {
                const place = placeOf(network, record, field);
                return [place.record, place.field, value];
            }));
            if (live) void exchange();
        },
        async pull() {
            const open = listen();
            await exchange();
            await open;
        },
        async readAll() {
            const [organisations, units] = engine.read_all(TEXTS);
            return { records: organisations / PARTS, units };
        },
        values: async (places) => places.map(({ record, field }) => {
            const place = placeOf(network, record, field);
            return engine.value(place.record, place.field);
        }),
        otherValues: async (places) => places.map(({ record, field }) => {
            const place = placeOf(network, record, field);
            return engine.candidates(place.record, place.field);
        }),
        /// After an exchange the inbox is filled, as in the workspace, from the records themselves: each
        /// open decision with the value that lost.
        delivered: async () => told.map(([record, field, value]) => ({ ...benchPlaceOf(record, field), value, marked: true })),
    };
}

/// The account lies beside the bench's pages; the session lives in a cookie, who it is of in
/// localStorage, as in the workspace.
async function signIn(network) {
    const account = await (await fetch(`/__bench/accounts/${network}.json`)).text();
    const answer = await fetch('/api/session', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: account });
    if (!answer.ok) throw new Error(`sign-in: ${answer.status} ${await answer.text()}`);
    localStorage.setItem(keyOf(network), await answer.text());
}

const keyOf = (network) => `bench-session-${network}`;
