"""Who may ask, who may change, and what a browser may do with an answer.

The threats: another site in the same browser that sends requests here (cross-site request
forgery), one that has its own name point here (DNS rebinding), text of a case that wants to be
code, and, where the app listens beyond this machine, everyone on the network. Every check stands
before any page is reached:

- the ``Host`` of a request is one the app was started for, so a rebound name is refused;
- what changes anything carries the start's token in a header, which no other site can read or
  send, and its ``Origin`` is this app's own;
- pages may run this app's own scripts and no others, load nothing from elsewhere, and stand in
  no frame;
- with a password, a session cookie beside all that (``login.py``).
"""

from __future__ import annotations

import hmac
import ipaddress
import secrets
import socket
from collections.abc import Iterable
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from winset.web.login import Sessions

TOKEN_HEADER = "x-winset-token"
SAFE = frozenset({"GET", "HEAD"})
LOOPBACK = ("127.0.0.1", "localhost", "::1")
LOGIN = "/login"

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
"""Content-Security-Policy of every answer that does not bring its own."""

HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
    "cache-control": "no-store",
}
"""Headers of every answer; a page may replace one by setting it itself."""


def _address(host: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    """Read a plain address; None for a name."""
    try:
        return ipaddress.ip_address(host)
    except ValueError:
        return None


def is_loopback(host: str) -> bool:
    """Whether an address is reachable from this machine only."""
    address = _address(host)
    return host == "localhost" or (address is not None and address.is_loopback)


@dataclass(frozen=True)
class Access:
    """Who may ask and who may change."""

    host: str = "127.0.0.1"
    port: int = 8765
    """``host``, ``port``: where the app listens."""
    names: tuple[str, ...] = ()
    """Further names it is reached by, as behind a proxy; with any port."""
    sessions: Sessions | None = field(default=None, repr=False)
    """Who is logged in; None where no password is asked for, which is for loopback only."""
    token: str = field(default_factory=lambda: secrets.token_urlsafe(32), repr=False)
    """Of this start; whatever changes anything carries it."""

    def __post_init__(self) -> None:
        """Refuse to be open to a network without a password."""
        if not is_loopback(self.host) and self.sessions is None:
            raise ValueError("an address beyond this machine needs a password")

    def knows_host(self, host: str) -> bool:
        """Whether a ``Host`` header names this app.

        Beyond loopback every plain address counts, for a rebound name is never one; names count
        only if they are this machine's or were given.
        """
        try:
            parts = urlsplit(f"//{host}")
            name, port = parts.hostname or "", parts.port or 80
        except ValueError:
            return False
        if not name or "@" in host or "/" in host:
            return False
        if name in {n.lower() for n in self.names}:
            return True
        if port != self.port:
            return False
        if name in LOOPBACK:
            return True
        return not is_loopback(self.host) and (_address(name) is not None or name in _own_names())

    def is_own_origin(self, origin: str, host: str) -> bool:
        """Whether an ``Origin`` header is this app as the request's ``Host`` names it."""
        parts = urlsplit(origin)
        return parts.scheme in {"http", "https"} and parts.netloc.lower() == host.lower()

    def has_token(self, given: str) -> bool:
        """Whether the token is this start's, in time that tells nothing."""
        return hmac.compare_digest(given.encode(), self.token.encode())


def _own_names() -> Iterable[str]:
    name = socket.gethostname().lower()
    return {name, name.split(".")[0], f"{name.split('.')[0]}.local"}


class Guard:
    """Lets no request through that fails a check, and marks every answer.

    Parameters
    ----------
    app
        What answers.
    access
        Who may ask and who may change.
    """

    def __init__(self, app: ASGIApp, access: Access) -> None:
        self.app, self.access = app, access

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Check, answer, mark."""
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return
        if scope["type"] != "http":
            return  # nothing here speaks WebSocket

        async def marked(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        refusal = self._refusal(scope)
        await (refusal or self.app)(scope, receive, marked)

    def _refusal(self, scope: Scope) -> Response | None:
        """Say why a request is refused; None where it may pass.

        The order matters. The host comes first, for all that follows trusts its name: an origin is
        held against it, and a rebound name would make a foreign page same-origin. What a browser
        says of itself (origin, fetch metadata) comes before the token, so that another site learns
        nothing of whether it guessed one. The session comes last: a request forged with somebody's
        cookie has failed by then.
        """
        headers = Headers(scope=scope)
        hosts = headers.getlist("host")
        if len(hosts) != 1 or not self.access.knows_host(hosts[0]):
            return PlainTextResponse(
                "This address is not one winset was started for. Open the one it printed.\n", 421
            )
        if scope["method"] in SAFE:
            return self._refusal_of_reading(headers) or self._login(scope, headers)
        origin = headers.get("origin")
        if origin is not None and not self.access.is_own_origin(origin, hosts[0]):
            return PlainTextResponse("The request comes from another site.\n", 403)
        # programs and old browsers send no metadata; the token alone decides on them
        if headers.get("sec-fetch-site", "same-origin") != "same-origin":
            return PlainTextResponse("The request comes from another site.\n", 403)
        if scope["path"] == LOGIN:
            return None  # there is no token before there is a session
        if not self.access.has_token(headers.get(TOKEN_HEADER, "")):
            return PlainTextResponse(
                "This page is from an earlier start of winset. Load it again.\n", 403
            )
        return self._login(scope, headers)

    def _login(self, scope: Scope, headers: Headers) -> Response | None:
        """Ask for the password where there is one; only the login and the styles go without."""
        sessions, path = self.access.sessions, scope["path"]
        if sessions is None or path == LOGIN or path.startswith("/static/"):
            return None
        if sessions.holds("; ".join(headers.getlist("cookie"))):
            return None
        if scope["method"] in SAFE and "application/json" not in headers.get("accept", ""):
            return RedirectResponse(LOGIN, 303)
        return PlainTextResponse("Log in first.\n", 401)

    def _refusal_of_reading(self, headers: Headers) -> Response | None:
        """Other sites may link here, but not load what is here."""
        foreign = headers.get("sec-fetch-site") in {"cross-site", "same-site"}
        if foreign and headers.get("sec-fetch-mode", "navigate") != "navigate":
            return PlainTextResponse("The request comes from another site.\n", 403)
        return None
