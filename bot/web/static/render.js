// Replies as DOM nodes, words as text only. templates/blocks.html writes the same markup: change both together.
const NUMBER = /((?:https?:\/\/|[\w.-]+@)[^\s،؛]+|(?<![A-Za-z\d])(?:\+?\d[\d +\-/.:–]*\d|\d)(?![A-Za-z\d]))/;

/** An element "tag" or "tag.class"; attributes when an object comes first; empty children are left out. */
export function el(name, ...rest) {
  const [tag, kind] = name.split(".");
  const node = document.createElement(tag);
  if (kind) node.className = kind;
  const attributes = rest[0]?.constructor === Object ? rest.shift() : {};
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  node.append(...rest.flat(3).filter(Boolean));
  return node;
}

const ltr = (text) => el("bdi", { dir: "ltr" }, text);

/** In right-to-left text numbers and addresses keep their own order. */
function prose(text, dir) {
  if (dir !== "rtl") return [text];
  return text.split(NUMBER).map((part, index) => (index % 2 ? ltr(part) : part));
}

function filled(phrase, name, value) {
  const [before, after] = phrase.split(`{${name}}`);
  return [before, ltr(value), after];
}

function outside(url, label) {
  if (/^(tel|mailto):/.test(url)) return el("a", { href: url }, label);
  return /^https?:/.test(url) ? el("a.outside", { href: url, target: "_blank", rel: "noopener noreferrer" }, label) : label;
}

