"""From a file's bytes to an article with places. One module a format."""
