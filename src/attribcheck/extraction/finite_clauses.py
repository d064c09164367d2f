"""Clauses with a finite verb of attribution, in every order: 'X said …', '…, X said', '…, said X', 'As X said, …'."""

from __future__ import annotations

from attribcheck.extraction.clause import Clause
from attribcheck.extraction.content_starts import Start, content_start
from attribcheck.extraction.false_cues import PARTS, is_done_by, is_noun, is_reduced
from attribcheck.extraction.inverted_clauses import inverted_clause
from attribcheck.extraction.lexicon import Lexicon
from attribcheck.extraction.main_subject import subject_of_before
from attribcheck.extraction.resumed_content import resumed, second_quote
from attribcheck.extraction.source_phrases import own_verb, subject_before
from attribcheck.extraction.tokens import Stretch, Tokens
from attribcheck.extraction.verb_groups import Group
from attribcheck.extraction.word_forms import begins_phrase, is_finite


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
        inverted = inverted_clause(tokens, turn, group, lexicon, certain=behind_quote)
        if inverted is not None:
            return inverted
    source, shared = _subject(tokens, turn, group, earlier, lexicon)
    if source is None:
        return None
    if group.verb.lemma == "quote":
        quoted_by = _quoted_by(tokens, turn, group, source, lexicon)
        if quoted_by is not None:
            return quoted_by
    right = content_start(tokens, group.verb, group.last, turn, lexicon)
    of: Stretch | None = None
    if (right is None or right.kind == "link") and _is_said_of(tokens, turn, group, lexicon):
        right = Start(group.last, "gap", group.last)
        of, source = _noun_and_source(tokens, turn, source, lexicon)
        if of is None and right.first < turn.last and lower[right.first] == "as":
            return None
        if source.first == turn.first + 1 and lower[turn.first] == "what":
            return None  # 'What she said was wrong'
    elif right is None and not shared:
        of, source = _charge_and_source(tokens, turn, group, source, lexicon)
    edge = first if shared else min(of.first if of is not None and right is None else source.first, first)
    clause = Clause(group, source, edge, Stretch(first, right.cue_end if right else group.last), right, shared=shared)
    clause.of = of
    if group.fused is not None:
        clause.cue = Stretch(group.fused + 1, clause.cue.last)
    if right is not None:
        clause.fronted = _fronted(tokens, turn, edge, right, lexicon)
    if is_noun(tokens, turn, clause, lexicon) or is_reduced(tokens, turn, clause, lexicon):
        return None
    if edge > turn.first and lower[edge - 1] == "as" and right is None:
        return _as_said(tokens, turn, clause)
    _follow(tokens, turn, clause, lexicon)
    if clause.right is not None and clause.right.kind == "wh" and lower[edge - 1] == "what" and not clause.left:
        return None  # 'That was what Kern said when she left'
    if clause.right is None and not clause.left and clause.of is None:
        return None
    return clause


def _subject(
    tokens: Tokens, turn: Stretch, group: Group, earlier: list[Clause], lexicon: Lexicon
) -> tuple[Stretch | None, bool]:
    """Who may say what a verb says, None where nobody does; and whether it is the subject of the verb before."""
    lower, first = tokens.lower, group.first
    source: Stretch | None
    shared = False
    if group.fused is not None:
        source = Stretch(group.fused, group.fused + 1)
    elif first > turn.first and (lower[first - 1] in ("and", "but", "or", "then") or lower[first] == "then"):
        source, shared = subject_of_before(tokens, turn, first, earlier, lexicon), True
    else:
        source = subject_before(tokens, first, _behind_content(tokens, turn, earlier), lexicon)
    if source is None or source.last > first + 1 or lower[source.first] == "having":
        return None, shared
    if not _may_speak(tokens, turn, source, lexicon) or is_done_by(tokens, turn, group, lexicon):
        return None, shared
    if lower[group.head] == "asked" and any(lower[at] in lexicon["said"] for at in range(*source)):
        return None, shared  # '"…," Kern said, asked about the fog'
    return source, shared


def _follow(tokens: Tokens, turn: Stretch, clause: Clause, lexicon: Lexicon) -> None:
    """Sets whether a clause follows its content, and what goes on behind it: '"…," Kern said. "…"'."""
    source, edge, group, right = clause.source, clause.edge, clause.group, clause.right
    assert source is not None
    lower, quoted = tokens.lower, tokens.quote[edge - 1] >= 0
    # 'The firm owns a paper, which first reported the fire': what stands before a relative clause is not its content.
    relative = lower[source.last - 1] in lexicon["relatives"] and source.last == group.first
    named = quoted and _is_title(tokens, tokens.quotes[tokens.quote[edge - 1]], turn)
    leads = edge > turn.first + 1 and (quoted or lower[edge - 1] in PARTS)
    if not leads or relative or named or clause.of is not None or clause.shared:
        return
    speaks = "quote" in group.verb.frames
    if not speaks and not group.verb.frames >= {"that", "bare"}:
        return
    if quoted and _is_spoken(tokens, turn, edge) and (right is None or right.kind != "comma-quote"):
        right = clause.right = second_quote(tokens, turn, group, lexicon)
        clause.cue = Stretch(clause.cue.first, group.last)
    alone = quoted or _stands_alone(tokens, Stretch(turn.first, edge - 1), lexicon)
    if alone and right is not None and (right.kind == "late" or (right.kind == "object" and speaks)):
        right = clause.right = None
        clause.cue = Stretch(clause.cue.first, group.last)
    alone = alone and (quoted or not _has_object(tokens, turn, group, lexicon))
    if right is None or right.kind in ("comma-quote", "later-quote"):
        clause.left = alone or resumed(tokens, turn, clause, lexicon) is not None


