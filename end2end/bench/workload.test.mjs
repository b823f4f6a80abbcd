//! The workload is what the README says it is, and the same every time.

import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import test from 'node:test';
import { FIELDS, workload } from './workload.mjs';

const hash = (value) => createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, 16);
const work = workload();

test('one seed, one workload', () => {
    assert.equal(hash(workload()), hash(work));
    assert.notEqual(hash(workload(1)), hash(work));
    // Changes whenever numbers are no longer comparable with older ones.
    assert.equal(hash(work), 'e321ee259646e457');
});

test('values have 21 to 31 bytes, half of them more bytes than letters', () => {
    const values = work.records.flatMap(({ fields }) => FIELDS.map((field) => fields[field]));
    const sizes = values.map((value) => Buffer.byteLength(value));
    assert.equal(values.length, 60_000);
    assert.deepEqual([Math.min(...sizes.slice(0, 9_000)), Math.max(...sizes.slice(0, 9_000))], [21, 31]);
    assert.ok(sizes.every((size) => size >= 21 && size <= 31));
    const russian = values.filter((value, index) => value.length < sizes[index]).length / values.length;
    assert.ok(russian > 0.45 && russian < 0.55, String(russian));
});

test('5 % of the pulled edits meet another on the same field, and nothing else meets', () => {
    const place = ({ record, field }) => `${record}/${field}`;
    const { first, second } = work.pull;
    assert.equal(first.length + second.length, 10_000);
    const firstPlaces = new Set(first.map(place));
    assert.equal(firstPlaces.size, 9_500);
    assert.equal(second.filter((edit) => firstPlaces.has(place(edit))).length, 500);
    const others = [...work.alone, ...work.early.flat(), ...work.batches.flat(), ...work.bulks.flat(), ...work.saves, ...work.strictSaves];
    assert.equal(new Set([...firstPlaces, ...others.map(place)]).size, 9_500 + others.length);
});

test('1,000 conflicts in 1,000 records, never with equal values', () => {
    assert.equal(new Set(work.conflicts.map(({ record }) => record)).size, 1_000);
    assert.ok(work.conflicts.every(({ a, b }) => a !== b));
});
