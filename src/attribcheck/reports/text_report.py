"""The report for a person at a terminal: what to fix, what to ask, what the desk should know; then the claims.

Article text is hostile: control characters, escape sequences and bidi overrides are shown, never sent.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from attribcheck.places import Place
from attribcheck.report import SEVERITIES, ArticleEntry, ClaimEntry, Finding, Report
from attribcheck.reports.formats import Layout, Piece, Setting
from attribcheck.reports.reading_list import reading
from attribcheck.reports.visible import calm, plain

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

WORST = 5
UNREAD = 3
# Articles of mere prose in which nothing was found: as many are shown, and more are counted.
QUIET = 3
_NARROWEST = 40
_STYLE = {"error": "bold red", "warning": "yellow", "info": "cyan"}
_ROLE = {"error": "to fix", "warning": "to ask", "info": "for the desk"}
_STATUS_STYLE = {
    "verified": "green", "documented": "green", "corroborated": "green", "evidenced": "blue", "attributed": "blue",
    "single-source": "yellow", "unsupported": "yellow", "disputed": "magenta", "unattributed": "red",
    "withdrawn": "red", "superseded": "red", "refuted": "red",
}  # fmt: skip


def piece(entry: ArticleEntry, setting: Setting) -> Piece:
    """One article as text; a layout with `every` shows all findings in place of the worst five."""
    out, console = _console(setting.layout)
    _article(console, entry, setting.layout.every)
    live = any(finding.suppressed is None for finding in entry.findings)
    return Piece(_trimmed(out), not (entry.recorded or live or setting.layout.every))


class Frame:
    """The blank lines between the articles, and the figures over all if there are several."""

    def __init__(self, setting: Setting) -> None:
        self._layout = setting.layout
        self._count = 0
        self._shown = False
        self._quiet = 0
        self._held: list[str] = []

    def take(self, piece: Piece) -> str:
        """The next article; one of mere prose in which nothing was found waits for the end."""
        self._count += 1
        if piece.rest:
            self._quiet += 1
            if len(self._held) < QUIET:
                self._held.append(piece.text)
            return ""
        return self._parted(piece.text)

    def ends(self, report: Report) -> tuple[str, str]:
        """The figures stand at the end."""
        out, console = _console(self._layout)
        held = "".join(map(self._parted, self._held)) if self._quiet <= QUIET else ""
        if self._quiet > QUIET:
            if self._shown:
                console.print()
            more = "more articles" if self._shown else "articles"
            words = f"{self._quiet} {more} hold nothing to fix or to ask, and nothing is recorded of them"
            _line(console, f"{words}: --all lists them.", "dim")
        if self._count != 1:
            _total(console, report)
        return "", held + _trimmed(out)

    def _parted(self, text: str) -> str:
        parted = f"\n{text}" if self._shown else text
        self._shown = True
        return parted


def _console(layout: Layout) -> tuple[io.StringIO, Console]:
    from rich.console import Console

    out = io.StringIO()
    return out, Console(
        file=out, width=max(layout.width, _NARROWEST), force_terminal=layout.colour,
        color_system="standard" if layout.colour else None, no_color=not layout.colour,
        highlight=False, markup=False, emoji=False, legacy_windows=False,
    )  # fmt: skip


def _trimmed(out: io.StringIO) -> str:
    return calm("\n".join(line.rstrip() for line in out.getvalue().split("\n")))


def _article(console: Console, article: ArticleEntry, every: bool) -> None:
    _line(console, article.path, "bold")
    if article.headline:
        dated = f"  ({article.published})" if article.published else ""
        _line(console, article.headline + dated, "")
    live = [finding for finding in article.findings if finding.suppressed is None]
    _line(console, summary_line(live), "bold")
    worst = sorted(live, key=_gravity)
    shown = live if every else worst[:WORST]
    for finding in shown:
        console.print()
        _finding(console, finding, article)
    rest = len(live) - len(shown)
    if rest:
        console.print()
        _line(console, f"… and {rest} more: --all shows them.", "dim")
    ignored = [finding for finding in article.findings if finding.suppressed is not None]
    if ignored:
        console.print()
        _line(console, f"{len(ignored)} ignored with a reason:", "dim")
        for finding in ignored:
            reason = finding.suppressed.reason if finding.suppressed else ""
            _line(console, f"  {finding.rule} {_point(finding.place)}  {reason}", "dim")
    if article.notes:
        console.print()
        _line(console, f"Notes in the file ({len(article.notes)})", "bold")
        for note in article.notes:
            by = f"{plain(note.by)}: " if note.by else ""
            _block(console, f"{by}{note.words}", f"  {_point(note.place)}  ", "dim")
    if article.claims and (article.recorded or every):
        console.print()
        _claims(console, article)
    found = reading(article)
    if found and every:
        console.print()
        _reading(console, found)
    if article.unread and not article.recorded and not every and live:
        console.print()
        read = (
            f"{len(found)} statement{'s' * (len(found) != 1)} read in the prose, {len(article.unread)} sentences not."
        )
        told = (
            f"{read} --all lists them." if found else "Nothing is recorded of this article: --all lists its sentences."
        )
        _line(console, told, "dim")
    elif article.unread:
        console.print()
        _unread(console, article, every)


def _point(place: Place) -> str:
    """Where a place begins, with its file where that is not the article's own."""
    file = f"{plain(place.path)}:" if place.path else ""
    return f"{file}{place.line}:{place.column}"


