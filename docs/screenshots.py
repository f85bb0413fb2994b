"""Render the pictures that stand in the README: `python docs/screenshots.py` (extra `browser`).

Run it again when the model, the page or the first notebook changes. It annotates the demo article and the own corpus
with the default model, opens both pages and the notebook as it is committed in headless Chromium, and writes
docs/page-light.png, page-dark.png, page-phone.png, index.png and notebook.png.
"""

from __future__ import annotations

import io
import json
import os
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PIL import Image
from playwright.sync_api import sync_playwright

import newsgrain
from newsgrain.training.notebooks import FOLDER

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

DOCS = Path(__file__).resolve().parent
CHROMIUM = "/usr/bin/chromium"
COLOURS = 256
"""Colours kept of a picture: enough for text on paper, at half the size."""

NEAR_THE_TOP = 9
"""The sentence that is pointed at is looked for before this one, so that the head of the page stays in the picture."""


def main() -> None:
    """Make all five pictures."""
    os.chdir(DOCS.parent)  # names of files are shown as they were given
    model = newsgrain.load_model()
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        one, many = Path(folder) / "one.html", Path(folder) / "many.html"
        demo = newsgrain.read_documents(["corpus/data/demo.txt"], on_error=_fail)
        one.write_text(newsgrain.render_page(model.annotate_many(demo)), encoding="utf-8")
        read = newsgrain.read_documents(["corpus/data/*.jsonl"], on_error=_fail)
        # all of it has one source: its genres stand for outlets
        corpus = (replace(d, metadata={"source": d.metadata["genre"]}) for d in read)
        many.write_text(newsgrain.render_page(model.annotate_many(corpus)), encoding="utf-8")
        for name, width, height, theme, scale in (
            ("page-light", 1280, 1300, "light", 1),
            ("page-dark", 1280, 1300, "dark", 1),
            ("page-phone", 390, 844, "light", 2),
        ):
            page = _opened(browser, one, width, height, theme, scale)
            _explain(page, wide=width > 1000)
            _save(page, name)
        _save(_opened(browser, many, 1280, 1060, "light", 1), "index")
        _notebook(browser, Path(folder) / "notebook.html")
        browser.close()


def _fail(error: newsgrain.InputError) -> None:
    raise error


def _opened(browser: Browser, path: Path, width: int, height: int, theme: str, scale: int) -> Page:
    context = browser.new_context(
        viewport={"width": width, "height": height},
        color_scheme="dark" if theme == "dark" else "light",
        device_scale_factor=scale,
    )
    page = context.new_page()
    page.goto(path.as_uri())
    page.wait_for_selector(".js")
    return page


def _explain(page: Page, *, wide: bool) -> None:
    """Point at the sentence with most words lit: what a reader does first."""
    record = json.loads(page.locator("#record-0").text_content() or "")
    lit = [sum("span" in r for r in record["sentences"][str(i)]["reasons"]) for i in range(1, NEAR_THE_TOP)]
    mark = page.locator(f"#d0s{1 + lit.index(max(lit))}")
    if wide:
        mark.hover()
    else:
        mark.click()
    page.mouse.move(0, 0)


def _notebook(browser: Browser, path: Path) -> None:
    """The notebook from its annotated article, which scrolls, to the plots of it."""
    from nbconvert import HTMLExporter

    shown, _ = HTMLExporter(template_name="classic").from_filename(str(FOLDER / "explore_a_document.ipynb"))
    path.write_text(shown, encoding="utf-8")
    page = browser.new_context(viewport={"width": 1000, "height": 900}).new_page()
    page.route("http*://**", lambda route: route.abort())  # the template asks for scripts that nothing here needs
    page.goto(path.as_uri())
    page.add_style_tag(
        content=".newsgrain-fragment { max-height: 21rem; overflow-y: auto; } .anchor-link { display: none; }"
    )
    top = page.locator("h2", has_text="Annotate").bounding_box()
    last = page.locator("img").nth(1).bounding_box()
    assert top
    assert last
    clip = {"x": 0, "y": top["y"] - 16, "width": 1000, "height": last["y"] + last["height"] - top["y"] + 32}
    _save(page, "notebook", full_page=True, clip=clip)


def _save(page: Page, name: str, **options: Any) -> None:
    picture = Image.open(io.BytesIO(page.screenshot(**options))).convert("RGB")
    picture.quantize(COLOURS, dither=Image.Dither.NONE).save(DOCS / f"{name}.png", optimize=True)


if __name__ == "__main__":
    main()
