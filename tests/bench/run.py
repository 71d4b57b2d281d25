"""Run the commands of docs/benchmarks.md and put what they print below them.

    python tests/bench/run.py [WORD]

With a word only the commands that hold it are run: `run.py bench_gold`. Standard error is left out.
"""

import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
PAGE = ROOT / "docs" / "benchmarks.md"
# A command, and between two remarks what it printed.
BLOCK = re.compile(
    r"(?P<before>```\n(?P<command>[^`]+)\n```\n\n<!-- printed -->\n).*?(?P<after><!-- end -->)",
    re.DOTALL,
)


def printed(command: str) -> str:
    """Run a command as a reader would, and return what it prints in Markdown."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environment = {**os.environ, "PATH": path, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
    ran = subprocess.run(
        ["/bin/sh", "-e", "-c", command],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    lines = [line.rstrip() for line in ran.stdout.split("\n")]
    text = re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n")
    if any(line.startswith("|") for line in lines):
        return f"\n{re.sub('^## ', '### ', text, flags=re.MULTILINE)}\n\n"
    return f"\n```text\n{text}\n```\n\n"


def refreshed(found: re.Match[str], word: str) -> str:
    if word not in found["command"]:
        return found[0]
    sys.stderr.write(f"{found['command']}\n")
    return f"{found['before']}{printed(found['command'])}{found['after']}"


def main(word: str) -> None:
    """Refresh the page, or the parts of it that a word names."""
    (ROOT / "build").mkdir(exist_ok=True)
    page = PAGE.read_text("utf-8")
    PAGE.write_text(BLOCK.sub(lambda found: refreshed(found, word), page), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "")
