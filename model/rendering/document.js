// One document: why each sentence got its label, the confidence slider, the keys, the strip, the copies.
const panel = byId("details");
const panelBody = panel.querySelector(".body");
const slider = byId("threshold");
const switches = [...document.querySelectorAll('.switches input[type="checkbox"]')];
const hideRest = byId("hide-rest");
const reportingOnly = byId("reporting-only");
let view = null;

class DocumentView {
  constructor(article, record) {
    this.article = article;
    this.record = record;
    this.marks = [...article.querySelectorAll(".text mark")];
    this.markOf = new Map(this.marks.map((mark) => [indexOf(mark), mark]));
    this.current = null;
    this.pinned = false;
    for (const mark of this.marks) mark.tabIndex = -1;
    this.strip = new Strip(article.querySelector(".strip"), record.lengths, {
      choose: (index, focus) => this.goTo(index, focus),
      describe: (index) => describe(record, index),
      step: (index, by) => this.nextShown(index, by),
    });
    this.shownMarks = null;
    this.renew();
    for (const button of article.querySelectorAll("[data-copy]")) button.addEventListener("click", () => this.copy(button));
    article.querySelector(".copy").hidden = false;
  }

  // After the switches or the slider changed.
  renew() {
    const least = Number(slider.value);
    const faint = [];
    for (const mark of this.marks) {
      const index = indexOf(mark);
      const isFaint = Math.round(100 * this.record.sentences[index].confidence) < least;
      mark.classList.toggle("faint", isFaint);
      if (isFaint) faint.push(index);
    }
    this.strip.grey(faint);
    byId("threshold-value").textContent = `${least}%`;
    byId("threshold-count").textContent = faint.length ? `${faint.length} of ${counted(this.marks.length, "sentence")} greyed` : "";
    this.shownMarks = null;
    if (this.current && !isShown(this.current)) this.close();
    if (!this.marks.some((mark) => mark.tabIndex === 0 && isShown(mark))) this.stopAt(this.shown()[0]);
    this.frame();
  }

  shown() {
    this.shownMarks ??= this.marks.filter(isShown);
    return this.shownMarks;
  }

  // The index of the first sentence shown after `index` (before it for `by` -1), itself where there is none.
  nextShown(index, by) {
    const indices = this.shown().map(indexOf);
    const found = by > 0 ? indices.find((i) => i > index) : indices.findLast((i) => i < index);
    return found ?? Math.min(Math.max(index, 0), this.record.lengths.length - 1);
  }

  show(mark) {
    if (mark === this.current) return;
    this.leave();
    this.current = mark;
    mark.classList.add("current");
    const index = indexOf(mark);
    this.strip.show(index);
    const details = this.record.sentences[index];
    highlight(mark, details.reasons);
    const earlier = details.reasons.map((reason) => this.markOf.get(reason.repeats)).find(Boolean);
    if (earlier) {
      earlier.classList.add("earlier");
      this.strip.mark(this.strip.earlier, indexOf(earlier));
    }
    panelBody.replaceChildren(...explanation(this, mark, details));
    panel.classList.add("filled");
  }

  leave() {
    if (!this.current) return;
    this.current.classList.remove("current");
    this.article.querySelector(".earlier:is(mark)")?.classList.remove("earlier");
    this.strip.mark(this.strip.earlier, null);
    this.strip.mark(this.strip.here, null);
    highlight(null, []);
    this.current = null;
  }

  close() {
    this.pinned = false;
    this.leave();
    panelBody.replaceChildren();
    panel.classList.remove("filled");
  }

  // One stop for the Tab key in the whole text; the arrow keys go from sentence to sentence.
  stopAt(mark) {
    for (const other of this.article.querySelectorAll('mark[tabindex="0"]')) other.tabIndex = -1;
    if (mark) mark.tabIndex = 0;
  }

  focus(mark) {
    this.stopAt(mark);
    mark.focus({ preventScroll: true });
    mark.scrollIntoView({ block: "nearest" });
  }

