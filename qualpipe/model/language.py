"""The languages an interview is held in."""

from enum import StrEnum


class Language(StrEnum):
    """What a stretch of text is written in: `yue` is written Cantonese, `zh` written Chinese."""

    EN = "en"
    YUE = "yue"
    ZH = "zh"
    MIXED = "mixed"
    UNKNOWN = "und"
