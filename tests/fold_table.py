"""Makes the table of simplified characters anew from OpenCC: `python tests/fold_table.py`."""

import unicodedata
from pathlib import Path

SHIPPED = Path(__file__).parents[1] / "qualpipe" / "text" / "data" / "simplified.tsv"
HEADER = (
    "# Traditional, Hong Kong and Taiwan forms and the simplified character they fold to.\n"
    "# Made by tests/fold_table.py from OpenCC (Apache License 2.0): see SOURCES.md.\n"
)
# The characters that jieba's dictionary is made of: what is simplified to a rare one stays.
COMMON = range(0x4E00, 0x9FD6)
RANGES = (range(0x3400, 0x4DC0), range(0x4E00, 0xA000), range(0x20000, 0x323B0))
# A word of its own besides a variant: a rule of the folding looks at what stands beside it.
BY_CONTEXT = "著"
# Taiwan's standard writes 么 for 幺; in transcripts it is the simplified 麼.
NOT_TAIWAN = "么"


def made() -> dict[str, str]:
    """Return what each character folds to, where that is another one."""
    import opencc  # noqa: PLC0415 - needed to make the table, not to use it

    to_simplified = opencc.OpenCC("t2s").convert
    from_hong_kong = opencc.OpenCC("hk2t").convert
    from_taiwan = opencc.OpenCC("tw2t").convert
    table: dict[str, str] = {}
    kept: dict[str, str] = {}
    for character in (chr(code) for codes in RANGES for code in codes):
        if character in BY_CONTEXT or unicodedata.normalize("NFKC", character) != character:
            continue
        standard = from_hong_kong(character)
        if standard == character and character not in NOT_TAIWAN:
            standard = from_taiwan(character)
        simple = to_simplified(to_simplified(standard))
        if simple == character:
            continue
        if ord(character) in COMMON and ord(simple) not in COMMON:
            first = kept.setdefault(simple, character)  # 𠮶 folds to 嗰, not 嗰 to 𠮶
            if first != character:
                table[character] = first
        else:
            table[character] = simple
    return table | {simple: kept.get(simple, simple) for simple in kept}


def written(table: dict[str, str]) -> str:
    """Return the file's text."""
    return HEADER + "".join(f"{one}\t{other}\n" for one, other in sorted(table.items()))


if __name__ == "__main__":
    SHIPPED.write_text(written(made()), "utf-8")