def _gravity(finding: Finding) -> tuple[int, bool, int, int]:
    """The gravest first; of one severity, weak claims before their handling in the copy."""
    place = finding.place
    return SEVERITIES.index(finding.severity), finding.about == "copy", place.line, place.column


def summary_line(findings: list[Finding]) -> str:
    """'before publication: 1 to fix, 11 to ask, 3 for the desk'."""
    counts = {severity: sum(finding.severity == severity for finding in findings) for severity in SEVERITIES}
    parts = [f"{count} {_ROLE[severity]}" for severity, count in counts.items() if count]
    return f"before publication: {', '.join(parts)}" if parts else "before publication: nothing to fix, nothing to ask"


def _finding(console: Console, finding: Finding, article: ArticleEntry) -> None:
    from rich.text import Text

    head = Text()
    head.append(f"{finding.severity:<8}", _STYLE[finding.severity])
    name = "" if finding.name == finding.rule else f" {finding.name}"
    head.append(f"{finding.rule}{name}", "bold")
    head.append(f"  {_point(finding.place)}", "dim")
    console.print(head)
    _excerpt(console, finding, article)
    _block(console, finding.message, "    ", "")
    if finding.fix:
        _block(console, finding.fix, "    → ", "dim")


def _excerpt(console: Console, finding: Finding, article: ArticleEntry) -> None:
    """The words with what stands around them, and a line under them."""
    from rich.cells import cell_len
    from rich.text import Text

    words = plain(finding.place.seen)
    before, after = _around(finding.place, article)
    room = console.width - 6
    words = _cut(words, room)
    left = room - cell_len(words)
    before = _cut_left(plain(before), left // 2)
    after = _cut(plain(after), left - cell_len(before))
    line = Text("    │ ", "dim")
    line.append(before, "dim").append(words, "bold").append(after, "dim")
    console.print(line, no_wrap=True, overflow="ignore", crop=False)
    if words:
        mark = Text("    │ ", "dim")
        mark.append(" " * cell_len(before)).append("─" * max(cell_len(words), 1), _STYLE[finding.severity])
        console.print(mark, no_wrap=True, overflow="ignore", crop=False)


def _around(place: Place, article: ArticleEntry) -> tuple[str, str]:
    """The words of the passage before and after a place."""
    if place.span is None or place.span.passage >= len(article.passages):
        return "", ""
    words = article.passages[place.span.passage].words
    return words[: place.span.start], words[place.span.end :]


def _cut(words: str, room: int) -> str:
    from rich.cells import cell_len, set_cell_size

    if cell_len(words) <= room:
        return words
    return set_cell_size(words, max(room - 1, 0)).rstrip() + "…" if room > 1 else ""


def _cut_left(words: str, room: int) -> str:
    from rich.cells import cell_len

    if cell_len(words) <= room:
        return words
    if room < 2:
        return ""
    while words and cell_len(words) > room - 1:
        words = words[max(1, len(words) - room) :] if len(words) > room else words[1:]
    return "…" + words


def _claims(console: Console, article: ArticleEntry) -> None:
    covered = f", {article.covered} of {article.contestable} contestable ones covered" if article.contestable else ""
    _line(console, f"Claims ({len(article.claims)}{covered})", "bold")
    room = max((len(claim.status) for claim in article.claims), default=0)
    for claim in article.claims:
        _claim(console, claim, room)


def _claim(console: Console, claim: ClaimEntry, room: int) -> None:
    from rich.text import Text

    head = Text("  ")
    head.append(f"{claim.status:<{room}}", _STATUS_STYLE.get(claim.status, ""))
    lead = " " * (room + 4)
    words = _wrapped(console, f"{plain(claim.text)}  [{plain(claim.id)}]", room + 4)
    for number, row in enumerate(words):
        line = head + Text("  " + row) if number == 0 else Text(lead + row)
        console.print(line, no_wrap=True, overflow="ignore", crop=False)
    for moment in claim.timeline:
        when = moment.date or "undated"
        _block(console, f"{when} {moment.status}: {moment.because}", lead + "· ", "dim")


def _reading(console: Console, found: list[tuple[str, str]]) -> None:
    """Who is credited with what, as the reader found it in the prose."""
    _line(console, f"Read in the prose: {len(found)} statement{'s' * (len(found) != 1)}", "bold")
    for place, words in found:
        _block(console, words, f"  {place}  ", "")


def _unread(console: Console, article: ArticleEntry, every: bool) -> None:
    """Sentences of which the record says nothing."""
    _line(console, f"Not read: {len(article.unread)} of {article.sentences} sentences, which no record names", "bold")
    shown = article.unread if every else article.unread[:UNREAD]
    for place in shown:
        words = _cut(plain(place.seen), console.width - len(f"  {place.line}:{place.column}  "))
        _line(console, f"  {place.line}:{place.column}  {words}", "dim")
    if len(shown) < len(article.unread):
        _line(console, f"  … and {len(article.unread) - len(shown)} more: --all shows them.", "dim")


def _total(console: Console, report: Report) -> None:
    counts = report.summary.findings
    console.print()
    articles = f"{report.summary.articles} article{'' if report.summary.articles == 1 else 's'}"
    parts = ", ".join(f"{counts.get(severity, 0)} {_ROLE[severity]}" for severity in SEVERITIES)
    _line(console, f"{articles}: {parts}", "bold")


def _line(console: Console, words: str, style: str) -> None:
    _block(console, words, "", style)


def _block(console: Console, words: str, lead: str, style: str) -> None:
    """Wrapped words behind a lead; the lines after the first stand under the words."""
    from rich.cells import cell_len

    rest = " " * cell_len(lead)
    for number, row in enumerate(_wrapped(console, plain(words), cell_len(lead))):
        console.print(_styled((rest if number else lead) + row, style), no_wrap=True, overflow="ignore", crop=False)


def _wrapped(console: Console, words: str, used: int) -> list[str]:
    room = max(console.width - used, 20)
    return [row.plain.rstrip() for row in _styled(words, "").wrap(console, room)] or [""]


def _styled(words: str, style: str) -> Text:
    from rich.text import Text

    return Text(words, style)
