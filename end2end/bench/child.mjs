//! A library's server as a child process; ended by its own pid.

import { fork } from 'node:child_process';
import { join } from 'node:path';

const HERE = import.meta.dirname;
const STOP_WAIT_MS_MAX = 10_000;

/// `module` is a path under servers/. Returns { call(name, ...args), end() }.
export async function startChild(module, environment = {}) {
    const child = fork(join(HERE, 'servers/host.mjs'), [join(HERE, 'servers', module)], {
        stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
        env: { ...process.env, NODE_ENV: 'production', ...environment },
        execArgv: ['--max-old-space-size=4096'],
    });
    const waiting = new Map();
    let next = 0;
    const over = new Promise((resolve) => child.once('exit', resolve));
    over.then(() => { for (const { reject } of waiting.values()) reject(new Error(`${module} ended`)); });
    const ready = new Promise((resolve, reject) => {
        child.on('message', (message) => {
            if (message.ready) return resolve();
            const { resolve: answered, reject: refused } = waiting.get(message.id);
            waiting.delete(message.id);
            if (message.error) refused(new Error(message.error)); else answered(message.value);
        });
        over.then((code) => reject(new Error(`${module} ended with ${code}`)));
    });
    await ready;
    return {
        call(name, ...args) {
            const id = (next += 1);
            return new Promise((resolve, reject) => {
                waiting.set(id, { resolve, reject });
                child.send({ id, call: name, args });
            });
        },
        async end() {
            if (child.connected) await Promise.race([this.call('stop').catch(() => {}), new Promise((resolve) => setTimeout(resolve, STOP_WAIT_MS_MAX).unref())]);
            if (child.exitCode === null && child.signalCode === null) process.kill(child.pid, 'SIGTERM');
            await over;
        },
    };
}
