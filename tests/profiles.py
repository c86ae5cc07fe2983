"""How many examples property tests look at: the profile says, never the test.

``desk`` for whoever waits, ``ci`` where a change is judged, ``long`` for a hunt
(``HYPOTHESIS_PROFILE=long make test``). Where a change is judged, its tests must not pass or fail
by the luck of the draw; elsewhere each run looks at new examples. Nowhere does an example have to
be done in time: machines are shared.
"""

from __future__ import annotations

import os

from hypothesis import settings

settings.register_profile("desk", deadline=None, max_examples=20)
settings.register_profile("ci", deadline=None, max_examples=60, derandomize=True)
settings.register_profile("long", deadline=None, max_examples=500)
settings.load_profile(
    os.environ.get("HYPOTHESIS_PROFILE") or ("ci" if os.environ.get("CI") else "desk")
)

COSTLY = settings(max_examples=max(4, settings.default.max_examples // 5))
"""For tests whose every example takes a tenth of a second or more: a fifth of the profile's."""
