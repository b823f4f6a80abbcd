// The peers, each behind the same three calls: `step()`, `positions()` as x, y, x, y …, and `ends`,
// the number of steps after which the library itself stops (or null where it never does).
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

async function d3({ nodes, edges }) {
    const { forceSimulation, forceLink, forceManyBody, forceX, forceY } = await import('d3-force');
    const list = Array.from({ length: nodes }, (_, index) => ({ index }));
    const links = edges.map(([source, target]) => ({ source, target }));
    const simulation = forceSimulation(list)
        .force('link', forceLink(links))
        .force('charge', forceManyBody())
        .force('x', forceX())
        .force('y', forceY())
        .stop();
    return {
        ends: 300,
        step: () => simulation.tick(),
        positions: () => Float32Array.from(list.flatMap((node) => [node.x, node.y])),
    };
}

async function ngraph({ nodes, edges }) {
    const createGraph = require('ngraph.graph');
    const createLayout = require('ngraph.forcelayout');
    const graph = createGraph();
    for (let node = 0; node < nodes; node += 1) graph.addNode(node);
    for (const [a, b] of edges) graph.addLink(a, b);
    const layout = createLayout(graph);
    return {
        ends: null,
        step: () => layout.step(),
        positions() {
            const out = new Float32Array(nodes * 2);
            for (let node = 0; node < nodes; node += 1) {
                const at = layout.getNodePosition(node);
                out[2 * node] = at.x;
                out[2 * node + 1] = at.y;
            }
            return out;
        },
    };
}

async function forceAtlas2({ nodes, edges, random }) {
    const Graph = require('graphology');
    const layout = require('graphology-layout-forceatlas2');
    const iterate = require('graphology-layout-forceatlas2/iterate.js');
    const helpers = require('graphology-layout-forceatlas2/helpers.js');
    const defaults = require('graphology-layout-forceatlas2/defaults.js');
    const graph = new Graph({ type: 'undirected' });
    for (let node = 0; node < nodes; node += 1) graph.addNode(node, { x: random() * 1000, y: random() * 1000 });
    for (const [a, b] of edges) graph.mergeEdge(a, b);
    const settings = helpers.assign({}, defaults, layout.inferSettings(graph));
    const matrices = helpers.graphToByteArrays(graph, () => 1);
    return {
        ends: null,
        step: () => iterate(settings, matrices.nodes, matrices.edges),
        positions() {
            const out = new Float32Array(nodes * 2);
            for (let node = 0; node < nodes; node += 1) {
                out[2 * node] = matrices.nodes[node * 10];
                out[2 * node + 1] = matrices.nodes[node * 10 + 1];
            }
            return out;
        },
    };
}

/// Those of PyPI: `peers.py`.
export const PYTHON_PEERS = ['s_gd2', 'igraph FR', 'igraph DrL'];

export const PEERS = { 'd3-force': d3, 'ngraph.forcelayout': ngraph, 'graphology-layout-forceatlas2': forceAtlas2 };
