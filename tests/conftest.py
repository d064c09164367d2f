"""Settings of the tests."""

from __future__ import annotations

from hypothesis import settings

# The same examples on every machine, and no deadline: a shared machine is slow now and then.
settings.register_profile("attribcheck", deadline=None, derandomize=True, print_blob=True)
settings.load_profile("attribcheck")
