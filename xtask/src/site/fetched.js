// A chunk from its address, given up when nothing has come for so long: a slow line may take the time
// it needs, a server that hangs may not. It is put before what loads the chunks; asking again is not its work.
const SILENCE_MS_MAX = 20000;
async function fetched(address) {
    const end = new AbortController();
    let silence;
    const listen = () => {
        clearTimeout(silence);
        silence = setTimeout(() => end.abort(new Error("nothing came")), SILENCE_MS_MAX);
    };
    listen();
    try {
        const response = await fetch(address, { signal: end.signal });
        if (!response.ok) throw new Error(`${response.status} for ${address}`);
        listen();
        const heard = new TransformStream({
            transform(piece, onward) {
                listen();
                onward.enqueue(piece);
            },
            flush() {
                clearTimeout(silence);
            },
        });
        return new Response(response.body.pipeThrough(heard), { headers: { "content-type": "application/wasm" } });
    } catch (error) {
        clearTimeout(silence);
        throw error;
    }
}
