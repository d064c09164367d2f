"""The story that the tool started from: what it must find, and what must never happen."""

from __future__ import annotations

from collections import Counter

import pytest

from attribcheck.report import ClaimEntry, Report
from prisoner_offer import ALL_PACKS, VARIANTS, changed, check, key, load, said

CORE = [
    ("ATT005", "warning", "dependence"),
    ("COR001", "info", "nis-afp.1"),
    ("COR001", "info", "s10.1"),
    ("COR001", "info", "s14.1+s14.2"),
    ("COR004", "warning", "capture+nationality"),
    ("EVD001", "warning", "nationality"),
    ("EVD002", "warning", "kyiv-saturday.1"),
    ("EVD002", "warning", "s7.1"),
    ("EVD002", "warning", "s8.1"),
    ("EVD006", "error", "first-alive"),
    ("FAIR001", "warning", "north-korea:nationality+s14.1+s7.1"),
    ("FAIR001", "warning", "russia:dependence+s10.1+s7.1"),
    ("HED002", "warning", "first-alive"),
    ("PRV001", "warning", "video"),
    ("PRV002", "warning", "video"),
]
CONFLICT_ADDS = [
    ("CON001", "warning", "kyiv-saturday.1"),
    ("CON001", "warning", "s7.1"),
    ("CON002", "warning", "s8.1"),
    ("CON003", "warning", "s4"),
    ("CON003", "warning", "s5"),
    ("PRV002", "error", "video"),
]
CONFLICT_TAKES = [
    ("EVD002", "warning", "kyiv-saturday.1"),
    ("EVD002", "warning", "s7.1"),
    ("EVD002", "warning", "s8.1"),
    ("PRV002", "warning", "video"),
]
STRICT_ADDS = [
    ("ATT007", "info", "capture"),
    ("ATT007", "info", "nationality"),
    ("ATT008", "info", "kyiv-saturday"),
    ("ATT008", "info", "s8"),
    ("NUM002", "warning", "s7.1"),
    ("NUM002", "warning", "s8.1"),
    ("PRV005", "info", "s1"),
    ("QUO004", "info", "s4"),
    ("QUO004", "info", "s5"),
    ("QUO005", "info", "options"),
    ("SRC007", "warning", "western-assessments"),
    ("TIM001", "warning", "s14.1+s14.2"),
]
STATUSES = {
    "offer": ("documented", 1),
    "s1.1": ("documented", 1),
    "s1.2": ("unsupported", 6),
    "capture": ("corroborated", 2),
    "nationality": ("corroborated", 2),
    "wounded": ("evidenced", 3),
    "kyiv-saturday.1": ("unsupported", 6),
    "nis-afp.1": ("single-source", 6),
    "first-alive": ("unattributed", 6),
    "look-injured": ("verified", 1),
    "s4.1": ("attributed", None),
    "s5.1": ("attributed", None),
    "s6.1": ("attributed", None),
    "s7.1": ("unsupported", 6),
    "s8.1": ("unsupported", 6),
    "s10.1": ("single-source", 6),
    "dependence": ("attributed", None),
    "options": ("attributed", None),
    "s14.1": ("single-source", 6),
    "s14.2": ("single-source", 6),
}


def claim(report: Report, name: str) -> ClaimEntry:
    return next(entry for entry in report.articles[0].claims if entry.id == name)


def with_conflict(rows: list[tuple[str, str, str]]) -> list[tuple[str, str, str]]:
    return sorted([row for row in rows if row not in CONFLICT_TAKES] + CONFLICT_ADDS)


@pytest.mark.parametrize(
    ("packs", "expected"),
    [
        (("core",), CORE),
        (("core", "conflict"), with_conflict(CORE)),
        (("core", "strict"), sorted(CORE + STRICT_ADDS)),
        (ALL_PACKS, sorted(with_conflict(CORE) + STRICT_ADDS)),
    ],
    ids=["core", "core+conflict", "core+strict", "all"],
)
def test_findings_per_packs(packs: tuple[str, ...], expected: list[tuple[str, str, str]]) -> None:
    report = check(load(), packs)
    assert key(report.articles[0]) == sorted(expected)
    assert report.problems == []


def test_statuses_and_admiralty() -> None:
    report = check(load())
    assert {c.id: (c.status, c.admiralty) for c in report.articles[0].claims} == STATUSES
    assert report.summary.coverage == 0.92


def test_nationality_keeps_its_history_and_its_finding() -> None:
    report = check(load(), ("core",))
    entry = claim(report, "nationality")
    assert [(moment.date, moment.status) for moment in entry.timeline] == [
        ("2025-01-11", "unsupported"),
        ("2025-01-12", "corroborated"),
    ]
    [corroboration] = entry.corroborations
    assert (corroboration.source, corroboration.via, corroboration.said) == ("nis", "afp", "2025-01-12")
    assert (corroboration.independence, corroboration.scope) == ("not-established", "full")
    [finding] = [f for f in report.articles[0].findings if f.rule == "EVD001"]
    for words in ("Unproven when made", "Kyiv", "2025-01-11", "National Intelligence Service", "AFP", "2025-01-12"):
        assert words in finding.message
    assert "not established" in finding.message
    assert "is not stated" in finding.message


