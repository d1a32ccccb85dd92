"use strict";
// Search: names first, then articles, from the static index (see dateline/site/search.py). Only the files that a query needs are fetched.
(() => {
  const box = document.querySelector(".search");
  if (!box) return;
  const input = box.querySelector("input");
  const [base, home, zh] = [box.dataset.index, box.dataset.home, document.documentElement.lang.startsWith("zh")];
  const list = document.getElementById("hits"), status = document.getElementById("hits-n"), facets = document.getElementById("facets");
  const say = box.dataset;
  const CJK = "\\u3005\\u3007\\u3040-\\u30ff\\u31f0-\\u31ff\\u3400-\\u4dbf\\u4e00-\\u9fff\\uac00-\\ud7af\\uf900-\\ufaff\\u{20000}-\\u{3ffff}";
  const RUNS = new RegExp(`[${CJK}]+`, "gu"), WORDS = new RegExp(`(?:(?![${CJK}])[\\p{L}\\p{N}])+`, "gu");
  const cache = new Map();
  const get = (path, kind) => {
    if (!cache.has(path)) cache.set(path, fetch(base + path).then((r) => (r.ok ? r[kind]() : null)).catch(() => null));
    return cache.get(path);
  };
  const fold = (text) => text.normalize("NFKC").toLowerCase();
  const stem = (word) => {
    if (/[^\x00-\x7f]/.test(word)) word = word.normalize("NFD").replace(/\p{M}/gu, "").normalize("NFC");
    if (word.length < 4 || !/^\p{L}+$/u.test(word)) return word.slice(0, 40);
    if (word.length > 4 && word.endsWith("ies")) word = word.slice(0, -3) + "y";
    else if (/s$/.test(word) && !/(ss|us|is)$/.test(word)) word = word.slice(0, -1);
    for (const [ending, shortest] of [["ing", 6], ["ed", 5]]) {
      if (word.endsWith(ending) && word.length >= shortest) {
        word = word.slice(0, -ending.length);
        if (word.at(-1) === word.at(-2) && !"lsz".includes(word.at(-1))) word = word.slice(0, -1);
        break;
      }
    }
    return (word.length > 4 && word.endsWith("e") ? word.slice(0, -1) : word).slice(0, 40);
  };
  const termsOf = (text) => {
    const folded = fold(text);
    const terms = (folded.match(WORDS) || []).map(stem);
    for (const run of folded.match(RUNS) || []) {
      const chars = Array.from(run);
      for (let i = 0; i + 1 < chars.length; i++) terms.push(chars[i] + chars[i + 1]);
    }
    return [...new Set(terms)];
  };
  const CRC = Array.from({ length: 256 }, (_, n) => { for (let k = 0; k < 8; k++) n = n & 1 ? 0xedb88320 ^ (n >>> 1) : n >>> 1; return n >>> 0; });
  const crc = (text) => { let c = 0xffffffff; for (const byte of new TextEncoder().encode(text)) c = CRC[(c ^ byte) & 255] ^ (c >>> 8); return (c ^ 0xffffffff) >>> 0; };
  const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  const decode = (text) => {
    const found = new Map();
    let before = 0, value = 0, scale = 1;
    for (const char of text) {
      const digit = DIGITS.indexOf(char);
      value += (digit % 32) * scale;
      if (digit >= 32) { scale *= 32; continue; }
      const posting = before + value;
      before = posting - posting % 4;
      found.set(before / 4, posting % 4);
      value = 0; scale = 1;
    }
    return found;
  };
  const postings = async (term, shards) => {
    const text = await get(`t/${crc(term) % shards}.txt`, "text");
    const at = text ? ("\n" + text).indexOf(`\n${term}\t`) : -1;
    if (at < 0) return new Map();
    const from = at + term.length + 1, to = text.indexOf("\n", from);
    return decode(text.slice(from, to));
  };
  const articles = async (query, manifest) => {
    const terms = termsOf(query).slice(0, 24);
    const lists = await Promise.all(terms.map((term) => postings(term, manifest.shards)));
    const scores = new Map();
    lists.forEach((found) => {
      const weight = Math.log(1 + manifest.articles / (1 + found.size));
      for (const [number, rank] of found) {
        const had = scores.get(number) || [0, 0];
        scores.set(number, [had[0] + 1, had[1] + weight * (1 + rank * 0.6)]);
      }
    });
    const all = [...scores].filter(([, [n]]) => n === terms.length);
    const kept = all.length || terms.length < 3 ? all : [...scores].filter(([, [n]]) => n * 3 >= terms.length * 2);
    return kept.map(([number, [n, score]]) => [number, n * 100 + score]).sort((a, b) => b[1] - a[1] || b[0] - a[0]);
  };
  const distance = (a, b, most) => {
    if (Math.abs(a.length - b.length) > most) return most + 1;
    let before2, before = Array.from({ length: b.length + 1 }, (_, i) => i);
    for (let i = 1; i <= a.length; i++) {
      const row = [i];
      for (let j = 1; j <= b.length; j++) {
        row[j] = Math.min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
        if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) row[j] = Math.min(row[j], before2[j - 2] + 1);
      }
      before2 = before; before = row;
    }
    return before[b.length];
  };
  const plain = (text) => fold(text).normalize("NFD").replace(/[\p{M}\s·•・.'’-]+/gu, "");
  const bucket = (key) => { const c = key[0]; return c >= "a" && c <= "z" ? c : c > "\u2e7f" ? "h" + (key.codePointAt(0) % 32) : "other"; };
  const inside = (key, name, wanted) => name.includes(wanted) && (/[^\x00-\x7f]/.test(wanted) || key.split(/[^\p{L}\p{N}]+/u).some((_, i, words) => words.slice(i).join("").startsWith(wanted)));
  const names = async (query, manifest) => {
    const wanted = plain(query);
    if (!wanted) return [];
    const file = manifest.names.includes("all") ? "all" : bucket(fold(query.trim()));
    const rows = manifest.names.includes(file) ? (await get(`n/${file}.json`, "json")) || [] : [];
    const found = [];
    for (const [kind, id, shown, keys, count] of rows) {
      let best = 0;
      for (const key of [...Object.values(shown), ...keys]) {
        const name = plain(key);
        if (name === wanted) best = Math.max(best, 100);
        else if (name.startsWith(wanted)) best = Math.max(best, 80);
        else if (wanted.length > 1 && inside(fold(key), name, wanted)) best = Math.max(best, 60);
        else if (wanted.length > 3) {
          const most = wanted.length > 7 ? 2 : 1;
          if (distance(wanted, name, most) <= most) best = Math.max(best, 40);
        }
      }
      if (best) found.push([best + Math.min(15, Math.log2(1 + count)), kind, id, shown, count]);
    }
    return found.sort((a, b) => b[0] - a[0]).slice(0, 8);
  };
  const el = (tag, attributes, ...children) => {
    const node = Object.assign(document.createElement(tag), attributes);
    node.append(...children);
    return node;
  };
  const marked = (text, terms) => {
    const lower = fold(text);
    if (lower.length !== text.length) return [text];
    const hits = [];
    for (const term of terms) for (let i = lower.indexOf(term); i >= 0 && term; i = lower.indexOf(term, i + 1)) hits.push([i, i + term.length]);
    hits.sort((a, b) => a[0] - b[0]);
    const out = [];
    let at = 0, i = 0;
    while (i < hits.length) {
      let [from, to] = hits[i++];
      while (i < hits.length && hits[i][0] <= to) to = Math.max(to, hits[i++][1]);
      out.push(text.slice(at, from), el("mark", {}, text.slice(from, to)));
      at = to;
    }
    return [...out, text.slice(at)];
  };
  const needles = (query) => fold(query).match(new RegExp(`[${CJK}]+|(?:(?![${CJK}])[\\p{L}\\p{N}])+`, "gu")) || [];
  const address = { topic: "topics/", set: "sets/" };
  // The sentence that matches, with its date: read from the article's own page, for the first results only.
  const snippet = async (url, item, terms) => {
    const text = await fetch(url).then((r) => (r.ok ? r.text() : "")).catch(() => "");
    const page = new DOMParser().parseFromString(text, "text/html"), body = page.getElementById("text");
    if (!body) return;
    const fits = (node) => terms.every((term) => fold(node.textContent).includes(term));
    const some = (node) => terms.some((term) => fold(node.textContent).includes(term));
    const spans = [...body.querySelectorAll("span[id]:not(:empty),blockquote")], blocks = [...body.querySelectorAll("p,li,td")];
    const hit = spans.find(fits) || blocks.find(fits) || spans.find(some) || blocks.find(some);
    if (!hit) return;
    const whole = hit.textContent.trim(), at = Math.max(0, ...terms.map((term) => fold(whole).indexOf(term)));
    const from = Math.max(0, at - 60), cut = whole.slice(from, from + 170);
    item.querySelector("p.x").replaceChildren(from ? "…" : "", ...marked(cut, terms), from + 170 < whole.length ? "…" : "");
    if (hit.id) {
      const note = [...page.querySelectorAll(".notes li")].find((li) => li.querySelector("a").hash === `#${hit.id}`);
      const label = note?.querySelector("time, b")?.textContent || say.jump;
      item.querySelector(".m").append(el("a", { href: `${url}#${hit.id}` }, label));
    }
  };
  let turn = 0, shown = 10, sorted = "best", year = "";
  const search = async () => {
    const mine = ++turn, query = input.value.trim();
    history.replaceState(null, "", query ? `?q=${encodeURIComponent(query)}` : location.pathname);
    if (!query) { list.replaceChildren(); status.textContent = ""; facets.hidden = true; return; }
    const manifest = await get("manifest.json", "json");
    if (!manifest) { status.textContent = say.none; return; }
    const [entities, hits] = await Promise.all([names(query, manifest), articles(query, manifest)]);
    if (mine !== turn) return;
    const starts = Object.entries(manifest.years).sort((a, b) => a[1] - b[1]);
    const yearOf = (number) => { let y = ""; for (const [name, first] of starts) if (number >= first) y = name; return y; };
    const years = new Map();
    for (const [number] of hits) years.set(yearOf(number), (years.get(yearOf(number)) || 0) + 1);
    let kept = year ? hits.filter(([number]) => yearOf(number) === year) : hits;
    if (sorted === "new") kept = [...kept].sort((a, b) => b[0] - a[0]);
    status.textContent = say.count.replace("{}", hits.length + entities.length);
    facets.hidden = hits.length < 2;
    const option = (value, text) => el("option", { value, selected: value === year }, text);
    facets.querySelector("[name=year]").replaceChildren(option("", say.all), ...[...years].sort().reverse().map(([y, n]) => option(y, `${y || say.undated} (${n})`)));
    const terms = needles(query);
    const items = year ? [] : entities.map(([, kind, id, shownNames, count]) => el("li", { className: "name" },
      el("a", { className: "ti", href: `${home}${address[kind] || "entities/"}${encodeURIComponent(id)}/` }, shownNames[zh ? "zh" : "en"] || Object.values(shownNames)[0] || id),
      el("p", { className: "m" }, ...Object.values(shownNames).filter((name) => name !== (shownNames[zh ? "zh" : "en"])).slice(0, 2).map((name) => el("span", {}, name)), ...(count ? [el("span", {}, say.events.replace("{}", count))] : []))));
    const page = kept.slice(0, shown);
    const blocks = await Promise.all(page.map(([number]) => get(`d/${Math.floor(number / manifest.block)}.json`, "json")));
    if (mine !== turn) return;
    const late = [];
    page.forEach(([number], i) => {
      const row = blocks[i] && blocks[i][number % manifest.block];
      if (!row) return;
      const [id, title, date, source, lang, excerpt] = row, url = `${home}articles/${encodeURIComponent(id)}/`;
      const item = el("li", {}, el("a", { className: "ti", href: url, lang }, ...marked(title, terms)),
        el("p", { className: "m" }, el("span", {}, source), el("span", {}, date || say.undated)), el("p", { className: "x", lang }, ...marked(excerpt, terms)));
      items.push(item);
      late.push([url, item]);
    });
    list.replaceChildren(...items);
    if (kept.length > shown) {
      const more = el("button", { type: "button" }, say.more);
      more.addEventListener("click", () => { shown += 20; search(); });
      list.append(el("li", { className: "more" }, more));
    }
    setTimeout(() => { if (mine === turn) for (const [url, item] of late.slice(0, 3)) snippet(url, item, terms); }, 250);
    const watch = new IntersectionObserver((seen) => seen.forEach((one) => {
      if (one.isIntersecting && mine === turn) { watch.unobserve(one.target); snippet(late.find(([, item]) => item === one.target)[0], one.target, terms); }
    }), { rootMargin: "-40% 0px 0px 0px" });
    addEventListener("scroll", () => late.slice(3).forEach(([, item]) => watch.observe(item)), { once: true, passive: true });
  };
  let timer = 0;
  input.addEventListener("input", () => { clearTimeout(timer); shown = 10; year = ""; timer = setTimeout(search, 140); });
  facets.addEventListener("change", (event) => { if (event.target.name === "year") year = event.target.value; else sorted = event.target.value; shown = 10; search(); });
  input.addEventListener("keydown", (event) => { if (event.key === "ArrowDown") { const first = list.querySelector("a"); if (first) { first.focus(); event.preventDefault(); } } });
  list.addEventListener("keydown", (event) => {
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    const links = [...list.querySelectorAll(".ti")], at = links.indexOf(document.activeElement) + (event.key === "ArrowDown" ? 1 : -1);
    (links[at] || (at < 0 ? input : null))?.focus();
    event.preventDefault();
  });
  input.value = new URLSearchParams(location.search).get("q") || "";
  input.focus();
  if (input.value) search();
  window.datelineTerms = termsOf;
})();
