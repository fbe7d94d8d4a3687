"""What a person may ask of one run: the form in the Prefect UI, one model a flow."""

from pydantic import BaseModel, ConfigDict, Field


class IngestParams(BaseModel):
    """Parameters of ``ingest``."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    feeds: list[str] = Field(
        default=[],
        title="Feeds",
        max_length=500,
        description="Ids or tags of the feeds to read. Empty: all that are enabled.",
    )
    max_articles: int = Field(
        default=0,
        ge=0,
        le=10_000,
        title="Most articles per feed",
        description="Pages read per feed in this run; the rest waits in the inbox. 0: no limit.",
    )
    due_only: bool = Field(
        default=True,
        title="Only feeds that are due",
        description="Off: ask every chosen feed now, due or not. Pauses a host asked for are kept.",
    )
    force: bool = Field(
        default=False,
        title="Ignore validators",
        description="Ask for whole documents, and due or not: no If-None-Match, "
        "no If-Modified-Since.",
    )
    reread: bool = Field(
        default=False,
        title="Read known stories again",
        description="Read the page of every story the feeds listed lately, though the feed says "
        "nothing new: many publishers correct a page and leave its feed entry as it was.",
    )
    dry_run: bool = Field(
        default=False,
        title="Dry run",
        description="Ask and read as always, write nothing, report what would have been written.",
    )
    first_shard: int = Field(
        default=0, ge=0, le=63, title="First shard", description="Of 64; for sharing the work."
    )
    last_shard: int = Field(
        default=63, ge=0, le=63, title="Last shard", description="Of 64; for sharing the work."
    )

    @property
    def is_by_hand(self) -> bool:
        """Whether a person chose anything: such a run never counts as the slot's run."""
        return bool(self.model_fields_set - {"first_shard", "last_shard"})