VARIANT_KEYS = {
    "v1": (30, [("QUO003", "error", "nis-afp")], []),
    "v2": (30, [("COR006", "error", "first-alive")], []),
    "v3": (30, [("COR006", "error", "s8.1")], []),
    "v4": (30, [("TIM003", "warning", "s8.1"), ("TIM003", "warning", "s14.1")], [("TIM001", "warning", "s14.1+s14.2")]),
    "v5": (
        27,
        [],
        [
            ("FAIR001", "warning", "north-korea:nationality+s14.1+s7.1"),
            ("FAIR001", "warning", "russia:dependence+s10.1+s7.1"),
        ],
    ),
    "v6": (
        30,
        [
            ("EVD001", "error", "nationality"),
            ("EVD005", "error", "capture"),
            ("EVD005", "error", "nationality"),
            ("CON001", "warning", "capture"),
        ],
        [
            ("EVD001", "warning", "nationality"),
            ("COR004", "warning", "capture+nationality"),
            ("COR001", "info", "nis-afp.1"),
        ],
    ),
    "v7": (
        33,
        [
            ("COR003", "error", "capture"),
            ("COR003", "error", "nationality"),
            ("EVD001", "error", "nationality"),
            ("EVD005", "error", "capture"),
            ("EVD005", "error", "nationality"),
            ("ATT005", "warning", "capture"),
            ("CON001", "warning", "capture"),
            ("CON001", "warning", "nis-afp.1"),
        ],
        [
            ("EVD001", "warning", "nationality"),
            ("COR004", "warning", "capture+nationality"),
            ("COR001", "info", "nis-afp.1"),
            ("COR001", "info", "s10.1"),
        ],
    ),
    "v8": (
        34,
        [
            ("ATT004", "error", "nis-afp"),
            ("ATT004", "error", "s9"),
            ("ATT004", "error", "s10"),
            ("EVD001", "error", "nationality"),
            ("EVD005", "error", "capture"),
            ("EVD005", "error", "nationality"),
            ("ATT005", "warning", "capture"),
            ("CON001", "warning", "capture"),
            ("CON001", "warning", "nis-afp.1"),
        ],
        [
            ("EVD001", "warning", "nationality"),
            ("COR004", "warning", "capture+nationality"),
            ("COR001", "info", "nis-afp.1"),
            ("COR001", "info", "s10.1"),
        ],
    ),
    "v9": (30, [("EVD003", "error", "nationality")], []),
    "v10": (30, [("COR003", "info", "capture")], []),
    "v11": (30, [("CON004", "error", "video")], []),
    "v12": (28, [], [("COR004", "warning", "capture+nationality")]),
    "v13": (30, [("TIM004", "error", "s8.1")], []),
}


@pytest.mark.parametrize("name", VARIANTS)
def test_variants(name: str) -> None:
    count, appears, goes = VARIANT_KEYS[name]
    base = Counter(key(check(load()).articles[0]))
    report = changed(name)
    found = Counter(key(report.articles[0]))
    assert report.problems == []
    assert (sorted((found - base).elements()), sorted((base - found).elements())) == (sorted(appears), sorted(goes))
    assert found.total() == count


@pytest.mark.parametrize(("name", "claims"), [("v2", ["first-alive"]), ("v3", ["s8.1"])])
def test_a_rival_account_disputes_the_claim(name: str, claims: list[str]) -> None:
    report = changed(name)
    assert [claim(report, entry).status for entry in claims] == ["disputed"] * len(claims)


def test_a_later_figure_of_the_same_side_replaces_the_first_one() -> None:
    """The other way to record v13: the newer figure itself, here by the president."""
    record = load()
    said(record, "s8")["conflicts"] = [{"by": "zelensky", "value": "3800", "on": "2025-01-04"}]
    report = check(record)
    assert claim(report, "s8.1").status == "superseded"
    rules = [f.rule for f in report.articles[0].findings if f.claims == ["s8.1"]]
    assert "TIM004" in rules
    assert "COR006" not in rules


def test_independence_recorded_by_hand_changes_the_credibility() -> None:
    assert claim(changed("v1"), "nationality").admiralty == 2
    assert claim(changed("v12"), "nationality").admiralty == 1


def test_the_channel_is_no_source() -> None:
    report = changed("v8")
    assert claim(report, "nationality").status == "unsupported"
    assert claim(report, "nis-afp.1").status == "unsupported"
    assert [c.independence for c in claim(report, "nationality").corroborations] == ["none"]


def test_a_repeat_does_not_raise_the_count() -> None:
    assert [c.statement for c in claim(check(load()), "capture").corroborations] == ["nis-afp"]
    listed = claim(changed("v10"), "capture").corroborations
    assert [(c.statement, c.counts) for c in listed] == [("nis-afp", True), ("s9", False)]


def test_as_of_tells_the_story_as_it_stood() -> None:
    from datetime import date

    report = check(load(), as_of=date(2025, 1, 11))
    assert {c.id: c.status for c in report.articles[0].claims} == {
        "capture": "unsupported",
        "nationality": "unsupported",
        "wounded": "unsupported",
        "kyiv-saturday.1": "unsupported",
    }
    assert [s.id for s in report.articles[0].statements] == ["kyiv-saturday"]
