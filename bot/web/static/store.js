// The conversation of this browser tab, kept in sessionStorage until the tab is closed.
const KEY = "assistant";
const MOST_TURNS = 50;

/** { conversation, draft, turns: [{ question, reply }] }; an empty one when nothing usable is stored. */
export function load() {
  const empty = { conversation: null, draft: "", turns: [] };
  try {
    const kept = JSON.parse(sessionStorage.getItem(KEY));
    return kept && Array.isArray(kept.turns) ? { ...empty, ...kept } : empty;
  } catch {
    return empty;
  }
}

/** A full or forbidden storage only costs the restored log, so it is no error. */
export function save(state) {
  state.turns = state.turns.slice(-MOST_TURNS);
  try {
    sessionStorage.setItem(KEY, JSON.stringify(state));
  } catch { /* nothing to restore later */ }
}

export function clear() {
  try {
    sessionStorage.removeItem(KEY);
  } catch { /* nothing was kept */ }
}
