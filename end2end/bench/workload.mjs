//! The one workload every library is given: made by a seed, the same bytes every time.
//! It knows no library and no browser; it is imported by Node and by nothing that is measured.

export const SEED = 20260901;
export const RECORD_COUNT = 5_000;
export const FIELDS = [
    'name', 'town', 'district', 'head', 'phone', 'email',
    'address', 'language', 'profile', 'need', 'offer', 'note',
];
export const VALUE_BYTES_MIN = 21;
export const VALUE_BYTES_MAX = 31;

export const ALONE_COUNT = 20;
export const BATCH_SIZE = 100;
export const BATCH_COUNT = 3;
export const SAVE_COUNT = 200;
export const PULL_COUNT = 10_000;
/// Of the pulled edits, how many touch a field that another of them touches, too, written by a
/// device that had not seen it: 5 %.
export const PULL_SAME_FIELD_COUNT = 500;
export const CONFLICT_COUNT = 1_000;

const LATIN = 'abcdefghijklmnopqrstuvwxyz0123456789';
const RUSSIAN = 'абвгдежзиклмнопрстуфхцчшщыэюя';

/// `edits` of one kind never touch a field that edits of another kind touch, so that every final
/// value is known beforehand. `records` carry all twelve fields.
/// Returns { records, alone, early, batches, bulks, saves, strictSaves, pull: { first, second }, conflicts }.
/// An edit is { record, field, value }; a conflict is { record, field, a, b }.
export function workload(seed = SEED) {
    const random = mulberry32(seed);
    const between = (low, high) => low + Math.floor(random() * (high - low + 1));
    const value = () => text(between, VALUE_BYTES_MIN, VALUE_BYTES_MAX);

    const records = [];
    for (let index = 0; index < RECORD_COUNT; index += 1) {
        const fields = {};
        for (const field of FIELDS) fields[field] = value();
        records.push({ id: identifier(between, index), fields });
    }

    const places = [];
    for (let record = 0; record < RECORD_COUNT; record += 1) {
        for (let field = 0; field < FIELDS.length; field += 1) places.push(record * FIELDS.length + field);
    }
    shuffle(places, between);
    let next = 0;
    const edits = (count) => places.slice(next, (next += count)).map((place) => ({
        record: records[Math.floor(place / FIELDS.length)].id,
        field: FIELDS[place % FIELDS.length],
        value: value(),
    }));

    const alone = edits(ALONE_COUNT);
    const some = () => Array.from({ length: BATCH_COUNT }, () => edits(BATCH_SIZE));
    const early = some();
    const batches = some();
    const bulks = some();
    const saves = edits(SAVE_COUNT);
    const strictSaves = edits(SAVE_COUNT);
    const first = edits(PULL_COUNT - PULL_SAME_FIELD_COUNT);
    const second = first.slice(0, PULL_SAME_FIELD_COUNT).map((edit) => ({ ...edit, value: value() }));
    // A network of its own, one conflict a record: PouchDB's conflicts are of whole documents.
    const conflicts = records.slice(0, CONFLICT_COUNT).map((record) => ({
        record: record.id,
        field: FIELDS[between(0, FIELDS.length - 1)],
        a: value(),
        b: value(),
    }));
    return { records, alone, early, batches, bulks, saves, strictSaves, pull: { first, second }, conflicts };
}

/// What `readAll` of an adapter has to return for these records.
export function sum(records) {
    let units = 0;
    for (const record of records) for (const field of FIELDS) units += record.fields[field].length;
    return { records: records.length, units };
}

/// The mean bytes of a value; for the head of the report.
export function meanValueBytes(records) {
    let bytes = 0;
    for (const record of records) for (const field of FIELDS) bytes += Buffer.byteLength(record.fields[field]);
    return bytes / (records.length * FIELDS.length);
}

function text(between, low, high) {
    const bytes = between(low, high);
    const alphabet = between(0, 1) === 0 ? LATIN : RUSSIAN;
    let made = '';
    let left = bytes;
    while (left >= 2) {
        const character = made.length % 7 === 6 ? ' ' : alphabet[between(0, alphabet.length - 1)];
        made += character;
        left -= character === ' ' || alphabet === LATIN ? 1 : 2;
    }
    while (left > 0) {
        made += LATIN[between(0, LATIN.length - 1)];
        left -= 1;
    }
    return made;
}

/// A version 7 UUID, as the product makes them: the time part counts up, the rest is by the seed.
function identifier(between, index) {
    const hex = (digits) => Array.from({ length: digits }, () => between(0, 15).toString(16)).join('');
    const time = (1_756_684_800_000 + index).toString(16).padStart(12, '0');
    return `${time.slice(0, 8)}-${time.slice(8)}-7${hex(3)}-${'89ab'[between(0, 3)]}${hex(3)}-${hex(12)}`;
}

function shuffle(list, between) {
    for (let index = list.length - 1; index > 0; index -= 1) {
        const other = between(0, index);
        [list[index], list[other]] = [list[other], list[index]];
    }
}

function mulberry32(seed) {
    let state = seed >>> 0;
    return () => {
        state = (state + 0x6d2b79f5) >>> 0;
        let mixed = Math.imul(state ^ (state >>> 15), state | 1);
        mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
        return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
    };
}
