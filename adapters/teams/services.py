"""The addresses that may be sent to: a token of ours goes nowhere else."""

from yarl import URL

from adapters.teams.cloud import is_loopback_url


class UntrustedService(Exception):
    """An address that came with no verified activity; nothing was sent."""


class TrustedServices:
    """The service URLs of verified activities, and those that were stored with a conversation reference, which came with
    one. All are https; with `loopback` (no tokens are asked for, or the cloud is on this machine) http on this machine is
    taken too. `domains` are the only ones, where there are any.
    """

    def __init__(self, *, loopback: bool = False, domains: tuple[str, ...] = ()) -> None:
        self.loopback = loopback
        self._domains = domains
        self._bases: dict[str, URL] = {}

    def trust(self, service_url: str) -> None:
        """Raises UntrustedService for an address that is never sent to."""
        if service_url in self._bases:
            return
        try:
            base = URL(service_url)
            # The host is decoded only here, which not every text can be.
            host = base.host
        except ValueError:
            base, host = URL(), None
        here = self.loopback and is_loopback_url(service_url)
        if not host or base.user is not None or not (here or (base.scheme == "https" and self._is_in_domain(host))):
            raise UntrustedService(service_url)
        self._bases[service_url] = base

    def base(self, service_url: str) -> URL:
        """The address to send to. Raises UntrustedService."""
        try:
            return self._bases[service_url]
        except KeyError:
            raise UntrustedService(service_url) from None

    def _is_in_domain(self, host: str) -> bool:
        return not self._domains or any(f".{host.lower()}".endswith(f".{domain}") for domain in self._domains)
