// The chat without page loads: sends questions, appends answers, and keeps both until the tab is closed.
import { el, renderError, renderReply, renderTurn } from "./render.js";
import { clear, load, save } from "./store.js";

const SLOW_MS = 2000;
const LOST_MS = 20000;
const IME_KEY = 229;
const AGAIN = ["bad_conversation", "internal", "rate_limit"];

const [data, start, log, status, form, input, fresh] =
  ["texts", "start", "log", "status", "ask", "text", "new"].map((id) => document.getElementById(id));
const page = JSON.parse(data.textContent);
const state = load();
const texts = new Map([[page.language, page]]);
let busy = false;

/** The page's phrases; those of another language are read from the page in that language. */
async function textsIn(language) {
  if (!texts.has(language)) {
    try {
      const answer = await fetch(`/chat?language=${language}`);
      const other = new DOMParser().parseFromString(await answer.text(), "text/html");
      texts.set(language, JSON.parse(other.getElementById("texts").textContent));
    } catch { /* the page's own language will do */ }
  }
  return texts.get(language) || page;
}

/** The reply, {error}, or {} when nothing usable came back. */
async function post({ text, choice }) {
  const body = JSON.stringify({ conversation: state.conversation, language: page.language, text, choice });
  const request = { method: "POST", headers: { "content-type": "application/json" }, body, signal: AbortSignal.timeout?.(LOST_MS) };
  try {
    const told = await (await fetch(`${form.dataset.api}?language=${page.language}`, request)).json();
    return told.blocks || told.error ? told : {};
  } catch {
    return {};
  }
}

function setBusy(on) {
  busy = on;
  form.querySelector("button").setAttribute("aria-disabled", on);
  document.body.classList.toggle("busy", on);
}

function addTurn(question) {
  document.querySelectorAll(".error").forEach((old) => old.remove());
  const turn = renderTurn(question, page.t);
  log.append(turn);
  start.hidden = true;
  fresh.hidden = false;
  turn.scrollIntoView();
  return turn;
}

async function send(ask, turn) {
  setBusy(true);
  status.textContent = page.t.typing;
  const timer = setTimeout(() => { status.textContent = page.t.slow; }, SLOW_MS);
  try {
    const told = await post(ask);
    if (told.blocks) await answered(told, ask, turn);
    else refused(told, ask, turn);
  } finally {
    clearTimeout(timer);
    status.textContent = "";
    setBusy(false);
  }
  (turn.querySelector(".error") || turn).scrollIntoView();
}

async function answered(reply, ask, turn) {
  state.conversation = form.elements.conversation.value = reply.conversation || state.conversation;
  state.turns.push({ question: ask.shown, reply });
  if (input.value === ask.text) setInput("");
  save(state);
  turn.append(renderReply(reply, await textsIn(reply.language)));
  if (ask.choice?.startsWith("language:")) location.assign(`/chat?language=${reply.language}`);
}

function refused({ error }, ask, turn) {
  if (error?.code === "bad_conversation") state.conversation = null;
  if (ask.text && !input.value) setInput(ask.text);
  const again = !error || AGAIN.includes(error.code) ? el("button", { type: "button" }, page.t.retry) : null;
  const told = renderError(error || { message: page.t.lost_connection }, again);
  again?.addEventListener("click", () => {
    if (busy) return;
    told.remove();
    input.focus();
    send(ask, turn);
  });
  turn.append(told);
}

function setInput(text) {
  input.value = state.draft = text;
  save(state);
}

function ask(text, choice, shown) {
  if (busy) return;
  if (text || choice) {
    if (text === input.value.trim()) setInput("");
    send({ text, choice, shown }, addTurn(shown));
  } else {
    status.textContent = `${page.t.error_empty} ${page.t.remedy_empty}`;
    input.focus();
  }
}

function onSubmit(event) {
  event.preventDefault();
  const { name, value, textContent } = event.submitter || {};
  if (name === "choice") return ask("", value, textContent);
  const text = name === "text" ? value : input.value.trim();
  return ask(text, null, text);
}

/** Enter sends; never while an input method is composing, whose Enter only picks a candidate. */
function onKey(event) {
  if (event.key !== "Enter" || event.shiftKey || event.isComposing || event.keyCode === IME_KEY) return;
  event.preventDefault();
  form.requestSubmit();
}

/** Shows the kept turns without announcing them again. */
async function restore() {
  if (log.children.length || !state.turns.length) return;
  log.setAttribute("aria-live", "off");
  start.hidden = true;
  fresh.hidden = false;
  for (const { question, reply } of state.turns) {
    const turn = renderTurn(question, page.t);
    turn.append(renderReply(reply, await textsIn(reply.language)));
    log.append(turn);
  }
  log.lastElementChild.scrollIntoView();
  setTimeout(() => log.removeAttribute("aria-live"), SLOW_MS);
}

/** Escape, or a click elsewhere, closes the language menu. */
function closeMenu({ key, target }) {
  const menu = document.querySelector(".languages");
  const inside = menu.contains(target);
  if (key ? key !== "Escape" : inside) return;
  if (inside) menu.querySelector("summary").focus();
  menu.open = false;
}

document.addEventListener("submit", onSubmit);
document.addEventListener("keydown", closeMenu);
document.addEventListener("click", closeMenu);
input.addEventListener("keydown", onKey);
input.addEventListener("input", () => { state.draft = input.value; save(state); });
fresh.addEventListener("click", clear);
state.conversation = form.elements.conversation.value || state.conversation;
if (!input.value) input.value = state.draft;
restore();
