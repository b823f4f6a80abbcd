// Brings the picture of a network to life once the page has been drawn. Without it everything is
// there to be read. It draws nothing itself and knows no words.

const parts = document.querySelector('template.graph-parts');
const figure = parts?.closest('figure');

if (figure) {
  const later = window.requestIdleCallback ?? ((then) => setTimeout(then, 200));
  later(() => enliven().catch((error) => console.error(error)), { timeout: 2000 });
}

async function enliven() {
  const address = figure.dataset.picture;
  const packed = address ? fetch(address).then(bytesOf) : undefined;
  const { default: init, open } = await import('{{opora_graph_view.js}}');
  await init({ module_or_path: '{{opora_graph_view_bg.wasm}}' });
  open(figure, parts, await packed);
}

async function bytesOf(response) {
  if (!response.ok) throw new Error(`${response.url}: ${response.status}`);
  return new Uint8Array(await response.arrayBuffer());
}
