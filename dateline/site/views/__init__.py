"""One module a kind of page: from the library to a small object of ready strings."""
