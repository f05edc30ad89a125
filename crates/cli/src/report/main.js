// The page: language, colours, controls, keys, and the loop that moves the cursor.

const byId = (id) => document.getElementById(id);
const data = JSON.parse(byId("data").textContent);
const root = document.documentElement;
root.classList.remove("plain");

const player = new Player(data, byId("sound-recording"), byId("sound-harmonic"));
const tracks = new Tracks(data);
/** How far the arrow keys go, in seconds. */
const STEP_S = { plain: 5, shift: 1 };

// What the reader chose last, where the browser keeps it; a page that was opened from a file may not ask.
const memory = {
  get(key) {
    try {
      return localStorage.getItem(`onkai-${key}`);
    } catch {
      return null;
    }
  },
  set(key, value) {
    try {
      localStorage.setItem(`onkai-${key}`, value);
    } catch {
      // It is then chosen anew the next time.
    }
  },
};

// --- language and colours ---

let words = data.words.en;

function setLanguage(language) {
  byId(`language-${language}`).checked = true;
  root.lang = language;
  words = data.words[language];
  for (const element of document.querySelectorAll("[data-label]")) {
    element.setAttribute("aria-label", words[element.dataset.label]);
    if (element.matches("button")) element.title = words[element.dataset.label];
  }
  showState();
}

function setTheme(theme) {
  byId(`theme-${theme}`).checked = true;
}

// --- the controls ---

function showState() {
  root.classList.toggle("playing", player.playing);
  root.classList.toggle("no-mixing", !player.canMix);
  for (const input of document.querySelectorAll("#parts input, #clicks")) input.disabled = !player.canMix;
  byId("play").dataset.label = player.playing ? "pause" : "play";
  byId("play").setAttribute("aria-label", words[byId("play").dataset.label]);
  byId("play").title = words[byId("play").dataset.label];
  byId("status").textContent = statusText();
  showPosition();
}

function statusText() {
  if (player.preparing) return words.preparing;
  if (!player.canMix) return words.sound_failed;
  const isSilent = player.end < data.duration && player.end < player.position;
  return isSilent ? words.note_limit.replace("{0}", clockTime(player.end, 0)) : "";
}

function showPosition() {
  const position = player.position;
  const text = clockTime(position, 1);
  if (byId("clock").textContent !== text) {
    byId("clock").textContent = text;
    byId("position").value = position;
    byId("position").setAttribute("aria-valuetext", `${text} ${words.of} ${clockTime(data.duration, 1)}`);
    markRows(position);
  }
  tracks.show(position, player.playing);
}

const tables = [...document.querySelectorAll("table.times tbody")].map((body) => {
  const rows = [...body.rows].filter((row) => row.dataset.t);
  return { rows, times: rows.map((row) => Number(row.dataset.t)), now: null };
});

/** Marks the last row of each table of times that has been reached, and keeps it in sight. */
function markRows(position) {
  for (const table of tables) {
    const index = lastBefore(table.times, position + 0.02);
    const row = table.rows[index] ?? null;
    if (row === table.now) continue;
    table.now?.classList.remove("now");
    row?.classList.add("now");
    table.now = row;
    const box = row?.closest(".scroll");
    if (box && player.playing) box.scrollTop = row.offsetTop - box.clientHeight / 2;
  }
}

