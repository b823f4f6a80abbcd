"""Reads our files with networkx and igraph, compares what they see with our JSON, writes them back.

By hand (last: networkx 3.6.1, igraph 1.0.0; 55 nodes, 120 edges, no difference):
    OPORA_NETWORK_FILES=<folder> cargo test -p opora-office --test office write_for_peers -- --ignored
    python peers.py <folder>
    OPORA_NETWORK_FILES=<folder> cargo test -p opora-office --test office what_peers_wrote -- --ignored
Counts, identities, ends and attributes of every node and edge; leaves with 1 at a difference. The
last step reads the files the programs wrote back: they change nothing in the district.
"""

import csv
import json
import os
import sys

import igraph
import networkx

OPEN = "open:"


def expected(folder):
    with open(os.path.join(folder, "network.json"), encoding="utf-8") as file:
        whole = json.load(file)
    codes = {it["id"]: it["code"] for it in whole["organisations"]}
    nodes, edges = {}, {}
    for it in whole["organisations"]:
        place = it.get("place", {})
        nodes[it["code"]] = plain({
            **{name: it.get(name) for name in ("kind", "name", "full_name", "settlement", "locality", "small", "pupils", "note")},
            "latitude": place.get("latitude"), "longitude": place.get("longitude"), "accuracy": place.get("accuracy"),
            "standings": "; ".join(standing(each) for each in it.get("standings", [])), "supported": it.get("supported"),
        })
    for it in whole["partnerships"]:
        code = it.get("code", it["id"])
        term = it.get("term", {})
        edges[code] = (
            codes.get(it.get("from"), OPEN + code), codes.get(it.get("to"), OPEN + code),
            plain({**{name: it.get(name) for name in ("kind", "theme", "status", "agreement")},
                   "subjects": "; ".join(it.get("subjects", [])), "term_text": term.get("text"),
                   "stated_in": it.get("source"), "since": term.get("since"), "until": term.get("until")}),
        )
    return nodes, edges


def standing(it):
    if "since" in it or "until" in it:
        return f"{it['kind']} {it.get('since', '')}/{it.get('until', '')}"
    return it["kind"]


def plain(values):
    """What is known, every number a float: igraph has no other."""
    known = {}
    for name, value in values.items():
        if value is None or value == "" or value != value:
            continue
        known[name] = float(value) if isinstance(value, (int, float)) and not isinstance(value, bool) else value
    return known


def compare(program, nodes, edges, found_nodes, found_edges):
    problems = []
    if set(nodes) != set(found_nodes):
        problems.append(f"nodes: {sorted(set(nodes) ^ set(found_nodes))[:5]}")
    if set(edges) != set(found_edges):
        problems.append(f"edges: {sorted(set(edges) ^ set(found_edges))[:5]}")
    values = 0
    for code, wanted in nodes.items():
        for name, value in wanted.items():
            values += 1
            if found_nodes.get(code, {}).get(name) != value:
                problems.append(f"{code}.{name}: {found_nodes.get(code, {}).get(name)!r}, not {value!r}")
    for code, (source, target, wanted) in edges.items():
        found = found_edges.get(code, (None, None, {}))
        if found[:2] != (source, target):
            problems.append(f"{code}: {found[:2]}, not {(source, target)}")
        for name, value in wanted.items():
            values += 1
            if found[2].get(name) != value:
                problems.append(f"{code}.{name}: {found[2].get(name)!r}, not {value!r}")
    print(f"{program}: {len(found_nodes)} nodes, {len(found_edges)} edges, {values} values, {len(problems)} differences")
    for problem in problems[:10]:
        print("  ", problem)
    return not problems


def of_networkx(graph):
    nodes = {code: plain(data) for code, data in graph.nodes(data=True) if not code.startswith(OPEN)}
    edges = {}
    for source, target, key, data in graph.edges(keys=True, data=True):
        code = data.get("code") or data.get("id") or key
        edges[str(code)] = (source, target, plain(data))
    return nodes, edges


def of_igraph(graph):
    names = graph.vs["id"]
    nodes = {it["id"]: plain(it.attributes()) for it in graph.vs if not it["id"].startswith(OPEN)}
    edges = {it["code"] or it["id"]: (names[it.source], names[it.target], plain(it.attributes())) for it in graph.es}
    return nodes, edges


def multi(graph):
    return graph if graph.is_multigraph() else networkx.MultiDiGraph(graph)


def of_tables(folder):
    def rows(name):
        with open(os.path.join(folder, name), encoding="utf-8-sig", newline="") as file:
            return list(csv.DictReader(file))

    def typed(row):
        values = {}
        for name, text in row.items():
            if name in ("pupils", "latitude", "longitude") and text:
                text = float(text)
            elif name in ("small", "supported") and text:
                text = text == "true"
            elif isinstance(text, str) and text.startswith("'") and text.lstrip("'")[:1] in "=+-@\t\r\n":
                text = text[1:]
            values[name] = text
        return plain(values)

    nodes = {row["Id"]: typed(row) for row in rows("network-nodes.csv")}
    edges = {row["Id"]: (row["Source"] or OPEN + row["Id"], row["Target"] or OPEN + row["Id"], typed(row)) for row in rows("network-edges.csv")}
    return nodes, edges


def main(folder):
    nodes, edges = expected(folder)
    path = lambda name: os.path.join(folder, name)
    gexf = multi(networkx.read_gexf(path("network.gexf"), version="1.3") if gexf_13() else networkx.read_gexf(path("network.gexf")))
    graphml = networkx.read_graphml(path("network.graphml"), force_multigraph=True)
    for graph in (gexf, graphml):
        for _, _, _, data in graph.edges(keys=True, data=True):
            data.pop("label", None)
    results = [
        compare(f"networkx {networkx.__version__}, GEXF", nodes, edges, *of_networkx(gexf)),
        compare(f"networkx {networkx.__version__}, GraphML", nodes, edges, *of_networkx(graphml)),
        compare(f"igraph {igraph.__version__}, GraphML", nodes, edges, *of_igraph(igraph.Graph.Read_GraphML(path("network.graphml")))),
        compare("csv of Python, tables", nodes, edges, *of_tables(folder)),
    ]
    with open(path("network.geojson"), encoding="utf-8") as file:
        places = json.load(file)
    on_map = {it["id"]: it["geometry"]["coordinates"] for it in places["features"]}
    wanted = {code: [it["longitude"], it["latitude"]] for code, it in nodes.items() if "latitude" in it}
    print(f"json of Python, GeoJSON: {len(on_map)} points, {places['places_unknown']} places unknown")
    results.append(on_map == wanted and places["places_unknown"] == len(nodes) - len(wanted))
    networkx.write_gexf(networkx.read_gexf(path("network.gexf")), path("networkx_back.gexf"))
    networkx.write_graphml(networkx.read_graphml(path("network.graphml"), force_multigraph=True), path("networkx_back.graphml"))
    igraph.Graph.Read_GraphML(path("network.graphml")).write_graphml(path("igraph_back.graphml"))
    return 0 if all(results) else 1


def gexf_13():
    from networkx.readwrite.gexf import GEXF
    return "1.3" in GEXF.versions


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
