"""Who is quoted over many articles, how often and in what capacity, and the channels that carried the words.

A source is the same in two articles if the register has one handle for both, else if they share
a name or an alias. Whom an article does not name, and a witness or a captive ('one of the men'),
is somebody else in the next article.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal, NamedTuple

from attribcheck.report import ArticleEntry, SourceEntry, StatementEntry

Order = Literal["count", "name"]
# The register's path and the handle of its entry for a source; None where it has none.
Registered = Callable[[SourceEntry], tuple[str, str] | None]

# Their names are descriptions.
_DESCRIBED = ("captive", "witness", "unknown")
_BACKING = ("asserts", "confirms", "estimates")
MOST_QUOTED = 10


class Saying(NamedTuple):
    """A statement, and where it stands: nowhere in the text if `line` is 0. `through` are its channels."""

    path: str
    line: int
    column: int
    statement: str
    direct: bool
    through: tuple[str, ...]

    @property
    def place(self) -> str:
        """The place as editors and terminals link it."""
        return f"{self.path}:{self.line}:{self.column}" if self.line else self.path


@dataclass(slots=True)
class _Appearance:
    """One entry of one article's sources: what it said, and what it carried for others."""

    article: str
    source: SourceEntry
    keys: tuple[Hashable, ...]
    registered: str | None
    said: list[Saying] = field(default_factory=list)
    carried: list[Saying] = field(default_factory=list)


@dataclass(slots=True)
class Listed:
    """A source or a channel over all articles; a channel's sayings are what it carried.

    `stakes` count articles by stake (party, interested, none), `through` statements by channel,
    `alone` the claims that no other source states, `cited` the statements in which a channel
    stands as if it were a source.
    """

    name: str
    handles: list[str]
    registered: str | None
    kind: str
    roles: list[str]
    sides: list[str]
    organisations: list[str]
    anonymous: bool
    stakes: dict[str, int]
    sayings: list[Saying]
    articles: int
    through: dict[str, int]
    alone: int = 0
    cited: int = 0

    @property
    def direct(self) -> int:
        """How many of the statements are quoted in the source's own words."""
        return sum(saying.direct for saying in self.sayings)


@dataclass(slots=True)
class Figures:
    """The list in figures. `share_of_ten` is the share that the ten most quoted have of all `quoted`."""

    sources: int
    anonymous: int
    quoted: int
    direct: int
    articles: int
    unnamed: int
    share_of_ten: float | None


class Quoted:
    """The sources of a run, gathered article by article; of each article only who said what where is held."""

    def __init__(self) -> None:
        self._appearances: list[_Appearance] = []
        # For each claim, who backs it, by number of appearance.
        self._backers: list[tuple[int, ...]] = []
        self._unnamed = 0

    def take(self, entry: ArticleEntry, registered: Registered = lambda source: None) -> None:
        """The next article's sources; `registered` finds them in the register that holds for it."""
        numbers: dict[str, int] = {}
        for source in entry.sources:
            numbers[source.id] = len(self._appearances)
            self._appearances.append(_appearance(entry.path, source, registered))
        for statement in entry.statements:
            saying = _saying(entry.path, statement)
            for name in _ids(statement.source):
                self._appearances[numbers[name]].said.append(saying)
            for name in _ids(statement.via):
                self._appearances[numbers[name]].carried.append(saying)
            self._unnamed += not statement.source
        backing = {one.id: _ids(one.source) for one in entry.statements if one.stance in _BACKING}
        for claim in entry.claims:
            found = {numbers[name] for statement in claim.statements for name in backing.get(statement, ())}
            self._backers.append(tuple(sorted(n for n in found if not self._appearances[n].source.channel)))

    def sources(self, order: Order = "count") -> list[Listed]:
        """Everybody who is quoted, channels apart."""
        groups = _Groups(self._appearances)
        behind = ({groups.of(number) for number in backers} for backers in self._backers)
        alone = Counter(next(iter(found)) for found in behind if len(found) == 1)
        listed = []
        for group, members in groups.all():
            speaking = [one for one in members if one.said and not one.source.channel]
            if speaking:
                made = _listed(speaking, groups.sayings(speaking))
                made.alone = alone[group]
                listed.append(made)
        return _sorted(listed, order)

    def channels(self, order: Order = "count") -> list[Listed]:
        """Everybody through whom others speak, and the channels that are cited as if they knew."""
        groups = _Groups(self._appearances)
        listed = []
        for _, members in groups.all():
            carrying = [one for one in members if one.carried or (one.said and one.source.channel)]
            if carrying:
                made = _listed(carrying, groups.sayings(carrying, carried=True))
                made.cited = len({saying for one in carrying if one.source.channel for saying in one.said})
                listed.append(made)
        return _sorted(listed, order)

    def figures(self, sources: list[Listed]) -> Figures:
        """The figures over the sources."""
        counts = sorted((len(one.sayings) for one in sources), reverse=True)
        quoted = sum(counts)
        return Figures(
            sources=len(sources),
            anonymous=sum(one.anonymous for one in sources),
            quoted=quoted,
            direct=sum(one.direct for one in sources),
            articles=len({one.article for one in self._appearances if one.said and not one.source.channel}),
            unnamed=self._unnamed,
            share_of_ten=round(sum(counts[:MOST_QUOTED]) / quoted, 2) if quoted else None,
        )


