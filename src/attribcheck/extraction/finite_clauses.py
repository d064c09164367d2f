"""Clauses with a finite verb of attribution, in every order: 'X said …', '…, X said', '…, said X', 'As X said, …'."""

from __future__ import annotations

from attribcheck.extraction.clause import Clause
from attribcheck.extraction.content_starts import Start, content_start
from attribcheck.extraction.lexicon import Lexicon
from attribcheck.extraction.main_subject import subject_of_before
from attribcheck.extraction.source_phrases import begins_phrase, is_finite, subject_before, subject_behind
from attribcheck.extraction.tokens import Stretch, Tokens
from attribcheck.extraction.verb_groups import Group

# What may stand between content and the clause that gives it to somebody.
PARTS = frozenset({",", "--", "—", "–", "?", "!"})


def finite_clause(
    tokens: Tokens, turn: Stretch, group: Group, earlier: list[Clause], lexicon: Lexicon
) -> Clause | None:
    """The clause of a finite verb; None where it has no subject, or no content on any side."""
    if group.verb.act == "appearance":
        return None
    lower, first = tokens.lower, group.first
    behind_quote = first > turn.first and tokens.quote[first - 1] >= 0
    closes = first > turn.first and (behind_quote or lower[first - 1] in PARTS)
    if group.bare and closes and "invert" in group.verb.frames:
        inverted = _inverted(tokens, turn, group, lexicon, certain=behind_quote)
        if inverted is not None:
            return inverted
    source: Stretch | None
    shared = False
    if group.fused is not None:
        source = Stretch(group.fused, group.fused + 1)
    elif first > turn.first and lower[first - 1] in ("and", "but", "or", "then"):
        source, shared = subject_of_before(tokens, turn, first, earlier, lexicon), True
    else:
        source = subject_before(tokens, first, _behind_content(tokens, turn, earlier), lexicon)
    if source is None or source.last > first + 1 or lower[source.first] == "having":
        return None
    if tokens.word(source.last - 1) in lexicon["no_speakers"] or _is_done_by(tokens, turn, group, lexicon):
        return None
    if lower[group.head] == "asked" and any(lower[at] in lexicon["said"] for at in range(*source)):
        return None  # '"…," Kern said, asked about the fog'
    edge = first if shared else min(source.first, first)
    right = content_start(tokens, group.verb, group.last, turn, lexicon)
    clause = Clause(group, source, edge, Stretch(first, right.cue_end if right else group.last), right, shared=shared)
    if group.fused is not None:
        clause.cue = Stretch(group.fused + 1, clause.cue.last)
    speaks = "quote" in group.verb.frames
    if right is not None:
        clause.fronted = _fronted(tokens, turn, edge, right, lexicon)
    if _is_noun(tokens, turn, clause, lexicon) or _is_reduced(tokens, turn, clause, lexicon):
        return None
    if edge > turn.first and lower[edge - 1] == "as" and right is None:
        return _as_said(tokens, turn, clause)
    # 'The firm owns a paper, which first reported the fire': what stands before a relative clause is not its content.
    relative = lower[source.last - 1] in lexicon["relatives"] and source.last == first
    named = tokens.quote[edge - 1] >= 0 and _is_title(tokens, tokens.quotes[tokens.quote[edge - 1]], turn)
    leads = edge > turn.first + 1 and (tokens.quote[edge - 1] >= 0 or lower[edge - 1] in PARTS)
    leads = leads and not relative and not named
    if leads and (speaks or group.verb.frames >= {"that", "bare"}) and not shared:
        quoted = tokens.quote[edge - 1] >= 0
        spoken = quoted and _is_spoken(tokens, turn, edge)
        if spoken and (right is None or right.kind != "comma-quote"):
            right = clause.right = _second_quote(tokens, turn, group, lexicon)
            clause.cue = Stretch(clause.cue.first, group.last)
        alone = quoted or _stands_alone(tokens, Stretch(turn.first, edge - 1), lexicon)
        if alone and right is not None and (right.kind == "late" or (right.kind == "object" and speaks)):
            right = clause.right = None
            clause.cue = Stretch(clause.cue.first, group.last)
        if right is None or right.kind in ("comma-quote", "later-quote"):
            clause.left = alone or resumed(tokens, turn, clause, lexicon) is not None
    if clause.right is None and not clause.left:
        return None
    return clause


