"""Download the pictures that new articles name, where a person asked for it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from dateline.model.problem import Problem, Severity

if TYPE_CHECKING:
    from dateline.capture.fetch import Fetcher
    from dateline.model.capture import Extracted


@dataclass(slots=True)
class Fetching:
    """Fetch pictures through the checked fetcher; what fails is not tried again in a run and stays a link."""

    fetcher: Fetcher | None = None
    failed: dict[str, str] = field(default_factory=dict)

    def complete(
        self, articles: list[Extracted], problems: list[Problem], name: str
    ) -> tuple[list[Extracted], list[Problem]]:
        """Return the articles with their pictures; ``name`` is the capture's, for problems."""
        found = [self._article(article, name) for article in articles]
        return [article for article, _ in found], [*problems, *(problem for _, more in found for problem in more)]

    def _article(self, article: Extracted, name: str) -> tuple[Extracted, list[Problem]]:
        from dateline.capture.pictures import Pictures, foreign_pictures, with_addresses

        wanted = foreign_pictures(article.body)
        if not wanted:
            return article, []
        pictures = Pictures(wanted=True, kept={asset.name: asset.data for asset in article.assets})
        pictures.size = sum(map(len, pictures.kept.values()))
        addresses: dict[str, str] = {}
        problems: list[Problem] = []
        for url in wanted:
            data, why = self._fetch(url)
            if data is not None and (link := pictures.keep(data)):
                addresses[url] = link
            else:
                message = f"the picture at {url} stays a link: {why or 'it is no picture, or too large'}"
                problems.append(Problem(name, 0, 0, "DL124", message, "", Severity.WARNING))
        body = with_addresses(article.body, addresses)
        return replace(article, body=body, assets=pictures.assets), problems

    def _fetch(self, url: str) -> tuple[bytes | None, str]:
        from dateline.capture.fetch import Fetcher, FetchError
        from dateline.content.pictures import PICTURE_BYTES

        if url in self.failed:
            return None, self.failed[url]
        self.fetcher = self.fetcher or Fetcher()
        try:
            return self.fetcher.fetch(url, PICTURE_BYTES).data, ""
        except FetchError as error:
            self.failed[url] = str(error)
            return None, str(error)
