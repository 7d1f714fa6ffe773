"""Asking other hosts whether an address answers, without being led where the public cannot go.

Whoever can write a link could otherwise have the hub ask hosts behind its firewall. So each address, that of every
redirect too, is resolved once, judged as a number, and asked at exactly that number: a name that changes its mind
in between changes nothing. No cookie, no password and no body travels in either direction, and all of it ends
after a few seconds and kilobytes.
"""

from hub.outgoing.addresses import PUBLIC_WEB, Reach
from hub.outgoing.following import NotFollowed, Unreachable, follow

__all__ = ["PUBLIC_WEB", "NotFollowed", "Reach", "Unreachable", "follow"]
