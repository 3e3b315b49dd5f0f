#!/usr/bin/env python3
"""Makes the sample agency folders and the verdicts expected of them.

    make.py            everything
    make.py NAME...    only the files whose path contains one of the names

`run.sh` beside this file installs what this one needs. The folders come out in `samples/`, the expected
verdicts in `samples/expected/`.
"""

import html
import json
import re
import shutil
import sys
from pathlib import Path

import convert
import police_station
import subdistrict
from pictures import Pictures

SAMPLES = Path(__file__).resolve().parents[1]
PICTURES = SAMPLES.parent / "target" / "sample-pictures"


def write(agency, wanted):
    folder = SAMPLES / agency.NAME
    if not wanted:
        shutil.rmtree(folder, ignore_errors=True)
    for file in agency.files(Pictures(PICTURES / agency.NAME)):
        if wanted and not any(name in file.path for name in wanted):
            continue
        path = folder / file.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.unlink(missing_ok=True)
        if file.producer == "noise":
            path.write_bytes(file.content)
        else:
            getattr(convert, file.producer)(file.content, path)
        print(f"{path.stat().st_size:>8}  {agency.NAME}/{file.path}", flush=True)


def expected(agency):
    """The verdicts in the shape `oitcheck.truth/1`."""
    files = list(agency.files(Pictures(PICTURES / agency.NAME)))
    items = {}
    for item, spec in agency.VERDICTS.items():
        names = [f"{item}.{letter}" for letter in spec.get("letters", "abcdefghijklmn"[: spec["requirements"]])]
        usual = "fail" if spec.get("missing") else "review" if spec.get("review") else "pass"
        verdicts = {name: "fail" if name[-1] in spec.get("fail", "") else usual for name in names}
        if spec.get("missing"):
            verdict = "missing"
        elif spec.get("advice"):
            verdict = "review"
        else:
            verdict = "partial" if "fail" in verdicts.values() else usual
        optional = spec.get("optional", [])
        items[item] = {
            "verdict": verdict,
            "requirements": verdicts,
            "documents": sorted(f.path for f in files if item in f.items and f.path not in optional),
            **({"documents_optional": optional} if optional else {}),
            **({"also_accept": spec["also_accept"]} if "also_accept" in spec else {}),
            **({"also_accept_verdict": spec["also_accept_verdict"]} if "also_accept_verdict" in spec else {}),
            "note": spec["note"],
        }
    return {
        "schema": "oitcheck.truth/1",
        "agency": agency.NAME,
        "ruleset": agency.RULE_SET,
        "fiscal_year_be": agency.FISCAL_YEAR,
        "items": items,
        "files": {f.path: {"items": f.items, "producer": f.producer, "readable": f.readable} for f in files},
        "disagreements": agency.DISAGREEMENTS,
    }


def strings(content):
    """What a reader finds in a document: paragraphs, captions and cells, in order."""
    if isinstance(content, list):
        for sheet in content:
            yield from sheet["title"]
            for row in sheet["header"] + sheet["rows"]:
                texts = (value["text"] if isinstance(value, dict) else value for value in row)
                yield from (text for text in texts if isinstance(text, str) and not text.startswith("="))
        return
    for block in content.blocks:
        if block["kind"] == "table":
            yield from (cell["text"] for row in block["header"] + block["rows"] for cell in row)
        elif block["kind"] == "html":
            yield from (html.unescape(text) for text in re.split(r"<[^>]*>", block["html"]))
        else:
            yield block.get("text") or block.get("caption") or ""


def contents(agency):
    """The strings of every file that has readable text."""
    return {
        file.path: [text for text in (text.strip() for text in strings(file.content)) if text]
        for file in agency.files(Pictures(PICTURES / agency.NAME))
        if file.producer != "noise" and file.readable is True
    }


def keep(path, value):
    path.parent.mkdir(exist_ok=True)
    path.write_text(json.dumps(value, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def main(wanted):
    for agency in (police_station, subdistrict):
        write(agency, wanted)
        keep(SAMPLES / "expected" / f"{agency.NAME}.json", expected(agency))
        keep(SAMPLES / "expected" / f"{agency.NAME}.text.json", contents(agency))


if __name__ == "__main__":
    main(sys.argv[1:])
