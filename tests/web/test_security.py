"""Who may ask and who may change."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from winset.web.app import create_app
from winset.web.app_state import AppState
from winset.web.login import Attempts, Sessions
from winset.web.security import LOGIN, Access
from winset.web.workspace import Workspace

from .conftest import HOME

WRITE = "/logout"  # a write that does nothing where nobody can log in


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "evil.example:8765",
        "127.0.0.1",
        "127.0.0.1:80",
        "",
        "a@127.0.0.1:8765",
        "x/y",
    ],
)
def test_refuses_other_names(visitor: TestClient, host: str) -> None:
    assert visitor.get("/", headers={"host": host}).status_code == 421


@pytest.mark.parametrize("host", ["127.0.0.1:8765", "localhost:8765", "[::1]:8765"])
def test_answers_to_its_own_names(visitor: TestClient, host: str) -> None:
    assert visitor.get("/", headers={"host": host}).status_code == 200


def test_a_write_needs_the_token(client: TestClient, visitor: TestClient) -> None:
    assert client.post(WRITE).status_code == 200
    assert visitor.post(WRITE, headers={"origin": HOME}).status_code == 403
    for token in ("", "wrong", "é"):
        sent = {"origin": HOME, "x-winset-token": token.encode()}
        assert visitor.post(WRITE, headers=sent).status_code == 403


@pytest.mark.parametrize(
    "origin",
    ["http://evil.example", "null", "http://127.0.0.1:9999", "http://localhost:8765", "file://"],
)
def test_a_write_from_elsewhere_is_refused_even_with_the_token(
    client: TestClient, origin: str
) -> None:
    assert client.post(WRITE, headers={"origin": origin}).status_code == 403


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS"])
def test_other_methods_are_writes_too(visitor: TestClient, method: str) -> None:
    assert visitor.request(method, "/").status_code == 403


def test_other_sites_may_link_but_not_load(visitor: TestClient) -> None:
    linked = {"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate"}
    loaded = {"sec-fetch-site": "cross-site", "sec-fetch-mode": "no-cors"}
    assert visitor.get("/", headers=linked).status_code == 200
    assert visitor.get("/", headers=loaded).status_code == 403


@pytest.mark.parametrize(
    "path", ["/", "/nowhere", "/cases/none/table", "/static/page.js", "/static/none"]
)
def test_every_answer_is_marked(visitor: TestClient, path: str) -> None:
    headers = visitor.get(path).headers
    policy = headers["content-security-policy"]
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["cross-origin-resource-policy"] == "same-origin"


def test_a_failure_is_marked_and_tells_nothing(
    state: AppState, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(self: Workspace) -> tuple[str, ...]:
        raise RuntimeError("secret detail")

    monkeypatch.setattr(Workspace, "names", broken)
    client = TestClient(create_app(state), base_url=HOME, raise_server_exceptions=False)
    answer = client.get("/")
    assert answer.status_code == 500
    assert "secret" not in answer.text
    assert "content-security-policy" in answer.headers


def test_pages_hold_nothing_inline(visitor: TestClient) -> None:
    for path in ("/", "/glossary", "/cases/us-russia-2025/table"):
        text = visitor.get(path).text
        assert "<style" not in text
        assert " style=" not in text
        assert " onclick" not in text
        assert "<script>" not in text


@pytest.mark.parametrize(
    "name",
    ["..", "%2e%2e", "..%2f..%2fetc", ".trash", "us-russia-2025%2f..", "%00", "a" * 300, "linked"],
)
def test_no_case_outside_the_workspace(
    visitor: TestClient, workspace: Workspace, name: str
) -> None:
    (workspace.root / "linked").symlink_to(workspace.root / "treaty-senate")
    assert visitor.get(f"/cases/{name}/table").status_code == 404


def test_a_linked_file_is_not_followed(visitor: TestClient, workspace: Workspace) -> None:
    secret = workspace.root.parent / "secret.yaml"
    secret.write_text("title: secret\n")
    case = workspace.root / "treaty-senate" / "scenario.yaml"
    case.unlink()
    case.symlink_to(secret)
    answer = visitor.get("/cases/treaty-senate/table")
    assert answer.status_code == 404
    assert "secret" not in answer.text
    assert visitor.get("/").status_code == 200


def test_beyond_this_machine_a_password_is_needed() -> None:
    with pytest.raises(ValueError, match="password"):
        Access("0.0.0.0")
    assert Access("::1").sessions is None


@pytest.fixture
def locked(workspace: Workspace) -> TestClient:
    access = Access("0.0.0.0", names=("cases.example",), sessions=Sessions("correct horse"))
    app = create_app(AppState(workspace, access))
    client = TestClient(app, base_url="http://192.0.2.7:8765", follow_redirects=False)
    client.headers["x-winset-token"] = access.token
    return client


def test_nothing_without_the_password(locked: TestClient) -> None:
    answer = locked.get("/cases/us-russia-2025/table")
    assert (answer.status_code, answer.headers["location"]) == (303, LOGIN)
    login = locked.get(LOGIN).text
    assert "Trump" not in login
    assert locked.headers["x-winset-token"] not in login
    assert locked.get("/", headers={"accept": "application/json"}).status_code == 401
    assert locked.post(WRITE).status_code == 401
    assert locked.post(LOGIN, data={"password": "wrong"}).status_code == 403


def test_the_password_opens_a_session_that_ends(locked: TestClient) -> None:
    answer = locked.post(LOGIN, data={"password": "correct horse"})
    assert answer.status_code == 303
    cookie = answer.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie
    assert locked.get("/").status_code == 200
    kept = {"cookie": f"winset_session={locked.cookies['winset_session']}"}
    assert locked.post("/logout").json() == {"go": LOGIN}
    locked.cookies.clear()
    assert locked.get("/", headers=kept).status_code == 303


def test_names_beyond_this_machine(locked: TestClient) -> None:
    for host, status in (
        ("cases.example", 303),
        ("198.51.100.1:8765", 303),
        ("evil.example:8765", 421),
        ("198.51.100.1:80", 421),
    ):
        assert locked.get("/", headers={"host": host}).status_code == status


def test_guessing_is_slowed_down(locked: TestClient) -> None:
    for _ in range(5):
        assert locked.post(LOGIN, data={"password": "guess"}).status_code == 403
    refused = locked.post(LOGIN, data={"password": "correct horse"})
    assert refused.status_code == 429
    assert int(refused.headers["retry-after"]) >= 1


def test_waits_double_and_end() -> None:
    now = [0.0]
    attempts = Attempts(lambda: now[0])
    for _ in range(5):
        assert attempts.wait("a") == 0
        attempts.failed("a")
    assert attempts.wait("a") == 1
    assert attempts.wait("b") == 0
    now[0] = 2.0
    assert attempts.wait("a") == 0
    attempts.failed("a")
    assert attempts.wait("a") == 2
    attempts.succeeded("a")
    assert attempts.wait("a") == 0
    for address in range(40):
        attempts.failed(str(address))
    assert attempts.wait("someone else") > 50
    now[0] = 100.0
    assert attempts.wait("someone else") == 0


def test_secrets_are_not_shown() -> None:
    access = Access(sessions=Sessions("correct horse"))
    assert access.token not in repr(access)
    assert "correct horse" not in repr(vars(access.sessions))
