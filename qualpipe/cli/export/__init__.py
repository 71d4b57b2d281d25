"""`qualpipe export`: tables, quotes, interviews and files for other tools."""

import click

from qualpipe.cli.lazy import LazyGroup

COMMANDS = {
    "themes": "Table of codes: definition, segments, participants, share, by attribute.",
    "quotes": "Table of quotes: chosen for each code, or the writer's picks.",
    "matrix": "Framework matrix: participants or groups against codes.",
    "codings": "Every coded passage: a row a quote, or a column of 0 and 1 a code.",
    "cooccurrence": "Which codes occur together, as a matrix and as a list of pairs.",
    "codebook": "Table of the codebook, with how often each code was given.",
    "memos": "Table of memos: what people noted down, and about what.",
    "agreement": "How far the reviewers agree, with intervals.",
    "audit": "Every decision, computation and round: the audit trail.",
    "interview": "Write an interview as a Word document with its codes as comments.",
    "spacy": "Training data for spaCy: a DocBin with the codes as span groups.",
    "qdpx": "Write the project for NVivo, ATLAS.ti, MAXQDA, QualCoder and others (REFI-QDA).",
    "qdc": "Write the codebook for NVivo, ATLAS.ti, MAXQDA, QualCoder and others (REFI-QDA).",
}


@click.group("export", cls=LazyGroup, package=__name__, commands_of=COMMANDS)
def command() -> None:
    """Write tables, quotes and interviews, and files for other tools.

    Reviewed codings only, unless --suggestions is given. Each file states what it was made from.

    Example: qualpipe export themes --to themes.xlsx
    """