  // Bring a sentence, or the nearest one shown, into the middle of the screen.
  goTo(index, focus = false) {
    const marks = this.shown();
    if (!marks.length) return;
    const nearest = marks.reduce((best, mark) => (Math.abs(indexOf(mark) - index) < Math.abs(indexOf(best) - index) ? mark : best));
    nearest.scrollIntoView({ block: "center" });
    this.pinned = true;
    this.show(nearest);
    this.stopAt(nearest);
    if (focus) nearest.focus({ preventScroll: true });
  }

  // Show on the strip which sentences are on screen.
  frame() {
    const marks = this.shown();
    if (!marks.length) return;
    const first = partition(marks, (mark) => mark.getBoundingClientRect().bottom <= 0);
    const end = partition(marks, (mark) => mark.getBoundingClientRect().top < innerHeight);
    this.strip.frame(indexOf(marks[Math.min(first, marks.length - 1)]), indexOf(marks[Math.max(end - 1, 0)]));
  }

  async copy(button) {
    const status = this.article.querySelector(".copy [role=status]");
    try {
      await copyText(this.record[button.dataset.copy]);
      status.textContent = "Copied.";
    } catch (error) {
      status.textContent = `Not copied: ${error.message}`;
    }
  }
}

const indexOf = (mark) => Number(mark.id.split("s")[1]);
const isShown = (mark) => mark.getClientRects().length > 0;

// How many of the ordered `items` come before the first for which `test` fails.
function partition(items, test) {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (test(items[middle])) low = middle + 1;
    else high = middle;
  }
  return low;
}

function describe(record, index) {
  const details = record.sentences[index];
  const sure = details ? `, ${percent(details.confidence)}` : "";
  return `Sentence ${index + 1} of ${record.lengths.length}: ${record.labels[index]}${sure}`;
}

document.addEventListener("pointerover", (event) => {
  const mark = event.target.closest?.(".text mark");
  if (mark && view && !view.pinned && event.pointerType === "mouse") view.show(mark);
});
document.addEventListener("click", (event) => {
  const link = event.target.closest?.('.summary a[href^="#d"]');
  if (link && view) {
    event.preventDefault();
    view.goTo(Number(link.hash.split("s")[1]), true);
  }
  const mark = event.target.closest?.(".text mark");
  if (!mark || !view || !getSelection().isCollapsed) return;
  view.pinned = !(view.pinned && mark === view.current);
  view.show(mark);
  view.focus(mark);
});
document.addEventListener("focusin", (event) => {
  if (!view || !event.target.matches(".text mark")) return;
  view.stopAt(event.target);
  view.show(event.target);
});
document.addEventListener("keydown", (event) => {
  if (!view || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "Escape") view.close();
  if (!event.target.matches(".text mark")) return;
  const by = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
  const ends = { Home: [-1, 1], End: [view.record.lengths.length, -1] }[event.key];
  if (!by && !ends) return;
  event.preventDefault();
  view.focus(view.markOf.get(view.nextShown(...(ends ?? [indexOf(event.target), by]))));
});
panel.querySelector(".close").addEventListener("click", () => {
  const mark = view.current;
  mark?.focus({ preventScroll: true });
  view.close();
});

// The switches act by the style sheet alone; the script follows them.
function isReportingOnly() {
  return hideRest.checked && switches.every((box) => box.checked === (box.id === "show-reporting"));
}
function settingsChanged() {
  reportingOnly.setAttribute("aria-pressed", String(isReportingOnly()));
  view?.renew();
}
for (const box of [...switches, hideRest]) box.addEventListener("change", settingsChanged);
slider.addEventListener("input", settingsChanged);
reportingOnly.addEventListener("click", () => {
  const on = !isReportingOnly();
  hideRest.checked = on;
  for (const box of switches) box.checked = !on || box.id === "show-reporting";
  settingsChanged();
});

let framing = 0;
for (const event of ["scroll", "resize"]) {
  addEventListener(event, () => {
    framing ||= requestAnimationFrame(() => {
      framing = 0;
      view?.frame();
    });
  });
}

panel.hidden = false;
reportingOnly.hidden = false;
document.querySelector(".threshold").hidden = false;
if (matchMedia("(max-width: 60rem)").matches) document.querySelector(".meanings").open = false;
