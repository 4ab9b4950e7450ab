// The chat without page loads: sends questions, appends answers, and keeps both until the tab is closed.
import { el, renderError, renderQuestion, renderReply } from "./render.js";
import { clear, load, save } from "./store.js";

const SLOW_MS = 2000;
const LOST_MS = 20000;
const IME_KEY = 229;

const find = (id) => document.getElementById(id);
const page = JSON.parse(find("texts").textContent);
const [start, log, status, form, input, fresh] = ["start", "log", "status", "ask", "text", "new"].map(find);
const state = load();
const texts = new Map([[page.language, page]]);
let busy = false;

/** The page's phrases in a language; another language than the page's is read from the page in that language. */
async function textsIn(language) {
  if (texts.has(language)) return texts.get(language);
  try {
    const answer = await fetch(`/chat?language=${encodeURIComponent(language)}`);
    const other = new DOMParser().parseFromString(await answer.text(), "text/html");
    texts.set(language, JSON.parse(other.getElementById("texts").textContent));
    return texts.get(language);
  } catch {
    return page;
  }
}

async function post(ask) {
  const control = new AbortController();
  const timer = setTimeout(() => control.abort(), LOST_MS);
  try {
    const body = JSON.stringify({ conversation: state.conversation, language: page.language, text: ask.text, choice: ask.choice });
    const answer = await fetch(`${form.dataset.api}?language=${page.language}`,
      { method: "POST", headers: { "content-type": "application/json", accept: "application/json" }, body, signal: control.signal });
    const told = await answer.json();
    return told.blocks || told.error ? told : { lost: true };
  } catch {
    return { lost: true };
  } finally {
    clearTimeout(timer);
  }
}

function setBusy(on) {
  busy = on;
  form.querySelector("button").setAttribute("aria-disabled", String(on));
  document.body.classList.toggle("busy", on);
}

function inConversation() {
  start.hidden = true;
  fresh.hidden = false;
}

function addTurn(question) {
  document.querySelectorAll(".error").forEach((old) => old.remove());
  const turn = el("div", { class: "turn" }, renderQuestion(question, page.t));
  log.append(turn);
  inConversation();
  turn.scrollIntoView();
  return turn;
}

/** Ask and show the answer in `turn`, or say what went wrong and offer to send it again. */
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
  turn.scrollIntoView();
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
  const told = renderError(error || { message: page.t.lost_connection }, page.t.retry);
  told.querySelector("button").addEventListener("click", () => {
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
  if (!text && !choice) {
    status.textContent = `${page.t.error_empty} ${page.t.remedy_empty}`;
    input.focus();
    return;
  }
  if (text === input.value.trim()) setInput("");
  send({ text, choice, shown }, addTurn(shown));
}

function onSubmit(event) {
  event.preventDefault();
  const button = event.submitter;
  if (button?.name === "choice") ask("", button.value, button.textContent);
  else if (button?.name === "text") ask(button.value, null, button.value);
  else ask(input.value.trim(), null, input.value.trim());
}

/** Enter sends; never while an input method is composing, whose Enter only picks a candidate. */
function onKey(event) {
  if (event.key !== "Enter" || event.shiftKey || event.isComposing || event.keyCode === IME_KEY) return;
  event.preventDefault();
  form.requestSubmit();
}

async function restore() {
  if (log.children.length || !state.turns.length) return;
  log.setAttribute("aria-live", "off");
  inConversation();
  for (const { question, reply } of state.turns) {
    log.append(el("div", { class: "turn" }, renderQuestion(question, page.t), renderReply(reply, await textsIn(reply.language))));
  }
  log.lastElementChild.scrollIntoView();
  setTimeout(() => log.removeAttribute("aria-live"), SLOW_MS);
}

function closeMenu(event) {
  const menu = document.querySelector(".languages");
  if (event.type === "keydown" ? event.key !== "Escape" : menu.contains(event.target)) return;
  if (event.type === "keydown" && menu.contains(document.activeElement)) menu.querySelector("summary").focus();
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
