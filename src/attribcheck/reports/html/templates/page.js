(() => {
  const d = document, root = d.documentElement;
  const one = (selector, within = d) => within.querySelector(selector);
  const all = (selector, within = d) => [...within.querySelectorAll(selector)];
  root.classList.add('js');

  // Light or dark: as the system has it, until somebody says otherwise.
  const button = one('#theme');
  const dark = () => (root.dataset.theme || (matchMedia('(prefers-color-scheme:dark)').matches ? 'dark' : 'light')) === 'dark';
  const label = () => { button.textContent = dark() ? 'Light' : 'Dark'; };
  const flip = () => {
    root.dataset.theme = dark() ? 'light' : 'dark';
    try { localStorage.setItem('attribcheck-theme', root.dataset.theme); } catch { /* a page opened from a file may have no storage */ }
    label();
  };
  try {
    const kept = localStorage.getItem('attribcheck-theme');
    if (kept === 'dark' || kept === 'light') root.dataset.theme = kept;
  } catch { /* as above */ }
  label();
  button.onclick = flip;

  // A claim is picked by its mark, its number or its note; all that belongs to it lights up.
  const notes = all('.note'), byKey = new Map(notes.map(note => [note.dataset.c, note]));
  const marks = all('.m[data-c]'), words = all('.so, .ch-w'), drawn = all('[data-e]');
  const has = (list, key) => ` ${list} `.includes(` ${key} `);
  let picked = null;
  const pick = (key, go) => {
    picked = byKey.has(key) ? key : null;
    const note = byKey.get(picked), article = note && note.closest('.art');
    for (const other of all('.note.on')) if (other !== note) other.classList.remove('on');
    for (const mark of all('.m.on')) mark.classList.remove('on');
    for (const word of all('.lit')) word.classList.remove('lit');
    for (const part of all('.dim')) part.classList.remove('dim');
    if (!note) {
      if (location.hash.startsWith('#c')) history.replaceState(null, '', location.pathname + location.search);
      return;
    }
    note.classList.add('on');
    for (const mark of marks) if (has(mark.dataset.c, picked)) mark.classList.add('on');
    const speakers = new Set([...note.dataset.src.split(' '), ...note.dataset.via.split(' ')]);
    for (const word of words) if (speakers.has(word.dataset.w) && article.contains(word)) word.classList.add('lit');
    for (const part of drawn) if (article.contains(part) && !has(part.dataset.e, picked)) part.classList.add('dim');
    if (go) {
      note.classList.remove('hide');
      note.open = true;
      history.replaceState(null, '', '#c' + picked);
      one('summary', note).focus({ preventScroll: true });
      note.scrollIntoView({ block: 'start' });
    }
  };
  d.addEventListener('click', event => {
    const link = event.target.closest('a[data-c]');
    if (link && !event.metaKey && !event.ctrlKey) {
      event.preventDefault();
      pick(link.dataset.c, true);
      return;
    }
    const hidden = event.target.closest('a[href^="#"]') && one(`tr.hide[id="${CSS.escape(event.target.closest('a').hash.slice(1))}"]`);
    if (hidden) hidden.classList.remove('hide');
    const mark = event.target.closest('.m[data-c]');
    if (mark && !link && getSelection().isCollapsed) {
      const keys = mark.dataset.c.split(' '), next = keys[(keys.indexOf(picked) + 1) % keys.length];
      pick(keys.length === 1 && keys[0] === picked ? null : next, keys.length > 1 || keys[0] !== picked);
    }
    const summary = event.target.closest('.note>summary');
    if (summary) pick(summary.parentNode.dataset.c);
  });

  // One filter for an article's text, notes and findings; one for the articles of the index.
  const plural = (n, word) => `${n} ${word}${n === 1 ? '' : 's'}`;
  const live = (form, run) => {
    let timer;
    form.autocomplete = 'off'; // or a page that is loaded again shows old choices that nothing follows
    form.addEventListener('input', () => { clearTimeout(timer); timer = setTimeout(run, 60); });
    form.addEventListener('reset', () => setTimeout(run));
    form.addEventListener('submit', event => event.preventDefault());
  };
  const asked = form => [...form.elements].filter(e => e.tagName === 'SELECT' && e.value).map(e => [e.name, e.value]);
  const index = nodes => new Map(nodes.map(node => [node, node.textContent.toLowerCase()]));
  const fits = (node, text, query, wanted) =>
    (!query || text.get(node).includes(query)) && wanted.every(([name, value]) => has(node.dataset[name], value));

  for (const article of all('.art')) {
    const form = one('.filter', article);
    if (!form) continue;
    const own = all('.note', article), rows = all('tr[data-f]', article), own_marks = all('.m[data-c]', article);
    const out = one('output', form), none = one('.nothing', article);
    let text = null;
    const run = () => {
      text ||= index([...own, ...rows]);
      const query = form.elements.q.value.trim().toLowerCase(), wanted = asked(form), seen = new Set();
      for (const note of own) {
        const fit = fits(note, text, query, wanted);
        note.classList.toggle('hide', !fit);
        if (fit) seen.add(note.dataset.c);
      }
      for (const mark of own_marks) mark.classList.toggle('off', !mark.dataset.c.split(' ').some(key => seen.has(key)));
      let shown = 0;
      for (const row of rows) {
        const fit = fits(row, text, query, wanted);
        row.classList.toggle('hide', !fit);
        shown += fit;
      }
      if (none) none.hidden = shown > 0 || !rows.length;
      for (const status of all('button[data-status]', article)) status.setAttribute('aria-pressed', status.dataset.status === form.elements.status.value);
      out.textContent = query || wanted.length
        ? `${seen.size} of ${plural(own.length, 'claim')}, ${shown} of ${plural(rows.length, 'finding')}`
        : `${plural(own.length, 'claim')}, ${plural(rows.length, 'finding')}`;
    };
    live(form, run);
    article.addEventListener('click', event => {
      const status = event.target.closest('button[data-status]');
      if (!status) return;
      form.elements.status.value = form.elements.status.value === status.dataset.status ? '' : status.dataset.status;
      run();
    });
  }
  // What is scrolled to comes to rest below the filter, however many lines that takes.
  const bar = one('.bar');
  const measure = () => root.style.setProperty('--bar', `${bar.offsetHeight}px`);
  if (bar) {
    measure();
    new ResizeObserver(measure).observe(bar);
  }

  const articles = one('#articles');
  const lines = all('.at tbody tr');
  if (articles) {
    const out = one('output', articles), none = one('.nothing');
    let text = null;
    live(articles, () => {
      text ||= index(lines);
      const query = articles.elements.q.value.trim().toLowerCase(), wanted = asked(articles);
      let shown = 0;
      for (const line of lines) {
        const fit = fits(line, text, query, wanted);
        line.classList.toggle('hide', !fit);
        shown += fit;
      }
      none.hidden = shown > 0;
      out.textContent = query || wanted.length ? `${shown} of ${plural(lines.length, 'article')}` : plural(lines.length, 'article');
    });
  }

  // Keys: only where nobody is typing, and never with Ctrl, Alt or Meta.
  const step = by => {
    const open = notes.filter(note => !note.classList.contains('hide'));
    if (open.length) {
      const at = open.findIndex(note => note.dataset.c === picked);
      const next = at < 0 ? (by > 0 ? 0 : open.length - 1) : (at + by + open.length) % open.length;
      pick(open[next].dataset.c, true);
    } else {
      const links = lines.filter(line => !line.classList.contains('hide')).map(line => one('a', line));
      const at = links.indexOf(d.activeElement);
      if (links.length) links[at < 0 ? (by > 0 ? 0 : links.length - 1) : (at + by + links.length) % links.length].focus();
    }
  };
  const help = one('#help');
  one('#keys').onclick = () => help.showModal();
  const search = () => {
    const form = (picked && one('.filter', byKey.get(picked).closest('.art'))) || articles || one('.filter');
    if (form) form.elements.q.focus();
  };
  const unfold = () => { const closed = notes.some(note => !note.open); for (const note of notes) note.open = closed; };
  const keys = { j: () => step(1), k: () => step(-1), '/': search, '?': () => help.showModal(), d: flip, e: unfold };
  d.addEventListener('keydown', event => {
    if (event.metaKey || event.ctrlKey || event.altKey || help.open) return;
    const typing = /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName);
    if (event.key === 'Escape') {
      if (typing) { event.target.form.reset(); event.target.blur(); } else pick(null);
    } else if (!typing && keys[event.key]) {
      event.preventDefault();
      keys[event.key]();
    }
  });

  // On paper the notes that hold a finding are open.
  const was = new Map();
  addEventListener('beforeprint', () => { for (const note of notes) { was.set(note, note.open); note.open = !!note.dataset.rules; } });
  addEventListener('afterprint', () => { for (const [note, open] of was) note.open = open; });
  const follow = () => { const key = location.hash.slice(2); if (location.hash.startsWith('#c') && byKey.has(key)) pick(key, true); };
  addEventListener('hashchange', follow);
  follow();
})();
