"""`python -m attribcheck`."""

from attribcheck.cli import main

main()
