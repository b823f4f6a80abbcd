// Cytoscape.js on its canvas, with straight edges and the settings it comes with; positions given.

let cy;

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
  await script('/node_modules/cytoscape/dist/cytoscape.min.js');
  return (await fetch('/data.json')).json();
}

export async function start({ nodes, edges }) {
  const elements = [];
  for (const { code, name, x, y } of nodes) elements.push({ group: 'nodes', data: { id: code, label: name }, position: { x, y } });
  edges.forEach(({ from, to, family }, at) => elements.push({ group: 'edges', data: { id: `e${at}`, source: nodes[from].code, target: nodes[to].code, family }, classes: family }));
  cy = cytoscape({
    container: document.querySelector('#graph'),
    elements,
    layout: { name: 'preset', fit: true },
    style: [
      { selector: 'node', style: { width: 12, height: 12, label: 'data(label)', 'min-zoomed-font-size': 9, 'font-size': 12, 'background-color': '#1b2a34' } },
      { selector: 'edge', style: { width: 1.5, 'curve-style': 'straight', 'line-color': '#5f6b73' } },
      { selector: '.is-hidden', style: { display: 'none' } },
    ],
  });
}

/** It draws in a frame of its own. */
export const drawn = (frame) => frame().then(frame);

export const canvas = () => document.querySelectorAll('#graph canvas')[2];

export function move(step) {
  if (step % 2) cy.viewport({ zoom: cy.zoom() * (step % 40 < 20 ? 1.17 : 1 / 1.17), pan: cy.pan() });
  else cy.viewport({ zoom: cy.zoom(), pan: { x: cy.pan().x + 40 * Math.sin(step / 8), y: cy.pan().y + 40 * Math.cos(step / 8) } });
}

export function filter(hides) {
  cy.batch(() => cy.edges('.resource').toggleClass('is-hidden', hides));
}

/** What its own listener for a moved mouse asks. */
export const pick = (x, y) => {
  const { zoom, pan } = { zoom: cy.zoom(), pan: cy.pan() };
  cy.renderer().findNearestElement((x * 1000 - pan.x) / zoom, (y * 700 - pan.y) / zoom, true, false);
};

export const count = () => `${cy.nodes().length} nodes, ${cy.edges().length} edges`;
