"use strict";
// What pages gain from scripting: theme, notes beside their sentences, previews, filters. Every page is whole without it.
(() => {
  const doc = document, root = doc.documentElement;
  const $ = (selector, from = doc) => from.querySelector(selector);
  const $$ = (selector, from = doc) => [...from.querySelectorAll(selector)];
  const el = (tag, attributes, ...children) => {
    const node = Object.assign(doc.createElement(tag), attributes);
    node.append(...children);
    return node;
  };

  // Theme: the system's, until the reader chooses.
  const button = $(".theme");
  if (button) {
    button.hidden = false;
    button.addEventListener("click", () => {
      const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
      root.dataset.theme = dark ? "light" : "dark";
      try { localStorage.setItem("dateline-theme", root.dataset.theme); } catch { /* storage may be shut off */ }
    });
  }

  // "/" leads to the search.
  doc.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || /^(input|select|textarea)$/i.test(event.target.tagName)) return;
    const box = $("#q"), find = $("a.find");
    if (!box && !find) return;
    event.preventDefault();
    if (box) box.focus(); else location.href = find.href;
  });

  // An article's notes stand beside their sentences while there is room.
  const notes = $(".notes"), wide = matchMedia("(min-width: 60.01rem)");
  if (notes) {
    const items = $$("li", notes).map((li) => [li, doc.getElementById(decodeURIComponent($("a", li).hash.slice(1)))]);
    const place = () => {
      notes.classList.toggle("beside", wide.matches);
      if (!wide.matches) return items.forEach(([li]) => { li.style.top = ""; });
      const top = notes.getBoundingClientRect().top;
      let free = $("h2", notes).offsetHeight + 8;
      for (const [li, target] of items) {
        const want = target ? target.getClientRects()[0]?.top - top || free : free;
        const at = Math.max(want, free);
        li.style.top = `${at}px`;
        free = at + li.offsetHeight + 6;
      }
      notes.style.minHeight = `${free}px`;
    };
    place();
    wide.addEventListener("change", place);
    addEventListener("resize", place);
    doc.fonts?.ready.then(place);
    for (const [li, target] of items) {
      const sentence = target?.closest("span[id]:not(:empty)") || target;
      if (!sentence) continue;
      for (const [from, to] of [[li, sentence], [sentence, li]]) {
        from.addEventListener("pointerenter", () => to.classList.add("on"));
        from.addEventListener("pointerleave", () => to.classList.remove("on"));
      }
      li.addEventListener("focusin", () => sentence.classList.add("on"));
      li.addEventListener("focusout", () => sentence.classList.remove("on"));
    }
  }

  // Previews of entities: what the page says first, on hover and on focus.
  const pages = new Map();
  let card = null, timer = 0;
  const close = () => { clearTimeout(timer); card?.remove(); card = null; };
  const open = async (link) => {
    const url = link.href.split("#")[0];
    if (!pages.has(url)) pages.set(url, fetch(url).then((r) => (r.ok ? r.text() : "")).then((text) => new DOMParser().parseFromString(text, "text/html")).catch(() => null));
    const page = await pages.get(url);
    if (!page || !$("h1", page) || !link.matches(":hover,:focus")) return;
    close();
    const events = $$(".e.k", page).slice(0, 3).map((e) => el("li", {}, el("b", {}, `${$(".d", e).textContent} ${e.closest(".y")?.id.replace(/^y/, "").replace("key", "") || ""}`), ` ${$(".h a", e).textContent}`));
    card = el("div", { className: "pop" }, el("p", { className: "kind" }, $(".kind", page)?.textContent || ""), el("h3", {}, $("h1", page).textContent),
      el("p", {}, $(".lead", page)?.textContent || $(".totals", page)?.textContent || ""), el("ul", {}, ...events));
    card.setAttribute("role", "tooltip");
    card.id = "preview";
    link.setAttribute("aria-describedby", "preview");
    doc.body.append(card);
    const box = link.getBoundingClientRect(), below = box.bottom + card.offsetHeight + 8 < innerHeight;
    card.style.left = `${Math.max(8, Math.min(box.left, innerWidth - card.offsetWidth - 8)) + scrollX}px`;
    card.style.top = `${(below ? box.bottom + 6 : Math.max(4, box.top - card.offsetHeight - 6)) + scrollY}px`;
    card.addEventListener("pointerleave", close);
  };
  const previews = '.prose a[href*="entities/"]:not([rel]), .w a, .active a, .rel th a';
  for (const type of ["pointerover", "focusin"]) doc.addEventListener(type, (event) => {
    const link = event.target.closest?.(previews);
    if (!link || event.pointerType === "touch") return;
    clearTimeout(timer);
    timer = setTimeout(open, type === "focusin" ? 500 : 250, link);
  });
  for (const type of ["pointerout", "focusout"]) doc.addEventListener(type, (event) => {
    if (event.target.closest?.(previews) && !card?.contains(event.relatedTarget)) close();
  });
  doc.addEventListener("keydown", (event) => { if (event.key === "Escape") close(); });

  // Entries made from a timeline's JSON, as lists by year, newest first.
  const byYear = (data, base, home, named) => {
    const site = data.url.endsWith(base) ? data.url.slice(0, -base.length) : "";
    const local = (url) => home + (site && url.startsWith(site) ? url.slice(site.length) : url);
    const groups = new Map();
    for (const e of data.events.reverse()) {
      const told = e.sources.map((s) => ({ ...data.articles[s.article], ...s }));
      const year = /^(?:\.\.\/)?(-?\d{4})/.exec(e.date)?.[1] || "0";
      if (!groups.has(year)) groups.set(year, el("ol", { className: "tl" }));
      groups.get(year).append(el("li", { className: `e p-${e.precision} s-${e.status}${e.key ? " k" : ""}${e.disputed ? " x" : ""}` }, el("span", { className: "d" }, e.date_text),
        el("div", { className: "b" }, el("p", { className: "h" }, el("a", { href: local(e.permalink), lang: e.lang.slice(0, 2) }, e.headline), ...(e.status === "happened" ? [] : [" ", el("span", { className: `f f-${e.status}` }, named[e.status])])),
          el("p", { className: "w" }, ...e.names.map((name, i) => el("a", { href: `${home}entities/${encodeURIComponent(e.entities[i])}/` }, name))),
          el("details", { className: "s" }, el("summary", {}, [...new Set(told.map((s) => s.publisher || s.title))].slice(0, 3).join(" · ")),
            ...told.map((s) => el("figure", {}, el("blockquote", {}, el("p", {}, s.quote)), el("figcaption", {}, el("a", { href: local(`${s.page}#${s.anchor}`) }, s.publisher || s.title), ` · ${s.published}`)))))));
    }
    return groups;
  };

  // Any two entities on one axis: names come from the search index, entries from their timelines.
  const pick = $(".pick");
  if (pick) {
    const say = pick.dataset, out = el("div", { className: "picked" }), known = new Map();
    const inputs = $$("input", pick);
    let pair = "";
    const names = async (input) => {
      const key = input.value.trim().normalize("NFKC").toLowerCase(), c = key[0] || "";
      const manifest = await fetch(`${say.index}manifest.json`).then((r) => r.json());
      const file = manifest.names.includes("all") ? "all" : c >= "a" && c <= "z" ? c : c > "\u2e7f" ? `h${c.codePointAt(0) % 32}` : "other";
      const rows = manifest.names.includes(file) ? await fetch(`${say.index}n/${file}.json`).then((r) => r.json()) : [];
      for (const [kind, id, shown] of rows) if (kind !== "topic" && kind !== "set") known.set(shown[say.lang] || Object.values(shown)[0], id);
      $("datalist", pick).replaceChildren(...[...known.keys()].sort().slice(0, 500).map((name) => el("option", { value: name })));
    };
    const show = async () => {
      const ids = inputs.map((input) => known.get(input.value.trim()));
      const wanted = ids.join(" ");
      if (ids.some((id) => !id) || ids[0] === ids[1] || wanted === pair) return;  // what is shown already may be open
      pair = wanted;
      const all = await Promise.all(ids.map((id) => fetch(`${say.home}entities/${encodeURIComponent(id)}/timeline.json`).then((r) => r.json()))).catch((error) => { if (wanted === pair) pair = ""; throw error; });
      if (wanted !== pair) return;
      const columns = all.map((data, i) => byYear(data, `entities/${encodeURIComponent(ids[i])}/`, say.home, JSON.parse(say.statuses)));
      const years = [...new Set(columns.flatMap((groups) => [...groups.keys()]))].sort().reverse();
      out.replaceChildren(...years.map((year) => el("section", { className: "y cmp" }, el("h2", {}, year), el("div", { className: "pair" },
        ...columns.map((groups, i) => el("div", {}, ...(groups.has(year) ? [el("h3", {}, inputs[i].value.trim()), groups.get(year)] : [])))))));
      history.replaceState(null, "", `?a=${encodeURIComponent(ids[0])}&b=${encodeURIComponent(ids[1])}`);
    };
    pick.after(out);
    for (const input of inputs) {
      input.addEventListener("focus", () => names(input), { once: true });
      input.addEventListener("input", () => names(input).then(show));
    }
    const asked = new URLSearchParams(location.search);
    if (asked.get("a") && asked.get("b")) names(inputs[0]).then(() => {
      ["a", "b"].forEach((key, i) => { inputs[i].value = [...known].find(([, id]) => id === asked.get(key))?.[0] || ""; });
      show();
    });
  }

  // Filters of a timeline; their state lives in the address.
  const pane = $(".window"), words = pane?.dataset, bar = $(".bar");
  if (pane && bar) {
    const query = new URLSearchParams(location.search);
    const state = { q: "", who: "", source: "", status: "", from: "", to: "", order: "" };
    for (const key of Object.keys(state)) state[key] = query.get(key) || "";
    let rows = [], whole = !words.filter;
    const read = () => {
      rows = $$(".e", pane).map((node) => ({
        node, text: node.textContent.toLowerCase(), year: Number(node.closest(".y")?.id.slice(1)) || 0, status: /s-(\w+)/.exec(node.className)?.[1] || "",
        who: $$(".w a, .w span", node).map((a) => a.textContent), sources: $$("figcaption a:first-child, p.s bdi", node).map((a) => a.textContent),
      }));
    };
    const select = (name, label) => {
      const node = el("select", { name });
      node.setAttribute("aria-label", label);
      return node;
    };
    const fill = (node, label, options) => {
      node.replaceChildren(el("option", { value: "" }, label), ...options.map(([value, text]) => el("option", { value, selected: state[node.name] === value }, text)));
      node.hidden = options.length < 2;
    };
    const tally = (lists) => {
      const counts = new Map();
      for (const list of lists) for (const item of new Set(list)) counts.set(item, (counts.get(item) || 0) + 1);
      return [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).slice(0, 60).map(([item, n]) => [item, `${item} (${n})`]);
    };
    const text = el("input", { type: "search", name: "q", value: state.q, placeholder: words.text });
    text.setAttribute("aria-label", words.text);
    const who = select("who", words.who), source = select("source", words.source), status = select("status", words.status);
    const from = select("from", words.from), to = select("to", words.to), order = select("order", words.order);
    const count = el("span", { className: "c" });
    count.setAttribute("role", "status");
    bar.append(text, who, source, status, order, from, to, count);
    const options = () => {
      fill(who, words.who, tally(rows.map((row) => row.who)));
      fill(source, words.source, tally(rows.map((row) => row.sources)));
      const named = JSON.parse(words.statuses);
      fill(status, words.status, tally(rows.map((row) => [row.status])).map(([value, shown]) => [value, shown.replace(value, named[value] || value)]));
      const years = [...new Set(rows.map((row) => row.year))].filter(Boolean).sort((a, b) => a - b).map((year) => [String(year), String(year)]);
      fill(from, words.from, years);
      fill(to, words.to, years);
      fill(order, words.newest, [["old", words.oldest]]);
      order.hidden = false;
    };
    const apply = () => {
      const needle = state.q.toLowerCase();
      let shown = 0;
      for (const row of rows) {
        const fits = (!needle || row.text.includes(needle)) && (!state.who || row.who.includes(state.who)) && (!state.source || row.sources.includes(state.source))
          && (!state.status || row.status === state.status) && (!state.from || row.year >= Number(state.from)) && (!state.to || row.year <= Number(state.to));
        row.node.hidden = !fits;
        shown += fits ? 1 : 0;
      }
      for (const group of $$(".y", pane)) group.hidden = !$(".e:not([hidden])", group);
      count.textContent = words.count.replace("{}", shown);
      const kept = new URLSearchParams(Object.entries(state).filter(([, value]) => value));
      history.replaceState(null, "", `${location.pathname}${kept.size ? `?${kept}` : ""}${location.hash}`);
    };
    const turn = () => {
      const old = state.order === "old";
      if ((pane.dataset.old === "yes") === old) return;
      pane.dataset.old = old ? "yes" : "";
      for (const list of $$("ol.tl", pane)) list.append(...[...list.children].reverse());
      pane.append(...$$(":scope > .y:not(.keys)", pane).reverse());
    };
    // A timeline that is not all on the page is fetched when a filter is first used.
    const load = async () => {
      if (whole) return;
      whole = true;
      const data = await fetch(words.filter).then((r) => r.json()).catch(() => null);
      if (!data) return;
      const groups = byYear(data, words.base, words.home, JSON.parse(words.statuses));
      pane.replaceChildren(...[...groups].map(([year, list]) => el("section", { className: "y", id: `y${year}` }, el("h2", {}, year), list)));
      pane.classList.add("all");
      pane.dataset.old = "";
      read(); options(); turn(); apply();
    };
    const change = async (name, value) => {
      state[name] = value;
      if (!whole && name !== "order") await load();
      turn(); apply();
    };
    for (const node of [who, source, status, from, to, order]) node.addEventListener("change", () => change(node.name, node.value));
    let wait = 0;
    text.addEventListener("input", () => { clearTimeout(wait); wait = setTimeout(() => change("q", text.value.trim()), 150); });
    read(); options();
    if (Object.values(state).some(Boolean)) { if (!whole) load(); else { turn(); apply(); } } else count.textContent = "";
    // Drag over the strip to keep a span of years.
    const bars = $(".strip .bars"), years = $$(".strip li").map((li) => Number(li.dataset.year));
    let start = null;
    const at = (event) => { const box = bars.getBoundingClientRect(); return years[Math.max(0, Math.min(years.length - 1, Math.floor((event.clientX - box.left) / box.width * years.length)))]; };
    bars?.addEventListener("pointerdown", (event) => { start = at(event); bars.setPointerCapture(event.pointerId); });
    bars?.addEventListener("pointerup", async (event) => {
      const end = at(event);
      if (start === null) return;
      const [low, high] = [Math.min(start, end), Math.max(start, end)];
      start = null;
      if (low === high) { const link = $(`.strip li[data-year="${low}"] a`); if (link) link.click(); return; }
      state.from = String(low); state.to = String(high);
      await change("to", String(high));
      options();
    });
  }

  // Copy the line that embeds a timeline.
  for (const node of $$("[data-copy]")) {
    node.hidden = false;
    node.addEventListener("click", () => navigator.clipboard?.writeText(node.dataset.copy));
  }
})();
