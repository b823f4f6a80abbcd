// sigma.js with graphology, settings as they come; edges stay while it moves (its default).

let graph;
let renderer;
let isHidden = false;

/** A library as a page includes it. */
function script(source) {
  const element = Object.assign(document.createElement('script'), { src: source });
  return new Promise((then, failed) => {
    element.onload = then;
    element.onerror = failed;
    document.head.append(element);
  });
}

export async function load() {
  await script('/node_modules/graphology/dist/graphology.umd.min.js');
  await script('/node_modules/sigma/dist/sigma.min.js');
  return (await fetch('/data.json')).json();
}

const colours = { mentoring: '#1d5c9e', site: '#7a4b00', method: '#1f7a4d', resource: '#8a3b8f', social: '#5f6b73' };

export async function start({ nodes, edges }) {
  graph = new graphology.MultiDirectedGraph();
  for (const { code, name, x, y } of nodes) graph.addNode(code, { label: name, x, y: -y, size: 3, color: '#1b2a34' });
  for (const { from, to, family } of edges) graph.addEdge(nodes[from].code, nodes[to].code, { family, color: colours[family] });
  renderer = new Sigma(graph, document.querySelector('#graph'));
}

/** It draws while it is made. */
export const drawn = async () => {};

export const canvas = () => renderer.getCanvases().nodes;

export function move(step) {
  const camera = renderer.getCamera();
  const { ratio } = camera.getState();
  if (step % 2) camera.setState({ ratio: step % 40 < 20 ? ratio / 1.17 : ratio * 1.17 });
  else camera.setState({ x: 0.5 + 0.1 * Math.sin(step / 8), y: 0.5 + 0.1 * Math.cos(step / 8) });
}

export function filter() {
  isHidden = !isHidden;
  renderer.setSetting('edgeReducer', isHidden ? (edge, data) => (data.family === 'resource' ? { ...data, hidden: true } : data) : null);
}

/** What its own listener for a moved mouse asks. */
export const pick = (x, y) => renderer.getNodeAtPosition({ x: x * 1000, y: y * 700 });

export const count = () => `${graph.order} nodes, ${graph.size} edges`;
