"""The same month (or months solved together) in PyPSA (linopy, native HiGHS): same objective, same prices, and how long.

    python -m venv /tmp/peer && /tmp/peer/bin/pip install -r bench/peers/requirements.txt
    node bench/chain-export.ts 2025-06 month.json
    /tmp/peer/bin/python bench/peers/pypsa_month.py month.json
    node bench/chain-export.ts 2024-01 foresight.json 24
    /tmp/peer/bin/python bench/peers/pypsa_month.py foresight.json

Every node is a bus; a node that keeps stock has a second bus for its position. Arcs and processes are links whose
further ports carry what arrives later; demand and ladder steps are generators of negative sign.
"""

import json
import logging
import os
import sys
import time
import warnings

import pandas as pd
import pypsa

logging.disable(logging.WARNING)
warnings.filterwarnings("ignore")
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


def processor_s() -> float:
    """Processor time of this process, its threads and what it started."""
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


def main() -> None:
    month = json.load(open(sys.argv[1]))
    answer = month["answer"]
    repeats = 3 if len(month["nodes"]) < 1000 else 1
    # linopy hands the model to HiGHS in memory or through a file; the faster of the two counts.
    ways: dict[str, list[tuple[float, float]]] = {"direct": [], "lp": []}
    for way, times in ways.items():
        for _ in range(repeats):
            start, used = time.perf_counter(), processor_s()
            network = build(month)
            network.optimize(solver_name="highs", io_api=way, extra_functionality=limits(month), log_to_console=False, output_flag=False, include_objective_constant=False, progress=False)
            times.append(((time.perf_counter() - start) * 1000, (processor_s() - used) * 1000))
        if repeats == 1:
            break
    ours, theirs = answer["objective"], -network.objective
    relative = abs(ours - theirs) / abs(ours)
    prices = network.buses_t.marginal_price.loc[0]
    differ = [n for n, p in answer["price"].items() if abs(prices[n] - p) > 1e-4 * (1 + abs(p))]
    print(f"{month['month']}: PyPSA {pypsa.__version__}, linopy, native HiGHS against {answer['solver']}")
    print(f"objective: {ours:.6f} here, {theirs:.6f} there; relative difference {relative:.1e}")
    # Where nothing rests or moves, a range of prices is right: a tonne more is worth less there than a tonne less.
    unexplained = []
    for n in differ:
        low, high = answer["slopes"].get(n, (answer["price"][n], answer["price"][n]))
        high = float("inf") if high is None else high
        if not low - 1e-3 * (1 + abs(low)) <= prices[n] <= high + 1e-3 * (1 + abs(high)):
            unexplained.append(f"{n}: {answer['price'][n]:.4f} here, {prices[n]:.4f} there, right from {low:.4f} to {high:.4f}")
    print(f"prices: {len(answer['price']) - len(differ)} of {len(answer['price'])} nodes within 1e-4; {len(differ) - len(unexplained)} more within the range where a price is not unique; {len(unexplained)} differ")
    for line in unexplained[:10]:
        print(f"  {line}")
    for way, times in ways.items():
        if times:
            wall, used = (sorted(t[i] for t in times)[len(times) // 2] for i in (0, 1))
            print(f"build and solve ({way}): {answer['ms']:.0f} ms here, {wall:.0f} ms there, ratio {wall / answer['ms']:.1f}; processor time {answer['cpuMs']:.0f} and {used:.0f} ms, ratio {used / answer['cpuMs']:.1f}")
    if relative > 1e-6:
        sys.exit("the objectives differ by more than 1e-6")
    if unexplained:
        sys.exit("prices differ where they are unique")


if __name__ == "__main__":
    main()