const bare = (url) => ltr(url.replace(/^https?:\/\//, "").replace(/\/+$/, ""));
const list = (tag, items, dir) => el(tag, items.map((item) => el("li", prose(item, dir))));

const large = (text) => el("p.large", { lang: "zh", dir: "ltr" }, text);

function say(block) {
  return el("div.say", el("h3", block.title), large(block.text), el("p.meaning", block.meaning));
}

function text(block, { voice }) {
  if (block.role === "say") return say(block);
  if (block.role === "title") return el("h2", voice, block.text);
  if (block.role === "heading") return el("h3", block.text);
  return el("div", { class: block.section === "short" ? "text lead" : "text", ...voice },
    block.text && el("p", prose(block.text, voice.dir)),
    block.items.length && list("ul", block.items, voice.dir));
}

function documents(block) {
  return el("ul.documents", block.items.map((item) => el("li", item.name,
    item.name_zh !== item.name && [" ", el("bdi.chinese", { lang: "zh" }, item.name_zh)])));
}

function contact(block) {
  const name = block.name !== block.phone && [el("span", block.name), " "];
  return el("p.contact", el("a", { href: `tel:${block.tel}` }, name, ltr(block.phone)));
}

function buttons(block) {
  const items = block.items.map((item) => el("li", el("button", { name: "choice", value: item.id, dir: "auto" }, item.label)));
  return el("form.choices", { method: "post", action: "/chat" }, block.title && el("h3", block.title), el("ul", items));
}

function source(item, t) {
  return [outside(item.url, item.publisher), " · ", item.checked ? filled(t.checked_on, "date", item.checked) : t.never_checked,
    item.status === "unverified" && [" ", el("span.mark", t.source_unverified)]];
}

function badge(state, t) {
  const kind = state === null ? "badge" : `badge ${state ? "open" : "closed"}`;
  return el("span", { class: kind }, state === null ? t.open_unknown : state ? t.open_now : t.closed_now);
}

const dd = (...children) => el("dd", ...children);

/** A row of a place, if there is anything to tell. */
function row(term, ...told) {
  return told.some(Boolean) && el("div", el("dt", term), told);
}

function phone(line, t) {
  return dd(el("a.tel", { href: `tel:${line.tel}` }, ltr(line.number)),
    line.unverified && [" ", el("span.mark", t.phone_unverified)]);
}

function spoken(codes, names) {
  return dd(codes.map((code, index) => [index && " · ", el("bdi", names[code] || code)]));
}

function maps(links, names) {
  return el("dd.maps", Object.keys(links).map((name) => [outside(links[name], names[name] || name), " "]));
}

function placeFacts(place, own, { t, placeLanguages, maps: names }) {
  const { address, hours, languages, website } = place;
  return el("dl",
    row(t.label_address, address && address !== place.address_zh && dd(el("bdi", { lang: own }, address))),
    row(t.label_phone, ...place.phones.map((line) => phone(line, t))),
    row(t.label_hours, hours && dd(el("bdi", { lang: "en" }, hours)), dd(badge(place.open_now, t))),
    row(t.label_languages, languages.length && spoken(languages, placeLanguages)),
    row(t.label_map, Object.keys(place.maps)[0] && maps(place.maps, names)),
    row(t.label_website, website && dd(outside(website, bare(website)))),
    row(t.label_source, dd(source(place.source, t))));
}

function about(place, t) {
  return el("p.about", el("bdi", place.category_name), place.district_name && [" · ", el("bdi", place.district_name)],
    place.distance_km !== null && [" · ", filled(t.distance, "km", place.distance_km.toFixed(1))]);
}

function place(block, { reply, texts }) {
  const own = reply.language === "zh" ? "zh" : "en";
  const { name, name_zh: chinese, address_zh: address, note } = block;
  return el("section.place", el("h3", el("bdi", { lang: own }, name)),
    chinese !== name && el("p.chinese", { lang: "zh" }, el("bdi", chinese)), about(block, texts.t),
    address && el("div.taxi", el("p", texts.t.taxi_hint), large(el("bdi", address))),
    note && el("p.about", el("bdi", { lang: "en" }, note)), placeFacts(block, own, texts));
}

const BLOCKS = {
  text, documents, contact, buttons, place,
  steps: (block, { voice }) => el("div.text", voice, list("ol", block.items, voice.dir)),
  link: (block, { voice }) => el("p.link", voice, outside(block.url, block.text)),
  notice: (block, { dir }) => el("p.notice", { role: "note" }, prose(block.text, dir)),
};

const folded = (block) => (block.section === "short" ? null : block.section);

/** Blocks in order; those of one section lie together in a details element. */
function body(blocks, context) {
  const names = new Set(blocks.map(folded).filter(Boolean));
  const made = [];
  let last;
  for (const block of blocks) {
    const name = folded(block);
    if (name && name !== last) {
      const open = context.reply.section === name || names.size === 1;
      made.push(el("details", open ? { open: "" } : {}, el("summary", el("h3", block.title))));
    }
    const node = BLOCKS[block.type]?.(block, context);
    if (node && name) made.at(-1).append(node);
    else if (node) made.push(node);
    last = name;
  }
  return made;
}

/** Sources, without those a place card has already told. */
function sources({ blocks, sources: all }, t) {
  const told = blocks.map((block) => block.type === "place" && JSON.stringify(block.source));
  const rest = all.filter((item) => !told.includes(JSON.stringify(item)));
  return rest.length && el("div.sources", el("h3", t.sources_title), el("ul", rest.map((item) => el("li", source(item, t)))));
}

/** `texts` are the page's phrases in the reply's language. */
export function renderReply(reply, texts) {
  const dir = texts.directions[reply.language];
  const untranslated = reply.blocks.some((block) => block.kind === "missing_language");
  const voice = untranslated ? { lang: "zh", dir: "ltr" } : { lang: reply.language, dir };
  const asked = reply.blocks.filter((block) => block.type === "buttons");
  const told = reply.blocks.filter((block) => block.type !== "buttons");
  return el("article", { class: `reply is-${reply.outcome}`, lang: reply.language, dir }, el("p.who", texts.t.assistant),
    body(told, { reply, texts, voice, dir }), sources(reply, texts.t), asked.map(buttons));
}

export function renderTurn(question, t) {
  return el("div.turn", el("p.question", el("span.who", t.you), " ", el("span", { dir: "auto" }, question)));
}

/** A refused or lost question: what happened, what to do, and perhaps a button. */
export function renderError({ message, remedy }, button) {
  return el("div.error", el("p", el("strong", message)), remedy && el("p", remedy), button && el("p", button));
}