/** The index of the last of increasing times that is not after `time`, or -1. */
function lastBefore(times, time) {
  let [low, high] = [0, times.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (times[middle] <= time) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

function run() {
  if (!player.playing) return;
  showPosition();
  requestAnimationFrame(run);
}

function seek(time) {
  player.seek(time);
  tracks.reveal();
}

function toBeat(direction) {
  const { beats } = data;
  const reached = lastBefore(beats, player.position + 0.02);
  // Going back within a beat would otherwise end where it began.
  const isAtBeat = 0 <= reached && player.position - beats[reached] < 0.3;
  const next = 0 < direction ? reached + 1 : isAtBeat ? reached - 1 : reached;
  const time = beats[next] ?? (direction < 0 ? 0 : undefined);
  if (time !== undefined) seek(time);
}

function toggle(id) {
  byId(id).click();
}

/** What each key does. */
const KEYS = {
  " ": () => player.toggle(),
  k: () => player.toggle(),
  ArrowLeft: (event) => seek(player.position - (event.shiftKey ? STEP_S.shift : STEP_S.plain)),
  ArrowRight: (event) => seek(player.position + (event.shiftKey ? STEP_S.shift : STEP_S.plain)),
  Home: () => seek(0),
  End: () => seek(data.duration),
  ",": () => toBeat(-1),
  ".": () => toBeat(1),
  "+": () => tracks.zoomBy(1),
  "=": () => tracks.zoomBy(1),
  "-": () => tracks.zoomBy(-1),
  "0": () => tracks.setZoom(1),
  b: () => toggle("layer-beats"),
  o: () => toggle("layer-onsets"),
  1: () => document.querySelector('[name="part"][value="recording"]').click(),
  2: () => document.querySelector('[name="part"][value="harmonic"]').click(),
  3: () => document.querySelector('[name="part"][value="percussive"]').click(),
  c: () => toggle("clicks"),
  l: () => toggle(root.lang === "ja" ? "language-en" : "language-ja"),
  "?": () => byId("keys").showModal(),
};

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || byId("keys").open) return;
  const { target } = event;
  // Where a key has a meaning of its own, it keeps it.
  if (event.key === " " && target.closest("button, a, input, audio")) return;
  const isArrow = event.key.startsWith("Arrow") || event.key === "Home" || event.key === "End";
  if (isArrow && target.closest('input[type="range"], input[type="radio"], audio, .scroll')) return;
  const act = KEYS[event.key] ?? KEYS[event.key.toLowerCase()];
  if (!act) return;
  event.preventDefault();
  act(event);
});

byId("play").addEventListener("click", () => player.toggle());
byId("position").addEventListener("input", (event) => seek(Number(event.target.value)));
byId("parts").addEventListener("change", (event) => player.setPart(event.target.value));
byId("clicks").addEventListener("change", (event) => player.setClicks(event.target.checked));
byId("volume").addEventListener("input", (event) => player.setVolume(Number(event.target.value)));
byId("zoom-in").addEventListener("click", () => tracks.zoomBy(1));
byId("zoom-out").addEventListener("click", () => tracks.zoomBy(-1));
byId("zoom-fit").addEventListener("click", () => tracks.setZoom(1));
byId("help").addEventListener("click", () => byId("keys").showModal());
byId("language").addEventListener("change", (event) => {
  setLanguage(event.target.value);
  memory.set("language", event.target.value);
});
byId("theme").addEventListener("change", (event) => memory.set("theme", event.target.value));
byId("position").setAttribute("aria-valuemax", data.duration);

player.addEventListener("change", () => {
  showState();
  if (player.playing) run();
});
tracks.addEventListener("seek", (event) => player.seek(event.detail));
tracks.addEventListener("zoom", () => {
  byId("zoom-level").textContent = `${Number(tracks.zoom.toPrecision(2))}×`;
});

/** The times in the tables are links: `#t=12.34`. They work again when they are clicked again. */
document.addEventListener("click", (event) => {
  const link = event.target.closest('a[href^="#t="]');
  if (!link) return;
  event.preventDefault();
  history.replaceState(null, "", link.hash);
  seekToHash();
});

function seekToHash() {
  const time = Number(location.hash.match(/^#t=([\d.]+)$/)?.[1] ?? NaN);
  if (Number.isFinite(time)) seek(time);
}
window.addEventListener("hashchange", seekToHash);

const chosen = memory.get("language");
setLanguage(data.words[chosen] ? chosen : navigator.language.startsWith("ja") ? "ja" : "en");
const theme = memory.get("theme");
if (["light", "dark"].includes(theme)) setTheme(theme);
seekToHash();
