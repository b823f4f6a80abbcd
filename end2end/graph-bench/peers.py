"""The peers from PyPI: s_gd2 and igraph, one run of one of them, in a process of its own.

`peers.py ENGINE BUDGET` takes {"nodes", "edges", "seed"} as JSON from stdin and writes a line of
JSON for every look: rounds, processor milliseconds, positions (base64 of 32-bit floats x, y, ...).
Each look is a whole run from nothing, because neither library goes on from where it stopped. Ends
with MISSING when the package is not installed. It does not judge: child.mjs does.
"""

import base64
import json
import resource
import sys
import time

MISSING = 3
# After so many budgets of processor time the system ends the process: a layout cannot be interrupted.
PATIENCE = 1.25
# Of s_gd2: from so many nodes of a component on sparse stress, and with how many pivots.
SPARSE_FROM = 1_000
PIVOTS = 200


def main():
    engine, budget_ms = sys.argv[1], float(sys.argv[2]) * 1000
    try:
        import numpy

        looks = ENGINES[engine](numpy)
    except ImportError as error:
        print(error, file=sys.stderr)
        sys.exit(MISSING)
    task = json.load(sys.stdin)
    seconds = int(time.process_time() + budget_ms / 1000 * PATIENCE) + 1
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    spent, last = 0.0, None
    for rounds, lay_out in looks:
        # What a further look will take, by its rounds: one that cannot end in time is not begun.
        if last and spent + last[1] * (rounds or last[0]) / max(last[0], 1) > budget_ms:
            break
        begun = time.process_time()
        positions = lay_out(task)
        took = (time.process_time() - begun) * 1000
        spent += took
        last = (rounds or 1, took)
        packed = base64.b64encode(numpy.asarray(positions, dtype="<f4").tobytes()).decode()
        print(json.dumps({"steps": rounds, "ms": took, "positions": packed}), flush=True)


def s_gd2(numpy):
    import s_gd2

    def run(rounds):
        return lambda task: by_component(numpy, task, lambda i, j, count: (
            s_gd2.layout(i, j, t_max=rounds, random_seed=task["seed"])
            if count < SPARSE_FROM
            else s_gd2.layout_sparse(i, j, PIVOTS, t_max=rounds, random_seed=task["seed"])
        ))

    return [(rounds, run(rounds)) for rounds in (10, 15, 30, 60)]


def by_component(numpy, task, lay_out):
    """s_gd2 takes connected graphs only: each component by itself, side by side in rows."""
    count = task["nodes"]
    leader = list(range(count))

    def find(node):
        while leader[node] != node:
            leader[node] = leader[leader[node]]
            node = leader[node]
        return node

    for a, b in task["edges"]:
        a, b = find(a), find(b)
        leader[max(a, b)] = min(a, b)
    members, edges = {}, {}
    for node in range(count):
        members.setdefault(find(node), []).append(node)
    for a, b in task["edges"]:
        edges.setdefault(find(a), []).append((a, b))
    drawn = []
    for first, nodes in members.items():
        if len(nodes) == 1:
            drawn.append((nodes, numpy.zeros((1, 2))))
            continue
        number = {node: at for at, node in enumerate(nodes)}
        i = [number[a] for a, _ in edges[first]]
        j = [number[b] for _, b in edges[first]]
        points = lay_out(i, j, len(nodes))
        drawn.append((nodes, points - points.min(axis=0)))
    drawn.sort(key=lambda each: -each[1][:, 1].max())
    width = sum((each[1][:, 0].max() + 1) * (each[1][:, 1].max() + 1) for each in drawn) ** 0.5
    width = max([width] + [each[1][:, 0].max() for each in drawn])
    out = numpy.zeros((count, 2))
    left = top = height = 0.0
    for nodes, points in drawn:
        right, bottom = points.max(axis=0)
        if left > 0 and left + right > width:
            left, top, height = 0.0, top + height + 1, 0.0
        out[nodes] = points + (left, top)
        left, height = left + right + 1, max(height, bottom)
    return out


def graph_of(igraph, task):
    return igraph.Graph(n=task["nodes"], edges=task["edges"])


def igraph_fr(_):
    import igraph
    import random

    def run(rounds):
        def lay_out(task):
            random.seed(task["seed"])
            return list(graph_of(igraph, task).layout_fruchterman_reingold(niter=rounds))

        return lay_out

    return [(rounds, run(rounds)) for rounds in (100, 250, 500, 1000)]


def igraph_drl(_):
    import igraph
    import random

    def lay_out(task):
        random.seed(task["seed"])
        return list(graph_of(igraph, task).layout_drl())

    # Its schedule is its own: there are no rounds to choose.
    return [(None, lay_out)]


ENGINES = {"s_gd2": s_gd2, "igraph FR": igraph_fr, "igraph DrL": igraph_drl}

if __name__ == "__main__":
    main()
