"""What may differ between a laptop, staging and production, from ``CORRIGENDA_*`` variables."""

from importlib.metadata import version
from ipaddress import IPv4Network, IPv6Network
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict, SettingsError

from tasks.errors import ConfigError

DEFAULT_BUCKET = "s3://corrigenda"
_LISTS = "CORRIGENDA_FETCH__ALLOW_NETWORKS, CORRIGENDA_FETCH__ALLOW_PORTS"


class S3Settings(BaseModel):
    """Where the bucket's server is; keys come from the usual ``AWS_*`` variables."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    endpoint_url: str = Field(
        default="",
        description="Address of an S3-compatible service; empty: AWS, or the local store.",
        pattern=r"^(https?://\S+)?$",
    )
    addressing: Literal["path", "virtual"] = Field(
        default="path", description="Bucket in the path, or in the host name (AWS)."
    )
    create_bucket: bool = Field(default=False, description="Make the bucket if it is missing.")


class FetchSettings(BaseModel):
    """How publishers are asked."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    contact_url: str = Field(
        default="", description="Page about you for the User-Agent.", pattern=r"^(https?://\S+)?$"
    )
    contact_email: str = Field(
        default="", description="Address for the User-Agent.", pattern=r"^([^@\s]+@[^@\s]+)?$"
    )
    allow_networks: tuple[IPv4Network | IPv6Network, ...] = Field(
        default=(),
        description="Your own networks, as a JSON list: private addresses allowed, no spacing.",
    )
    allow_ports: frozenset[int] = Field(
        default=frozenset({80, 443, 8080, 8443}),
        description="Ports that may be asked, as a JSON list; networks above may use any.",
    )
    respect_reservations: bool = Field(
        default=True, description="Keep no raw copy of a page that reserves its rights."
    )
    page_deadline_s: float = Field(
        default=20, gt=0, le=120, description="Seconds after which a page's reader is killed."
    )

    @property
    def has_contact(self) -> bool:
        """Whether a publisher who sees our requests can reach a person."""
        return bool(self.contact_url or self.contact_email)

    def user_agent(self) -> str:
        """Return the one User-Agent of every request."""
        email = f"mailto:{self.contact_email}" if self.contact_email else ""
        contact = "; ".join(filter(None, (self.contact_url and f"+{self.contact_url}", email)))
        return f"Corrigenda/{version('corrigenda')} ({contact or 'own network'})"


class Settings(BaseSettings):
    """All settings; every one has a default that works on a laptop."""

    model_config = SettingsConfigDict(
        env_prefix="CORRIGENDA_", env_nested_delimiter="__", frozen=True, extra="forbid"
    )

    store_url: str = Field(
        default="",
        description="s3://bucket/prefix; empty: s3://corrigenda at the endpoint, else the "
        "local store.",
        pattern=r"^(s3://[a-z0-9][a-z0-9.-]{1,61}[a-z0-9](/\S*)?)?$",
    )
    feeds_file: str = Field(
        default="config/feeds.yaml",
        description="The list of feeds: a .yaml or .opml file, or one address.",
    )
    local_dir: Path = Field(
        default=Path(".local"), description="Folder of the local store and of local runs."
    )
    local_store: Literal["", "minio", "container", "versitygw"] = Field(
        default="", description="Force one of the local S3 servers; empty: the first found."
    )
    s3: S3Settings = S3Settings()
    fetch: FetchSettings = FetchSettings()

    @property
    def is_local(self) -> bool:
        """Whether the archive lies in ``local_dir`` and its server is ours to start."""
        return not self.store_url and not self.s3.endpoint_url


def load_settings() -> Settings:
    """Return the settings of this environment.

    Raises:
        ConfigError: If a variable has a value that is not allowed; names all of them.
    """
    try:
        return Settings()
    except ValidationError as error:
        raise ConfigError("environment", _mistakes(error)) from error
    except SettingsError as error:  # it names the group, not the variable
        raise ConfigError(_LISTS, 'one is no JSON list; write it as ["127.0.0.0/8"]') from error


def _mistakes(error: ValidationError) -> str:
    """Return one line for all mistakes; values are left out, they may be secrets."""
    names = ("CORRIGENDA_" + "__".join(map(str, e["loc"][:2])).upper() for e in error.errors())
    reasons = (e["msg"].lower() for e in error.errors())
    return "; ".join(f"{name}: {reason}" for name, reason in zip(names, reasons, strict=True))
