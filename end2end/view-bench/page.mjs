// Runs in the page: one library, one network, the same window and the same questions for all.
// Times are of the main thread unless a name says «ready»: then pixels were read back.

/** @type {{ start: (data) => Promise<void>, move: (step) => void, filter: (hide: boolean) => void, pick: (x, y) => void, canvas: () => HTMLCanvasElement }} */
const library = await import(`./adapters/${new URL(import.meta.url).searchParams.get('library')}.mjs`);

// What callbacks of a frame cost, all together.
let frameMs = 0;
const ask = window.requestAnimationFrame.bind(window);
window.requestAnimationFrame = (callback) =>
  ask((now) => {
    const start = performance.now();
    callback(now);
    frameMs += performance.now() - start;
  });
const frame = () => new Promise((then) => ask(then));
const sorted = (times) => times.toSorted((a, b) => a - b);
const at = (times, share) => sorted(times)[Math.min(times.length - 1, Math.floor(times.length * share))];
const summed = (times) => ({ median: at(times, 0.5), p95: at(times, 0.95) });

/** Until what was drawn last is there: nothing can be read before. */
function ready() {
  const canvas = library.canvas();
  const gl = canvas.getContext('webgl2') ?? canvas.getContext('webgl');
  if (gl) gl.readPixels(0, 0, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, new Uint8Array(4));
  else canvas.getContext('2d').getImageData(0, 0, 1, 1);
}

/** What one does costs: what happens at once, and the frames it leads to. */
async function cost(act, frames = 1) {
  frameMs = 0;
  const start = performance.now();
  act();
  const atOnce = performance.now() - start;
  for (let each = 0; each <= frames; each += 1) await frame();
  return { atOnce, whole: atOnce + frameMs };
}

window.measured = async (steps) => {
  const data = await library.load();
  // The browser's graphics process starts with the first canvas that asks for it: for nobody.
  const first = Object.assign(document.createElement('canvas'), { width: 1, height: 1 }).getContext('webgl2');
  first?.readPixels(0, 0, 1, 1, first.RGBA, first.UNSIGNED_BYTE, new Uint8Array(4));
  // The page itself is painted, and what it asked for is there: it is not what is measured.
  await document.fonts.ready;
  await new Promise((then) => setTimeout(then, 1000));
  await frame();
  const start = performance.now();
  frameMs = 0;
  await library.start(data);
  const called = performance.now() - start;
  await library.drawn(frame);
  const script = called + frameMs;
  ready();
  const firstFrame = { script, ready: performance.now() - start };
  for (let each = 0; each < 4; each += 1) await frame();

  const camera = [];
  library.grip?.();
  for (let step = 0; step < steps; step += 1) camera.push((await cost(() => library.move(step))).whole);
  library.release?.();
  await frame();

  const filter = [];
  for (let step = 0; step < steps / 5; step += 1) filter.push((await cost(() => library.filter(step % 2 === 0), 2)).whole);

  const pick = [];
  // Fewer: one look costs some libraries seconds.
  for (let step = 0; step < steps / 5; step += 1) {
    const place = [((step * 37) % 100) / 100, ((step * 61) % 100) / 100];
    pick.push((await cost(() => library.pick(...place))).atOnce);
  }
  return { first: firstFrame, camera: summed(camera), filter: summed(filter), pick: summed(pick), drawn: library.count() };
};