def _is_title(tokens: Tokens, mark: Stretch, turn: Stretch) -> bool:
    """Whether a quotation names a thing inside a sentence: 'In her book, “A Light of Your Own,” she'."""
    if mark.first <= turn.first or tokens.lower[mark.first - 1] == ":":
        return False
    words = [at for at in range(*mark) if tokens.lower[at][0].isalpha()]
    return len(words) > 1 and all(tokens.is_capital(at) or len(tokens.lower[at]) <= _SMALL for at in words)


# As long as 'of', 'the', 'with' in a title.
_SMALL = 4


def _is_spoken(tokens: Tokens, turn: Stretch, edge: int) -> bool:
    """Whether the quotation right before a clause is a sentence and not a few words of the text's own."""
    mark = tokens.quotes[tokens.quote[edge - 1]]
    opens = mark.first == turn.first or tokens.lower[mark.first - 1] in (",", ":", "--", "—", "and", "but")
    return opens and tokens.lower[mark.last - 2] in (",", "?", "!", ".", "-", "--", "—")


def _second_quote(tokens: Tokens, turn: Stretch, group: Group, lexicon: Lexicon) -> Start | None:
    """The quotation that goes on behind '"…," he told the paper,', perhaps past an aside: 'he said, nodding,'."""
    aside = False
    for index in range(group.last + 1, turn.last):
        if tokens.quote[index] >= 0:
            before = index - 1 - (tokens.lower[index - 1] in ("but", "and"))
            goes_on = tokens.lower[before] == "," and tokens.quote[before] < 0
            # A sentence that goes on does so in small letters; behind ', adding' it is another's content.
            goes_on = goes_on and not (aside and tokens.is_capital(min(index + 1, turn.last - 1)))
            return Start(index, "later-quote", group.last) if goes_on else None
        if tokens.lower[index].endswith("ing") and tokens.lower[index - 1] == ",":
            if tokens.lower[index] in lexicon.forms:
                return None
            aside = True
    return None


def _fronted(tokens: Tokens, turn: Stretch, edge: int, right: Start, lexicon: Lexicon) -> int | None:
    """The comma that ends the opening subordinate clause, if the clause stands in one."""
    lower = tokens.lower
    first = turn.first + (lower[turn.first] in ("even", "but", "and", "just"))
    # 'Once in spring, when the mayor mentioned the bridge, …'
    right_before = edge > turn.first and lower[edge - 1] in lexicon["opening"] and lower[edge - 1] != "as"
    if not right_before and (
        lower[first] not in lexicon["opening"]
        or edge - first > _SOON
        or any(lower[at] == "," for at in range(first, edge))
    ):
        return None
    return comma_before_subject(tokens, turn, right, lexicon)


def comma_before_subject(tokens: Tokens, turn: Stretch, right: Start, lexicon: Lexicon) -> int | None:
    """The comma behind which the main clause begins: where an opening clause ends."""
    for index in range(right.first + 1, turn.last - 2):
        if tokens.lower[index] != ",":
            continue
        if tokens.quote[index] < 0 and tokens.quote[index + 1] < 0 and begins_phrase(tokens, index + 1, lexicon):
            return index
        if (
            tokens.quote[index] >= 0
            and tokens.quotes[tokens.quote[index]].last == index + 2
            and begins_phrase(tokens, index + 2, lexicon)
        ):
            return index + 2
    return None


