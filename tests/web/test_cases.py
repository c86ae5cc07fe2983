"""Cases are ordinary folders: made, copied, taken in and out, thrown away and put back."""

from __future__ import annotations

import io
import stat
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from tests.scenario.test_tables import FULL
from tests.scenario.test_workbook import rows, workbook
from winset.cases import case_path, load
from winset.scenario import read_scenario
from winset.web import uploads
from winset.web.archives import MOST_BYTES
from winset.web.workspace import Workspace

from .conftest import HOME


def upload(client: TestClient, *files: tuple[str, bytes], kind: str = "case") -> Any:
    sent = [("files", (name, content)) for name, content in files]
    return client.post("/cases/import", data={"kind": kind}, files=sent)


def zipped(*parts: tuple[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts:
            archive.writestr(name, content)
    return stream.getvalue()


def names(workspace: Workspace) -> set[str]:
    return set(workspace.names())


SCENARIO = (case_path("unit-pie") / "scenario.yaml").read_bytes()
BEFORE = {"us-russia-2025", "treaty-senate"}


def test_the_command_line_sees_what_is_made(client: TestClient, workspace: Workspace) -> None:
    told = client.post("/cases/new", json={"title": "Fishing rights: “<b>” & more"}).json()
    assert told == {"go": "/cases/fishing-rights-b-more/table"}
    folder = workspace.root / "fishing-rights-b-more"
    done = subprocess.run(
        [sys.executable, "-m", "winset", "check", str(folder)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert load(folder).title == "Fishing rights: “<b>” & more"
    page = client.get("/", headers={"accept": "text/html"}).text
    assert "“&lt;b&gt;” &amp; more" in page


def test_a_case_needs_a_title(client: TestClient) -> None:
    assert client.post("/cases/new", json={"title": " "}).status_code == 422


def test_bundled_cases_open_as_copies_once(client: TestClient, workspace: Workspace) -> None:
    for _ in range(2):
        told = client.post("/cases/open", json={"id": "unit-pie", "tour": "1"}).json()
        assert told == {"go": "/cases/unit-pie/brief?tour=1"}
    assert names(workspace) == BEFORE | {"unit-pie"}
    assert client.post("/cases/open", json={"id": "../x"}).status_code == 422


def test_a_copy_differs_in_name_only(client: TestClient, workspace: Workspace) -> None:
    (workspace.root / "treaty-senate" / "link").symlink_to("/etc/passwd")
    assert client.post("/cases/treaty-senate/duplicate").status_code == 200
    copy = workspace.case("treaty-senate-2")
    assert copy.scenario.title == "An arms treaty and a senate (copy)"
    assert copy.scenario.id == "treaty-senate-2"
    assert (copy.folder / "senate.csv").is_file()
    assert not (copy.folder / "link").exists()
    before = workspace.case("treaty-senate").text.splitlines()
    after = copy.text.splitlines()
    assert sum(a != b for a, b in zip(before, after, strict=True)) == 2


def test_thrown_away_and_put_back(client: TestClient, workspace: Workspace) -> None:
    before = workspace.case("treaty-senate").text
    assert client.post("/cases/treaty-senate/trash").status_code == 200
    assert names(workspace) == {"us-russia-2025"}
    (entry,) = [path.name for path in (workspace.root / ".trash").iterdir()]
    assert entry in client.get("/", headers={"accept": "text/html"}).text
    assert client.get(f"/cases/{entry}/table").status_code == 404
    assert client.post(f"/trash/{entry}/restore").status_code == 200
    assert workspace.case("treaty-senate").text == before
    assert client.post(f"/trash/{entry}/restore").status_code == 422


def test_what_is_put_back_replaces_nothing(client: TestClient, workspace: Workspace) -> None:
    client.post("/cases/treaty-senate/trash")
    client.post("/cases/open", json={"id": "treaty-senate"})
    (entry,) = [path.name for path in (workspace.root / ".trash").iterdir()]
    client.post(f"/trash/{entry}/restore")
    assert names(workspace) == BEFORE | {"treaty-senate-2"}


def test_run_folders_are_no_cases(client: TestClient, workspace: Workspace) -> None:
    (workspace.root / "treaty-senate" / "manifest.json").write_text("{}")
    assert names(workspace) == {"us-russia-2025"}


def test_exported_and_taken_in_again(client: TestClient, workspace: Workspace) -> None:
    (workspace.root / "treaty-senate" / ".hidden").write_text("secret")
    answer = client.get("/cases/treaty-senate/export.zip")
    assert answer.headers["content-disposition"] == 'attachment; filename="treaty-senate.zip"'
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        assert set(archive.namelist()) == {
            "treaty-senate/README.md",
            "treaty-senate/scenario.yaml",
            "treaty-senate/senate.csv",
        }
    told = upload(client, ("treaty-senate.zip", answer.content)).json()
    assert told == {"go": "/cases/treaty-senate-2/brief"}
    assert workspace.case("treaty-senate-2").text == workspace.case("treaty-senate").text


def test_a_scenario_file_is_taken_in(client: TestClient, workspace: Workspace) -> None:
    assert upload(client, ("scenario.yaml", SCENARIO)).json() == {"go": "/cases/unit-pie/brief"}
    assert upload(client, ("My talks.yaml", SCENARIO)).json() == {"go": "/cases/my-talks/brief"}
    assert workspace.case("my-talks").text.encode() == SCENARIO


def test_a_workbook_is_taken_in(client: TestClient, workspace: Workspace, tmp_path: Path) -> None:
    book = workbook(tmp_path / "talks.xlsx", rows(tmp_path, FULL))
    answer = upload(client, ("talks.xlsx", book.read_bytes()))
    assert answer.status_code == 200, answer.text
    scenario = workspace.case("talks").scenario
    assert scenario.actors == read_scenario(book).actors
    assert workspace.case("talks").text.startswith("# Read from talks.xlsx.")


def test_foreign_files_go_out_and_come_in(client: TestClient, workspace: Workspace) -> None:
    for format_ in ("genius", "geniusweb", "negmas", "table"):
        answer = client.get(f"/cases/us-russia-2025/export/{format_}.zip")
        assert answer.status_code == 200
        with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
            parts = {name: archive.read(name) for name in archive.namelist()}
        assert "NOTES.txt" in parts
        del parts["NOTES.txt"]
        told = upload(client, ("talks.zip", zipped(*parts.items())), kind=format_)
        assert told.status_code == 200, (format_, told.text)
    assert len(names(workspace)) == len(BEFORE) + 4


def test_an_upload_with_errors_leaves_nothing(client: TestClient, workspace: Workspace) -> None:
    answer = upload(client, ("scenario.yaml", SCENARIO.replace(b"actors:", b"actor:", 1)))
    assert answer.status_code == 422
    assert answer.json()["problems"][0]["fix"]
    assert names(workspace) == BEFORE
    assert {path.name for path in workspace.root.iterdir()} == BEFORE


@pytest.mark.parametrize("name", ["../x", "/etc/x", "a/../../x", "a\\b", "C:x", "a/\0b"])
def test_no_archive_leads_out(client: TestClient, workspace: Workspace, name: str) -> None:
    answer = upload(client, ("c.zip", zipped(("scenario.yaml", SCENARIO), (name, b"x"))))
    if "\0" in name:
        assert not list(workspace.root.parent.rglob("*b"))
    else:
        assert answer.status_code == 422
        assert names(workspace) == BEFORE


def test_no_link_in_an_archive(client: TestClient, workspace: Workspace) -> None:
    link = zipfile.ZipInfo("senate.csv")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("scenario.yaml", SCENARIO)
        archive.writestr(link, "/etc/passwd")
    assert upload(client, ("c.zip", stream.getvalue())).status_code == 422


def test_no_bomb(client: TestClient, workspace: Workspace) -> None:
    bomb = zipped(("scenario.yaml", SCENARIO), ("big.txt", b"0" * (MOST_BYTES + 1)))
    answer = upload(client, ("c.zip", bomb))
    assert answer.status_code == 422
    assert "expands" in answer.json()["error"]
    many = zipped(*((f"{n}.txt", b"") for n in range(2_001)))
    assert upload(client, ("c.zip", many)).status_code == 422
    assert upload(client, ("c.zip", b"PK\x03\x04 no zip")).status_code == 422
    assert names(workspace) == BEFORE


def test_uploads_are_bounded_before_they_are_read(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(uploads, "MOST_BYTES", 1_000)
    assert upload(client, ("scenario.yaml", b"x" * 2_000)).status_code == 413
    assert client.post("/cases/import", content=iter([b"x"])).status_code == 411
    assert upload(client, ("a.yaml", b"a"), kind="none").status_code == 422
    assert client.post("/cases/import", data={"kind": "case"}, files=[]).status_code in {411, 422}


@pytest.mark.parametrize(
    ("given", "stored"),
    [("../../x.yaml", "x.yaml"), ("C:\\a\\b.csv", "b.csv"), ("..", "file"), (".ssh", "ssh")],
)
def test_names_of_uploads_lead_nowhere(given: str, stored: str) -> None:
    assert uploads.plain_name(given) == stored


def test_an_upload_needs_the_token_too(visitor: TestClient, workspace: Workspace) -> None:
    files = [("files", ("scenario.yaml", SCENARIO))]
    sent = visitor.post("/cases/import", files=files, headers={"origin": HOME})
    assert sent.status_code == 403
    assert names(workspace) == BEFORE


def test_an_empty_workspace_says_what_to_do(visitor: TestClient, workspace: Workspace) -> None:
    for name in BEFORE:
        (workspace.root / name).rename(workspace.root / f".{name}")
    assert "There is none yet" in visitor.get("/").text


def test_one_case_that_cannot_be_read_hides_no_other(
    visitor: TestClient, workspace: Workspace
) -> None:
    (workspace.root / "treaty-senate" / "scenario.yaml").write_bytes(b"#" * 5_000_001)
    page = visitor.get("/")
    assert page.status_code == 200
    assert "too large or cannot be read: <code>treaty-senate</code>" in page.text
    assert "US–Russia talks" in page.text
    assert visitor.get("/cases/treaty-senate/table").status_code == 404


def test_no_text_but_bytes_is_told(visitor: TestClient, workspace: Workspace) -> None:
    (workspace.root / "treaty-senate" / "scenario.yaml").write_bytes(b"title: \xff\xfe")
    assert "1 error, cannot be read yet" in visitor.get("/").text
    page = visitor.get("/cases/treaty-senate/table")
    assert page.status_code == 422
    assert "not UTF-8 text" in page.text


def test_two_at_once_lose_nothing(client: TestClient, workspace: Workspace) -> None:
    from concurrent.futures import ThreadPoolExecutor

    seen = workspace.case("us-russia-2025").revision

    def edit(value: int) -> int:
        change = {"path": ["actors", "putin", "votes"], "value": value}
        content = {"revision": seen, "label": "", "changes": [change]}
        return client.post("/cases/us-russia-2025/edit", json=content).status_code

    with ThreadPoolExecutor(4) as pool:
        found = sorted(pool.map(edit, range(2, 6)))
    assert found == [200, 409, 409, 409]
