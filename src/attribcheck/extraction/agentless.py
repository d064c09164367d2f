"""Words given to nobody, or to somebody named behind 'by': 'is expected to', 'seems', 'reported by X'."""

from __future__ import annotations

from attribcheck.extraction.content_spans import tidy
from attribcheck.extraction.drafts import Draft
from attribcheck.extraction.lexicon import Form, Lexicon
from attribcheck.extraction.source_phrases import subject_before
from attribcheck.extraction.tokens import Stretch, Tokens
from attribcheck.extraction.verb_groups import Group, verb_group
from attribcheck.extraction.word_forms import begins_phrase


def drafts_agentless(tokens: Tokens, number: int, lexicon: Lexicon) -> list[Draft]:
    """The attributions of a turn in the passive or of appearances, with the source behind 'by' or none."""
    turn = tokens.turns[number]
    found: list[Draft] = []
    done = turn.first
    for head in tokens.leads(turn):
        word = tokens.lower[head]
        if head < done:
            continue
        if word in lexicon["hearsay"]:
            found += _hearsay(tokens, number, head, lexicon)
        if word not in lexicon.forms and word not in lexicon["unreached"]:
            continue
        draft = _asked(tokens, number, head, lexicon) if word in ("asked", "pressed") else None
        if word in lexicon["unreached"]:
            draft = _unreached(tokens, number, head, lexicon)
        if word == "comment":
            draft = _no_comment(tokens, number, head, lexicon)
        for form in lexicon.forms.get(word, ()):
            if draft is None:
                draft = _draft(tokens, number, head, form, lexicon)
        if draft is not None:
            found.append(draft)
            done = draft.cue.last
    return found


def _draft(tokens: Tokens, number: int, head: int, form: Form, lexicon: Lexicon) -> Draft | None:
    turn = tokens.turns[number]
    group = verb_group(tokens, head, form, turn, lexicon)
    if group is None or group.last >= turn.last:
        return None
    if form.verb.act == "appearance":
        return _appearance(tokens, number, group, lexicon) if group.voice == "finite" else None
    if group.voice != "passive":
        return None
    following = tokens.lower[group.last]
    if following == "by":
        return _by(tokens, number, group, lexicon)
    if following in form.verb.passive or "any" in form.verb.passive:
        return _whole(tokens, number, group, lexicon)
    return None


def _appearance(tokens: Tokens, number: int, group: Group, lexicon: Lexicon) -> Draft | None:
    following = tokens.lower[group.last]
    fits = following in ("to", "like", "as", "that", "poised", "likely", "unlikely", "ready", "determined", "set")
    if not fits and (not following[0].isalpha() or begins_phrase(tokens, group.last, lexicon) is False):
        return None
    if group.verb.lemma == "appear" and following not in ("to", "that", "poised", "likely", "unlikely", "set", "as"):
        return None
    return _whole(tokens, number, group, lexicon)


def _whole(tokens: Tokens, number: int, group: Group, lexicon: Lexicon) -> Draft | None:
    """Content on both sides of the verb: its subject, and what follows."""
    turn = tokens.turns[number]
    subject = subject_before(tokens, group.first, turn, lexicon)
    if subject is None:
        return None
    draft = Draft(
        tokens, number, Stretch(group.first, group.last), group.verb.cue_class, group.verb.act, negated=group.negated
    )
    if subject.last - subject.first == 1 and tokens.lower[subject.first] in ("it", "there"):
        draft.cue = Stretch(subject.first, group.last)
        subject = None
    draft.gives(subject, tidy(tokens, Stretch(group.last, _clause_end(tokens, group.last, turn, lexicon))))
    return draft


def _hearsay(tokens: Tokens, number: int, at: int, lexicon: Lexicon) -> list[Draft]:
    """'The mayor reportedly left': the clause around the adverb."""
    turn = tokens.turns[number]
    if at + 1 < turn.last and tokens.lower[at + 1] in lexicon.forms:
        return []  # 'reportedly said'
    first = turn.first
    while first < at and tokens.lower[first] in ("and", "but", ","):
        first += 1
    draft = Draft(tokens, number, Stretch(at, at + 1), "hedged-doubting", "speech")
    for index in range(at, first, -1):
        if tokens.lower[index - 1] in (",", ";", "--", "—") or tokens.lower[index - 1] in lexicon["subordinators"]:
            first = index
            break
    draft.gives(Stretch(first, at), tidy(tokens, Stretch(at + 1, _clause_end(tokens, at, turn, lexicon))))
    return [draft]


def _clause_end(tokens: Tokens, start: int, turn: Stretch, lexicon: Lexicon) -> int:
    for index in range(start + 2, turn.last):
        word = tokens.lower[index]
        if tokens.quote[index] >= 0:
            continue
        if word in (";", "--", "—") or (
            word == "," and index + 1 < turn.last and tokens.lower[index + 1] in lexicon["parting"]
        ):
            return index
        if word == "according":
            return index
    return turn.last


