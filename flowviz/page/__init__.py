"""A picture with its proof: title, legend, footnotes and numbered sources on one page."""

from flowviz.page.compose import compose
from flowviz.page.page import Page, Words
from flowviz.page.words import page_words

__all__ = ["Page", "Words", "compose", "page_words"]
