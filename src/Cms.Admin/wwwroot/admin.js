// What the pages of the admin need of the browser itself.
(() => {
  const cookie = 'cms-theme';
  const theme = () => document.cookie.split('; ').find(one => one.startsWith(cookie + '='))?.slice(cookie.length + 1);
  const path = () => new URL(document.baseURI).pathname;

  // Before anything is painted.
  document.documentElement.dataset.theme = theme() ?? (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light');

  let keys = null;
  let before = '';
  const writes = element => element?.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(element?.tagName ?? '');
  document.addEventListener('keydown', event => {
    if (event.ctrlKey || event.metaKey || event.altKey || writes(event.target) || document.querySelector('dialog[open], .mud-dialog, [popover]:popover-open')) return;
    const [first, key] = [before, event.key];
    before = '';
    if (key === '?') document.querySelector('[data-key="shortcuts"]')?.click();
    else if (!keys) return;
    else if (key === 'g') before = 'g';
    else if (first === 'g' && key === 'h') keys.invokeMethodAsync('Go', 'admin');
    else if (first === 'g' && key === 'c') keys.invokeMethodAsync('Go', 'admin/content');
    else if (key === '/') document.querySelector('[data-key="search"]')?.focus();
    else if (key === 'n') document.querySelector('[data-key="new"]')?.click();
    else if (key === 'j' || key === 'k') move(key === 'j' ? 1 : -1);
    else if (key === 'x') document.activeElement?.closest('[data-row]')?.querySelector('input[type=checkbox]')?.click();
    else return;
    event.preventDefault();
  });

  // From row to row of a list; each has one element that opens it.
  function move(step) {
    const rows = [...document.querySelectorAll('[data-row] [data-open]')];
    const at = rows.indexOf(document.activeElement?.closest('[data-row]')?.querySelector('[data-open]'));
    rows[Math.max(0, Math.min(rows.length - 1, at + step))]?.focus();
  }

  // A server that was started anew knows nothing of this page; what was typed into the editor is kept by the editor.
  document.addEventListener('DOMContentLoaded', () => document.getElementById('components-reconnect-modal')
    ?.addEventListener('components-reconnect-state-changed', event => { if (event.detail.state === 'rejected') location.reload(); }));

  // A menu opens at its button, within the window; it is measured when it is shown.
  function place(menu, button) {
    const at = button.getBoundingClientRect();
    menu.style.left = `${Math.max(8, Math.min(at.right - menu.offsetWidth, innerWidth - menu.offsetWidth - 8))}px`;
    menu.style.top = `${at.bottom + menu.offsetHeight + 8 > innerHeight && at.top > menu.offsetHeight ? at.top - menu.offsetHeight : at.bottom + 4}px`;
  }
  document.addEventListener('toggle', event => {
    const button = event.newState === 'open' && event.target.id && document.querySelector(`[popovertarget="${event.target.id}"]`);
    if (button) place(event.target, button);
  }, true);

  window.cms = {
    setTheme(name) {
      document.documentElement.dataset.theme = name;
      document.cookie = `${cookie}=${name}; path=${path()}; max-age=31536000; samesite=lax${location.protocol === 'https:' ? '; secure' : ''}`;
    },
    theme: () => document.documentElement.dataset.theme,
    showDialog: element => element.showModal(),
    closeDialog: element => element.close(),
    // Browsers give their clipboard to safe pages only; elsewhere the text is marked, to be copied by the keys.
    async copy(element) {
      getSelection().selectAllChildren(element);
      try { await navigator.clipboard.writeText(element.textContent); return true; } catch { return false; }
    },
    listenForKeys: to => { keys = to; document.body.dataset.live = 'yes'; },
    forgetKeys: () => { keys = null; },
    focus: selector => document.querySelector(selector)?.focus(),
    showMenu(menu, buttonId) {
      const button = document.getElementById(buttonId);
      if (!button) return;
      menu.showPopover();
      place(menu, button);
      menu.querySelector('a, button')?.focus();
    },
    closeMenu: menu => menu.hidePopover(),
    remember: (name, value) => localStorage.setItem(name, value),
    recall: name => localStorage.getItem(name),
  };
})();
