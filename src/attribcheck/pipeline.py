"""The program in one page: read, assess, apply the rules, report.

files ─ reading ─→ Article ─ extraction ─→ Article ─ assessment ─→ Facts ─ engine ─→ Findings ─→ Report
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from attribcheck.article import Article
from attribcheck.assessment import Assessment, assess
from attribcheck.engine.evaluation import fingerprint
from attribcheck.engine.rule import Rule
from attribcheck.entries import article_entry
from attribcheck.extraction.contradictions import contradictions
from attribcheck.extraction.inference import infer as infer_into
from attribcheck.line_hash import line_hashes
from attribcheck.places import Place, SourceText
from attribcheck.reading.faults import Fault, Reading
from attribcheck.report import ArticleEntry, Finding, NoteEntry, Problem, RuleEntry
from attribcheck.workspace import rulebook
from attribcheck.workspace.configuration import EMPTY, Configuration, Inference, nearest
from attribcheck.workspace.ignoring import Ignores, unknown_rules
from attribcheck.workspace.opening import Item, Opened, Unopened, open_bytes, open_item, open_register, read_bytes
from attribcheck.workspace.private import HIDDEN, NO_GUARD, Guard, is_private
from attribcheck.workspace.repository import repository_path
from attribcheck.workspace.selection import Selection, admits_inferred, prepared, rules_in_force, wrong

# A structured article of 5 MB holds 800,000 words; what is larger is no article.
MAX_BYTES = 5_000_000


@dataclass(frozen=True, slots=True)
class Options:
    """How a run judges.

    `packs` names the packs exactly (None: the default ones and the article's own). `select`
    and `ignore` name rules by id, name or the letters of their family; `as_of` judges as if
    the article had been published that day. `extra` are rules besides the rule book's. `guard`
    holds the names that must not get out. `configured` looks for the configuration nearest to
    each article; `configuration` is one for all of them. `preview` turns on rules on trial.
    `inference` is how sure a reader must be of what it finds in prose by itself, or off; None: as configured.
    """

    packs: tuple[str, ...] | None = None
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    as_of: date | None = None
    max_bytes: int = MAX_BYTES
    extra: tuple[Rule, ...] = field(default=(), compare=False)
    guard: Guard = field(default=NO_GUARD, compare=False)
    configured: bool = False
    configuration: Configuration | None = field(default=None, compare=False)
    preview: bool = False
    inference: Inference | None = None


@dataclass(slots=True)
class Outcome:
    """What came of one file: its entry in the report, or the reason why there is none.

    `selection` is what was in force, None where nothing was judged. `unheard` are rules that failed
    or were left out, and might have found something; `now` tells that the article was judged as it
    is, and not as on an earlier day.
    """

    entry: ArticleEntry | None
    problems: list[Problem] = field(default_factory=list)
    selection: Selection | None = None
    unheard: frozenset[str] = frozenset()
    now: bool = True


def check_path(path: str, options: Options) -> Outcome:
    """Reads and checks one file."""
    return check_item(Item(path), options)


def check_item(item: Item, options: Options) -> Outcome:
    """Reads and checks one article, with its sidecar and the register."""
    if is_private(Path(item.path).name):
        return _undone(item.path, "a private file holds confidential names; it is no article.", options)
    try:
        opened = open_item(item, options.max_bytes, configuration_for(item.path, options).sidecars)
    except Unopened as why:
        return _undone(item.path, str(why), options)
    return judge(opened, options)


def check_bytes(data: bytes, path: str, options: Options) -> Outcome:
    """Checks one article from its bytes; `path` is its name in the report, and tells its format."""
    try:
        opened = open_bytes(data, path, options.max_bytes, configuration_for(path, options).sidecars)
    except Unopened as why:
        return _undone(path, str(why), options)
    return judge(opened, options)


def _undone(path: str, why: str, options: Options) -> Outcome:
    return Outcome(None, [Problem(path=options.guard.hide(path), message=options.guard.hide(why))])


def judge(opened: Opened, options: Options) -> Outcome:
    """Holds an article that was read against the rules."""
    leaking = leaks(opened, options.guard)
    if leaking is not None:
        return Outcome(leaking)
    reading, path = opened.reading, opened.path
    reading.faults += _unknown_packs(reading) or _unknown_rules(reading, path, options)
    outcome = Outcome(ArticleEntry(path=path))
    ignores = None
    if reading.article is not None and not any(fault.stops for fault in reading.faults):
        ignores = _hold_to_the_rules(outcome, reading.article, opened, options)
    entry = outcome.entry
    assert entry is not None
    entry.sidecar = opened.record if opened.record != path else None
    entry.recorded = reading.recorded
    entry.notes = [NoteEntry(words=note.words, by=note.by, place=note.place) for note in reading.notes]
    where = repository_path(path)
    entry.repository_path = where if where != path else None
    faults = [_fault_finding(fault) for fault in reading.faults]
    if ignores is not None:
        faults += [_fault_finding(fault) for fault in ignores.silence(faults)]
    entry.findings = [*faults, *entry.findings]
    _mark(entry, opened)
    return outcome


def _hold_to_the_rules(outcome: Outcome, article: Article, opened: Opened, options: Options) -> Ignores:
    """Fills an outcome with what the record shows and what the rules say of it."""
    reading, path = opened.reading, opened.path
    inference = options.inference or configuration_for(path, options).inference
    reading.faults += _contradictions(opened, inference)
    infer(opened, inference)
    chosen = selection(article, path, options)
    if not reading.recorded:
        chosen = replace(chosen, prose=True)
        if any(fault.kind == "language-not-read" for fault in reading.faults):
            # Neither a record nor words that are understood: there is nothing to judge.
            chosen = replace(chosen, select=(), packs=())
    assessment = assess(article, list(chosen.packs), options.as_of)
    entry = article_entry(path, assessment)
    rules = rules_in_force(chosen, options.extra)
    entry.rules = [rule.id for rule in rules.rules]
    ignores = Ignores(reading.ignores, assessment.day)
    entry.findings, failures = rules.findings(
        assessment.facts, ignores.held, _locate(article), admits_inferred(assessment.facts, chosen)
    )
    failed = {failure.rule for failure in failures}
    now = _is_now(assessment)
    reading.faults += ignores.faults(rules.rules, failed, now=now)
    fix = rulebook.file_faults()["check-again"].fix
    reading.faults += [
        Fault("check-again", assessment.again[claim["id"]], claim["place"], fix)
        for claim in assessment.facts["claims"]
        if claim["id"] in assessment.again
    ]
    outcome.entry, outcome.selection, outcome.now = entry, chosen, now
    outcome.unheard = frozenset(failed | _left_out(article, path, options, entry.rules))
    outcome.problems = [
        Problem(path=path, rule=f.rule, message=f"rule {f.rule} failed on '{f.about}': {f.cause}.") for f in failures
    ]
    return ignores


def infer(opened: Opened, inference: Inference) -> None:
    """Adds to an article what its own words show, marked as inferred."""
    article = _to_be_read(opened)
    if article is not None and inference != "off":
        infer_into(article, inference)


def _contradictions(opened: Opened, inference: Inference) -> list[Fault]:
    article = _to_be_read(opened)
    if article is None or inference == "off":
        return []
    fix = rulebook.file_faults()["annotation-contradicts-prose"].fix
    return [
        Fault("annotation-contradicts-prose", one.message, article.place(one.span), fix, statement=one.statement)
        for one in contradictions(article)
    ]


def _to_be_read(opened: Opened) -> Article | None:
    """The article if its words are read beside its record.

    One that declares statements or claims inside its own file is judged by its record alone.
    """
    article = opened.reading.article
    if article is None or (opened.record == opened.path and (article.statements or article.claims)):
        return None
    return article


def _left_out(article: Article, path: str, options: Options, heard: Iterable[str]) -> set[str]:
    """The rules that usually judge an article, and do not in this run."""
    if not (options.packs or options.select or options.ignore):
        return set()
    usual = selection(article, path, replace(options, packs=None, select=(), ignore=()))
    return {rule.id for rule in rules_in_force(usual, options.extra).rules} - set(heard)


def leaks(opened: Opened, guard: Guard) -> ArticleEntry | None:
    """The entry of an article in whose files a confidential name stands: the places, and nothing of what they hold."""
    if not guard:
        return None
    shown = guard.hide(opened.path)
    places = [Place(1, 1, 1, 1, "")] if shown != opened.path else []
    for path, text in opened.texts.items():
        own = SourceText(text, guard.hide(path) if path != opened.path else None)
        places += [own.place(start, end) for start, end in guard.leaks(text, path)]
    if not places:
        return None
    return leaking_entry(shown, places)


def leaking_entry(path: str, places: Iterable[Place]) -> ArticleEntry:
    """The entry of a file in which a confidential name stands at some places."""
    fault = rulebook.file_faults()["confidential-leak"]
    entry = ArticleEntry(path=path)
    for place in places:
        hidden = replace(place, text=HIDDEN, words=None)
        message = f"{fault.summary} It is hidden here, and nothing else of the file is shown."
        entry.findings.append(_fault_finding(Fault("confidential-leak", message, hidden, fault.fix)))
    _mark(entry, None)
    return entry


def registers(paths: Iterable[str], options: Options) -> Iterator[Outcome]:
    """What is wrong with registers: their own faults, and confidential names in them."""
    for path in paths:
        try:
            data = read_bytes(path, options.max_bytes)
        except Unopened as why:
            yield _undone(path, str(why), options)
            continue
        opened = open_register(data, path)
        outcome = judge(opened, options) if opened is not None else None
        if outcome is not None and outcome.entry is not None and outcome.entry.findings:
            yield outcome


def unprotected(guard: Guard) -> Iterator[Outcome]:
    """The private files that no `.gitignore` covers."""
    fault = rulebook.file_faults()["private-not-ignored"]
    for path in guard.unprotected:
        entry = ArticleEntry(path=guard.hide(path))
        place = Place(1, 1, 1, 1, "")
        entry.findings.append(_fault_finding(Fault("private-not-ignored", fault.summary, place, fault.fix)))
        _mark(entry, None)
        yield Outcome(entry)


def selection(article: Article, path: str, options: Options) -> Selection:
    """What is in force for an article: the user's word, else the configuration nearest to it, with its own packs.

    Raises `ConfigurationError` and `RuleError`.
    """
    configuration = configuration_for(path, options)
    settled = configuration.settled(path, article.kind)
    if options.packs is not None:
        packs = options.packs
    else:
        usual = settled.packs if settled.packs is not None else rulebook.DEFAULT_PACKS
        packs = tuple(dict.fromkeys([*usual, *article.packs]))
    for fault in wrong(settled, packs):
        raise configuration.error(fault.message, *fault.words, fix=fault.fix)
    kind = article.kind if article.kind in rulebook.off_by_kind() else None
    return Selection(packs, options.select, options.ignore, replace(settled, packs=None), options.preview, kind)


def configuration_for(path: str, options: Options) -> Configuration:
    """The configuration that holds for a file. Raises `ConfigurationError`."""
    return options.configuration or (nearest(Path(path).parent) if options.configured else EMPTY)


def _locate(article: Article) -> Callable[[int, int, int], Place]:
    passages = article.passages
    return lambda passage, start, end: passages[passage].place(start, end)


def rule_entries(
    ids: Iterable[str], extra: tuple[Rule, ...] = (), selections: Iterable[Selection] | None = None
) -> list[RuleEntry]:
    """What the report says of the rules with these ids, and of the faults of a file, in that order.

    `selections` are those that were in force; without them, all that were made ready in this process.
    """
    wanted = sorted(set(ids))
    ready = prepared() if selections is None else (r for one in selections for r in rules_in_force(one, extra).rules)
    known = {rule.id: rule for rule in ready}
    if not known.keys() >= set(wanted) - rulebook.file_faults().keys():
        known |= {rule.id: rule for rule in (*rulebook.all_rules(), *extra) if rule.id not in known}
    return [*(known[rule].entry() for rule in wanted if rule in known), *rulebook.file_faults().values()]


def _unknown_packs(reading: Reading) -> list[Fault]:
    article = reading.article
    known = rulebook.known_packs() if article and article.packs else []
    where = article.passages[0].place(0, 0) if article and article.passages else Place(1, 1, 1, 1, "")
    return [
        Fault("invalid-article", rulebook.unknown_pack(pack), where, "Mend 'packs:'.")
        for pack in (article.packs if article else [])
        if pack not in known and (rulebook.is_house(pack) or not rulebook.exists(pack))
    ]


def _fault_finding(fault: Fault) -> Finding:
    return Finding(
        rule=fault.kind,
        name=fault.kind,
        severity=rulebook.file_faults()[fault.kind].severity,
        about="file",
        message=fault.message,
        fix=fault.fix,
        place=fault.place,
        related=list(fault.related),
        statement=fault.statement,
    )


def _unknown_rules(reading: Reading, path: str, options: Options) -> list[Fault]:
    if reading.article is None or not reading.ignores:
        return []
    # A pack that '--pack' leaves out today is known all the same.
    usual = selection(reading.article, path, replace(options, packs=None)).packs
    return unknown_rules(reading.ignores, [*usual, *(options.packs or ())], options.extra)


def _is_now(assessment: Assessment) -> bool:
    """Whether the article was judged as it is, and not as it was on an earlier day."""
    article = assessment.article
    return assessment.day >= max((day for day in (article.published, article.updated) if day), default=date.min)


def _mark(entry: ArticleEntry, opened: Opened | None) -> None:
    """Gives each finding its fingerprint, its columns in bytes, and GitHub's hash of its line.

    GitHub reads any file as UTF-8. A leak (`opened` is None then) gets no hash of its line: the
    name could be guessed from it. Nor does what stands in a file without lines.
    """
    counts: dict[tuple[str, str], int] = {}
    files = _files(opened) if opened is not None and entry.findings else {}
    lines = {path: [f.place.line for f in entry.findings if f.place.path == path] for path in files}
    hashes = {
        path: line_hashes(data.decode("utf-8", "replace"), lines[path]) for path, (_, data) in files.items() if data
    }
    for finding in entry.findings:
        words = (finding.rule, finding.place.seen)
        counts[words] = counts.get(words, 0) + 1
        finding.fingerprint = fingerprint(finding.rule, entry.uri_path, finding.place, counts[words])
        finding.line_hash = hashes.get(finding.place.path, {}).get(finding.place.line)
        source, _ = files.get(finding.place.path, (None, b""))
        finding.byte_columns = None if source is None or source.text.isascii() else source.byte_columns(finding.place)


def _files(opened: Opened) -> dict[str | None, tuple[SourceText | None, bytes]]:
    """The files of an article by the path that places give them (None: its own): their characters and their bytes."""
    texts = {source.path: source for source in opened.reading.texts}
    found: dict[str | None, tuple[SourceText | None, bytes]] = {
        None: (texts.get(None), b"" if opened.lineless else opened.data)
    }
    if opened.record is not None and opened.record != opened.path:
        found[opened.record] = (texts.get(opened.record), opened.record_data or b"")
    return found
