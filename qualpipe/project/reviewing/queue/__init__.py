"""The queue: one suggestion at a time for each reviewer, the promising ones first.

`Queue` holds a project in memory for all its reviewers. A reviewer who sits in an open round gets
her items in the order of the draw; everybody else gets what the machine suggests and they have not
decided on. Nobody learns from it what another one decided while that is sealed.
"""

from qualpipe.project.reviewing.queue.filters import Filter
from qualpipe.project.reviewing.queue.pool import Choices, Pool
from qualpipe.project.reviewing.queue.task import Progress, Task
from qualpipe.project.reviewing.queue.waiting import Queue

__all__ = ["Choices", "Filter", "Pool", "Progress", "Queue", "Task"]