def _is_noun(tokens: Tokens, turn: Stretch, clause: Clause, lexicon: Lexicon) -> bool:
    """Whether a form such as 'states' or 'reports' is likely the plural of a noun."""
    group = clause.group
    if tokens.lower[group.head] not in lexicon["nouns_too"] or group.first != group.head:
        return False
    right = clause.right
    if right is not None and right.kind == "that":
        # 'the letter states that it', not 'states that have'.
        following = right.first + 1
        return (
            following >= turn.last
            or not begins_phrase(tokens, following, lexicon)
            or (is_finite(tokens, following, lexicon))
        )
    if right is not None and right.kind in ("colon", "quote", "comma-quote", "wh"):
        return False
    before = tokens.lower[group.first - 1]
    if before in lexicon["pronouns"] or before == "which":
        return False
    source = clause.source
    opens = source is not None and (source.first <= turn.first + 1 or tokens.lower[source.first - 1] in PARTS)
    named = tokens.is_capital(group.first - 1) or before == ","
    return not (opens and named) or tokens.lower[group.head] in lexicon["nouns_first"]


def _is_done_by(tokens: Tokens, turn: Stretch, group: Group, lexicon: Lexicon) -> bool:
    """Whether a past form is passive: 'papers reported earlier by the Gazette'; 'said by telephone' is not."""
    at = group.last
    while at < turn.last and (tokens.lower[at] in lexicon["adverbs"] or tokens.lower[at].endswith("ly")):
        at += 1
    return group.bare and at < turn.last and tokens.lower[at] == "by" and group.verb.lemma != "say" and "by" not in group.verb.links


def _is_reduced(tokens: Tokens, turn: Stretch, clause: Clause, lexicon: Lexicon) -> bool:
    """Whether a past form is the participle of a phrase that has a verb yet to come: 'refugees admitted to Nol have'."""
    right = clause.right
    if right is None or right.kind != "link" or not clause.group.bare:
        return False
    for index in range(right.first + 1, turn.last):
        word = tokens.lower[index]
        if tokens.quote[index] >= 0 or not (word[0].isalnum() or word == "-"):
            return False
        if word in lexicon["subordinators"] or word in lexicon["coordinators"] or word in lexicon["relatives"]:
            return False
        if word in lexicon["fused"] or word in lexicon["pronouns"] or word in lexicon["articles"]:
            return False
        if word in _HOLDING:
            return True
    return False


# As many words as whoever is told has at most: 'told the paper by telephone,'.
_HEARER = 8
_HOLDING = frozenset({"has", "have", "had", "is", "are", "was", "were"})
_SOON = 12


def _as_said(tokens: Tokens, turn: Stretch, clause: Clause) -> Clause | None:
    """'As X noted, …' and '…, as X noted': the content is the rest of the sentence."""
    at = clause.edge - 1
    if at <= turn.first + 1:
        for index in range(clause.group.last, turn.last - 1):
            if tokens.lower[index] == ",":
                clause.right = Start(index + 1, "as", clause.group.last)
                break
        else:
            return None
    elif tokens.lower[at - 1] == ",":
        clause.right, clause.left, clause.edge = None, True, at
    else:
        return None
    clause.cue, clause.fronted = Stretch(clause.cue.first, clause.group.last), None
    return clause


def _behind_content(tokens: Tokens, turn: Stretch, earlier: list[Clause]) -> Stretch:
    """The part of a turn in which a subject may stand: not before the content of an earlier clause begins."""
    for clause in reversed(earlier):
        told = clause.right is not None and clause.right.kind in ("that", "bare", "colon", "quote", "wh")
        if told and clause.group.voice == "finite" and clause.source is not None and not clause.shared:
            if tokens.lower[clause.source.first] in ("who", "which"):
                break
            return Stretch(clause.right.first, turn.last) if clause.right else turn
    return turn


def _stands_alone(tokens: Tokens, part: Stretch, lexicon: Lexicon) -> bool:
    """Whether a stretch before ', he said' may be what was said, and not only what opens the sentence."""
    first = part.first
    while first < part.last - 1 and tokens.lower[first] in ("but", "and", "so", "still", "yet", "even"):
        first += 1
    word = tokens.lower[first]
    if tokens.quote[first] >= 0:
        return True
    if word in lexicon["phrase_openers"] or word.endswith("ing"):
        return False
    return word not in lexicon["fronting"] or any(
        tokens.quote[index] >= 0 or is_finite(tokens, index, lexicon) for index in range(first, part.last)
    )


