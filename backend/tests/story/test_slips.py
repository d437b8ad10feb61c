"""A setting whose name is misspelt is not passed over in silence."""

from __future__ import annotations

from pathlib import Path

import pytest

from taskstream.settings import BadSettings, load, variables


@pytest.fixture(autouse=True)
def _nothing_set(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in variables():
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TASKSTREAM_DATA_DIR", str(tmp_path / "data"))


@pytest.mark.parametrize(
    ("slip", "meant"),
    [
        ("TASKSTREAM_ADMIN_REGISTRATIONS", "TASKSTREAM_ADMIN_REGISTRATION"),
        ("TASKSTREAM_ADMINREGISTRATION", "TASKSTREAM_ADMIN_REGISTRATION"),
        ("taskstream_admin_registation", "TASKSTREAM_ADMIN_REGISTRATION"),
        ("TASKSTREAM_PROT", "TASKSTREAM_PORT"),
        ("TASKSTREAM_TRUSTED_PROXY", "TASKSTREAM_TRUSTED_PROXIES"),
        ("TASKSTREAM_LIMIT_SUBMITS", "TASKSTREAM_LIMIT_SUBMIT"),
    ],
)
@pytest.mark.parametrize("place", ["environment", ".env"])
def test_a_misspelt_name_is_refused_with_the_one_that_is_meant(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, slip: str, meant: str, place: str
) -> None:
    file = tmp_path / ".env"
    if place == ".env":
        file.write_text(f"{slip}=1\n")
    else:
        monkeypatch.setenv(slip, "1")

    with pytest.raises(BadSettings) as refusal:
        load(file)

    assert refusal.value.faults == [f"{slip}: there is no such setting; do you mean {meant}?"]
    assert not (tmp_path / "data").exists()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("TASKSTREAM_API_PORT", "8000"),
        ("TASKSTREAM_SERVICE_HOST", "10.0.0.1"),
        ("MY_TASKSTREAM_PORTS", "8000"),
        ("TASKSTREAM_PORTS", ""),
    ],
)
def test_what_is_somebody_elses_or_empty_is_let_be(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    before = load()
    monkeypatch.setenv(name, value)

    assert load() == before
