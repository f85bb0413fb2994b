// Why a sentence got its label: the words lit inside it, and what the panel says.
const LABELS = ["reporting", "opinion", "padding"];

// Light the words that the reasons rest on; the text itself is left as it is, so that a selection survives.
function highlight(mark, reasons) {
  if (!window.Highlight) return;
  const ranges = { "cue-for": [], "cue-against": [] };
  for (const { span, weight } of reasons) {
    if (!span || span[0] === span[1]) continue;
    const range = new Range();
    range.setStart(mark.firstChild, span[0]);
    range.setEnd(mark.firstChild, span[1]);
    ranges[weight < 0 ? "cue-against" : "cue-for"].push(range);
  }
  for (const [name, found] of Object.entries(ranges)) CSS.highlights.set(name, new Highlight(...found));
}

function explanation(owner, mark, details) {
  const label = owner.record.labels[indexOf(mark)];
  const verdict = element("p", `verdict ${label}`, `${label}, ${percent(details.confidence)} sure`);
  const where = element("p", "where", `Sentence ${indexOf(mark) + 1} of ${owner.record.lengths.length}`);
  const parts = [where, verdict, probabilities(details.probabilities)];
  if (details.attribution) parts.push(attribution(details.attribution));
  if (details.reasons.length) {
    parts.push(element("h3", "", "What decided it"), element("ul", "", ...details.reasons.map((reason) => because(owner, mark, reason))));
    parts.push(element("p", "scale", "+ spoke for the label, − against it (log-odds)"));
  }
  return parts;
}

function probabilities(values) {
  const rows = values.map((value, index) => {
    const fill = element("span", LABELS[index]);
    fill.style.width = percent(value);
    const meter = element("div", "meter", fill);
    meter.setAttribute("aria-hidden", "true");
    const heading = element("th", "", LABELS[index]);
    heading.scope = "row";
    return element("tr", "", heading, element("td", "", meter), element("td", "", percent(value)));
  });
  const table = element("table", "", element("tbody", "", ...rows));
  table.setAttribute("aria-label", "Probabilities");
  return table;
}

function attribution([speaker, verb, quoted]) {
  const line = element("p", "said", "Speaker: ", element("b", "", speaker || "not named"));
  if (verb) line.append(` (${verb})`);
  if (quoted) line.append(element("br"), element("q", "", shortened(quoted)));
  return line;
}

const shortened = (text) => (text.length > 90 ? `${text.slice(0, 90)}…` : text);

// a <q> brings quotation marks along; the words of a quotation have their own
const withoutMarks = (text) => text.replace(/^["“„«]+|["“”»]+$/g, "");

function because(owner, mark, { cue, weight, span, repeats }) {
  const text = element("span", "", cue);
  const words = span ? mark.textContent.slice(...span) : "";
  if (words && !cue.includes(words)) text.append(": ", element("q", "", shortened(withoutMarks(words))));
  const earlier = owner.markOf.get(repeats);
  if (earlier && isShown(earlier)) {
    const link = element("button", "to-earlier", `sentence ${repeats + 1}`);
    link.type = "button";
    link.addEventListener("click", () => earlier.scrollIntoView({ block: "center" }));
    text.append(": ", element("q", "", shortened(withoutMarks(earlier.textContent))), " ", link);
  }
  const sign = weight < 0 ? "−" : "+";
  return element("li", weight < 0 ? "against" : "for", element("b", "", sign + Math.abs(weight).toFixed(1)), text);
}
