// The map of a document: shows what is on screen, what is greyed and where the reader is; a click or a key jumps.
class Strip {
  // `choose(index)` brings a sentence into view; `describe(index)` says it in words; `step` gives the next one shown.
  constructor(box, lengths, { choose, describe, step }) {
    this.box = box;
    this.svg = box.querySelector("svg");
    this.starts = [];
    this.length = 0;
    for (const length of lengths) {
      this.starts.push(this.length);
      this.length += length;
    }
    this.lengths = lengths;
    if (!lengths.length) return;
    this.faint = drawing("path", "faint");
    this.window = drawing("rect", "window");
    this.earlier = drawing("rect", "earlier");
    this.here = drawing("rect", "here");
    this.svg.append(this.faint, this.earlier, this.here, this.window);
    place(box, { role: "slider", tabindex: 0, "aria-label": "Map of the document", "aria-valuemin": 1, "aria-valuemax": lengths.length });
    this.describe = describe;
    this.value = 0;
    this.show(0);
    this.here.removeAttribute("width");
    this.listen(choose, step);
  }

  listen(choose, step) {
    const at = (event) => {
      const area = this.svg.getBoundingClientRect();
      return this.indexAt((this.length * (event.clientX - area.left)) / area.width);
    };
    this.box.addEventListener("pointerdown", (event) => {
      if (event.button) return;
      this.box.setPointerCapture(event.pointerId);
      choose(at(event));
    });
    this.box.addEventListener("pointermove", (event) => {
      const index = at(event);
      if (event.buttons & 1) choose(index);
      else this.box.title = this.describe(index);
    });
    this.box.addEventListener("keydown", (event) => {
      const last = this.lengths.length - 1;
      const targets = {
        ArrowRight: step(this.value, 1), ArrowDown: step(this.value, 1), PageDown: step(Math.min(last, this.value + 9), 1),
        ArrowLeft: step(this.value, -1), ArrowUp: step(this.value, -1), PageUp: step(Math.max(0, this.value - 9), -1),
        Home: step(-1, 1), End: step(last + 1, -1), Enter: this.value,
      };
      const index = targets[event.key];
      if (index === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      choose(index, event.key === "Enter");
    });
  }

  // The last sentence that starts at or before `place`.
  indexAt(place) {
    let low = 0;
    let high = this.starts.length - 1;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if (this.starts[middle] <= place) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  show(index) {
    if (!this.lengths.length) return;
    this.value = index;
    this.mark(this.here, index);
    place(this.box, { "aria-valuenow": index + 1, "aria-valuetext": this.describe(index) });
  }

  mark(rectangle, index) {
    if (!this.lengths.length) return;
    if (index === null) rectangle.removeAttribute("width");
    else place(rectangle, { x: this.starts[index], y: 0, width: this.lengths[index], height: 100 });
  }

  frame(first, last) {
    if (!this.lengths.length) return;
    const end = this.starts[last] + this.lengths[last];
    place(this.window, { x: this.starts[first], y: 0, width: end - this.starts[first], height: 100 });
  }

  grey(indices) {
    if (!this.lengths.length) return;
    this.faint.setAttribute("d", indices.map((i) => `M${this.starts[i]} 0h${this.lengths[i]}v100h-${this.lengths[i]}z`).join(""));
  }
}
