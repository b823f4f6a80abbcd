// The module of public pages as it is shipped, on its own figure and template; moved by events, as
// it has no other way, so that handling them counts.

const parts = () => document.querySelector('template.graph-parts');
const ground = () => document.querySelector('.plate__picture');
let module;
let nodes = 0;

export async function load() {
  const { default: init, open } = await import('/opora/module.js');
  await init({ module_or_path: '/opora/module.wasm' });
  module = open;
  const bytes = new Uint8Array(await (await fetch('/data.packed')).arrayBuffer());
  nodes = bytes.length;
  return bytes;
}

export async function start(bytes) {
  module(document.querySelector('figure'), parts(), bytes);
}

/** The module draws in the frame after it was opened. */
export const drawn = (frame) => frame();

export const canvas = () => document.querySelector('canvas.graph-canvas');

function fire(kind, x, y, more = {}) {
  const box = ground().getBoundingClientRect();
  const Kind = kind === 'wheel' ? WheelEvent : PointerEvent;
  ground().dispatchEvent(
    new Kind(kind, { clientX: box.left + x * box.width, clientY: box.top + y * box.height, bubbles: true, cancelable: true, pointerId: 1, pointerType: 'mouse', ...more }),
  );
}

export function move(step) {
  // Nearer and farther, and in between by hand.
  if (step % 2) fire('wheel', 0.5, 0.5, { ctrlKey: true, deltaY: step % 40 < 20 ? -40 : 40 });
  else fire('pointermove', 0.5 + 0.2 * Math.sin(step / 8), 0.5 + 0.2 * Math.cos(step / 8));
}

export function grip() {
  ground().setPointerCapture = () => {};
  fire('pointerdown', 0.5, 0.5);
}

export const release = () => fire('pointerup', 0.5, 0.5);

export const filter = () => document.querySelector('form.legend input[value=resource]').click();

export const pick = (x, y) => fire('pointermove', x, y);

export const count = () => `${nodes} bytes`;
