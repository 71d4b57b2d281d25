"""What the engine cannot tell: sentences that mean the opposite, and codes that nobody speaks of.

    python tests/bench/bench_limits.py

The first table has the cosine of pairs of sentences in the bundled encoder. The second has what is
suggested on the sample interviews with a codebook about other things.
"""

import sys
import tempfile
from pathlib import Path

from qualpipe import Project
from qualpipe.text.vectors import encoder

SAMPLES = Path(__file__).parent.parent.parent / "corpora_samples"
PAIRS = (
    ("The worker shouted at me.", "I shouted at the worker."),
    ("個姑娘鬧我。", "我鬧個姑娘。"),
    ("Nobody there listened to me.", "Everybody there listened to me."),
    ("冇人聽我講嘢。", "個個都肯聽我講嘢。"),
    ("Nobody there listened to me.", "冇人聽我講嘢。"),
    ("Nobody there listened to me.", "The bus was late again."),
    ("冇人聽我講嘢。", "架巴士又遲到。"),
)
STRANGE = """\
codebook: strange
languages: [en]
codes:
  - id: astronomy
    name: Astronomy
    definition: The person talks about telescopes, planets and the night sky.
    keywords: [telescope, planet, galaxy]
    examples: [We watched Saturn through the telescope.]
  - id: accounting
    name: Accounting
    definition: The person talks about balance sheets, audits and depreciation.
    keywords: [ledger, audit]
    examples: [The audit found an error in the depreciation.]
  - id: football
    name: Football
    definition: The person talks about football matches and teams.
    keywords: [football, goal keeper]
    examples: [Our team won the match in extra time.]
"""


def say(*cells: object) -> None:
    sys.stdout.write("| " + " | ".join(map(str, cells)) + " |\n")


def opposites() -> None:
    say("one", "other", "cosine")
    say("---", "---", "---")
    encode = encoder("bundled").encode
    for one, other in PAIRS:
        a, b = encode([one, other])
        say(one, other, f"{a @ b:.2f}")


def strangers() -> None:
    with tempfile.TemporaryDirectory() as name:
        Path(name, "strange.yaml").write_text(STRANGE, encoding="utf-8")
        with Project.open(name, flags={"codebook": "strange.yaml"}) as project:
            project.ingest([SAMPLES])
            summary = project.code()
    sys.stdout.write(f"\n{summary.segments} segments\n\n")
    say("code", "suggested on", "mean score", "best quote, its beginning")
    say("---", "---", "---", "---")
    for row in summary.rows:
        say(row.code, row.segments, f"{row.mean_score:.2f}", row.quote[:50])


if __name__ == "__main__":
    opposites()
    strangers()
