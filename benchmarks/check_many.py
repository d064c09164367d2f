"""How fast articles are checked, what memory it takes, which room the time goes to, and whether cost grows in a line.

    python benchmarks/check_many.py [COUNT ...]      default: 100 1000

Prints figures; passes no judgement. Each count runs in a process of its own, single-threaded.
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

_RUN = """
import json, sys, time, resource
from attribcheck import pipeline
from attribcheck.pipeline import Options
from attribcheck.reports import formats
from attribcheck.workspace.discovery import discover
started = time.perf_counter()
writer = formats.writer("json")
sizes = []
outcomes = pipeline.check_paths(discover([sys.argv[1]]).files, Options())
report = pipeline.run(outcomes, lambda entry: sizes.append(len(writer.article(entry))), Options())
seconds = time.perf_counter() - started
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print(json.dumps({"seconds": seconds, "peak": peak, "articles": report.summary.articles, "bytes": sum(sizes)}))
"""


def measure(folder: Path, size: int) -> dict[str, float]:
    """One run in a process of its own."""
    done = subprocess.run([sys.executable, "-c", _RUN, str(folder)], capture_output=True, text=True, check=True)
    figures: dict[str, float] = json.loads(done.stdout)
    figures["mb_per_second"] = size / 1e6 / figures["seconds"]
    figures["articles_per_second"] = figures["articles"] / figures["seconds"]
    return figures


def rooms(folder: Path) -> dict[str, float]:
    """The share of time that each room takes, in percent."""
    from attribcheck import pipeline
    from attribcheck.assessment import assess
    from attribcheck.entries import article_entry
    from attribcheck.reading.structured import read_structured
    from attribcheck.report import Report
    from attribcheck.workspace.selection import Selection, rules_in_force

    spent = dict.fromkeys(("reading", "assessment", "engine", "report"), 0.0)
    entries = []
    for file in sorted(folder.glob("*.yaml")):
        data = file.read_bytes()
        t0 = time.perf_counter()
        article = read_structured(data, str(file)).article
        if article is None:
            raise SystemExit(f"{file}: the benchmark's own article is at fault")
        t1 = time.perf_counter()
        assessment = assess(article, ["core"])
        t2 = time.perf_counter()
        rules = rules_in_force(Selection(("core",)))
        findings, _ = rules.findings(assessment.facts)
        t3 = time.perf_counter()
        entry = article_entry(str(file), assessment)
        entry.findings = findings
        entries.append(pipeline.Outcome(entry))
        t4 = time.perf_counter()
        for room, seconds in zip(spent, (t1 - t0, t2 - t1, t3 - t2, t4 - t3), strict=True):
            spent[room] += seconds
    t5 = time.perf_counter()
    report: Report = pipeline.make_report(entries, pipeline.Options())
    report.to_json()
    spent["report"] += time.perf_counter() - t5
    total = sum(spent.values())
    return {room: 100 * seconds / total for room, seconds in spent.items()}


_HTML = """
import json, sys, time
from pathlib import Path
from attribcheck import pipeline
from attribcheck.pipeline import Options
from attribcheck.reports.html.site import Site
from attribcheck.workspace.discovery import discover
site, folder = Site(pipeline.rule_entries, None), Path(sys.argv[2])
folder.mkdir()
spent = {"check": 0.0, "pages": 0.0, "index": 0.0}
sizes = []
def take(entry):
    global begun
    spent["check"] += time.perf_counter() - begun
    begun = time.perf_counter()
    name, page = site.page(entry)
    folder.joinpath(name).write_text(page, "utf-8")
    sizes.append(len(page))
    spent["pages"] += time.perf_counter() - begun
    begun = time.perf_counter()
begun = time.perf_counter()
report = pipeline.run(pipeline.check_paths(discover([sys.argv[1]]).files, Options()), take, Options())
begun = time.perf_counter()
folder.joinpath("index.html").write_text(site.index(report), "utf-8")
spent["index"] = time.perf_counter() - begun
print(json.dumps({**spent, "largest": max(sizes)}))
"""


def html(folder: Path, place: Path) -> dict[str, float]:
    """What a folder of HTML pages and its index cost beside the check itself, in a process of its own."""
    command = [sys.executable, "-c", _HTML, str(folder), str(place)]
    figures: dict[str, float] = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    return figures


def start_up(runs: int = 11) -> tuple[float, float]:
    """Median milliseconds of `python -c pass` and of `attribcheck --version`, taken in turn."""
    plain: list[float] = []
    version: list[float] = []
    for _ in range(runs):
        for times, command in ((plain, ["-c", "pass"]), (version, ["-m", "attribcheck", "--version"])):
            begun = time.perf_counter()
            subprocess.run([sys.executable, *command], capture_output=True, check=True)
            times.append((time.perf_counter() - begun) * 1000)
    return statistics.median(plain), statistics.median(version)


def main() -> None:
    """Prints the figures."""
    counts = [int(word) for word in sys.argv[1:]] or [100, 1000]
    print(f"{'articles':>9} {'seconds':>8} {'articles/s':>11} {'MB/s':>6} {'peak MiB':>9} {'ms/article':>11}")
    with tempfile.TemporaryDirectory() as place:
        for count in counts:
            folder = Path(place, str(count))
            figures = measure(folder, write(folder, count))
            print(
                f"{count:>9} {figures['seconds']:>8.2f} {figures['articles_per_second']:>11.0f}"
                f" {figures['mb_per_second']:>6.2f} {figures['peak']:>9.1f}"
                f" {1000 * figures['seconds'] / count:>11.2f}"
            )
        folder = Path(place, str(counts[-1]))
        pages = html(folder, Path(place, "html"))
        share = 100 * (pages["pages"] + pages["index"]) / pages["check"]
        print(
            f"html of {counts[-1]}: pages {pages['pages']:.2f} s, index {pages['index']:.2f} s, {share:.0f} % of the"
            f" check's {pages['check']:.2f} s; largest page {pages['largest'] / 1000:.0f} kB"
        )
        shares = rooms(Path(place, str(counts[0])))
        print("time by room: " + ", ".join(f"{room} {share:.0f} %" for room, share in shares.items()))
    plain, version = start_up()
    print(f"start: python -c pass {plain:.0f} ms, attribcheck --version {version:.0f} ms (+{version - plain:.0f} ms)")


if __name__ == "__main__":
    main()
