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
from attribcheck.pipeline import Options
from attribcheck.reports import formats
from attribcheck.run import run
from attribcheck.workspace.discovery import discover
started = time.perf_counter()
sizes = []
def take(entry):
    sizes.append(len(formats.draw("json_report", entry, formats.Setting()).text))
report = run(discover([sys.argv[1]]).files, take, Options())
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
    from attribcheck.run import make_report
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
    report: Report = make_report(entries, pipeline.Options())
    report.to_json()
    spent["report"] += time.perf_counter() - t5
    total = sum(spent.values())
    return {room: 100 * seconds / total for room, seconds in spent.items()}


def html(folder: Path, place: Path, runs: int = 3) -> tuple[float, float, float]:
    """Seconds of runs that write JSON and HTML pages, the best of some in turn; the largest page in kB."""
    best = {"json": float("inf"), "html": float("inf")}
    for _ in range(runs):
        for form, target in (("json", f"{place}/report.json"), ("html", f"{place}/pages/")):
            command = [
                sys.executable,
                "-m",
                "attribcheck",
                "check",
                str(folder),
                "--exit-zero",
                "-f",
                form,
                "-o",
                target,
            ]
            begun = time.perf_counter()
            subprocess.run(command, capture_output=True, check=True)
            best[form] = min(best[form], time.perf_counter() - begun)
    largest = max(page.stat().st_size for page in Path(place, "pages").iterdir() if page.name != "index.html")
    return best["json"], best["html"], largest / 1000


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
        json_seconds, html_seconds, largest = html(Path(place, str(counts[-1])), Path(place, "out"))
        share = 100 * (html_seconds / json_seconds - 1)
        print(
            f"html of {counts[-1]}: {html_seconds:.2f} s, {share:+.0f} % beside {json_seconds:.2f} s with JSON;"
            f" largest page {largest:.0f} kB"
        )
        shares = rooms(Path(place, str(counts[0])))
        print("time by room: " + ", ".join(f"{room} {share:.0f} %" for room, share in shares.items()))
    plain, version = start_up()
    print(f"start: python -c pass {plain:.0f} ms, attribcheck --version {version:.0f} ms (+{version - plain:.0f} ms)")


if __name__ == "__main__":
    main()
