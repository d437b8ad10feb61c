"""docker-compose.yml and the Dockerfiles: what is promised of them, as far as reading can tell."""

from __future__ import annotations

import re
from typing import Any

import pytest
import yaml

from taskstream.settings import variables
from tests.docs.pages import ROOT, text

COMPOSE: dict[str, Any] = yaml.safe_load(text("docker-compose.yml"))
SERVICES: dict[str, Any] = COMPOSE["services"]
DOCKERFILES = ("backend/Dockerfile", "frontend/Dockerfile")


# A container listens to other machines, and there both are refused.
FOR_TESTS = {"TASKSTREAM_TEST_MODE", "TASKSTREAM_FAULTS"}


def test_every_setting_can_be_set_in_a_container() -> None:
    given = set(SERVICES["api"]["environment"])

    assert given == set(variables()) - FOR_TESTS


@pytest.mark.parametrize("name", SERVICES)
def test_a_container_has_no_more_rights_than_it_needs(name: str) -> None:
    service = SERVICES[name]

    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert service["restart"] == "unless-stopped"


@pytest.mark.parametrize("name", SERVICES)
def test_nothing_is_published_beyond_this_machine(name: str) -> None:
    assert all(port.startswith("127.0.0.1:") for port in SERVICES[name].get("ports", []))


def test_the_database_is_reached_by_the_api_alone() -> None:
    assert "ports" not in SERVICES["mongo"]
    assert COMPOSE["networks"]["data"] == {"internal": True}
    assert [name for name in SERVICES if "data" in SERVICES[name]["networks"]] == ["api", "mongo"]


def test_no_password_has_a_default() -> None:
    asked = re.findall(r"\$\{(\w*PASSWORD\w*)(:\?|[^}]*)", text("docker-compose.yml"))

    assert {name for name, _ in asked} == {"MONGO_PASSWORD", "MONGO_ROOT_PASSWORD"}
    assert {how for _, how in asked} == {":?"}


@pytest.mark.parametrize("dockerfile", DOCKERFILES)
def test_base_images_are_pinned_to_a_release(dockerfile: str) -> None:
    bases = re.findall(r"^FROM (\S+)", text(dockerfile), re.MULTILINE)

    assert bases
    assert all(re.search(r":\d+\.\d+\.\d+-", base) for base in bases)


@pytest.mark.parametrize("dockerfile", DOCKERFILES)
def test_what_is_copied_is_there_and_let_through(dockerfile: str) -> None:
    copied = [
        source
        for line in re.findall(r"^COPY (?!--from)(.+)$", text(dockerfile), re.MULTILINE)
        for source in line.split()[:-1]
    ]
    let_through = re.findall(r"^!(.+)$", text(".dockerignore"), re.MULTILINE)

    for source in copied:
        assert (ROOT / source).exists()
        assert any(source == path or source.startswith(f"{path}/") for path in let_through)
