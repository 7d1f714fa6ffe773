"""The hub asks other hosts whether a link answers, and is led nowhere that is not public."""

import socket
from collections.abc import Iterator
from ipaddress import ip_address

import pytest

from hub.outgoing import NotFollowed, Unreachable, follow, following
from hub.outgoing.addresses import is_public
from tests.hub.web import Web, serving


@pytest.fixture
def web() -> Iterator[Web]:
    with serving() as found:
        yield found


@pytest.mark.parametrize("number", [
    "8.8.8.8", "151.101.1.69", "2606:4700::6810:84e5", "::ffff:8.8.8.8", "64:ff9b::808:808", "2002:808:808::1",
])  # fmt: skip
def test_numbers_of_the_internet_are_public(number: str) -> None:
    assert is_public(ip_address(number))


@pytest.mark.parametrize("number", [
    "127.0.0.1", "127.8.9.10", "0.0.0.0", "0.1.2.3", "10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254",
    "100.64.0.1", "192.0.2.1", "198.18.0.1", "198.51.100.1", "203.0.113.1", "224.0.0.1", "240.0.0.1",
    "255.255.255.255", "::", "::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::7f00:1", "64:ff9b::7f00:1",
    "64:ff9b::a00:1", "2002:7f00:1::1", "2002:a9fe:a9fe::", "fe80::1", "fc00::1", "fd12:3456::1", "ff02::1",
    "2001:db8::1", "2001::7f00:1", "fec0::1",
])  # fmt: skip
def test_numbers_behind_walls_and_those_that_stand_for_them_are_not(number: str) -> None:
    assert not is_public(ip_address(number))


@pytest.mark.parametrize("url", [
    "ftp://example.org", "file:///etc/passwd", "gopher://example.org", "javascript:alert(1)", "//example.org", "",
    "http://", "http://user@example.org", "http://user:secret@example.org", "http://example.org:22",
    "http://example.org:8080", "https://example.org:6379/", "http://example.org:99999", "http://127.0.0.1",
    "http://[::1]", "http://[::ffff:127.0.0.1]", "http://169.254.169.254/latest/meta-data/", "http://10.0.0.1",
    "http://[fe80::1%25eth0]", "http://[",
])  # fmt: skip
def test_an_address_that_says_itself_that_it_is_not_public_is_not_followed(url: str) -> None:
    with pytest.raises(NotFollowed):
        follow(url)


@pytest.mark.parametrize(
    "host", ["localhost", "2130706433", "0x7f.1", "127.1", "0177.0.0.1", "\u2488\u24ea\u24ea1", "a" * 300]
)
def test_a_name_for_this_machine_is_not_asked_however_it_is_written(web: Web, host: str) -> None:
    """Only the port is allowed here, so that it is the number that is refused."""
    reach = following.Reach(frozenset({web.port}), is_public)
    with pytest.raises((NotFollowed, Unreachable)):
        follow(web.url("/ok", host), reach=reach)
    assert web.asked == []


def test_an_answer_is_told_by_its_status_and_nothing_travels_but_the_question(web: Web) -> None:
    assert follow(web.url("/ok?a=é ü#part"), reach=web.reach) == 200
    ((path, headers),) = web.asked
    assert path == "/ok?a=%C3%A9%20%C3%BC"
    assert set(headers) == {"Host", "User-Agent", "Accept", "Connection"}
    for status in (204, 403, 404, 500):
        assert follow(web.url(f"/{status}"), reach=web.reach) == status


def test_redirects_are_followed_without_their_cookies(web: Web) -> None:
    assert follow(web.url("/to//to//ok"), reach=web.reach) == 200
    assert [path for path, _headers in web.asked] == ["/to//to//ok", "/to//ok", "/ok"]
    assert not any("Cookie" in headers for _path, headers in web.asked)


@pytest.mark.parametrize("target", [
    "http://169.254.169.254/latest/meta-data/", "http://10.0.0.1/", "http://[::1]:1/", "file:///etc/passwd",
    "http://example.org:22/", "http://user:secret@example.org/", "http://[", "ftp://example.org/",
])  # fmt: skip
def test_a_redirect_leads_nowhere_that_a_link_could_not(web: Web, target: str) -> None:
    with pytest.raises(Unreachable):
        follow(web.url(f"/to/{target}"), reach=web.reach)
    assert len(web.asked) == 1


def test_a_redirect_to_another_port_of_this_machine_is_not_followed(web: Web) -> None:
    with serving() as other:
        with pytest.raises(Unreachable):
            follow(web.url(f"/to/{other.url('/ok')}"), reach=web.reach)
        assert other.asked == []


def test_redirects_in_a_circle_end(web: Web) -> None:
    with pytest.raises(Unreachable):
        follow(web.url("/around"), reach=web.reach)
    assert len(web.asked) == following.MOST_REDIRECTS + 1


@pytest.mark.parametrize("path", ["/endless", "/nonsense"])
def test_what_gives_no_head_in_time_is_no_answer(web: Web, path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(following, "SECONDS", 0.5)
    with pytest.raises(Unreachable):
        follow(web.url(path), reach=web.reach)


def test_of_a_large_head_only_its_beginning_is_read(web: Web) -> None:
    assert follow(web.url("/large"), reach=web.reach) == 200


def test_where_nobody_listens_nobody_answers(web: Web) -> None:
    with serving() as gone:
        url, reach = gone.url("/ok"), gone.reach
    with pytest.raises(Unreachable):
        follow(url, reach=reach)


def test_a_name_is_asked_at_the_number_that_was_judged(web: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    """A name server that gives another number each time changes nothing: it is asked once."""
    asked: list[str] = []

    def answer(host: str, port: int, **_kind: object) -> list[object]:
        asked.append(host)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (number, port)) for number in ("10.0.0.1", "127.0.0.1")]

    monkeypatch.setattr(socket, "getaddrinfo", answer)
    assert follow(web.url("/ok", "changes-its-mind.example.org"), reach=web.reach) == 200
    assert asked == ["changes-its-mind.example.org"]
    assert web.asked[0][1]["Host"] == "changes-its-mind.example.org"
