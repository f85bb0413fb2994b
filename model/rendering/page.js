"use strict";
// Adds to a page that is readable without it: details of a sentence, the confidence slider, the reader's place.
(() => {
  const details = JSON.parse(document.getElementById("data").textContent);
  const marks = Array.from(document.querySelectorAll("main mark"));
  const bars = new Map(Array.from(document.querySelectorAll(".bar"), (bar) => [bar.dataset.for, bar]));
  const panel = document.getElementById("details");
  const body = panel.querySelector(".body");
  const LABELS = ["reporting", "opinion", "padding"];
  let current = null;
  let pinned = false;

  document.documentElement.classList.add("js");
  panel.hidden = false;
  document.querySelector(".threshold").hidden = false;

  function element(name, className, ...children) {
    const node = document.createElement(name);
    if (className) node.className = className;
    node.append(...children);
    return node;
  }

  const percent = (share) => `${Math.round(100 * share)}%`;

  function probabilities(values) {
    const rows = values.map((value, index) => {
      const fill = element("span", LABELS[index]);
      fill.style.width = percent(value);
      const meter = element("div", "meter", fill);
      meter.setAttribute("aria-hidden", "true");
      return element("tr", "", element("td", "", LABELS[index]), element("td", "", meter), element("td", "", percent(value)));
    });
    return element("table", "", element("tbody", "", ...rows));
  }

  function attribution([speaker, verb, quoted]) {
    const line = element("p", "said", "Speaker: ", element("b", "", speaker || "not named"));
    if (verb) line.append(` (${verb})`);
    if (quoted) line.append(element("br"), element("q", "", quoted));
    return line;
  }

  function reason([cue, weight, words]) {
    const sign = weight < 0 ? "−" : "+";
    const text = element("span", "", cue);
    if (words && words !== cue) text.append(": ", element("q", "", words.length > 90 ? `${words.slice(0, 90)}…` : words));
    return element("li", "", element("b", "", sign + Math.abs(weight).toFixed(1)), text);
  }

  function show(mark) {
    if (mark === current) return;
    leave();
    current = mark;
    mark.classList.add("current");
    bars.get(mark.id)?.classList.add("current");
    const data = details[mark.id];
    const verdict = `${data.label}, ${percent(data.confidence)} confident`;
    body.replaceChildren(element("p", `verdict ${data.label}`, verdict), probabilities(data.probabilities));
    if (data.attribution) body.append(attribution(data.attribution));
    if (data.reasons.length) body.append(element("ul", "", ...data.reasons.map(reason)));
    panel.classList.add("filled");
    panel.querySelector(".hint").hidden = true;
  }

  function leave() {
    if (!current) return;
    current.classList.remove("current");
    bars.get(current.id)?.classList.remove("current");
    current = null;
  }

  function close() {
    pinned = false;
    leave();
    body.replaceChildren();
    panel.classList.remove("filled");
    panel.querySelector(".hint").hidden = false;
  }

  // One stop for the Tab key in the whole text; the arrow keys go from sentence to sentence.
  function stop(mark) {
    for (const other of document.querySelectorAll('main mark[tabindex="0"]')) other.tabIndex = -1;
    mark.tabIndex = 0;
  }
  for (const mark of marks) mark.tabIndex = -1;
  if (marks.length) marks[0].tabIndex = 0;

  function step(mark, by) {
    let index = marks.indexOf(mark) + by;
    while (marks[index] && marks[index].offsetParent === null) index += by;
    if (marks[index]) marks[index].focus();
  }

  document.addEventListener("pointerover", (event) => {
    const mark = event.target.closest?.("main mark");
    if (mark && !pinned && event.pointerType === "mouse") show(mark);
  });
  document.addEventListener("click", (event) => {
    const mark = event.target.closest?.("main mark");
    if (!mark) return;
    pinned = !(pinned && mark === current);
    show(mark);
    mark.focus({ preventScroll: true });
  });
  document.addEventListener("focusin", (event) => {
    if (event.target.matches("main mark")) {
      stop(event.target);
      show(event.target);
    }
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close();
    if (!event.target.matches("main mark") || event.ctrlKey || event.metaKey || event.altKey) return;
    const by = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (by) {
      event.preventDefault();
      step(event.target, by);
    }
  });
  panel.querySelector(".close").addEventListener("click", close);

  const slider = document.getElementById("threshold");
  function grey() {
    document.getElementById("threshold-value").textContent = `${slider.value}%`;
    for (const mark of marks) mark.classList.toggle("faint", 100 * Number(mark.dataset.c) < Number(slider.value));
  }
  slider.addEventListener("input", grey);
  grey();

  const watcher = new IntersectionObserver((entries) => {
    for (const entry of entries) bars.get(entry.target.id)?.classList.toggle("near", entry.isIntersecting);
  });
  for (const mark of marks) watcher.observe(mark);
})();
