"""What Prometheus may read: how many requests, how long they took, who is listening.

Not for what a user did: no label holds an id, a name or an address.
"""

from __future__ import annotations

from collections.abc import Mapping

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

_BUCKETS_S = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 60)


class Metrics:
    """The counters of one server."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self._requests = Counter(
            "vivant_requests_total", "Requests answered.", ("route", "method", "status"), registry=self.registry
        )
        self._seconds = Histogram(
            "vivant_request_seconds", "How long answers took.", ("route",), buckets=_BUCKETS_S, registry=self.registry
        )
        self.streams = Gauge("vivant_open_streams", "Event streams that are open.", registry=self.registry)
        self.uploaded = Counter("vivant_uploaded_bytes_total", "Bytes of files accepted.", registry=self.registry)
        self._jobs = Gauge("vivant_jobs", "Runs and renders by state.", ("kind", "status"), registry=self.registry)

    def request(self, route: str, method: str, status: int, took_s: float) -> None:
        """Count one answer; status 0 is a client that left before there was one."""
        self._requests.labels(route, method, str(status)).inc()
        self._seconds.labels(route).observe(took_s)

    def count_jobs(self, found: Mapping[tuple[str, str], int]) -> None:
        """How many runs and renders there are, by kind and status."""
        self._jobs.clear()
        for (kind, status), n in found.items():
            self._jobs.labels(kind, status).set(n)

    def page(self) -> bytes:
        """Everything in Prometheus' text format."""
        return bytes(generate_latest(self.registry))
