//! Where a field of the bench lies in Opora: twelve texts are three organisations of four. Used by
//! the page and by the server's side. Both networks of the bench name their records alike, and
//! Opora's are all in one database: the last digit of an identity says the network, too.

import { FIELDS } from '../workload.mjs';

export const TEXTS = ['name', 'full_name', 'settlement', 'note'];
export const PARTS = FIELDS.length / TEXTS.length;

/// { record, field } of the bench as { record, field } of Opora.
export function placeOf(network, record, field) {
    const index = FIELDS.indexOf(field);
    return { record: partOf(network, record, Math.floor(index / TEXTS.length)), field: TEXTS[index % TEXTS.length] };
}

/// And back, for what this page has named before.
export function benchPlaceOf(record, field) {
    const part = Number(record.at(-1)) % PARTS;
    return { record: known.get(record.slice(0, -1)) ?? record, field: FIELDS[part * TEXTS.length + TEXTS.indexOf(field)] };
}

/// The organisations of one record: [{ record, code, texts }].
export function organisationsOf(network, id, fields) {
    return Array.from({ length: PARTS }, (_, part) => ({
        record: partOf(network, id, part),
        code: `bench-${partOf(network, id, part)}`,
        texts: TEXTS.map((_, index) => fields[FIELDS[part * TEXTS.length + index]]),
    }));
}

/// The full identities of the bench by all but their last digit.
const known = new Map();

function partOf(network, id, part) {
    const stem = id.slice(0, -1);
    known.set(stem, id);
    return `${stem}${part + (network === 'main' ? 0 : PARTS)}`;
}
