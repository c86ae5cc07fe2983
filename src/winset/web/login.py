"""Logging in, where a password is asked for: sessions, and how often one may be wrong."""

from __future__ import annotations

import hashlib
import hmac
import secrets
import time
from collections.abc import Callable
from http.cookies import CookieError, SimpleCookie

COOKIE = "winset_session"
LASTS = 12 * 3600
"""Seconds a session lasts."""

_FREE = 5
_LONGEST = 300.0
_OF_ALL = 40
_MINUTE = 60.0
_MOST_ADDRESSES = 10_000


class Attempts:
    """How long whoever guesses must wait.

    After five wrong passwords from one address each further one doubles the wait, up to five
    minutes; beyond forty in a minute from wherever, everybody waits. So an online search tries
    some hundred passwords a day from one address, and 58,000 from all together.

    Parameters
    ----------
    clock
        Seconds that only go forward.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._wrong: dict[str, tuple[int, float]] = {}
        self._all: list[float] = []

    def wait(self, address: str) -> float:
        """Seconds until this address may try again; 0 if it may now."""
        now = self._clock()
        # Both bounds are needed: by address against one guesser, and over all against one who
        # changes addresses. The second makes the owner wait too, for as long as the attack goes on.
        count, last = self._wrong.get(address, (0, 0.0))
        pause = min(2.0 ** (count - _FREE), _LONGEST) if count >= _FREE else 0.0
        recent = [at for at in self._all if now - at < _MINUTE]
        everyone = _MINUTE - (now - recent[0]) if len(recent) >= _OF_ALL else 0.0
        return max(last + pause - now, everyone, 0.0)

    def failed(self, address: str) -> None:
        """Take note of a wrong password."""
        now = self._clock()
        if len(self._wrong) >= _MOST_ADDRESSES:
            self._wrong.clear()  # the limit for all still holds
        count, _ = self._wrong.get(address, (0, 0.0))
        self._wrong[address] = (count + 1, now)
        recent = [at for at in self._all if now - at < _MINUTE]
        self._all = [*recent[-_OF_ALL:], now]

    def succeeded(self, address: str) -> None:
        """Forget what an address got wrong."""
        self._wrong.pop(address, None)


class Sessions:
    """Who is logged in.

    Parameters
    ----------
    password
        The password; only a salted hash of it is kept.
    """

    def __init__(self, password: str) -> None:
        self._salt = secrets.token_bytes(16)
        self._hash = self._hashed(password)
        self._until: dict[str, float] = {}
        self.attempts = Attempts()

    def _hashed(self, password: str) -> bytes:
        return hashlib.scrypt(
            password.encode("utf-8", "surrogatepass"), salt=self._salt, n=2**14, r=8, p=1
        )

    def opened(self, password: str) -> str | None:
        """Open a session and return its id; None if the password is wrong.

        The comparison takes as long for a password that is nearly right as for any other.
        """
        if not hmac.compare_digest(self._hashed(password), self._hash):
            return None
        session = secrets.token_urlsafe(32)
        now = time.monotonic()
        self._until = {id_: until for id_, until in self._until.items() if until > now}
        self._until[session] = now + LASTS
        return session

    def holds(self, cookies: str) -> bool:
        """Whether a ``Cookie`` header names a session that is open."""
        session = _session_in(cookies)
        return session is not None and self._until.get(session, 0.0) > time.monotonic()

    def close(self, cookies: str) -> None:
        """End the session a ``Cookie`` header names."""
        self._until.pop(_session_in(cookies) or "", None)


def _session_in(cookies: str) -> str | None:
    try:
        cookie = SimpleCookie(cookies).get(COOKIE)
    except CookieError:
        return None
    return None if cookie is None else cookie.value
