// What the editor needs of the browser itself: a place to keep words, keys, pasting, and the cursor.
const database = new Promise((resolve, reject) => {
  const asked = indexedDB.open('cms-drafts', 1);
  asked.onupgradeneeded = () => asked.result.createObjectStore('drafts');
  asked.onsuccess = () => resolve(asked.result);
  asked.onerror = () => reject(asked.error);
});

async function inStore(mode, work) {
  const store = (await database).transaction('drafts', mode).objectStore('drafts');
  return new Promise((resolve, reject) => {
    const asked = work(store);
    asked.onsuccess = () => resolve(asked.result ?? null);
    asked.onerror = () => reject(asked.error);
  });
}

export const find = key => inStore('readonly', store => store.get(key));
export async function put(key, json) {
  const included = localStorage.getItem(typed(key));
  await inStore('readwrite', store => store.put(json, key));
  if (localStorage.getItem(typed(key)) === included) localStorage.removeItem(typed(key));
}
export async function forget(key) {
  await inStore('readwrite', store => store.delete(key));
}

// The database takes its time, and a page may be gone before; what was typed since is written down at once, field by field.
const typed = key => `cms-typed|${key}`;
let item = null;
const controls = place => [...document.querySelectorAll('[data-place]')].filter(box => box.dataset.place === place).flatMap(box => [...box.querySelectorAll('input, textarea')]);
function onInput(event) {
  const place = event.target.closest?.('[data-place]')?.dataset.place;
  if (!item || place === undefined || event.target.getAttribute('role') === 'combobox' || /^(file|checkbox)$/.test(event.target.type)) return;
  const all = JSON.parse(localStorage.getItem(typed(item)) ?? '{}');
  all[`${place}#${controls(place).indexOf(event.target)}`] = event.target.value;
  localStorage.setItem(typed(item), JSON.stringify(all));
}

// As if it were typed again.
export function replay(key) {
  item = key;
  const all = Object.entries(JSON.parse(localStorage.getItem(typed(key)) ?? '{}'));
  for (const [where, value] of all) {
    const at = where.lastIndexOf('#');
    const control = controls(where.slice(0, at))[Number(where.slice(at + 1))];
    if (control && control.value !== value) {
      control.value = value;
      control.dispatchEvent(new Event('input', { bubbles: true }));
    }
  }
  return all.length;
}

let page = null;
const row = element => element?.closest?.('[data-item]');
const press = (element, name) => { const button = element?.querySelector(`:scope [data-do="${name}"]`); if (button && !button.disabled) { button.click(); return true; } return false; };

function onKey(event) {
  const target = event.target;
  if ((event.ctrlKey || event.metaKey) && event.altKey && event.code === 'KeyM') {
    event.preventDefault();
    page?.invokeMethodAsync('Comment', placeOf(target) ?? '');
    return;
  }

  if ((event.ctrlKey || event.metaKey) && !event.altKey) {
    const name = { s: 'save', Enter: 'publish' }[event.key];
    if (name && document.querySelector('.editor-top')) { event.preventDefault(); press(document.querySelector('.editor-top'), name); return; }
    const mark = { b: ['**', '**'], i: ['*', '*'] }[event.key];
    const button = { k: 'link', 8: 'list', '*': 'list' }[event.key];
    if (target.dataset?.markdown === undefined) return;
    if (mark) { event.preventDefault(); surround(target.id, ...mark); }
    else if (button && press(target.closest('.field'), button)) event.preventDefault();
    return;
  }

  // On a Mac the key writes another letter.
  if (event.altKey && !event.ctrlKey && event.code === 'KeyP') {
    event.preventDefault();
    press(document.querySelector('.editor-top'), 'preview');
    return;
  }

  if (event.altKey && (event.key === 'ArrowUp' || event.key === 'ArrowDown')) {
    if (press(row(target), event.key === 'ArrowUp' ? 'up' : 'down')) { event.preventDefault(); restoreFocusTo = target.id; }
    return;
  }

  const line = target.closest?.('[data-line]');
  if (!line || event.isComposing) return;
  if (event.key === 'Enter' && !event.shiftKey) { event.preventDefault(); press(line, 'next'); }
  else if (event.key === 'Backspace' && [...line.querySelectorAll('input, textarea')].every(field => field.value === '') && line.dataset.line !== 'only') { event.preventDefault(); press(line, 'remove'); }
}