def _inverted(tokens: Tokens, turn: Stretch, group: Group, lexicon: Lexicon, *, certain: bool) -> Clause | None:
    """'…, said the mayor'; without quotation marks only where nothing but the source follows."""
    if group.last >= turn.last or not begins_phrase(tokens, group.last, lexicon):
        return None
    if tokens.quote[group.last] >= 0 or tokens.lower[group.last] in lexicon["never_subjects"]:
        return None
    source = subject_behind(tokens, group.last, turn, lexicon)
    if source is None:
        return None
    if not certain:
        if tokens.lower[source.first] in ("a", "an") and group.verb.lemma == "write":
            return None  # '…, wrote a host of songs'
        if source.last < turn.last and tokens.quote[source.last] >= 0:
            # 'Jon Moss -- who lost -- said the mayor "offered nothing"': it is the mayor of whom he speaks.
            return None
        near = source.first
        while near < source.last and tokens.lower[near] != ",":
            near += 1
        if any(is_finite(tokens, index, lexicon) for index in range(source.first, near)):
            return None
        if not any(is_finite(tokens, index, lexicon) for index in range(turn.first, group.first)):
            source = _before_rest(tokens, turn, source, lexicon)
            if source is None:
                return None
    clause = Clause(group, source, group.first, Stretch(group.first, group.last), left=True, inverted=True)
    behind = source.last
    if behind + 1 < turn.last and tokens.lower[behind] == "," and tokens.quote[behind + 1] >= 0:
        clause.right = Start(behind + 1, "comma-quote", group.last)
    return clause


def _before_rest(tokens: Tokens, turn: Stretch, source: Stretch, lexicon: Lexicon) -> Stretch | None:
    """The source of 'The plan, said Anna Kern, who drew it up, is dead': up to where its sentence goes on."""
    opens = tokens.lower[turn.first] in lexicon["fronting"]
    if not tokens.is_capital(source.first):
        return None
    for comma in range(source.first + 1, turn.last - 2):
        if tokens.lower[comma] in (";", ":") or tokens.quote[comma] >= 0:
            return None
        if tokens.lower[comma] != "," or tokens.quote[comma + 1] >= 0:
            continue
        if is_finite(tokens, comma + 1, lexicon) and not tokens.lower[comma + 1].endswith("ed"):
            return Stretch(source.first, comma)
        # 'Rather than wait, said Anna Kern, head of the port, the firm wants'
        for at in range(comma + 2, turn.last if opens and begins_phrase(tokens, comma + 1, lexicon) else 0):
            if tokens.lower[at] == "," or tokens.lower[at] in lexicon["relatives"]:
                break
            if is_finite(tokens, at, lexicon):
                return Stretch(source.first, comma)
    return None


def resumed(tokens: Tokens, turn: Stretch, clause: Clause, lexicon: Lexicon) -> Stretch | None:
    """The rest of a sentence into which 'he said' was put: 'The plan, he said, is dead'."""
    first = max(clause.cue.last, clause.source.last if clause.source else 0)
    if clause.group.verb.lemma == "tell" and not clause.inverted:
        first = next((at for at in range(first, min(first + _HEARER, turn.last)) if tokens.lower[at] == ","), first)
    if first < turn.last and tokens.lower[first] in lexicon["prepositions"]:
        first = next((at for at in range(first, min(first + 9, turn.last)) if tokens.lower[at] == ","), turn.last)
    if first + 2 >= turn.last or tokens.lower[first] != "," or tokens.quote[clause.edge - 1] >= 0:
        return None
    word = tokens.lower[first + 1]
    if word.endswith("ing") or word in lexicon["going_off"] or tokens.quote[first + 1] >= 0:
        return None
    last = turn.last
    while last > first and tokens.lower[last - 1] in (".", ";"):
        last -= 1
    return Stretch(first + 1, last)
