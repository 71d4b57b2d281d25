"""Text: what is known of writing itself, in Chinese and English, whatever the study.

`script` tells kinds of characters apart, `language` languages; `folding` brings a text into the
form in which it is searched; `sentences` and `words` cut it; `meaning` and `vectors` say what it is
about. Each module is imported by its own name, so that nobody waits for what they do not use.
"""
