//! The server of RxDB's documented HTTP replication, in memory: /pull by checkpoint, /push with the
//! assumed state compared, /pullStream as server-sent events; and the other devices that write to it.

import http from 'node:http';

export async function start() {
    const networks = new Map();
    const network = (name) => {
        if (!networks.has(name)) networks.set(name, { documents: new Map(), seq: 0, listeners: new Set() });
        return networks.get(name);
    };
    const server = http.createServer(async (request, response) => {
        const url = new URL(request.url, 'http://server');
        const [, name, action] = url.pathname.split('/');
        const state = network(name);
        if (action === 'pull') return json(response, pull(state, Number(url.searchParams.get('after')), Number(url.searchParams.get('limit'))));
        if (action === 'push') return json(response, push(state, JSON.parse(await body(request))));
        if (action === 'pullStream') return stream(state, request, response);
        response.writeHead(404).end();
    });
    await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
    return {
        port: server.address().port,
        value: async ({ network: name, record, field }) => network(name).documents.get(record)?.document[field],
    };
}

/// `second` was made without seeing `first`: the server answers with its own states, the default
/// conflict handler of that device takes them, and there is nothing left to send.
export async function write({ url, network, first, second }) {
    const base = `${url}/${network}`;
    const { documents } = await (await fetch(`${base}/pull?after=0&limit=1000000`)).json();
    const before = new Map(documents.map((document) => [document.id, document]));
    const current = new Map(before);
    const send = async (rows) => {
        const answer = await fetch(`${base}/push`, { method: 'POST', body: JSON.stringify(rows) });
        return answer.json();
    };
    let left = first;
    while (left.length > 0) {
        const round = new Map();
        const later = [];
        for (const edit of left) {
            if (round.has(edit.record)) { later.push(edit); continue; }
            const assumedMasterState = current.get(edit.record);
            round.set(edit.record, { assumedMasterState, newDocumentState: { ...assumedMasterState, [edit.field]: edit.value } });
        }
        const refused = await send([...round.values()]);
        if (refused.length > 0) throw new Error(`${refused.length} rows in conflict`);
        for (const [id, { newDocumentState }] of round) current.set(id, newDocumentState);
        left = later;
    }
    let refused = 0;
    for (const { record, field, value } of second) {
        const assumedMasterState = before.get(record);
        refused += (await send([{ assumedMasterState, newDocumentState: { ...assumedMasterState, [field]: value } }])).length;
    }
    if (refused !== second.length) throw new Error(`${refused} of ${second.length} conflicts`);
    return null;
}

function pull(state, after, limit) {
    const entries = [...state.documents.values()].filter(({ seq }) => seq > after).sort((one, other) => one.seq - other.seq).slice(0, limit);
    return { documents: entries.map(({ document }) => document), checkpoint: { seq: entries.at(-1)?.seq ?? after } };
}

function push(state, rows) {
    const conflicts = [];
    const taken = [];
    for (const { assumedMasterState, newDocumentState } of rows) {
        const current = state.documents.get(newDocumentState.id)?.document;
        if (current && !same(current, assumedMasterState)) {
            conflicts.push(current);
            continue;
        }
        state.seq += 1;
        state.documents.set(newDocumentState.id, { seq: state.seq, document: newDocumentState });
        taken.push(newDocumentState);
    }
    if (taken.length > 0) {
        const event = `data: ${JSON.stringify({ documents: taken, checkpoint: { seq: state.seq } })}\n\n`;
        for (const listener of state.listeners) listener.write(event);
    }
    return conflicts;
}

function stream(state, request, response) {
    response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-cache' });
    response.flushHeaders();
    state.listeners.add(response);
    request.on('close', () => state.listeners.delete(response));
}

function same(one, other) {
    if (!other) return false;
    const names = new Set([...Object.keys(one), ...Object.keys(other)]);
    for (const name of names) if (one[name] !== other[name]) return false;
    return true;
}

async function body(request) {
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    return Buffer.concat(chunks).toString();
}

function json(response, value) {
    response.writeHead(200, { 'Content-Type': 'application/json' });
    response.end(JSON.stringify(value));
}
