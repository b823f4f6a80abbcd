//! A process of its own around one module of this folder: `node host.mjs <module>` as a child with
//! an IPC channel. Each message { id, call, args } is answered { id, value } or { id, error }.

const [, , module] = process.argv;
const served = await import(module);
let running = null;

process.on('message', async ({ id, call, args }) => {
    try {
        process.send({ id, value: (await answer(call, args)) ?? null });
    } catch (error) {
        process.send({ id, error: String(error?.stack ?? error) });
    }
});
process.on('disconnect', () => process.exit(0));
process.send({ ready: true });

async function answer(call, args) {
    if (call === 'start') {
        running = await served.start(args[0]);
        return { port: running.port };
    }
    if (call === 'write') return served.write(args[0], running);
    if (call === 'stop') return running?.stop?.();
    return running[call](...args);
}
