#!/usr/bin/env python3
"""How many verdicts are those of a careful reader, and what a confidence is worth.

    python3 benches/verdicts.py [--program target/release/oitcheck] [FOLDER TRUTH.json ...]

Checks each agency FOLDER and compares with its truth file; without arguments the police samples of the project and,
where they lie beside it, the labelled agencies of ../shared/labelled. Prints Markdown tables: accuracy by
agency, confidence against correctness, and every verdict that differs.
"""

import argparse
import collections
import json
import pathlib
import subprocess

ROOT = pathlib.Path(__file__).resolve().parent.parent


def agencies():
    """The pairs of folder and truth at hand."""
    pairs = [(ROOT / "samples" / name, ROOT / "samples" / "expected" / f"{name}.json")
             for name in ("police-station-2568", "local-government-2568")]
    labelled = ROOT.parent / "shared" / "labelled"
    pairs += [(labelled / truth.stem, truth) for truth in sorted((labelled / "truth").glob("*.json"))]
    return pairs


def check(program, folder, truth):
    """The result of one agency."""
    command = [program, "check", str(folder), "--one-agency", "--rules", truth["ruleset"], "--format", "json"]
    output = subprocess.run(command, check=True, capture_output=True).stdout
    return json.loads(output)["agencies"][0]


def accepted(truth, identifier, verdict):
    """The verdicts that a careful reader could give."""
    return [verdict, *truth.get("also_accept", {}).get(identifier, [])]


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--program", default=str(ROOT / "target" / "release" / "oitcheck"))
    arguments.add_argument("paths", nargs="*", help="FOLDER TRUTH.json ...")
    options = arguments.parse_args()
    paths = [pathlib.Path(path) for path in options.paths]
    pairs = list(zip(paths[::2], paths[1::2])) if paths else agencies()

    bins = collections.defaultdict(lambda: [0, 0])
    rows, different = [], []
    for folder, truth_file in pairs:
        truth = json.loads(truth_file.read_text(encoding="utf-8"))
        items = {item["id"]: item for item in check(options.program, folder, truth)["items"]}
        right, wrong_pass, total = [0, 0], 0, [0, 0]
        for identifier, expected in truth["items"].items():
            item = items[identifier]
            known = [expected["verdict"], *expected.get("also_accept_verdict", [])]
            total[0] += 1
            right[0] += item["verdict"] in known
            if item["verdict"] not in known:
                wrong_pass += item["verdict"] == "pass"
                different.append((folder.name, identifier, expected["verdict"], item["verdict"], ""))
            for requirement in item["requirements"]:
                wanted = expected["requirements"].get(requirement["id"])
                if wanted is None:
                    continue
                good = requirement["verdict"] in accepted(expected, requirement["id"], wanted)
                total[1] += 1
                right[1] += good
                tally = bins[requirement["verdict"], requirement["confidence"]]
                tally[0] += 1
                tally[1] += good
                if not good:
                    different.append((folder.name, requirement["id"], wanted, requirement["verdict"],
                                      requirement["reason"]["en"]))
        rows.append((folder.name, right, total, wrong_pass))

    print("| agency | items right | requirements right | wrong passes (items) |\n| --- | --- | --- | --- |")
    for name, right, total, wrong_pass in rows:
        print(f"| {name} | {right[0]} of {total[0]} | {right[1]} of {total[1]} | {wrong_pass} |")
    print("\n| verdict | confidence | requirements | right |\n| --- | --- | --- | --- |")
    for (verdict, confidence), (count, good) in sorted(bins.items()):
        print(f"| {verdict} | {confidence:.2f} | {count} | {100 * good / count:.1f} % |")
    print("\n| agency | id | expected | given | reason |\n| --- | --- | --- | --- | --- |")
    for name, identifier, expected, given, reason in different:
        print(f"| {name} | {identifier} | {expected} | {given} | {reason.replace('|', '/')} |")


if __name__ == "__main__":
    main()
