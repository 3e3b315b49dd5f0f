#!/usr/bin/env python3
"""Speed and results of the Thai core beside PyThaiNLP, in one run, as the tables of docs/thai.md.

    pip install pythainlp
    cargo build --release
    benches/compare_pythainlp.py [--program target/release/oitcheck]

Speed: this runs `cargo bench --bench thai` and times PyThaiNLP's functions on the same megabyte of text, best of
several runs each. Results: the labelled lists in src/thai/testdata, read by `oitcheck inspect` and by PyThaiNLP
where it has the function. PyThaiNLP parses a date only when told its format and that the text is nothing but the
date, so it is given every format of the list, and only the lines that are one day.
"""

import argparse
import datetime
import json
import re
import subprocess
import time
from pathlib import Path

import pythainlp
from pythainlp.tokenize import word_tokenize
from pythainlp.util import normalize, thai_digit_to_arabic_digit, thai_strptime, thaiword_to_num

ROOT = Path(__file__).resolve().parent.parent
LISTS = ROOT / "src/thai/testdata"

FORMATS = ["%d %B %Y", "%d %b %Y", "%d/%m/%Y", "%d-%m-%Y", "%Y-%m-%d", "%d %B พ.ศ. %Y", "%d เดือน %B พ.ศ. %Y"]

BROKEN = {
    "นํ้า": "น้ำ", "ลําดับ": "ลำดับ", "นำ้": "น้ำ", "เเผน": "แผน", "ข้อมููล": "ข้อมูล", "ท่ี": "ที่", "ทุุจริต": "ทุจริต", "จำานวน": "จำนวน",
    "ท\uf70aาน": "ท่าน", "ค รั ้ง": "ค รั้ง", "ส านักงาน": "สำนักงาน", "ดาเนินการ": "ดำเนินการ", "รายงำน": "รายงาน", "ส�ำนักงาน": "สำนักงาน",
}


def megabyte():
    lines, size, number = [], 0, 0
    sentences = (ROOT / "benches/sentences.txt").read_text().splitlines()
    while size < 1_000_000:
        line = f"{sentences[number % len(sentences)]} {number}\n"
        lines.append(line)
        size += len(line.encode())
        number += 1
    return "".join(lines)


def best(function, runs=3):
    times = []
    for _ in range(runs):
        began = time.perf_counter()
        function()
        times.append(time.perf_counter() - began)
    return 1000 * min(times)


def bench():
    """Fastest time in ms of each benchmark."""
    out = subprocess.run(["cargo", "bench", "--bench", "thai"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    unit = {"ns": 1e-6, "µs": 1e-3, "ms": 1, "s": 1e3}
    return {name: float(value) * unit[u] for name, value, u in re.findall(r"[├╰]─ (\w+)\s+([\d.]+) (ns|µs|ms|s) ", out)}


def lines(name):
    for line in (LISTS / name).read_text().splitlines():
        if not line.startswith("#"):
            text, _, expected = line.partition("\t")
            yield text.replace("\\n", "\n"), [e for e in expected.split("; ") if e]


def inspect(program, text):
    run = subprocess.run([program, "inspect", "--format", "json"], input=text, capture_output=True, text=True, check=True)
    return json.loads(run.stdout)


def by_pythainlp(text):
    for form in FORMATS:
        for add in (None, 2500):
            try:
                return thai_strptime(text, form, year="be", add_year=add, tzinfo=datetime.timezone.utc).date().isoformat()
            except Exception:  # it raises many kinds on text it does not expect
                continue
    return None


def main():
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--program", default=str(ROOT / "target/release/oitcheck"))
    program = ask.parse_args().program

    text, ours = megabyte(), bench()
    rows = [
        ("digits, case, marks, spaces (fold) / digits only", ours["fold"], best(lambda: thai_digit_to_arabic_digit(text))),
        ("fold and search all phrases / `normalize`", ours["fold_and_search"], best(lambda: normalize(text))),
        ("repair of sound text / `normalize`", ours["repair_sound_text"], best(lambda: normalize(text))),
        ("share of words / `word_tokenize` (newmm)", ours["measure_validity"], best(lambda: word_tokenize(text, engine="newmm"), 1)),
        ("approximate search", ours["approximate_search"], None),
        ("dates", ours["find_dates"], None),
        ("numbers", ours["find_numbers"], None),
        ("item codes", ours["find_codes"], None),
        ("names", ours["find_names"], None),
    ]
    print(f"| on 1 MB of Thai (ms) | oitcheck | PyThaiNLP {pythainlp.__version__} |\n| --- | --- | --- |")
    for name, mine, theirs in rows:
        print(f"| {name} | {mine:.1f} | {'-' if theirs is None else f'{theirs:.0f}'} |")

    days = [(t, e) for t, e in lines("dates.tsv") if len(e) == 1 and e[0].endswith(" date")]
    seen = [[f"{d['from']} {d['kind']}" for d in inspect(program, t)["dates"]] for t, _ in days]
    mine = sum(got == want for got, (_, want) in zip(seen, days))
    theirs = sum(by_pythainlp(t) == e[0].split()[0] for t, e in days)
    amounts = [(t, float(e[0].split()[0])) for t, e in lines("numbers.tsv")
               if len(e) == 1 and re.fullmatch(r"[\u0e01-\u0e4e ()]+", t) and "บาท" in t and "สตางค์" not in t]
    words = sum(inspect(program, t)["numbers"][0]["value"] == value for t, value in amounts)

    def spelled(text):
        try:
            return thaiword_to_num(re.sub(r"บาท|ถ้วน|[() ]", "", text))
        except Exception:
            return None

    their_words = sum(spelled(t) == value for t, value in amounts)
    normal = sum(normalize(broken) == sound for broken, sound in BROKEN.items())
    repaired = sum(inspect(program, broken).get("repaired") == sound for broken, sound in BROKEN.items())
    print("\n| right of the labelled texts | oitcheck | PyThaiNLP |\n| --- | --- | --- |")
    print(f"| {len(days)} texts with one day in them | {mine} | {theirs} |")
    print(f"| {len(amounts)} amounts in words | {words} | {their_words} |")
    print(f"| {len(BROKEN)} broken spellings: repair / `normalize` | {repaired} | {normal} |")


if __name__ == "__main__":
    main()