// Several lines in a bullet are bullets; a text that has headings and more may be a whole article.
function onPaste(event) {
  const [text, html] = [event.clipboardData.getData('text/plain'), event.clipboardData.getData('text/html')];
  const line = event.target.closest?.('[data-line]');
  if (line && text.trim().includes('\n')) {
    event.preventDefault();
    page.invokeMethodAsync('PasteLines', line.dataset.place, text);
  } else if (event.target.closest?.('[data-paste]') || (!/^(INPUT|TEXTAREA)$/.test(event.target.tagName) && text.trim().includes('\n'))) {
    event.preventDefault();
    page.invokeMethodAsync('PasteArticle', html || null, text);
  }
}

// Where somebody is, for others who have the same item open; and that it is closed, which a page that goes away can still say.
const placeOf = element => element?.closest?.('.editor [data-place]')?.dataset.place ?? null;
let at = null, leave = null;
function onFocus(event) {
  const place = placeOf(event.target);
  if (page && leave && place !== null && place !== at) page.invokeMethodAsync('At', at = place);
}
export const watching = address => { leave = address; };
const left = () => { if (leave) fetch(leave, { method: 'DELETE', headers: { 'X-Cms': '1' }, keepalive: true }); };

let restoreFocusTo = null;
const again = () => page?.invokeMethodAsync('TryAgain');
const seen = () => { if (document.visibilityState === 'visible') again(); };
const leaving = event => { if (document.body.dataset.unsaved === 'yes') event.preventDefault(); };

let listening = null;

export function listen(to) {
  page = to;
  listening = new AbortController();
  const { signal } = listening;
  document.addEventListener('keydown', onKey, { signal });
  document.addEventListener('input', onInput, { signal, capture: true });
  document.addEventListener('paste', onPaste, { signal });
  document.addEventListener('visibilitychange', seen, { signal });
  addEventListener('online', again, { signal });
  addEventListener('focus', again, { signal });
  addEventListener('beforeunload', leaving, { signal });
  addEventListener('pagehide', left, { signal });
  document.addEventListener('focusin', onFocus, { signal });
  document.getElementById('editor-loading')?.remove();
  document.body.dataset.live = 'yes';
}

export function stop() {
  page = null;
  left();
  leave = at = null;
  listening?.abort();
}

export const mark = (unsaved, title) => { document.body.dataset.unsaved = unsaved ? 'yes' : 'no'; if (title !== null) document.title = title; };
export function focusFirst(id) { const field = document.getElementById(id)?.querySelector('input:not([type=hidden]), textarea'); field?.focus(); field?.scrollIntoView({ block: 'nearest' }); }
export function focusId(id) { const field = document.getElementById(id); field?.scrollIntoView({ block: 'center' }); field?.focus(); }
// Opens the cards that have the field, however deep it is inside, and goes there.
export async function focusPlace(place) {
  const boxes = () => [...document.querySelectorAll('[data-place]')];
  const itemAt = (end, index) => boxes().find(one => one.matches('.bag') && one.dataset.place === place.slice(0, end))?.querySelectorAll(':scope > [data-item]')[Number(index)];
  let item = null;
  for (const step of place.matchAll(/\[(\d+)\]/g)) {
    item = itemAt(step.index, step[1]);
    if (!item?.matches('.card-closed')) continue;
    item.querySelector('[data-do="open"]').click();
    for (let frames = 0; item.matches('.card-closed') && frames < 60; frames++) await nextFrame();
  }
  const found = boxes().find(box => box.dataset.place === place) ?? (place.endsWith(']') ? item?.querySelector('.card-body') ?? item : null)
    ?? boxes().filter(box => box.dataset.place && (place.startsWith(box.dataset.place + '.') || place.startsWith(box.dataset.place + '['))).sort((one, other) => other.dataset.place.length - one.dataset.place.length)[0];
  await nextFrame();
  const field = found?.matches('input, textarea, select, button') ? found : found?.querySelector('input, textarea, select, button') ?? found;
  field?.focus();
  field?.scrollIntoView({ block: 'center' });
}
const nextFrame = () => new Promise(resolve => requestAnimationFrame(resolve));

// The preview in its frame; what both tell each other says preview.js of the frame.
const narrow = matchMedia('(max-width: 60rem)');
export const isWide = () => !narrow.matches;
export const remember = (name, value) => localStorage.setItem(name, value);
export const recall = name => localStorage.getItem(name);
let pane = null;

