"""``@stage``: Prefect's ``@task`` under our one retry rule."""

from collections.abc import Callable
from typing import Any, ParamSpec, TypeVar

from prefect import Task, task
from prefect.cache_policies import NO_CACHE
from prefect.client.schemas.objects import State, TaskRun
from prefect.tasks import exponential_backoff

from tasks.errors import NewsError

P = ParamSpec("P")
R = TypeVar("R")


def stage(run_name: str) -> Callable[[Callable[P, R]], Task[P, R]]:
    """Make a task that is tried up to four times while its errors call themselves retryable.

    Args:
        run_name: Template over the task's parameters: ``"poll shard {batch.shard}"``.
    """
    made: Callable[[Callable[P, R]], Task[P, R]] = task(
        task_run_name=run_name,
        retries=3,
        retry_delay_seconds=exponential_backoff(backoff_factor=2),
        retry_jitter_factor=0.5,
        retry_condition_fn=_is_retryable,
        cache_policy=NO_CACHE,  # repeating is safe: archive keys are write-once
        persist_result=False,
    )
    return made


def _is_retryable(_task: Task[..., Any], _run: TaskRun, state: State[Any]) -> bool:
    error = state.result(raise_on_failure=False)
    return isinstance(error, NewsError) and error.retryable
