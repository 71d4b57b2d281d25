"""The cluster of a project: whether it may be used, and the record that it was."""

from dataclasses import replace

from qualpipe.engine import Cluster
from qualpipe.project.settings import Settings
from qualpipe.project.steps.runs import of_sending
from qualpipe.store import Store

STEP = "cluster"


def cluster_of(settings: Settings) -> Cluster | None:
    """Return the cluster that the settings name, if its address is one interviews may go to."""
    if not settings.cluster:
        return None
    from qualpipe.address import scheduler  # noqa: PLC0415 - few have a cluster

    allowed = settings.allow_remote
    return Cluster(server=scheduler(settings.cluster, allow_remote=allowed), allow_remote=allowed)


def noting(store: Store, cluster: Cluster, *, texts: int, encoder: str, started: str) -> Cluster:
    """Return the cluster so that texts it is given are recorded first: a run may be cut short."""
    record = of_sending(
        STEP,
        cluster.server,
        allow_remote=cluster.allow_remote,
        started=started,
        inputs={"encoder": encoder, "texts": str(texts)},
    )
    return replace(cluster, leaving=lambda: store.runs.append(record))
