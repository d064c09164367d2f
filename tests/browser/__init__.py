"""The HTML report as a browser shows it."""
