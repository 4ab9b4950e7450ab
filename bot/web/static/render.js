// Replies as DOM nodes; words only ever become text nodes. templates/blocks.html writes the same markup: change both together.
const NUMBER = /((?:https?:\/\/|[\w.-]+@)[^\s،؛]+|\+?\d[\d +\-/.:–]*\d|\d)/;

/** An element; null children are left out, null attributes too. */
export function el(tag, attributes, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) {
    if (value !== null && value !== undefined && value !== false) node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== ""));
  return node;
}

const ltr = (text) => el("bdi", { dir: "ltr" }, text);

/** Prose; in right-to-left text numbers and addresses keep their own order. */
function prose(text, dir) {
  if (dir !== "rtl") return [text];
  return text.split(NUMBER).map((part, index) => (index % 2 ? ltr(part) : part));
}

function filled(phrase, name, value) {
  const [before, after] = phrase.split(`{${name}}`);
  return [before, ltr(value), after];
}

function outside(url, label) {
  if (/^https?:\/\//.test(url || "")) {
    return el("a", { class: "outside", href: url, target: "_blank", rel: "noopener noreferrer" }, label);
  }
  return /^(tel|mailto):/.test(url || "") ? el("a", { href: url }, label) : label;
}

const bare = (url) => ltr(url.replace(/^https?:\/\//, "").replace(/\/+$/, ""));
const list = (tag, items, dir) => el(tag, null, items.map((item) => el("li", null, prose(item, dir))));

function say(block) {
  return el("div", { class: "say" }, el("h3", null, block.title),
    el("p", { class: "large", lang: "zh", dir: "ltr" }, block.text), el("p", { class: "meaning" }, block.meaning));
}

function text(block, { voice }) {
  if (block.role === "say") return say(block);
  if (block.role === "title") return el("h2", voice, block.text);
  if (block.role === "heading") return el("h3", null, block.text);
  return el("div", { class: block.section === "short" ? "text lead" : "text", ...voice },
    block.text ? el("p", null, prose(block.text, voice.dir)) : null,
    block.items.length ? list("ul", block.items, voice.dir) : null);
}

function documents(block) {
  return el("ul", { class: "documents" }, block.items.map((item) => el("li", null, item.name,
    item.name_zh === item.name ? null : [" ", el("bdi", { class: "chinese", lang: "zh" }, item.name_zh)])));
}

function contact(block) {
  const name = block.name === block.phone ? null : [el("span", null, block.name), " "];
  return el("p", { class: "contact" }, el("a", { href: `tel:${block.tel}` }, name, ltr(block.phone)));
}

function buttons(block) {
  const items = block.items.map((item) => el("li", null, el("button", { name: "choice", value: item.id, dir: "auto" }, item.label)));
  return el("form", { class: "choices", method: "post", action: "/chat" },
    block.title ? el("h3", null, block.title) : null, el("ul", null, items));
}

function source(item, t) {
  return [outside(item.url, item.publisher), ", ", item.checked ? filled(t.checked_on, "date", item.checked) : t.never_checked,
    item.status === "unverified" ? [" ", el("span", { class: "mark" }, t.source_unverified)] : null].flat(2);
}

function badge(state, t) {
  if (state === null) return el("span", { class: "badge" }, t.open_unknown);
  return state ? el("span", { class: "badge open" }, t.open_now) : el("span", { class: "badge closed" }, t.closed_now);
}

/** One row of a place: nothing at all when there is nothing to tell. */
function row(term, ...told) {
  const kept = told.filter(Boolean);
  return kept.length ? el("div", null, el("dt", null, term), kept) : null;
}

const dd = (...children) => el("dd", null, ...children);

function phone(line, t) {
  return dd(el("a", { class: "tel", href: `tel:${line.tel}` }, ltr(line.number)),
    line.unverified ? [" ", el("span", { class: "mark" }, t.phone_unverified)] : null);
}

function spoken(codes, names) {
  return dd(codes.flatMap((code, index) => [index ? " · " : null, el("bdi", null, names[code] || code)]));
}

function maps(links, names) {
  return el("dd", { class: "maps" }, Object.entries(links).flatMap(([name, url]) => [outside(url, names[name] || name), " "]));
}

function placeFacts(place, own, { t, placeLanguages, maps: names }) {
  const address = place.address && place.address !== place.address_zh;
  return el("dl", null,
    row(t.label_address, address && dd(el("bdi", { lang: own }, place.address))),
    row(t.label_phone, ...place.phones.map((line) => phone(line, t))),
    row(t.label_hours, place.hours && dd(el("bdi", { lang: "en" }, place.hours)), dd(badge(place.open_now, t))),
    row(t.label_languages, place.languages.length && spoken(place.languages, placeLanguages)),
    row(t.label_map, Object.keys(place.maps).length && maps(place.maps, names)),
    row(t.label_website, place.website && dd(outside(place.website, bare(place.website)))),
    row(t.label_source, dd(source(place.source, t))));
}

function about(place, t) {
  const parts = [el("bdi", null, place.category_name)];
  if (place.district_name) parts.push(" · ", el("bdi", null, place.district_name));
  if (place.distance_km !== null) parts.push(" · ", ...filled(t.distance, "km", place.distance_km.toFixed(1)));
  return el("p", { class: "about" }, parts);
}

function taxi(place, t) {
  return el("div", { class: "taxi" }, el("p", null, t.taxi_hint),
    el("p", { class: "large", lang: "zh", dir: "ltr" }, el("bdi", null, place.address_zh)));
}

function place(block, { reply, texts }) {
  const own = reply.language === "zh" ? "zh" : "en";
  return el("section", { class: "place" }, el("h3", null, el("bdi", { lang: own }, block.name)),
    block.name_zh === block.name ? null : el("p", { class: "chinese", lang: "zh" }, el("bdi", null, block.name_zh)),
    about(block, texts.t), block.address_zh ? taxi(block, texts.t) : null,
    block.note ? el("p", { class: "about" }, el("bdi", { lang: "en" }, block.note)) : null,
    placeFacts(block, own, texts));
}

const BLOCKS = {
  text, documents, contact, buttons, place,
  steps: (block, { voice }) => el("div", { class: "text", ...voice }, list("ol", block.items, voice.dir)),
  link: (block, { voice }) => el("p", { class: "link", ...voice }, outside(block.url, block.text)),
  notice: (block, { dir }) => el("p", { class: "notice", role: "note" }, prose(block.text, dir)),
};

const one = (block, context) => (BLOCKS[block.type] ? BLOCKS[block.type](block, context) : null);

/** Blocks in order; those of one section lie together in a details element. */
function body(blocks, context) {
  const names = new Set(blocks.map((block) => block.section).filter((name) => name && name !== "short"));
  const made = [];
  let folded = null;
  let last = null;
  for (const block of blocks) {
    const name = block.section === "short" ? null : block.section || null;
    if (name && name !== last) {
      const open = context.reply.section === name || names.size === 1;
      folded = el("details", { open }, el("summary", null, el("h3", null, block.title)));
      made.push(folded);
    }
    last = name;
    const node = one(block, context);
    if (node && name) folded.append(node);
    else if (node) made.push(node);
  }
  return made;
}

/** Sources, without those a place card has already told. */
function sources({ blocks, sources: all }, t) {
  const told = new Set(blocks.filter((block) => block.type === "place").map((block) => JSON.stringify(block.source)));
  const rest = all.filter((item) => !told.has(JSON.stringify(item)));
  if (!rest.length) return null;
  return el("div", { class: "sources" }, el("h3", null, t.sources_title),
    el("ul", null, rest.map((item) => el("li", null, source(item, t)))));
}

/** `texts` are the page's phrases in the reply's language. */
export function renderReply(reply, texts) {
  const dir = texts.directions[reply.language];
  const untranslated = reply.blocks.some((block) => block.type === "notice" && block.kind === "missing_language");
  const voice = untranslated ? { lang: "zh", dir: "ltr" } : { lang: reply.language, dir };
  const context = { reply, texts, voice, dir };
  const asked = reply.blocks.filter((block) => block.type === "buttons");
  return el("article", { class: `reply is-${reply.outcome}`, lang: reply.language, dir },
    el("p", { class: "who" }, texts.t.assistant), body(reply.blocks.filter((block) => block.type !== "buttons"), context),
    sources(reply, texts.t), asked.map((block) => buttons(block, context)));
}

export function renderQuestion(question, t) {
  return el("p", { class: "question" }, el("span", { class: "who" }, t.you), " ", el("span", { dir: "auto" }, question));
}

/** A refused or lost question: what happened, what to do, and a button to send it again. */
export function renderError(error, label) {
  return el("div", { class: "error" }, el("p", null, el("strong", null, error.message)),
    error.remedy ? el("p", null, error.remedy) : null, el("p", null, el("button", { type: "button" }, label)));
}
