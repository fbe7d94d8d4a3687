"""Write generated.<language>.txt from templates.<language>.toml: ordinary paragraphs, one a line.

Run it from anywhere: ``python tests/data/ordinary/make_ordinary.py``. Same input, same bytes.
"""

import hashlib
import re
import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
VARIANTS = 21
"""Paragraphs for each hard sentence."""
SLOT = re.compile(r"\{(\w+)\}")
UNSPACED = frozenset({"ja", "zh"})


def paragraphs(language: str) -> Iterator[str]:
    """Yield the paragraphs of a language, each once, in the order of its hard sentences."""
    data = tomllib.loads((HERE / f"templates.{language}.toml").read_text(encoding="utf-8"))
    glue = "" if language in UNSPACED else " "
    made = (
        glue.join(_filled(sentence, data["slots"], f"{number}.{variant}") for sentence in sentences)
        for number, hard in enumerate(data["hard"])
        for variant in range(VARIANTS)
        for sentences in [_sentences(hard, data["plain"], f"{language}.{number}.{variant}")]
    )
    yield from dict.fromkeys(made)


def _sentences(hard: str, plain: Sequence[str], seed: str) -> list[str]:
    """Set none, one or two plain sentences beside the hard one."""
    before = [_chosen(plain, f"{seed}.before")] if _number(f"{seed}.is_before") % 2 else []
    after = [_chosen(plain, f"{seed}.after")] if _number(f"{seed}.is_after") % 2 else []
    return [*before, hard, *after]


def _filled(sentence: str, slots: dict[str, list[str]], seed: str) -> str:
    return SLOT.sub(lambda slot: _chosen(slots[slot[1]], f"{seed}.{slot[1]}"), sentence)


def _chosen(values: Sequence[Any], seed: str) -> str:
    return str(values[_number(seed) % len(values)])


def _number(seed: str) -> int:
    return int.from_bytes(hashlib.sha256(seed.encode()).digest()[:4], "big")


def main() -> None:
    """Write every file anew."""
    for path in sorted(HERE.glob("templates.*.toml")):
        language = path.stem.partition(".")[2]
        text = "\n".join(paragraphs(language)) + "\n"
        (HERE / f"generated.{language}.txt").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