def _charge_and_source(
    tokens: Tokens, turn: Stretch, group: Group, source: Stretch, lexicon: Lexicon
) -> tuple[Stretch | None, Stretch]:
    """'a charge | the mayor | rejects': what is denied at the end of a sentence, and who denies it."""
    ends = group.last >= turn.last or tokens.lower[group.last] == "."
    if ends and group.verb.cue_class == "denying":
        noun, says = _noun_and_source(tokens, turn, source, lexicon)
        if noun is not None and tokens.lower[noun.last - 1] in lexicon["charges"]:
            return noun, says
    return None, source


def _quoted_by(tokens: Tokens, turn: Stretch, group: Group, source: Stretch, lexicon: Lexicon) -> Clause | None:
    """'"…," the paper quoted the driver as saying': the driver's words."""
    lower = tokens.lower
    for at in range(group.last + 1, min(group.last + _QUOTED, turn.last - 1)):
        if lower[at : at + 2] != ["as", "saying"]:
            continue
        right = content_start(tokens, lexicon.say, at + 2, turn, lexicon)
        edge = min(source.first, group.first)
        clause = Clause(group, Stretch(group.last, at), edge, Stretch(at, at + 2), right)
        clause.left = right is None and edge > turn.first and tokens.quote[edge - 1] >= 0
        return clause if right is not None or clause.left else None
    return None


# As many words as whoever is quoted has at most.
_QUOTED = 12


def _is_said_of(tokens: Tokens, turn: Stretch, group: Group, lexicon: Lexicon) -> bool:
    """Whether a verb follows at once, or 'as': 'a gate the police said was open', 'men it described as pilots'."""
    if group.last >= turn.last or group.first - 1 <= turn.first:
        return False
    if tokens.lower[group.last] == "as" and "as" in group.verb.links:
        return True
    if not group.verb.frames >= {"that", "bare"}:
        return False
    return tokens.lower[group.last] in lexicon["auxiliaries"] and tokens.quote[group.last] < 0


def _noun_and_source(
    tokens: Tokens, turn: Stretch, source: Stretch, lexicon: Lexicon
) -> tuple[Stretch | None, Stretch]:
    """'a gate | the police': what something is said of, and who says it; the latter begins at the last article."""
    whole, says = Stretch(source.first, source.first), source
    for at in range(source.last - 1, source.first, -1):
        before = tokens.lower[at - 1]
        opens = tokens.lower[at] in lexicon["articles"] or tokens.lower[at] in lexicon["pronouns"]
        if before in lexicon["relatives"]:
            # 'a well that residents say was poisoned'
            whole, says = Stretch(source.first, at - 1), Stretch(at, source.last)
            break
        opens = opens or (tokens.is_capital(at) and not tokens.is_capital(at - 1) and before[0].isalpha())
        if opens and before not in lexicon["prepositions"] and before not in lexicon["coordinators"]:
            whole, says = Stretch(source.first, at), Stretch(at, source.last)
            break
    else:
        last = source.first - (tokens.lower[source.first - 1] in lexicon["relatives"])
        whole = subject_before(tokens, last, turn, lexicon) or whole
    verb = own_verb(tokens, whole, lexicon)
    start = whole.first if verb is None else verb + 1
    if start < whole.last and tokens.lower[start].endswith("ing"):
        # 'after drinking from | a well that residents say was poisoned'
        start = max((at for at in range(start, whole.last) if tokens.lower[at] in lexicon["articles"]), default=start)
    noun = Stretch(start, whole.last)
    return noun if noun.last > noun.first else None, says


def _may_speak(tokens: Tokens, turn: Stretch, source: Stretch, lexicon: Lexicon) -> bool:
    """Whether a phrase may be a subject that says something: not 'only time', 'deeply' or 'nothing the mayor'."""
    word = tokens.word(source.last - 1)
    if word in lexicon["no_speakers"]:
        return False
    if source.last - source.first == 1:
        named = tokens.is_capital(source.first) and source.first > turn.first
        return named or not word.lower().endswith("ly") or word.lower() in lexicon["not_adverbs"]
    return tokens.lower[source.first] not in lexicon["anything"] or not begins_phrase(tokens, source.first + 1, lexicon)


def _has_object(tokens: Tokens, turn: Stretch, group: Group, lexicon: Lexicon) -> bool:
    """Whether what stands behind a verb says that it gives no words: 'their smiles said a lot', 'only added to'."""
    if group.last >= turn.last or "hearer" in group.verb.frames:
        return False
    word = tokens.lower[group.last]
    return word in lexicon["articles"] or (word == "to" and group.verb.lemma == "add")


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
    # 'At least 40 people died' opens no phrase.
    counted = word in lexicon["before_figure"] and begins_phrase(tokens, first, lexicon)
    if (word in lexicon["phrase_openers"] and not counted) or word.endswith("ing"):
        return False
    return (
        counted
        or word not in lexicon["fronting"]
        or any(tokens.quote[index] >= 0 or is_finite(tokens, index, lexicon) for index in range(first, part.last))
    )
