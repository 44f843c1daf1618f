"""The same month in PyPSA (linopy, native HiGHS): same objective, same prices, and how long it takes.

    python -m venv .venv && .venv/bin/pip install pypsa highspy
    node bench/chain-export.ts 2025-06 month.json
    .venv/bin/python bench/peers/pypsa_month.py month.json

Every node is a bus; a node that keeps stock has a second bus for its position. Arcs and processes are links whose
further ports carry what arrives later; demand and ladder steps are generators of negative sign.
"""

import json
import logging
import sys
import time

import pandas as pd
import pypsa

logging.disable(logging.WARNING)
OPEN = 1e9


def position(node: str) -> str:
    return f"position:{node}"


def build(month: dict) -> pypsa.Network:
    network = pypsa.Network()
    network.set_snapshots([0])
    keeps = {node["id"] for node in month["nodes"] if node["stock"]}
    buses = ["earth"] + [node["id"] for node in month["nodes"]] + [position(n) for n in keeps]
    network.add("Bus", buses)

    generators: list[dict] = [dict(name="earth", bus="earth", sign=1.0, p_nom=OPEN, p_min_pu=0.0, marginal_cost=0.0)]

    def fixed(name: str, bus: str, amount: float) -> None:
        if amount != 0:
            generators.append(dict(name=name, bus=bus, sign=1.0 if amount > 0 else -1.0, p_nom=abs(amount), p_min_pu=1.0, marginal_cost=0.0))

    def sink(step: dict, bus: str) -> None:
        upper = OPEN if step["upper"] is None else step["upper"]
        generators.append(dict(name=step["name"], bus=bus, sign=-1.0, p_nom=upper, p_min_pu=0.0, marginal_cost=step["cost"]))

    links: list[dict] = []

    def link(step: dict, bus0: str, ports: list[tuple[str, float]]) -> None:
        upper = OPEN if step["upper"] is None else step["upper"]
        row = dict(name=step["name"], bus0=bus0, p_nom=upper, marginal_cost=step["cost"])
        for i, (bus, efficiency) in enumerate(ports, start=1):
            row[f"bus{i}"] = bus
            row["efficiency" if i == 1 else f"efficiency{i}"] = efficiency
        links.append(row)

    for node in month["nodes"]:
        fixed(f"available:{node['id']}", node["id"], node["available"])
        if node["stock"]:
            fixed(f"under way:{node['id']}", position(node["id"]), node["underWay"])
            link(node["stock"], node["id"], [(position(node["id"]), 1.0)])
            for rung in node["rungs"]:
                sink(rung, position(node["id"]))
    for segment in month["segments"]:
        for step in segment["steps"]:
            sink(step, segment["node"])
    for arc in month["arcs"]:
        ports = [(arc["to"], arc["now"])]
        if arc["to"] in keeps and arc["now"] < 1:
            ports.append((position(arc["to"]), 1 - arc["now"]))
        for step in arc["steps"]:
            link(step, arc["from"], ports)
    for process in month["processes"]:
        ports = [(take["node"], -take["tonnes"]) for take in process["takes"]]
        for give in process["gives"]:
            if give["now"] > 0:
                ports.append((give["node"], give["now"]))
            if give["later"] > 0 and give["node"] in keeps:
                ports.append((position(give["node"]), give["later"]))
        for step in process["steps"]:
            link(step, "earth", ports)

    table = pd.DataFrame(generators).set_index("name")
    network.add("Generator", table.index, **{c: table[c] for c in table})
    table = pd.DataFrame(links).set_index("name")
    for column in table:
        table[column] = table[column].fillna("" if column.startswith("bus") else 0.0)
    network.add("Link", table.index, **{c: table[c] for c in table})
    return network


def limits(month: dict):
    """Shared plants and quotas as constraints on the sums of link flows."""
    steps = {("process", p["id"]): [s["name"] for s in p["steps"]] for p in month["processes"]}
    steps |= {("arc", r["id"]): [s["name"] for s in r["steps"]] for r in month["arcs"]}

    def add(network: pypsa.Network, snapshots) -> None:
        flow = network.model.variables["Link-p"]
        dim = [d for d in flow.dims if d != "snapshot"][0]
        for limit in month["limits"]:
            total = 0
            for term in limit["terms"]:
                names = steps[(term["kind"], term["id"])]
                total = total + flow.sel({dim: names}).sum(dim) * term["weight"]
            network.model.add_constraints(total <= limit["tonnes"], name=f"limit:{limit['id']}")

    return add


def main() -> None:
    month = json.load(open(sys.argv[1]))
    answer = month["answer"]
    times = []
    for _ in range(3):
        start = time.perf_counter()
        network = build(month)
        network.optimize(solver_name="highs", extra_functionality=limits(month), log_to_console=False, output_flag=False, include_objective_constant=False)
        times.append((time.perf_counter() - start) * 1000)
    ours, theirs = answer["objective"], -network.objective
    relative = abs(ours - theirs) / abs(ours)
    prices = network.buses_t.marginal_price.loc[0]
    worst = max(((abs(prices[n] - p) / (1 + abs(p)), n, p, prices[n]) for n, p in answer["price"].items()))
    off = sum(1 for n, p in answer["price"].items() if abs(prices[n] - p) > 1e-4 * (1 + abs(p)))
    ms = sorted(times)[1]
    print(f"month {month['month']}: PyPSA {pypsa.__version__}, linopy, native HiGHS")
    print(f"objective: {ours:.6f} here, {theirs:.6f} there; relative difference {relative:.1e}")
    print(f"prices: {len(answer['price']) - off} of {len(answer['price'])} nodes within 1e-4; worst {worst[1]}: {worst[2]:.4f} here, {worst[3]:.4f} there")
    print(f"build and solve: {answer['ms']:.0f} ms here, {ms:.0f} ms there; ratio {ms / answer['ms']:.1f}")
    if relative > 1e-6:
        sys.exit("the objectives differ by more than 1e-6")


if __name__ == "__main__":
    main()
