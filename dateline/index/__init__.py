"""Everything known, queryable: the library and its timelines."""

from dateline.index.library import ArticleCard, Library, build_library

__all__ = ["ArticleCard", "Library", "build_library"]
