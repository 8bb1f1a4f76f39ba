// Joins the page of a preview with the editor around it. It stands in previews of editors only; pages for visitors have neither this script nor the marks that it looks for.
//
// The editor shows the page in a frame of its own site and talks to it by messages, which both take from each other and from their own origin alone:
//   frame → editor  { type: 'cms-ready' }         the page is there and takes messages
//   editor → frame  { type: 'cms-show', html }    show this page, as POST /admin/api/preview gave it, in place of what is there
//   frame → editor  { type: 'cms-shown' }         it stands there
//   editor → frame  { type: 'cms-focus', field }  bring the piece that shows this field into view, and mark it for a moment
//   frame → editor  { type: 'cms-open', field }   somebody clicked on the piece that shows this field
// A field is named as complaints name it: Sections[2].Bullets[0].Label.
//
// A new page is not loaded: what differs is changed in the document, so nothing flickers, pictures stay, and the place to which somebody scrolled stays too. Scripts that come with it do not run.
'use strict';
(() => {
  const editor = window.parent;
  if (editor === window) return;

  const attribute = 'data-cms-field';
  const tell = message => editor.postMessage(message, location.origin);

  // Not in the document, so that comparing pages does not see it. A piece inside a marked piece counts for itself.
  const looks = new CSSStyleSheet();
  looks.replaceSync(`
    [${attribute}] { cursor: pointer; }
    [${attribute}]:hover:not(:has([${attribute}]:hover)), .cms-preview-focus { outline: 2px solid #0b57a4; outline-offset: 3px; box-shadow: 0 0 0 2px #fff; }
    @media (prefers-color-scheme: dark) { [${attribute}]:hover:not(:has([${attribute}]:hover)), .cms-preview-focus { outline-color: #8cc2ff; box-shadow: 0 0 0 2px #10151b; } }
  `);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, looks];

  const isSame = (one, other) => one.isEqualNode(other);

  const renewAttributes = (old, now) => {
    for (const { name } of [...old.attributes]) if (!now.hasAttribute(name)) old.removeAttribute(name);
    for (const { name, value } of now.attributes) if (old.getAttribute(name) !== value) old.setAttribute(name, value);
  };

  const renew = (old, now) => {
    if (isSame(old, now)) return;
    if (old.nodeType !== now.nodeType || old.nodeName !== now.nodeName) {
      old.replaceWith(document.importNode(now, true));
    } else if (old.nodeType !== Node.ELEMENT_NODE) {
      old.nodeValue = now.nodeValue;
    } else {
      renewAttributes(old, now);
      renewChildren(old, now);
    }
  };

  // What is the same at both ends stays, so that a section in the middle may come or go without the others.
  const renewChildren = (old, now) => {
    const [before, after] = [[...old.childNodes], [...now.childNodes]];
    while (before.length && after.length && isSame(before[0], after[0])) before.shift(), after.shift();
    let end = null;
    while (before.length && after.length && isSame(before.at(-1), after.at(-1))) end = before.pop(), after.pop();
    const both = Math.min(before.length, after.length);
    for (let index = 0; index < both; index++) renew(before[index], after[index]);
    for (const gone of before.slice(both)) gone.remove();
    for (const come of after.slice(both)) old.insertBefore(document.importNode(come, true), end);
  };

  const show = html => {
    const now = new DOMParser().parseFromString(html, 'text/html');
    renewAttributes(document.documentElement, now.documentElement);
    renew(document.head, now.head);
    renew(document.body, now.body);
    tell({ type: 'cms-shown' });
  };

  const focus = field => {
    const piece = document.querySelector(`[${attribute}="${CSS.escape(field)}"]`);
    if (!piece) return;
    piece.scrollIntoView({ block: 'nearest', behavior: matchMedia('(prefers-reduced-motion: reduce)').matches ? 'auto' : 'smooth' });
    piece.classList.add('cms-preview-focus');
    setTimeout(() => {
      piece.classList.remove('cms-preview-focus');
      if (!piece.classList.length) piece.removeAttribute('class');
    }, 1500);
  };

  addEventListener('message', event => {
    if (event.source !== editor || event.origin !== location.origin) return;
    const { type, html, field } = event.data ?? {};
    if (type === 'cms-show' && typeof html === 'string') show(html);
    else if (type === 'cms-focus' && typeof field === 'string') focus(field);
  });

  addEventListener('click', event => {
    const target = event.target instanceof Element ? event.target : null;
    const piece = target?.closest(`[${attribute}]`);
    const link = target?.closest('a[href]');

    // Nobody leaves the preview by a click; links within the page go where they lead.
    if (link && !link.getAttribute('href').startsWith('#')) event.preventDefault();
    if (piece) tell({ type: 'cms-open', field: piece.getAttribute(attribute) });
  }, true);
  addEventListener('submit', event => event.preventDefault(), true);

  // For a page that is loaded again after all.
  const place = `cms-preview ${location.pathname}`;
  addEventListener('pagehide', () => sessionStorage.setItem(place, String(scrollY)));
  const scrolled = Number(sessionStorage.getItem(place));
  if (scrolled > 0) scrollTo(0, scrolled);

  tell({ type: 'cms-ready' });
})();
