"""Writes the fixtures other programs made: run by hand, once per version of a program.

networkx 3.6.1: networkx.gexf, networkx.graphml; igraph 1.0.0: igraph.graphml.
The files modelled_on_gephi* are not from here and not from Gephi: they were made by hand after the
source of its exporters (gephi/gephi, modules/ExportPlugin: ExporterGEXF, ExporterGraphML,
ExporterSpreadsheet), with the same nodes and edges.
The district in them, «prov», is made up: no such district exists.
"""

import os

import igraph
import networkx

HERE = os.path.dirname(os.path.abspath(__file__))

NODES = {
    "prov-school-1": dict(kind="school", name="Школа № 1", pupils=350, latitude=44.87, longitude=38.15),
    "prov-school-2": dict(kind="school", name="Школа <2> & «К°»", standings="low-results 2019/2021", small=True),
    "prov-imc": dict(kind="method-centre", name="ИМЦ"),
}
EDGES = [
    ("prov-school-1", "prov-school-2", dict(code="prov-p-1", kind="mentoring", status="active", since="2019-09", theme="Математика")),
    ("prov-imc", "prov-school-2", dict(code="prov-p-2", kind="method-support", status="proposed", subjects="физика; химия")),
    # Parallel to the first one.
    ("prov-school-1", "prov-school-2", dict(code="prov-p-3", kind="joint-project", status="completed")),
]


def main():
    graph = networkx.MultiDiGraph()
    for code, data in NODES.items():
        graph.add_node(code, code=code, label=data["name"], **data)
    for source, target, data in EDGES:
        graph.add_edge(source, target, **data)
    networkx.write_gexf(graph, os.path.join(HERE, "networkx.gexf"))
    networkx.write_graphml(graph, os.path.join(HERE, "networkx.graphml"))

    other = igraph.Graph(directed=True)
    names = sorted({name for data in NODES.values() for name in data})
    for code, data in NODES.items():
        missing = {"pupils": float("nan"), "latitude": float("nan"), "longitude": float("nan")}
        other.add_vertex(code=code, **{name: data.get(name, missing.get(name, "")) for name in names if name != "small"})
    position = {code: at for at, code in enumerate(NODES)}
    names = sorted({name for _, _, data in EDGES for name in data})
    for source, target, data in EDGES:
        other.add_edge(position[source], position[target], **{name: data.get(name, "") for name in names})
    other.write_graphml(os.path.join(HERE, "igraph.graphml"))


if __name__ == "__main__":
    main()