export function openPreview(place) {
  closePreview();
  const mine = pane = { frame: place.querySelector('iframe'), html: null, isReady: false, closing: new AbortController(), field: null };
  const { signal } = mine.closing;
  const scale = new ResizeObserver(() => {
    place.style.setProperty('--phone', Math.min(1, place.clientWidth / 390));
    place.style.setProperty('--desk', Math.min(1, place.clientWidth / 1280));
  });
  scale.observe(place);
  signal.addEventListener('abort', () => scale.disconnect());
  addEventListener('message', event => {
    if (event.source !== mine.frame.contentWindow || event.origin !== location.origin) return;
    if (event.data?.type === 'cms-ready') { mine.isReady = true; send(); }
    else if (event.data?.type === 'cms-open' && typeof event.data.field === 'string') leadTo(event.data.field);
  }, { signal });

  // The other way round: the frame shows the piece that somebody begins to write at.
  document.addEventListener('focusin', event => {
    const field = event.target.closest?.('.editor-form [data-place], .editor-side [data-place]')?.dataset.place;
    if (field && field !== mine.field && mine.isReady) mine.frame.contentWindow.postMessage({ type: 'cms-focus', field }, location.origin);
    mine.field = field;
  }, { signal });
  mine.frame.src = new URL('admin/preview', document.baseURI);
}

export function closePreview() {
  pane?.closing.abort();
  pane = null;
}

function send() {
  if (!pane?.isReady || pane.html === null) return;
  pane.frame.contentWindow.postMessage({ type: 'cms-show', html: pane.html }, location.origin);
  pane.html = null;
}

// Where the preview takes the place of the form, the form comes back first.
async function leadTo(field) {
  if (narrow.matches) {
    press(document.querySelector('.editor-top'), 'preview');
    for (let frames = 0; document.querySelector('.preview-pane') && frames < 60; frames++) await nextFrame();
  }
  await focusPlace(field);
}

// Shows what is written; says as JSON what came of it: the status, 0 for a server that cannot be reached, and what the matter is.
export async function showPreview(draft) {
  const mine = pane;
  if (!mine) return null;
  try {
    const signal = AbortSignal.any([mine.closing.signal, AbortSignal.timeout(15000)]);
    const answer = await fetch(new URL('admin/api/preview', document.baseURI), { method: 'POST', headers: { 'Content-Type': 'application/json', 'X-Cms': '1' }, body: draft, signal });
    const text = await answer.text();
    if (answer.ok) {
      mine.html = text;
      send();
      return JSON.stringify({ status: 200 });
    }
    const type = answer.headers.get('Content-Type') ?? '';
    if (type.includes('json')) return JSON.stringify({ status: answer.status, text: JSON.parse(text).detail });
    if (!type.includes('html')) return JSON.stringify({ status: answer.status, text });
    const page = new DOMParser().parseFromString(text, 'text/html');
    return JSON.stringify({ status: answer.status, title: page.querySelector('h1')?.textContent, text: [...page.querySelectorAll('p')].map(one => one.textContent).join(' ') });
  } catch {
    return JSON.stringify({ status: 0 });
  }
}

// Browsers give their clipboard to safe pages only; elsewhere the text is marked, to be copied by the keys.
export async function copyFrom(id) {
  const field = document.getElementById(id);
  field.select();
  try { await navigator.clipboard.writeText(field.value); return true; } catch { return false; }
}

export function refocus() { if (restoreFocusTo) { document.getElementById(restoreFocusTo)?.focus(); restoreFocusTo = null; } }
export const show = element => element.showModal();
export const close = element => element.close();
export const move = address => history.replaceState(history.state, '', address);

// Puts something around what is marked, as the key or the button for bold does.
export function surround(id, before, after) {
  const field = document.getElementById(id);
  const [from, to] = [field.selectionStart, field.selectionEnd];
  field.setRangeText(before + field.value.slice(from, to) + after, from, to, from === to ? 'end' : 'select');
  if (from === to) field.setSelectionRange(from + before.length, from + before.length);
  field.focus();
  field.dispatchEvent(new Event('input', { bubbles: true }));
}

// Before each line that is marked.
export function prefix(id, text) {
  const field = document.getElementById(id);
  const from = field.value.lastIndexOf('\n', field.selectionStart - 1) + 1;
  const lines = field.value.slice(from, field.selectionEnd).split('\n').map(line => text + line).join('\n');
  field.setRangeText(lines, from, field.selectionEnd, 'end');
  field.focus();
  field.dispatchEvent(new Event('input', { bubbles: true }));
}

export const selection = id => { const field = document.getElementById(id); return field.value.slice(field.selectionStart, field.selectionEnd); };