# --- Who is the same ---


def _appearance(path: str, source: SourceEntry, registered: Registered) -> _Appearance:
    known = None if source.anonymous else registered(source)
    keys: tuple[Hashable, ...] = ()
    if known is not None:
        keys = (known,)
    elif not source.anonymous and source.kind not in _DESCRIBED:
        keys = tuple(name.casefold() for name in (source.name, *source.aliases) if name)
    return _Appearance(path, source, keys, known[1] if known else None)


class _Groups:
    """Appearances of one source each; whoever shares a key with another is the same."""

    def __init__(self, appearances: list[_Appearance]) -> None:
        self._appearances = appearances
        self._first = list(range(len(appearances)))
        owners: dict[Hashable, int] = {}
        for number, appearance in enumerate(appearances):
            for key in appearance.keys:
                # Who carries words in one article and knows of itself in another stands in either list.
                owner = owners.setdefault((key, appearance.source.channel), number)
                self._first[self.of(number)] = self.of(owner)

    def of(self, number: int) -> int:
        """The group of an appearance."""
        first = self._first
        while first[number] != number:
            first[number] = first[first[number]]
            number = first[number]
        return number

    def all(self) -> Iterable[tuple[int, list[_Appearance]]]:
        """Each group with its appearances."""
        groups: dict[int, list[_Appearance]] = {}
        for number, appearance in enumerate(self._appearances):
            groups.setdefault(self.of(number), []).append(appearance)
        return groups.items()

    def sayings(self, members: list[_Appearance], *, carried: bool = False) -> list[Saying]:
        """What a source said, or carried, each statement once; its channels by the names that they have in the list."""
        found = {
            (one.article, saying): saying._replace(
                through=tuple(self._names[one.article, channel] for channel in saying.through)
            )
            for one in members
            for saying in (one.carried if carried else one.said)
        }
        # What is on record and not in the text comes after what stands in it.
        return sorted(found.values(), key=lambda saying: (saying.path, not saying.line, saying))

    @cached_property
    def _names(self) -> dict[tuple[str, str], str]:
        """By article and handle, the name of the group."""
        return {
            (one.article, one.source.id): name
            for name, members in ((_name(members), members) for _, members in self.all())
            for one in members
        }


def _ids(value: str | list[str] | None) -> list[str]:
    return [value] if isinstance(value, str) else value or []


def _saying(path: str, statement: StatementEntry) -> Saying:
    place = statement.place
    where = (place.path or path, place.line, place.column) if place else (path, 0, 0)
    return Saying(*where, statement.id, statement.quote is not None, tuple(_ids(statement.via)))


# --- One of many ---


def _listed(members: list[_Appearance], sayings: list[Saying]) -> Listed:
    """One source of its appearances; whatever the order in which they came, the same comes out."""
    sources = [one.source for one in members]
    weights = [_weight(one) for one in members]
    handles = sorted({source.id for source in sources})
    stakes = {(one.article, _stake(one.source)) for one in members if _stake(one.source)}
    return Listed(
        name=_name(members),
        handles=handles,
        registered=min((one.registered for one in members if one.registered), default=None),
        kind=_usual((source.kind for source in sources), weights)[0],
        roles=_usual((source.role or "" for source in sources), weights),
        sides=_usual((source.side or "" for source in sources), weights),
        organisations=_usual(
            # What answers to nobody is its own organisation: that says nothing.
            ("" if source.organisation in (source.side, *handles) else source.organisation for source in sources),
            weights,
        ),
        anonymous=any(source.anonymous for source in sources),
        stakes=dict(sorted(Counter(stake for _, stake in stakes).items())),
        sayings=sayings,
        articles=len({one.article for one in members}),
        through=_by_count(Counter(name for saying in sayings for name in saying.through)),
    )


def _name(members: list[_Appearance]) -> str:
    """What a source is called most often."""
    found = _usual((one.source.name for one in members), [_weight(one) for one in members])
    return found[0] if found else ""


def _weight(one: _Appearance) -> int:
    return max(len(one.said), len(one.carried), 1)


def _stake(source: SourceEntry) -> str:
    return "party" if source.party else source.interest or ""


def _usual(words: Iterable[str], weights: list[int]) -> list[str]:
    """The words that are there, the most frequent first."""
    counts: Counter[str] = Counter()
    for word, weight in zip(words, weights, strict=True):
        if word:
            counts[word] += weight
    return list(_by_count(counts))


def _by_count(counts: Counter[str]) -> dict[str, int]:
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def _sorted(listed: list[Listed], order: Order) -> list[Listed]:
    def key(one: Listed) -> tuple[Any, ...]:
        count = (-len(one.sayings) - one.cited, -one.direct)
        name = (one.name.casefold(), one.name, one.handles, one.sayings)
        return (*count, *name) if order == "count" else (*name[:2], *count, *name[2:])

    return sorted(listed, key=key)
