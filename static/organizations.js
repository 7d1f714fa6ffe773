// Completes the names of organizations from the register, and fills in the category that goes with a name.
(() => {
  'use strict';
  const list = document.getElementById('known-organizations');
  if (!list) return;
  const categories = new Map([...list.options].map((option) => [option.value, option.dataset.category]));
  const folded = (text) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  const asked = new Set();
  let timer;

  const add = ({ name, category, other_names: others }, text) => {
    if (categories.has(name)) return;
    const option = document.createElement('option');
    option.value = name;
    option.textContent = others.map((other) => other.name).filter((other) => folded(other).includes(text)).join(' · ');
    categories.set(name, category || '');
    list.append(option);
  };
  const ask = async (text) => {
    if (asked.has(text)) return;
    asked.add(text);
    const answer = await fetch(`${list.dataset.url}?per_page=10&q=${encodeURIComponent(text)}`).catch(() => null);
    if (answer && answer.ok) (await answer.json()).items.forEach((item) => add(item, folded(text)));
    else asked.delete(text);
  };
  const choose = (input) => {
    const select = document.getElementsByName(input.name.replace(/-name$/, '-category'))[0];
    const category = categories.get(input.value.trim());
    if (select && category && !select.value) select.value = category;
  };
  document.addEventListener('input', (e) => {
    if (!e.target.matches('[list="known-organizations"]')) return;
    const text = e.target.value.trim();
    clearTimeout(timer);
    if (categories.has(text)) choose(e.target);
    else if (text.length > 1) timer = setTimeout(() => ask(text).then(() => choose(e.target)), 250);
  });
})();
