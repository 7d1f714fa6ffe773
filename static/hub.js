// What a page gains with JavaScript. Each flow works without it; each piece looks for its own data- attribute.
(() => {
  'use strict';
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const number = new Intl.NumberFormat(document.documentElement.lang || undefined);
  const fill = (text, n) => text.replace('{n}', number.format(n));

  // The summary of errors takes the focus when the page arrives.
  const summary = document.querySelector('[data-focus]');
  if (summary) summary.focus();

  // Menu and filters stand open where there is room for them.
  const wide = window.matchMedia('(min-width: 60em)');
  const unfold = () => all('details[data-wide]').forEach((d) => { d.open = wide.matches; });
  if (wide.matches) unfold();
  wide.addEventListener('change', unfold);

  // <li data-print hidden>: printing needs the browser, so the way to it shows only here.
  all('[data-print]').forEach((item) => {
    item.hidden = false;
    item.firstElementChild.addEventListener('click', () => window.print());
  });

  // The lists that hang over the page close with Escape and with a click elsewhere.
  all('.langs, .menu').forEach((list) => {
    const close = () => { if (!list.matches('[data-wide]') || !wide.matches) list.open = false; };
    document.addEventListener('click', (e) => { if (!list.contains(e.target)) close(); });
    list.addEventListener('keydown', (e) => {
      if (e.key !== 'Escape' || !list.open) return;
      close();
      if (!list.open) list.firstElementChild.focus();
    });
  });

  // <form data-guard>: the browser asks before typed work is left behind.
  let unsaved = false;
  const warn = (e) => { e.preventDefault(); e.returnValue = ''; };
  const guard = (on) => {
    if (on === unsaved) return;
    unsaved = on;
    if (on) window.addEventListener('beforeunload', warn);
    else window.removeEventListener('beforeunload', warn);
  };
  all('form[data-guard]').forEach((form) => {
    document.addEventListener('input', (e) => { if (e.target.form === form) guard(true); });
    form.addEventListener('submit', () => guard(false));
    if (summary) guard(true);
  });

  // <textarea data-max="200" data-count="Characters left: {n}" data-over="Characters too many: {n}">
  const counter = (control) => {
    const note = document.createElement('p');
    const limit = Number(control.dataset.max);
    note.className = 'left';
    note.id = `${control.id}-left`;
    const described = control.getAttribute('aria-describedby');
    control.setAttribute('aria-describedby', described ? `${described} ${note.id}` : note.id);
    let timer;
    const show = () => {
      const left = limit - [...control.value.replace(/\r\n/g, '\n')].length;
      note.textContent = fill(left < 0 ? control.dataset.over : control.dataset.count, Math.abs(left));
      note.classList.toggle('over', left < 0);
      clearTimeout(timer);
      timer = setTimeout(() => {
        if (left < limit / 10 && document.activeElement === control) note.setAttribute('role', 'status');
        else note.removeAttribute('role');
      }, 800);
    };
    control.after(note);
    control.addEventListener('input', show);
    show();
  };
  const count = (root) => all('[data-count][data-max]', root).forEach(counter);
  count(document);

  // A long list of choices can be narrowed by typing; what is chosen stays in sight.
  all('[data-narrow]').forEach((box) => {
    const label = document.createElement('label');
    const input = document.createElement('input');
    label.className = 'narrow';
    label.textContent = box.dataset.narrow;
    input.type = 'search';
    input.dir = 'auto';
    input.addEventListener('keydown', (e) => { if (e.key === 'Enter') e.preventDefault(); });
    input.addEventListener('input', (e) => {
      e.stopPropagation();
      const wanted = input.value.trim().toLocaleLowerCase();
      all('.choice', box).forEach((choice) => {
        const chosen = choice.firstElementChild.checked;
        choice.hidden = !chosen && !choice.textContent.toLocaleLowerCase().includes(wanted);
      });
      all('.grp', box).forEach((group) => {
        group.hidden = !group.querySelector('.choice:not([hidden])');
        if ('open' in group) group.open = wanted !== '' && !group.hidden;
      });
    });
    label.append(input);
    box.before(label);
  });

  // <fieldset data-rows="links">: more rows, named as the server names them (links-0-label, links-1-label, …).
  const renumber = (text, from, to) => text.split(' ').map((id) => id.replace(`-${from}-`, `-${to}-`)).join(' ');
  const clone = (last, from, to) => {
    const row = last.cloneNode(true);
    all('.left, .err', row).forEach((e) => e.remove());
    all('.bad', row).forEach((e) => e.classList.remove('bad'));
    all('*', row).forEach((e) => {
      ['id', 'name', 'for', 'aria-describedby'].forEach((attribute) => {
        const value = e.getAttribute(attribute);
        if (value) e.setAttribute(attribute, renumber(value, from, to));
      });
      const described = (e.getAttribute('aria-describedby') || '').split(' ').filter((id) => !/-(err|left)$/.test(id)).join(' ');
      if (described) e.setAttribute('aria-describedby', described);
      else e.removeAttribute('aria-describedby');
      e.removeAttribute('aria-invalid');
      if (e.matches('input[type=checkbox], input[type=radio]')) e.checked = false;
      else if (e.matches('input, textarea')) e.value = '';
      else if (e.matches('select')) e.selectedIndex = 0;
    });
    const legend = row.querySelector('[data-legend]');
    if (legend) legend.textContent = fill(legend.dataset.legend, to + 1);
    return row;
  };
  all('[data-rows]').forEach((list) => {
    const add = list.querySelector('[data-add]');
    const last = () => all('[data-row]', list).pop();
    if (!add || !last()) return;
    let next = all('[data-row]', list).length;
    add.parentElement.hidden = false;
    add.addEventListener('click', () => {
      const row = clone(last(), next - 1, next);
      last().after(row);
      next += 1;
      count(row);
      row.querySelector('input:not([type=hidden]), select, textarea').focus();
    });
  });

  // <input type="file" data-most="26214400" data-too-large="…">: said before it is sent, which may take long.
  all('[data-most]').forEach((input) => input.addEventListener('change', () => {
    const tooLarge = [...input.files].some((file) => file.size > Number(input.dataset.most));
    input.setCustomValidity(tooLarge ? input.dataset.tooLarge : '');
    input.reportValidity();
    if (tooLarge && input.form.noValidate) input.value = ''; // or the hub would refuse all that is sent with it
  }));
})();
