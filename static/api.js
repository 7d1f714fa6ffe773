// The manual of the API: <form data-try="/api/v1/practices/{slug}"> shows the answer in the page.
(() => {
  'use strict';

  // As the server does it for a form: values of the path in their place, blank ones left out.
  const address = (form) => {
    const rest = new URLSearchParams();
    let path = form.dataset.try;
    new FormData(form).forEach((value, name) => {
      if (!value) return;
      if (path.includes(`{${name}}`)) path = path.replace(`{${name}}`, () => encodeURIComponent(value));
      else rest.append(name, value);
    });
    return rest.size ? `${path}?${rest}` : path;
  };

  const pretty = (text) => {
    try { return JSON.stringify(JSON.parse(text), null, 2); } catch { return text; }
  };

  const place = (form) => {
    const box = document.createElement('div');
    const line = document.createElement('p');
    const code = document.createElement('code');
    const pre = document.createElement('pre');
    line.setAttribute('role', 'status');
    line.dir = 'ltr';
    pre.tabIndex = 0;
    pre.hidden = true;
    pre.append(code);
    box.append(line, pre);
    form.after(box);
    return { line, pre, code };
  };

  document.querySelectorAll('form[data-try]').forEach((form) => {
    let answer;
    form.addEventListener('submit', async (event) => {
      event.preventDefault();
      answer ??= place(form);
      answer.line.textContent = form.dataset.wait;
      const url = address(form);
      try {
        const response = await fetch(url, { headers: { Accept: 'application/json' } });
        answer.code.textContent = pretty(await response.text());
        answer.line.textContent = `${response.status} GET ${url}`;
        answer.pre.hidden = false;
      } catch {
        answer.line.textContent = form.dataset.failed;
        answer.pre.hidden = true;
      }
    });
  });
})();
