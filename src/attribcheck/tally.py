"""The figures of a run, added up article by article."""

from __future__ import annotations

from attribcheck.report import SEVERITIES, ArticleEntry, Summary


class Tally:
    """The figures over articles, added up one by one; ignored findings are not counted."""

    def __init__(self) -> None:
        self.articles = self.claims = self.covered = self.contestable = self.suppressed = 0
        self.statuses: dict[str, int] = {}
        self.findings: dict[str, int] = dict.fromkeys(SEVERITIES, 0)

    def add(self, article: ArticleEntry) -> None:
        """Counts one article."""
        self.articles += 1
        self.claims += len(article.claims)
        self.covered += article.covered
        self.contestable += article.contestable
        for claim in article.claims:
            self.statuses[claim.status] = self.statuses.get(claim.status, 0) + 1
        for finding in article.findings:
            if finding.suppressed is None:
                self.findings[finding.severity] += 1
            else:
                self.suppressed += 1

    def merge(self, other: Tally) -> None:
        """Counts the articles that another tally has counted."""
        self.articles += other.articles
        self.claims += other.claims
        self.covered += other.covered
        self.contestable += other.contestable
        self.suppressed += other.suppressed
        for status, count in other.statuses.items():
            self.statuses[status] = self.statuses.get(status, 0) + count
        for severity, count in other.findings.items():
            self.findings[severity] += count

    def summary(self) -> Summary:
        """The figures so far."""
        return Summary(
            articles=self.articles,
            claims=self.claims,
            statuses=dict(sorted(self.statuses.items())),
            findings=dict(self.findings),
            suppressed=self.suppressed,
            coverage=round(self.covered / self.contestable, 2) if self.contestable else None,
        )
