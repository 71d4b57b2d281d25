"""The cluster of a project: whether it may be used, and the record that it was."""

from dataclasses import replace

from qualpipe.engine import Cluster
from qualpipe.model import Run
from qualpipe.project.settings import Settings
from qualpipe.project.steps.runs import named
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
    return replace(
        cluster,
        leaving=lambda: _note(store, cluster, texts=texts, encoder=encoder, started=started),
    )


def _note(store: Store, cluster: Cluster, *, texts: int, encoder: str, started: str) -> None:
    store.runs.append(
        named(
            Run(
                id="",
                step=STEP,
                settings={
                    "server": cluster.server.name,
                    "remote": str(cluster.server.remote),
                    "allow_remote": str(cluster.allow_remote),
                },
                inputs={"encoder": encoder, "texts": str(texts)},
                started=started,
            )
        )
    )
