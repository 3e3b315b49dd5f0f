#!/usr/bin/env python3
"""Figures of docs/robustness.md: memory, scaling, resuming, isolation and mutated files of the built program.

    cargo build --release
    benches/bulk.py [--documents 10000] [--agencies 100] [SECTION...]

Documents are made from the samples of the project: each gets a comment of its own, so that no two have the same
bytes. Nothing is kept but what is printed.
"""
import argparse, hashlib, json, os, pathlib, random, signal, subprocess, tempfile, threading, time, zipfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
SAMPLES = ROOT / "samples"
LARGEST = 100_000  # bytes; one long sample would make up most of the time


def samples(*extensions):
    found = (
        p for p in SAMPLES.rglob("[!~.]*") if p.suffix in extensions and p.stat().st_size < LARGEST
    )
    return sorted(found, key=lambda p: hashlib.sha256(p.read_bytes()).hexdigest())


def distinct(source, target, number):
    """A copy that reads the same and has other bytes."""
    if source.suffix == ".pdf":
        target.write_bytes(source.read_bytes() + b"\n%% copy %d\n" % number)
        return
    target.write_bytes(source.read_bytes())
    with zipfile.ZipFile(target, "a") as archive:
        archive.comment = b"copy %d" % number


def province(folder, agencies, documents):
    sources = samples(".pdf", ".docx", ".xlsx")
    number = 0
    for agency in range(agencies):
        place = folder / f"agency-{agency:04}"
        place.mkdir(parents=True)
        for _ in range(documents // agencies):
            source = sources[number % len(sources)]
            distinct(source, place / f"{number:06} {source.name}", number)
            number += 1
    return number


class Run:
    """One run of the program: its output, wall and processor time, and the largest memory of the parent."""

    def __init__(self, program, *arguments, kill_after=None):
        self.memory = 0
        before = os.times()
        started = time.monotonic()
        with tempfile.TemporaryFile() as out:
            process = subprocess.Popen(
                [program, *map(str, arguments)], stdout=out, stderr=subprocess.DEVNULL
            )
            done = threading.Event()
            watcher = threading.Thread(target=self.watch, args=(process.pid, done))
            watcher.start()
            if kill_after is not None:
                time.sleep(kill_after)
                process.send_signal(signal.SIGKILL)
            self.code = process.wait()
            self.wall = time.monotonic() - started
            done.set()
            watcher.join()
            out.seek(0)
            self.output = out.read()
        after = os.times()
        self.processor = (after.children_user - before.children_user) + (
            after.children_system - before.children_system
        )

    def watch(self, pid, done):
        while not done.wait(0.02):
            try:
                for line in open(f"/proc/{pid}/status"):
                    if line.startswith("VmHWM"):
                        self.memory = max(self.memory, int(line.split()[1]) // 1024)
            except OSError:
                return


def check(program, folder, *arguments, grouping="--each-subfolder", **keywords):
    fixed = [grouping, "--rules", "police-station-2568", "--format", "json", "--reproducible"]
    return Run(program, "check", folder, *fixed, *arguments, **keywords)


def documents(run):
    result = json.loads(run.output)
    listed = [d for a in result["agencies"] for d in a["documents"]]
    counted = sum(sum(a["summary"]["files"].values()) for a in result["agencies"])
    assert len(listed) == counted, (len(listed), counted)
    return listed


def show(name, **figures):
    text = ", ".join(f"{k.replace('_', ' ')} {v:.2f}" if isinstance(v, float) else f"{k.replace('_', ' ')} {v}" for k, v in figures.items())
    print(f"{name}: {text}", flush=True)


def scale(options, place):
    made = province(place / "province", options.agencies, options.documents)
    first = check(options.program, place / "province", "--jobs", 2, "--cache-dir", place / "cache")
    listed = documents(first)
    second = check(options.program, place / "province", "--jobs", 2, "--cache-dir", place / "cache")
    show(
        "scale", documents=made, lost=made - len(listed), unreadable=sum(d["status"] == "unreadable" for d in listed),
        seconds=first.wall, processor_seconds=first.processor, parent_MB=first.memory,
        second_run_seconds=second.wall, times_faster=first.wall / second.wall,
        same_bytes=first.output == second.output, second_parent_MB=second.memory,
    )


def jobs(options, place):
    province(place / "province", 10, min(options.documents, 1000))
    one = check(options.program, place / "province", "--jobs", 1, "--no-cache")
    two = check(options.program, place / "province", "--jobs", 2, "--no-cache")
    show(
        "jobs", one_seconds=one.wall, two_seconds=two.wall, ratio=one.wall / two.wall,
        one_processor_seconds=one.processor, two_processor_seconds=two.processor, same_bytes=one.output == two.output,
    )


def agency(options, place):
    """One agency of 100 files, long ones among them; deciding again from what was read shows what reading costs."""
    real = sorted((ROOT.parent / "shared/realdocs/pdf").glob("*.pdf"), key=lambda p: -p.stat().st_size)
    sources = [*samples(".pdf", ".docx", ".xlsx")[:40], *real, *real]
    (place / "agency").mkdir()
    for number, source in enumerate(sources[:100]):
        distinct(source, place / "agency" / f"{number:03} {source.name}", number)
    fixed = ["--jobs", 1, "--cache-dir", place / "cache"]
    both = check(options.program, place / "agency", *fixed, grouping="--one-agency")
    deciding = check(options.program, place / "agency", *fixed, "--as-of", "2026-01-01", grouping="--one-agency")
    listed = documents(both)
    show(
        "agency", files=len(listed), pages=sum(d["pages"] for d in listed), seconds=both.wall, processor_seconds=both.processor,
        deciding_seconds=deciding.wall, deciding_processor_seconds=deciding.processor,
        share=deciding.processor / (both.processor - deciding.processor),
    )


def isolation(options, place):
    province(place / "province", 5, min(options.documents, 300))
    rounds = []
    for _ in range(3):
        inside = check(options.program, place / "province", "--jobs", 1, "--no-cache", "--in-process")
        outside = check(options.program, place / "province", "--jobs", 1, "--no-cache")
        rounds.append((outside.processor / inside.processor, inside.processor, outside.processor))
    ratio, inside, outside = sorted(rounds)[1]
    show("isolation", in_process_processor_seconds=inside, workers_processor_seconds=outside, ratio=ratio)


def kills(options, place):
    province(place / "province", 10, min(options.documents, 300))
    whole = check(options.program, place / "province", "--jobs", 2, "--no-cache")
    generator = random.Random(8)
    for _ in range(20):
        check(
            options.program, place / "province", "--jobs", 2, "--cache-dir", place / "cache",
            kill_after=generator.uniform(0, whole.wall / 4),
        )
    resumed = check(options.program, place / "province", "--jobs", 2, "--cache-dir", place / "cache")
    show("kills", kills=20, identical=resumed.output == whole.output)


def faults(options, place):
    province(place / "province", 1, 50)
    name = sorted((place / "province/agency-0000").iterdir())[25].name
    arguments = ["--jobs", 2, "--no-cache", "--max-seconds", 3, "--max-memory", 256]
    sound = check(options.program, place / "province", *arguments)
    kinds = "panic abort overflow allocate loop sleep ignore-termination garbage half-answer exit"
    for fault in kinds.split():
        run = check(options.program, place / "province", *arguments, "--fault", f"{fault}:{name}")
        listed = documents(run)
        errors = [e["message"]["en"] for a in json.loads(run.output)["agencies"] for e in a["errors"]]
        show(
            f"fault {fault}", full=sum(d["status"] == "read" for d in listed), errors=len(errors),
            seconds_more=run.wall - sound.wall, limit_seconds=3, said=errors[0].partition(": ")[2][:60],
        )


def mutate(content, generator):
    content = bytearray(content)
    for _ in range(generator.randint(1, 4)):
        if not content:
            break
        at = generator.randrange(len(content))
        what = generator.randrange(4)
        if what == 0:
            del content[at:]
        elif what == 1:
            del content[at : at + generator.randrange(2000)]
        elif what == 2:
            content[at] ^= 1 << generator.randrange(8)
        else:
            for _ in range(20):
                content[generator.randrange(len(content))] = generator.randrange(256)
    return bytes(content)


def mutations(options, place):
    for extension in (".pdf", ".docx", ".xlsx"):
        sources, generator = samples(extension), random.Random(extension)
        folder = place / extension[1:] / "agency"
        folder.mkdir(parents=True)
        for number in range(options.mutations):
            content = mutate(sources[number % len(sources)].read_bytes(), generator)
            (folder / f"{number:05}{extension}").write_bytes(content)
        run = check(options.program, folder.parent, "--jobs", 2, "--no-cache", "--max-seconds", 20)
        listed = documents(run)
        result = json.loads(run.output)
        codes = {}
        late = 0
        for error in (e for a in result["agencies"] for e in a["errors"]):
            codes[error["code"]] = codes.get(error["code"], 0) + 1
            late += error["code"] == "limit" and "seconds" in error["message"]["en"]
        show(
            f"mutations {extension}", files=options.mutations, lost=options.mutations - len(listed), hangs=late,
            crashes=codes.get("crashed", 0), errors=json.dumps(codes), seconds=run.wall,
        )


def main():
    sections = {f.__name__: f for f in (scale, jobs, agency, isolation, kills, faults, mutations)}
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sections", nargs="*", metavar="SECTION", default=list(sections))
    parser.add_argument("--program", default=ROOT / "target/release/oitcheck")
    parser.add_argument("--documents", type=int, default=10_000)
    parser.add_argument("--agencies", type=int, default=100)
    parser.add_argument("--mutations", type=int, default=1_000)
    options = parser.parse_args()
    for name in options.sections:
        with tempfile.TemporaryDirectory(prefix="oitcheck-bulk-") as place:
            sections[name](options, pathlib.Path(place))


if __name__ == "__main__":
    main()
