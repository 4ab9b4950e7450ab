// The conversation of this browser tab, kept in sessionStorage; a full or forbidden storage only costs the restored log.
const KEY = "assistant";
const MOST_TURNS = 50;

/** { conversation, draft, turns: [{ question, reply }] } */
export function load() {
  const empty = { conversation: null, draft: "", turns: [] };
  try {
    return { ...empty, ...JSON.parse(sessionStorage.getItem(KEY)) };
  } catch {
    return empty;
  }
}

export function save(state) {
  state.turns = state.turns.slice(-MOST_TURNS);
  try {
    sessionStorage.setItem(KEY, JSON.stringify(state));
  } catch { /* see above */ }
}

export function clear() {
  save({ turns: [] });
}
