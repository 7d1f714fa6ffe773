// <form data-autosave>: a step of a practice is saved while somebody writes it. What is typed stays in the page until
// the hub has it; where it cannot be saved, the status line says why, and what to do.
(() => {
  'use strict';
  const form = document.querySelector('form[data-autosave]');
  if (!form) return;
  const PAUSE = 2500;
  const FIRST_PAUSE = 15000;
  const SOON = 150;
  const LONGEST_PAUSE = 60000;
  const TAKEN_ALONG = 60000; // bytes that browsers still send when a page is left
  const line = form.querySelector('[data-saving]');
  const words = line.dataset;
  const clock = new Intl.DateTimeFormat(document.documentElement.lang || undefined, { timeStyle: 'short' });

  let changes = document.querySelector('[data-focus]') ? 1 : 0; // what is saved is the state at some number
  let saved = 0;
  let running = null;
  let failures = 0;
  let renewed = false;
  let trouble = false; // something stays unsaved until somebody does something about it
  let leaving = false;
  let timer;
  const pending = () => changes !== saved;

  const say = (text, warn = false) => {
    if (line.textContent !== text) line.textContent = text;
    line.parentElement.classList.toggle('warn', warn);
  };

  const compare = form.querySelector('[data-compare]');

  // Messages stand at their fields, apart from the one that is being written just now.
  const filled = (row) => [...row.querySelectorAll('input, textarea')].some((e) => e.value.trim());
  const find = (id) => {
    const [, list, number, part] = /^f-(\w+)-(\d+)-(\w+)$/.exec(id) || [];
    if (!list) return document.getElementById(id);
    const rows = [...document.querySelectorAll(`#f-${list} [data-row]`)].filter(filled); // the hub counts no empty rows
    return rows[number] && rows[number].querySelector(`[id$="-${part}"]`);
  };
  const mark = (control, message) => {
    const id = `${control.id}-err`;
    const field = control.closest('.field');
    let note = document.getElementById(id);
    const described = (control.getAttribute('aria-describedby') || '').split(' ').filter((part) => part && part !== id);
    if (message && !note) {
      note = document.createElement('div');
      Object.assign(note, { className: 'err', id });
      field.append(note);
    }
    if (message) {
      note.textContent = message;
      described.push(id);
    } else if (note) note.remove();
    field.classList.toggle('bad', Boolean(message));
    if (message) control.setAttribute('aria-invalid', 'true');
    else control.removeAttribute('aria-invalid');
    if (described.length) control.setAttribute('aria-describedby', described.join(' '));
    else control.removeAttribute('aria-describedby');
  };
  let errors = [];
  let marked = [];
  const show = () => {
    const wrong = errors.map((error) => [find(error.id), error.message]).filter(([control]) => control);
    marked.filter((control) => !wrong.some(([other]) => other === control)).forEach((control) => mark(control, ''));
    marked = [];
    wrong.filter(([control]) => control !== document.activeElement).forEach(([control, message]) => {
      mark(control, message);
      marked.push(control);
    });
  };

  // A new practice has become a draft: from now on this is its form, under its own address.
  const move = (url) => {
    form.setAttribute('action', url);
    history.replaceState(history.state, '', url);
    document.querySelectorAll('[data-step]').forEach((step) => {
      const link = document.createElement('a');
      link.href = url.replace(/[^/]*$/, step.dataset.step);
      link.textContent = step.textContent;
      if (step.hasAttribute('aria-current')) link.setAttribute('aria-current', 'step');
      step.replaceWith(link);
    });
    const version = document.createElement('input');
    Object.assign(version, { type: 'hidden', name: 'version' });
    form.append(version);
  };
  const heading = document.querySelector('[data-title]');
  const name = (told) => {
    const title = form.elements.title && form.elements.title.value.trim();
    if (!title || !told.saved.includes('title')) return;
    document.title = document.title.replace(heading.textContent, () => title);
    heading.textContent = title;
  };
  const understand = (told, sent) => {
    failures = 0;
    renewed = false;
    saved = sent;
    errors = told.errors;
    show();
    if ('total' in told) {
      if (form.getAttribute('action') !== told.url) move(told.url);
      form.elements.version.value = told.version;
      const meter = document.getElementById('ready');
      if (meter) Object.assign(meter, { max: told.total, value: told.done });
      name(told);
    }
    trouble = told.clashes.length > 0 || errors.length > 0;
    compare.hidden = told.clashes.length === 0;
    const time = clock.format(new Date(told.saved_at));
    if (told.clashes.length) say(words.clash.replace('{fields}', told.clashes.join(', ')), true);
    else if (errors.length) say(('total' in told ? words.partly : words.wrong).replace('{time}', time), true);
    else say('total' in told ? words.saved.replace('{time}', time) : '');
    if (pending()) later(PAUSE);
  };

  const fail = (text) => {
    failures += 1;
    trouble = true;
    say(text, true);
    later(Math.min(5000 * 2 ** (failures - 1), LONGEST_PAUSE));
  };
  // After a log-in in another window the form needs the token of the new session.
  const renew = async () => {
    const answer = await fetch(location.href);
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
    const fresh = page.querySelector('form[data-autosave] [name=csrf_token]');
    if (renewed || answer.redirected || !fresh) return false;
    form.elements.csrf_token.value = fresh.value;
    renewed = true;
    return true;
  };
  const json = (answer) => (/json/.test(answer.headers.get('Content-Type')) ? answer.json() : {});
  const typed = () => {
    const data = new FormData(form);
    data.delete('file'); // a document is sent when a button asks for it
    return data;
  };
  const send = async (keepalive) => {
    const sent = changes;
    const answer = await fetch(form.getAttribute('action'), {
      method: 'POST', body: typed(), headers: { Accept: 'application/json' }, redirect: 'manual', keepalive,
    });
    const told = await json(answer);
    if (told.saved) understand(told, sent);
    else if (answer.status === 400 || answer.status === 401) {
      if (await renew()) later(0);
      else fail(words.out);
    } else if (answer.status === 409 || answer.status === 403 || answer.status === 404) fail(`${words.refused} ${told.detail || ''}`);
    else fail(words.failed);
  };
  const attempt = () => {
    clearTimeout(timer);
    running = running || send(false).catch(() => fail(words.failed)).finally(() => { running = null; });
    return running;
  };
  const save = () => { if (!leaving && pending()) attempt(); };
  const later = (pause) => {
    clearTimeout(timer);
    timer = setTimeout(save, pause);
  };

  // The address of a new practice is made of its title, so that this should not be cut off in the middle.
  const naming = () => !form.elements.version && document.activeElement === form.elements.title;
  document.addEventListener('input', (e) => { // also what belongs to the form and stands elsewhere on the page
    if (e.target.form !== form || e.target.type === 'file' || e.target.closest('.narrow')) return;
    changes += 1;
    if (!failures) later(naming() ? FIRST_PAUSE : PAUSE);
  });
  form.addEventListener('focusout', () => {
    setTimeout(show);
    if (pending() && !failures) later(SOON);
  });
  window.addEventListener('online', () => { if (pending()) later(0); });
  document.addEventListener('visibilitychange', () => { if (document.hidden && !failures) save(); });

  // Some browsers fill in again what was typed before a page was loaded anew.
  const differs = (e) => (e.options ? [...e.options].some((o) => o.selected !== o.defaultSelected && (o.defaultSelected || o.index > 0))
    : e.checked !== undefined && /checkbox|radio/.test(e.type) ? e.checked !== e.defaultChecked
      : e.type !== 'hidden' && e.defaultValue !== undefined && e.value !== e.defaultValue);
  window.addEventListener('load', () => {
    if ([...form.elements].some(differs)) changes += 1;
    if (pending()) later(PAUSE);
  });

  // What is on its way arrives before the form itself does, so that nobody is overtaken by themselves; and while the
  // hub cannot be reached the form stays here.
  let waiting = false;
  form.addEventListener('submit', (e) => {
    clearTimeout(timer);
    if (!running && !failures) {
      leaving = true;
      return;
    }
    e.preventDefault();
    if (waiting) return;
    waiting = true;
    attempt().finally(() => {
      waiting = false;
      if (!failures) form.requestSubmit(e.submitter);
    });
  });
  window.addEventListener('pageshow', (e) => { if (e.persisted) leaving = false; });
  window.addEventListener('beforeunload', (e) => {
    if (leaving || (!pending() && !trouble)) return;
    const size = [...typed().values()].reduce((sum, value) => sum + 3 * value.length, 0);
    if (trouble || running || size > TAKEN_ALONG) {
      e.preventDefault();
      e.returnValue = '';
    }
  });
  window.addEventListener('pagehide', () => {
    if (!leaving && pending() && !running) send(true).catch(() => {});
    leaving = true;
  });
})();
