"""What workers bring: time of two beside one, the parent's memory, and what it costs to start them.

    python benchmarks/many_at_once.py [ARTICLES [PAIRS]]      default: 1000 5

Prints figures; passes no judgement. Each run is a process of its own; runs to compare are made in
turn, for a machine is not as fast at one moment as at another.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from many_articles import write

# arguments: folder, format, target, workers
_RUN = """
import gc, json, resource, sys, time
from functools import partial
from attribcheck.cli.targets import Targets
from attribcheck.pipeline import Options, rule_entries
from attribcheck.run import run
from attribcheck.workers import workers
from attribcheck.workspace.discovery import discover
from attribcheck.workspace.private import guard
folder, form, target, jobs = sys.argv[1], sys.argv[2], sys.argv[3], int(sys.argv[4])
started = time.perf_counter()
gc.set_threshold(5_000, 20, 50)
files = discover([folder]).files
names = guard(files)
options = Options(guard=names)
with Targets([(form, target)]).open(names, partial(rule_entries, extra=()), None) as writing:
    with workers(jobs) as executor:
        report = run(files, writing.add, options, draw=writing.drawing, executor=executor, window=3 * jobs)
    writing.finish(report)
own, others = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
print(json.dumps({
    "seconds": time.perf_counter() - started,
    "parent": own.ru_utime + own.ru_stime,
    "workers": others.ru_utime + others.ru_stime,
    "peak": own.ru_maxrss / 1024,
}))
"""
# arguments: start method, file
_START = """
import json, multiprocessing, sys, time
from concurrent.futures import ProcessPoolExecutor
from attribcheck.pipeline import Options, check_path
if __name__ == "__main__":
    check_path(sys.argv[2], Options())
    started = time.perf_counter()
    with ProcessPoolExecutor(2, mp_context=multiprocessing.get_context(sys.argv[1])) as executor:
        list(executor.map(check_path, [sys.argv[2]] * 2, [Options()] * 2))
        print(json.dumps({"seconds": time.perf_counter() - started}))
"""


def measured(script: str, *arguments: object) -> dict[str, float]:
    """The figures that a script prints, run in a process of its own."""
    with tempfile.TemporaryDirectory() as place:
        # A file, for a worker that is spawned reads it again.
        file = Path(place, "measure.py")
        file.write_text(script, "utf-8")
        done = subprocess.run([sys.executable, file, *map(str, arguments)], capture_output=True, text=True, check=True)
    figures: dict[str, float] = json.loads(done.stdout)
    return figures


def pairs(folder: Path, form: str, place: Path, count: int) -> None:
    """Runs with one worker and with two, in turn."""
    target = f"{place}/pages/" if form == "html" else f"{place}/report.{form}"
    ratios, ones, twos = [], [], []
    for _ in range(count):
        ones.append(measured(_RUN, folder, form, target, 1))
        twos.append(measured(_RUN, folder, form, target, 2))
        ratios.append(twos[-1]["seconds"] / ones[-1]["seconds"])
    one, two = (min(figures["seconds"] for figures in runs) for runs in (ones, twos))
    parent = statistics.median(figures["parent"] for figures in twos)
    work = statistics.median(figures["parent"] + figures["workers"] for figures in twos)
    print(
        f"{form:>5} {one:>8.2f} {two:>9.2f} {two / one:>6.2f} {statistics.median(ratios):>7.2f}"
        f" {min(ratios):>6.2f}-{max(ratios):.2f} {parent:>9.2f} {100 * parent / work:>5.0f} %"
    )


def main() -> None:
    """Prints the figures."""
    articles = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 5
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        write(place / "few", articles)
        file = next((place / "few").iterdir())
        for method in ("fork", "forkserver", "spawn"):
            seconds = [measured(_START, method, file)["seconds"] for _ in range(count)]
            print(f"two workers by {method}, one article each: {1000 * statistics.median(seconds):.0f} ms")
        print(f"{articles} articles in seconds; two workers beside one: best, median of {count} pairs, range")
        heads = ("", "1 worker", "2 workers", "best", "median", "range", "parent", "share")
        print("{:>5} {:>8} {:>9} {:>6} {:>7} {:>11} {:>9} {:>7}".format(*heads))
        for form in ("json", "text", "html"):
            pairs(place / "few", form, place, count)
        write(place / "many", 10 * articles)
        for form, target in (("json", place / "report"), ("html", f"{place}/pages/")):
            peaks = [measured(_RUN, place / folder, form, target, 2)["peak"] for folder in ("few", "many")]
            print(f"peak of the parent, {form}: {peaks[0]:.0f} MiB, and {peaks[1]:.0f} MiB for ten times as many")


if __name__ == "__main__":
    started = time.perf_counter()
    main()
    print(f"measured in {time.perf_counter() - started:.0f} s")
