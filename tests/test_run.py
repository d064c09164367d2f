"""Many articles at once: the same bytes with any number of workers, and nothing lost when one of them dies."""

from __future__ import annotations

import io
import os
import pickle
import random
import signal
import subprocess
import sys
import time
import tracemalloc
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from attribcheck.cli.targets import Targets
from attribcheck.pipeline import Options, Outcome, rule_entries, unprotected
from attribcheck.report import ArticleEntry, Report
from attribcheck.reports.formats import FORMATS
from attribcheck.run import CHUNK, Draw, Item, make_report, run, whole
from attribcheck.workers import jobs_for, workers
from attribcheck.workspace.configuration import ConfigurationError
from attribcheck.workspace.discovery import discover
from attribcheck.workspace.private import guard

GOOD = """attribcheck: 1
headline: The {thing} at Ostrel was closed
published: 2026-03-04
body: |
  The harbour office said on Monday that the {thing} was closed. A diver told the radio that nobody had asked her.

  The water board denied it. No proof was given.
sources:
  office: {{name: harbour office, kind: office}}
  board: {{name: water board, kind: office}}
claims:
  closed: {{text: The {thing} was closed, kind: event, weight: high}}
statements:
  - {{at: The harbour office said on Monday, source: office, claims: [closed], unproven: [closed]}}
  - {{at: The water board denied it, source: board, claims: [closed], stance: denies}}
"""
FAULTY = [
    "attribcheck: 1\nheadline: [\n",
    "attribcheck: 1\nheadlin: A word is wrong\nbody: It fell.\n",
    "attribcheck: 1\nheadline: An anchor is lost\nbody: It fell.\nsources: {a: {name: A}}\nstatements: [{at: nowhere at all, source: a}]\n",
    "attribcheck: 1\nheadline: The clerk\nbody: Ilse Quarv said so.\n",
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Sixty articles: most are sound, some are at fault in one way or another, one stands there twice."""
    made = tmp_path_factory.mktemp("stories")
    for number in range(60):
        text = FAULTY[number // 7 % len(FAULTY)] if number % 7 == 3 else GOOD.format(thing=f"pier {number % 9}")
        (made / f"{number:02}.yaml").write_text(text, "utf-8")
    (made / "17-again.yaml").symlink_to(made / "17.yaml")
    (made / "names.private.yaml").write_text("confidential: {clerk: {name: Ilse Quarv}}\n", "utf-8")
    return made


def written(folder: Path, form: str, target: Path, jobs: int) -> dict[str, bytes]:
    """What a run writes, by file name."""
    found = discover([str(folder)])
    names = guard(found.files, found.private)
    options = Options(guard=names)
    file = f"{target}/" if form == "site" else str(target / "report")
    targets = Targets([("html" if form == "site" else form, file)])
    with targets.open(names, partial(rule_entries, extra=()), None) as writing:
        items: list[Item] = [*unprotected(names), *found.files, str(folder / "absent.yaml")]
        with workers(jobs) as executor:
            assert (executor is None) == (jobs == 1)
            report = run(items, writing.add, options, draw=writing.drawing, executor=executor)
        writing.finish(report)
    assert not writing.leaked
    assert [Path(problem.path or "").name for problem in report.problems] == ["absent.yaml"]
    return {file.name: file.read_bytes() for file in target.iterdir()}


@pytest.mark.parametrize("form", [*FORMATS, "site"])
def test_the_same_bytes_whatever_the_number_of_workers(folder: Path, tmp_path: Path, form: str) -> None:
    made = []
    for jobs in (1, 2, 8):
        target = tmp_path / str(jobs)
        target.mkdir()
        made.append(written(folder, form, target, jobs))
    assert made[0] == made[1] == made[2]
    assert all(made[0].values())
    assert b"Quarv" not in b"".join(made[0].values())


def test_a_stored_report_gives_the_same_files(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "json").mkdir()
    stored = Report.from_json(written(folder, "json", tmp_path / "json", 2)["report"])
    names = guard([str(folder / "00.yaml")])
    for form in [*FORMATS, "site"]:
        (tmp_path / form).mkdir(exist_ok=True)
        (tmp_path / f"{form}-stored").mkdir()
        file = f"{tmp_path}/{form}-stored/" + ("" if form == "site" else "report")
        targets = Targets([("html" if form == "site" else form, file)])
        with targets.open(names, lambda _: stored.rules, stored.as_of) as writing:
            for entry in stored.articles:
                writing.take(entry)
            writing.finish(stored.model_copy(update={"articles": []}))
        again = {file.name: file.read_bytes() for file in (tmp_path / f"{form}-stored").iterdir()}
        assert again == written(folder, form, tmp_path / form, 2)


_FRESH_RUN = """
import sys
import test_run
from attribcheck.cli.targets import Targets
from attribcheck.pipeline import Options, rule_entries
from attribcheck.run import run
from attribcheck.workers import workers
from attribcheck.workspace.discovery import discover
from attribcheck.workspace.private import NO_GUARD
options = Options(configured=True)
with Targets([("sarif", sys.argv[2])]).open(NO_GUARD, rule_entries, None) as writing:
    with workers(int(sys.argv[3])) as executor:
        found = discover([sys.argv[1]]).files
        report = run(found, writing.add, options, draw=writing.drawing, executor=executor)
    writing.finish(report)
"""


def test_rules_are_told_of_as_they_were_set_for_the_articles(tmp_path: Path) -> None:
    """Whatever processes made them ready: each folder here has settings of its own, and its own pack."""
    for name, grade in (("a", "error"), ("b", "info")):
        place = tmp_path / name
        (place / "rules").mkdir(parents=True)
        (place / "rules" / "house.yaml").write_text(
            f"id: HSE00{1 if name == 'a' else 2}\nname: house-{name}\nseverity: info\nabout: copy\nsummary: A word.\n"
            "for: passage\nphrases: [radio]\nmessage: A word of ours.\nfix: Leave it.\n"
            "examples: [{fires: 1, article: {body: On the radio.}}, {fires: 0, article: {body: No.}}]\n", "utf-8"
        )  # fmt: skip
        settings = f"packs: [core, ./rules]\nrules: {{EVD001: {grade}}}\n"
        (place / "attribcheck.yaml").write_text(settings, "utf-8")
        for number in range(2 * CHUNK):
            (place / f"{number}.yaml").write_text(GOOD.format(thing=f"pier {number}"), "utf-8")
    made = []
    for jobs in (1, 2):
        file = tmp_path / f"{jobs}.sarif"
        command = [sys.executable, "-c", _FRESH_RUN, str(tmp_path), str(file), str(jobs)]
        subprocess.run(command, check=True, env=environment())
        made.append(file.read_bytes())
    assert made[0] == made[1]
    assert b"HSE001" in made[0]
    assert b"HSE002" in made[0]


def environment() -> dict[str, str]:
    here = Path(__file__).parent
    return os.environ | {"PYTHONPATH": os.pathsep.join([str(here), str(here.parent / "src")])}


def test_one_page_numbers_its_articles(folder: Path, tmp_path: Path) -> None:
    page = written(folder, "html", tmp_path, 2)["report"].decode()
    for number in (1, 2, 61):
        assert page.count(f'id="a{number}-article"') == 1
        assert page.count(f'href="#a{number}-article"') == 1


def test_repeats_get_a_fingerprint_of_their_own(folder: Path, tmp_path: Path) -> None:
    import json

    issues = json.loads(written(folder, "gitlab", tmp_path, 2)["report"])
    assert len({issue["fingerprint"] for issue in issues}) == len(issues)


# --- Fakes: articles that are names and no files ---


def instant(item: str, _: Options) -> Outcome:
    if item == "unwritten":
        raise KeyError(item)
    if item == "enormous":
        raise MemoryError
    if item == "misconfigured":
        raise ConfigurationError("There is no such pack.", "attribcheck.yaml", 3, 5, fix="Mend it.")
    if item.startswith("deadly"):
        os.kill(os.getpid(), signal.SIGKILL)
    return Outcome(ArticleEntry(path=item, rules=["EVD001"]))


def unhurried(item: str, options: Options) -> Outcome:
    time.sleep(random.Random(item).random() / 200)
    return instant(item, options)


def path(entry: ArticleEntry) -> str:
    return entry.path


def named(count: int, **others: int) -> list[str]:
    """Names by their numbers; some numbers have other names."""
    names = {number: name for name, number in others.items()}
    return [names.get(number, str(number)) for number in range(count)]


def told(report: Report) -> list[tuple[str | None, str]]:
    return [(problem.path, problem.message) for problem in report.problems]


def test_articles_come_in_order_from_any_executor() -> None:
    taken: list[str] = []
    done: list[int] = []
    names = named(101)
    with ThreadPoolExecutor(7) as executor:
        report = run(
            names, taken.append, Options(),
            draw=path, check=unhurried, executor=executor, window=5, progress=done.append,
        )  # fmt: skip
    assert taken == names
    assert sum(done) == report.summary.articles == 101


def test_what_came_of_an_item_already_may_stand_among_the_items() -> None:
    taken: list[str] = []
    items: list[Item] = [
        Outcome(ArticleEntry(path="first")),
        *named(9),
        Outcome(None),
        Outcome(ArticleEntry(path="last")),
    ]
    with workers(2) as executor:
        run(items, taken.append, Options(), draw=path, check=instant, executor=executor)
    assert taken == ["first", *named(9), "last"]


@pytest.mark.parametrize("jobs", [1, 2])
def test_an_article_that_cannot_be_dealt_with_stops_none_of_the_others(jobs: int) -> None:
    taken: list[str] = []
    names = named(40, unwritten=11, enormous=29)
    with workers(jobs) as executor:
        report = run(names, taken.append, Options(), draw=path, check=instant, executor=executor)
    assert taken == [name for name in names if name.isdigit()]
    assert told(report) == [
        ("unwritten", "a fault of the program itself (KeyError). Please report it."),
        ("enormous", "memory ran out while this was checked."),
    ]


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_wrong_configuration_is_told_where_the_run_began(jobs: int) -> None:
    taken: list[str] = []
    with workers(jobs) as executor, pytest.raises(ConfigurationError, match=r"attribcheck\.yaml:3:5: There is no"):
        run(named(30, misconfigured=22), taken.append, Options(), draw=path, check=instant, executor=executor)
    assert taken == named(22)[: 22 - 22 % CHUNK if jobs == 1 else 22]


def test_the_file_that_ends_a_worker_is_named_and_nothing_else_is_lost() -> None:
    taken: list[str] = []
    names = named(90, deadly=13, deadlyToo=14, deadlyStill=70)
    with workers(2) as executor:
        report = run(names, taken.append, Options(), draw=path, check=instant, executor=executor, window=6)
    assert taken == [name for name in names if name.isdigit()]
    why = "the process that checked this died; memory may have run out."
    assert told(report) == [("deadly", why), ("deadlyToo", why), ("deadlyStill", why)]


def test_what_cannot_be_sent_to_a_process_is_done_here() -> None:
    taken: list[str] = []
    with workers(2) as executor:
        run(named(30), taken.append, Options(), draw=lambda entry: entry.path, check=instant, executor=executor)
    assert taken == named(30)


def test_workers_that_are_started_anew_do_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    taken: list[str] = []
    monkeypatch.setattr("attribcheck.workers._may_fork", lambda: False)
    with workers(2) as executor:
        report = run(named(30, deadly=13), taken.append, Options(), draw=path, check=instant, executor=executor)
    assert taken == [name for name in named(30) if name != "13"]
    assert [problem.path for problem in report.problems] == ["deadly"]


def refuse(*_: object, **__: object) -> None:
    raise OSError("this container starts no process")


@pytest.mark.parametrize("missing", ["os.fork", "concurrent.futures.process._check_system_limits"])
def test_where_no_process_may_be_started_one_is_enough(monkeypatch: pytest.MonkeyPatch, missing: str) -> None:
    taken: list[str] = []
    monkeypatch.setattr(missing, refuse)
    with workers(2) as executor:
        report = run(named(50, unwritten=30), taken.append, Options(), draw=path, check=instant, executor=executor)
    assert taken == [name for name in named(50) if name != "30"]
    assert len(report.problems) == 1


@pytest.mark.parametrize("threads", [False, True])
def test_memory_does_not_grow_with_the_number_of_articles(threads: bool) -> None:
    def peak(count: int) -> int:
        tracemalloc.start()
        try:
            with ThreadPoolExecutor(2) as executor:
                run(
                    (f"{number}" for number in range(count)), lambda drawn: None, Options(),
                    draw=large, check=instant, executor=executor if threads else None, window=4,
                )  # fmt: skip
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()

    peak(100)  # what is loaded once
    assert peak(4_000) < peak(400) + 500_000


def large(entry: ArticleEntry) -> str:
    return entry.path * 4_000


def test_a_report_with_all_its_articles() -> None:
    outcomes = [instant(name, Options()) for name in named(11)]
    report = make_report([*outcomes, Outcome(None)], Options())
    assert [entry.path for entry in report.articles] == named(11)
    assert report.summary.articles == 11
    assert "EVD001" in {rule.id for rule in report.rules}


def test_what_goes_to_a_worker_can_be_pickled(folder: Path, tmp_path: Path) -> None:
    names = guard([str(folder / "00.yaml")])
    with Targets([("html", f"{tmp_path}/"), ("text", None)]).open(names, rule_entries, "2026-03-04") as writing:
        again: Draw = pickle.loads(pickle.dumps(writing.drawing))
        entry = whole(ArticleEntry(path="a.yaml", headline="Ilse Quarv is named"))
        assert again(entry) == writing.drawing(entry)
        assert [drawn.leaked for drawn in again(entry)] == [True, True]
        assert not any(drawn.piece.text for drawn in again(entry))


@pytest.mark.parametrize(
    ("asked", "articles", "processors", "jobs"),
    [
        (None, 0, 4, 1),
        (None, 15, 4, 1),
        (None, 1000, 4, 4),
        (None, 1000, 1, 1),
        (8, 1000, 2, 8),
        (8, 3, 2, 3),
        (1, 9, 4, 1),
    ],
)
def test_how_many_workers(
    monkeypatch: pytest.MonkeyPatch, asked: int | None, articles: int, processors: int, jobs: int
) -> None:
    monkeypatch.setattr("os.sched_getaffinity", lambda _: set(range(processors)), raising=False)
    monkeypatch.setattr("attribcheck.workers._may_fork", lambda: True)
    assert jobs_for(asked, articles) == jobs


# --- The end of a run that is broken off ---

_LONG_RUN = """
import test_run
from attribcheck.pipeline import Options
from attribcheck.run import run
from attribcheck.workers import workers
try:
    with workers(2) as executor:
        run(test_run.named(30), print, Options(), draw=test_run.path, check=test_run.endless, executor=executor)
except KeyboardInterrupt:
    raise SystemExit(130)
"""


@pytest.fixture
def long_run() -> Iterator[subprocess.Popen[str]]:
    """A run that would take minutes, in a session of its own, at the moment when both workers are busy."""
    with subprocess.Popen(
        [sys.executable, "-c", _LONG_RUN], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        start_new_session=True, env=environment(),
    ) as started:  # fmt: skip
        assert started.stdout is not None
        for line in started.stdout:
            if line == "working\n":
                break
        yield started
        if alive(started.pid):
            os.killpg(started.pid, signal.SIGKILL)


def endless(item: str, options: Options) -> Outcome:
    """But for the first chunk, which is done where the run began."""
    if int(item) >= CHUNK:
        sys.stdout.write("working\n")
        sys.stdout.flush()
        time.sleep(60)
    return instant(item, options)


def alive(group: int) -> bool:
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True


def soon(holds: Callable[[], bool]) -> bool:
    until = time.monotonic() + 10
    while not holds() and time.monotonic() < until:
        time.sleep(0.02)
    return holds()


@pytest.mark.skipif(sys.platform == "win32", reason="signals are not sent to groups there")
def test_an_interrupt_ends_all_of_it_at_once(long_run: subprocess.Popen[str]) -> None:
    os.killpg(long_run.pid, signal.SIGINT)
    _, errors = long_run.communicate(timeout=10)
    assert long_run.returncode == 130
    assert errors == ""
    assert soon(lambda: not alive(long_run.pid))


@pytest.mark.skipif(sys.platform == "win32", reason="signals are not sent to groups there")
@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGKILL])
def test_workers_do_not_outlive_the_run(long_run: subprocess.Popen[str], how: signal.Signals) -> None:
    long_run.send_signal(how)
    long_run.communicate(timeout=10)
    assert soon(lambda: not alive(long_run.pid))


# --- The bar ---


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("watched", "settings", "shown"),
    [
        (True, {}, True),
        (False, {}, False),
        (True, {"CI": "true"}, False),
        (True, {"TERM": "dumb"}, False),
    ],
)
def test_a_long_run_shows_how_far_it_has_come(
    monkeypatch: pytest.MonkeyPatch, watched: bool, settings: dict[str, str], shown: bool
) -> None:
    from attribcheck.cli import progress

    for name, value in ({"TERM": "xterm", "CI": "", "COLUMNS": "80"} | settings).items():
        monkeypatch.setenv(name, value)
    stderr: Any = Terminal() if watched else io.StringIO()
    monkeypatch.setattr("sys.stderr", stderr)
    monkeypatch.setattr(progress, "PATIENCE", 0.0)
    with progress.progress(200) as done:
        for _ in range(3):
            done(50)
            time.sleep(0.11)
    text = stderr.getvalue()
    assert ("150/200" in text) == shown
    # Taken away at the end: the line is erased, and the cursor can be seen again.
    assert text.rstrip().endswith("\x1b[2K") if shown else text == ""


def test_a_short_run_shows_no_bar(monkeypatch: pytest.MonkeyPatch) -> None:
    from attribcheck.cli.progress import progress

    stderr = Terminal()
    monkeypatch.setattr("sys.stderr", stderr)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("CI", raising=False)
    with progress(10) as done:
        done(10)
    assert stderr.getvalue() == ""