def _by(tokens: Tokens, number: int, group: Group, lexicon: Lexicon) -> Draft | None:
    """'was first reported by X': the source stands behind, its content is the subject."""
    turn = tokens.turns[number]
    subject = subject_before(tokens, group.first, turn, lexicon)
    start = group.last + 1
    end = start
    stops = ("for", "as", "that", "to", "in", "on", "at", "after", "when", "because", "over", "with", "about", "during")
    while end < turn.last and tokens.lower[end] not in (",", ";", ".", "--", "—", ")") and tokens.quote[end] < 0:
        doing = tokens.lower[end] == "of" and end + 1 < turn.last and tokens.lower[end + 1].endswith("ing")
        if end > start and (tokens.lower[end] in stops or doing):
            break  # 'accused by anglers | of dumping waste'
        end += 1
    if subject is None or end <= start or tokens.lower[start].endswith("ing") or "account" in group.verb.frames:
        return None
    if "which" in tokens.lower[subject.first : subject.last]:
        return None  # 'a report, a copy of which was seen by the paper'
    if tokens.lower[start] in lexicon["times"] or tokens.lower[start] == "now":
        return None  # 'should have been confirmed by now'
    draft = Draft(
        tokens, number, Stretch(group.first, group.last), group.verb.cue_class, group.verb.act, Stretch(start, end),
        negated=group.negated,
    )  # fmt: skip
    rest = None
    if end < turn.last and tokens.lower[end] in ("for", "as", "that", "to", "about", "over", "because", "of"):
        rest = tidy(tokens, Stretch(end, _clause_end(tokens, end, turn, lexicon)))
    draft.gives(subject, rest)
    return draft


def _no_comment(tokens: Tokens, number: int, head: int, lexicon: Lexicon) -> Draft | None:
    """'The ministry made no comment', 'had no immediate comment'."""
    turn, lower = tokens.turns[number], tokens.lower
    no = head - 1
    while no > turn.first and lower[no] in ("immediate", "further", "public"):
        no -= 1
    if no <= turn.first + 1 or lower[no] != "no" or lower[no - 1] not in lexicon["giving"]:
        return None
    source = subject_before(tokens, no - 1, turn, lexicon)
    if source is None:
        return None
    draft = Draft(tokens, number, Stretch(no - 1, no), "not-answering", "speech", source, negated=True)
    draft.gives(Stretch(no, head + 1))
    return draft


def _unreached(tokens: Tokens, number: int, head: int, lexicon: Lexicon) -> Draft | None:
    """'The adviser could not be reached for comment', 'was not available for comment': no answer."""
    turn, lower = tokens.turns[number], tokens.lower
    if lower[head + 1 : head + 3] != ["for", "comment"]:
        return None
    first = head
    while first > turn.first and (
        lower[first - 1] in lexicon["auxiliaries"]
        or lower[first - 1] in lexicon["adverbs"]
        or lower[first - 1].endswith("ly")
    ):
        first -= 1
    negated = not lexicon["negations"].isdisjoint(lower[first:head]) or lower[head] == "unavailable"
    source = subject_before(tokens, first, turn, lexicon) if first < head and negated else None
    if source is None:
        return None
    draft = Draft(tokens, number, Stretch(first, head + 1), "not-answering", "speech", source, negated=True)
    draft.gives(Stretch(head + 1, head + 3))
    return draft


def _asked(tokens: Tokens, number: int, head: int, lexicon: Lexicon) -> Draft | None:
    """'Asked whether the road was safe, she said', 'was asked about the road': who asked is not told."""
    turn, lower = tokens.turns[number], tokens.lower
    first = head
    while first > turn.first and lower[first - 1] in ("when", "later", "also", "repeatedly", "while", "if"):
        first -= 1
    be = lexicon["be"]
    opens = (
        first == turn.first or (lower[first - 1] == "," and first != head) or (first != head and lower[first] == "when")
    )
    passive = lower[head - 1] in be or (
        head - 2 >= turn.first and lower[head - 2] in be and lower[head - 1] not in ("he", "she")
    )
    if head + 1 >= turn.last or not (opens or (head > turn.first and passive)):
        return None
    last, start = head + 1, head + 1
    content: int | None = None
    source: Stretch | None = None
    for index in range(start, min(start + 14, turn.last)):
        if lower[index] in ("about", "whether", "why", "how", "if", "what", "who", "to", "which", "when", "for"):
            content = index + (lower[index] in ("about", "for"))
            break
        if tokens.quote[index] >= 0:
            content = index
            break
        # 'asked by a reader', not 'asked at a lunch held by the paper'
        of_lunch = lower[index - 1] in lexicon["finite"] or (lower[index - 1].endswith("ed") and index - 1 > head)
        if lower[index] == "by" and index + 1 < turn.last and not of_lunch:
            source = Stretch(index + 1, index + 2)
        elif source is not None:
            source = Stretch(source.first, index + 1)
        if lower[index] in (",", ";"):
            break
    if content is None or content >= turn.last or lower[head + 1] == "of":
        return None
    if lower[content - 1] in ("about", "for") and source is None:
        last = content
    draft = Draft(tokens, number, Stretch(head, last), "neutral", "speech", source)
    end = content
    while end < turn.last and not (lower[end] == "," and tokens.quote[end] < 0) and lower[end] != ";":
        end += 1
    draft.gives(tidy(tokens, Stretch(content, end)))
    return draft
