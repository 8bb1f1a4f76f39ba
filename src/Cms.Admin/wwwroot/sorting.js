// Moves the rows of a list that lie in each other: by Alt and the arrows, and by a handle that is dragged, to the side for deeper or less deep.
const steps = { ArrowUp: 'Up', ArrowDown: 'Down', ArrowLeft: 'Out', ArrowRight: 'In' };
const depthOf = row => Number(row.dataset.depth);

export function sort(list, page) {
  list.addEventListener('keydown', async event => {
    const row = event.target.closest('[data-sort]');
    if (!row || !event.altKey || event.ctrlKey || event.metaKey || event.shiftKey || !steps[event.key]) return;
    event.preventDefault(); // Alt and an arrow to the side would leave the page.
    const id = event.target.id;
    await page.invokeMethodAsync('MoveByKey', row.dataset.sort, steps[event.key]);
    document.getElementById(id)?.focus(); // A row that was moved in the document has lost it.
  });

  list.addEventListener('pointerdown', event => {
    const handle = event.target.closest('[data-handle]');
    if (!handle || event.button !== 0) return;
    const row = handle.closest('[data-sort]');
    const rows = [...list.querySelectorAll('[data-sort]')];
    const at = rows.indexOf(row);
    let end = at + 1;
    while (end < rows.length && depthOf(rows[end]) > depthOf(row)) end++;
    const [block, others] = [rows.slice(at, end), [...rows.slice(0, at), ...rows.slice(end)]];
    const step = parseFloat(getComputedStyle(list).getPropertyValue('--step')) * parseFloat(getComputedStyle(document.documentElement).fontSize);
    const [x, y] = [event.clientX, event.clientY];
    let target = null;
    let line = null;
    handle.setPointerCapture(event.pointerId);

    const drag = move => {
      if (!line && Math.hypot(move.clientX - x, move.clientY - y) < 5) return;
      if (!line) {
        line = list.appendChild(document.createElement('li'));
        line.className = 'mn-drop';
        line.setAttribute('aria-hidden', 'true');
        block.forEach(one => one.classList.add('mn-dragged'));
      }
      const before = others.find(one => { const box = one.getBoundingClientRect(); return box.top + box.height / 2 > move.clientY; }) ?? null;
      const previous = before ? others[others.indexOf(before) - 1] : others.at(-1);
      const wanted = depthOf(row) + Math.round((move.clientX - x) / step);
      const depth = Math.max(before ? depthOf(before) : 0, Math.min(previous ? depthOf(previous) + 1 : 0, Math.max(0, wanted)));
      const edge = before ? before.getBoundingClientRect().top : others.length ? others.at(-1).getBoundingClientRect().bottom : list.getBoundingClientRect().top;
      line.style.top = `${edge - list.getBoundingClientRect().top - 2}px`;
      line.style.left = `${depth * step}px`;
      target = { before: before?.dataset.sort ?? null, depth };
      if (move.clientY < 80) scrollBy(0, -12); else if (move.clientY > innerHeight - 80) scrollBy(0, 12);
    };
    const stop = () => {
      line?.remove();
      block.forEach(one => one.classList.remove('mn-dragged'));
      handle.removeEventListener('pointermove', drag);
      handle.removeEventListener('pointerup', drop);
      handle.removeEventListener('pointercancel', stop);
      document.removeEventListener('keydown', giveUp, true);
    };
    const drop = () => {
      stop();
      if (target) page.invokeMethodAsync('MoveBefore', row.dataset.sort, target.before, target.depth);
    };
    const giveUp = key => { if (key.key === 'Escape') stop(); };
    handle.addEventListener('pointermove', drag);
    handle.addEventListener('pointerup', drop);
    handle.addEventListener('pointercancel', stop);
    document.addEventListener('keydown', giveUp, true);
  });
}
