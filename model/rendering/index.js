// A page of many documents: sort, filter, open one in place.
const listing = byId("listing");
const reading = byId("reading");
const body = byId("rows");
const rows = [...body.rows];
const find = byId("find");
const source = byId("source");
const headings = [...document.querySelectorAll("[data-sort]")];
const chooseButtons = [...document.querySelectorAll(".choose")];
const TEXTS = ["name", "source"];
let opened = null;
let placeLeft = 0;

const textOf = (row) => row.cells[0].textContent;
const sourceOf = (row) => row.cells[1].textContent;
const idOf = (row) => row.querySelector("a").title;
const searched = new Map(rows.map((row) => [row, [textOf(row), idOf(row), sourceOf(row)].join("\n").toLowerCase()]));
const numberOf = (row) => Number(row.dataset.place);
const matching = () => [...body.rows].filter((row) => !row.hidden);

function sortBy(name, direction) {
  const key = { name: textOf, source: sourceOf }[name] ?? ((row) => Number(row.dataset[name]));
  const compare = TEXTS.includes(name) ? new Intl.Collator("en", { numeric: true }).compare : (a, b) => a - b;
  const keys = new Map(rows.map((row) => [row, key(row)]));
  rows.sort((a, b) => direction * compare(keys.get(a), keys.get(b)) || numberOf(a) - numberOf(b));
  body.append(...rows);
  for (const button of headings) {
    const order = button.dataset.sort === name ? (direction > 0 ? "ascending" : "descending") : "none";
    button.closest("th").setAttribute("aria-sort", order);
  }
}

function filter() {
  const wanted = find.value.trim().toLowerCase();
  let found = 0;
  for (const row of rows) {
    row.hidden = !searched.get(row).includes(wanted) || (source.value !== "" && sourceOf(row) !== source.value);
    found += !row.hidden;
  }
  byId("found").textContent = found === rows.length ? "" : `${found.toLocaleString("en")} of ${counted(rows.length, "document")}`;
  byId("none-found").hidden = found > 0;
  for (const button of chooseButtons) button.setAttribute("aria-pressed", String(button.dataset.source === source.value));
}

async function open(number) {
  if (opened === null) placeLeft = scrollY;
  opened = number;
  const record = await readData(`record-${number}`);
  if (opened !== number) return; // another one was asked for meanwhile
  const template = element("template");
  template.innerHTML = record.html; // escaped where it was written; the policy runs no script but this one
  byId("opened").replaceChildren(template.content);
  listing.hidden = true;
  reading.hidden = false;
  document.body.className = "reading";
  scrollTo(0, 0);
  view?.close();
  view = new DocumentView(byId("opened").querySelector("article"), record);
  const numbers = matching().map(numberOf);
  const at = numbers.indexOf(number);
  byId("position").textContent = at < 0 ? "" : `${at + 1} of ${numbers.length.toLocaleString("en")}`;
  for (const [id, neighbour] of [["previous", numbers[at - 1]], ["next", at < 0 ? undefined : numbers[at + 1]]]) {
    byId(id).disabled = neighbour === undefined;
    byId(id).onclick = () => { location.hash = `#document-${neighbour}`; };
  }
  byId("opened").querySelector("h2").focus({ preventScroll: true });
}

function back() {
  view?.close();
  view = null;
  const row = rows.find((row) => numberOf(row) === opened);
  opened = null;
  byId("opened").replaceChildren();
  reading.hidden = true;
  listing.hidden = false;
  document.body.className = "listing";
  scrollTo(0, placeLeft);
  row?.querySelector("a").focus({ preventScroll: true });
}

// The address says what is open, so that the browser's own Back works.
function follow() {
  const [, number] = /^#document-(\d+)$/.exec(location.hash) ?? [];
  if (number !== undefined && byId(`record-${number}`)) open(Number(number));
  else if (opened !== null && (location.hash === "" || location.hash === "#")) back();
}

for (const button of headings) {
  button.addEventListener("click", () => {
    const name = button.dataset.sort;
    const first = TEXTS.includes(name) || name === "place" ? 1 : -1; // figures: the largest first
    const now = button.closest("th").getAttribute("aria-sort");
    sortBy(name, now === "none" ? first : now === "ascending" ? -1 : 1);
  });
}
for (const button of chooseButtons) {
  button.addEventListener("click", () => {
    source.value = source.value === button.dataset.source ? "" : button.dataset.source;
    filter();
  });
}
body.addEventListener("click", (event) => {
  if (!event.target.closest("a") && getSelection().isCollapsed) event.target.closest("tr")?.querySelector("a").click();
});
find.addEventListener("input", filter);
source.addEventListener("change", filter);
byId("find").form.addEventListener("submit", (event) => event.preventDefault());
byId("back").addEventListener("click", (event) => {
  event.preventDefault();
  history.pushState(null, "", location.pathname + location.search);
  back();
});
addEventListener("popstate", follow);
byId("find").form.hidden = false;
follow();
