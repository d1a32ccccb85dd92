"""Find the article in the plain text of a whole page: what "select all, copy" gives."""
