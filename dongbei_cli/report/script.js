(() => {
  "use strict";
  const page = document.documentElement;
  // What stands in a citation for the number of a paragraph, and after a # for the rest of its address.
  const MARK = "900000009";

  function speak(language) {
    page.lang = language === "en" ? "en" : "zh-CN";
    page.dataset.lang = language;
    for (const button of document.querySelectorAll("[data-speak]")) {
      button.setAttribute("aria-pressed", String(button.dataset.speak === language));
    }
    const field = document.getElementById("_search");
    if (field) field.placeholder = field.dataset[language];
  }

  // Before the body is drawn, so that a reader sees one language from the start.
  speak(page.lang === "en" ? "en" : "zh");

  // An element in both languages.
  function said(tag, chinese, english) {
    const element = document.createElement(tag);
    for (const [lang, text] of [["zh", chinese], ["en", english]]) {
      const words = element.appendChild(document.createElement("i"));
      words.lang = lang;
      words.textContent = text;
    }
    return element;
  }

  const simplified = new Map();
  const readings = new Map();
  const aliases = new Map();

  function readTables({ traditional, pinyin, aliases: named }) {
    const pairs = Array.from(traditional);
    for (let at = 0; at < pairs.length; at += 2) simplified.set(pairs[at], pairs[at + 1]);
    for (const group of pinyin.split(" ")) {
      const [, reading, characters] = group.match(/^([a-z]*)(.*)$/u);
      for (const character of characters) readings.set(character, [...(readings.get(character) ?? []), reading]);
    }
    for (const line of named.split("\n").filter(Boolean)) {
      const [name, ...others] = line.split("\t").map(folded);
      for (const other of others) aliases.set(other, [...(aliases.get(other) ?? []), name]);
    }
  }

  // Width, case and traditional characters do not count, nor do commas and spaces within a number.
  function folded(text) {
    const plain = text.normalize("NFKC").toLowerCase().replace(/[~–—−]/g, "-").replace(/(?<=\d)[, ](?=\d{3}(?!\d))/g, "");
    return Array.from(plain, (character) => simplified.get(character) ?? character).join("");
  }

  // What a search looks through: headline, marked words, fields and id; not the rest of the paragraph.
  function findable(fact) {
    const parts = fact.querySelectorAll("summary, .name, mark, .note, dl > div:not(.citation) > dd, .permalink");
    return folded(Array.from(parts, (part) => part.textContent).join("\n"));
  }

  // The words asked for, each as what finds it and, where it finds nothing, as what finds it as pinyin.
  // Chinese and Latin that touch are two words, and quotation marks are none.
  function asked(query) {
    const words = folded(query).match(/\p{Script=Han}+|[^\s\p{Script=Han}“”"「」『』《》，。、；：？！]+/gu) ?? [];
    return words.map((word) => {
      const chinese = /^\p{Script=Han}/u.test(word);
      const itself = chinese ? (text) => holds(text, word) : begins(word);
      const names = [...aliases].filter(([alias]) => alias === word || (word.length > 2 && alias.startsWith(word)));
      const meant = names.flatMap(([, printed]) => printed);
      return {
        plain: (text) => itself(text) || meant.some((name) => text.includes(name)),
        spelled: /^[a-z]{2,}$/.test(word) ? (text) => isSpelled(text, word) : null,
      };
    });
  }

  // Whether a text holds a run of Chinese, whole or cut into words: 吉林转移支付 is found in 对吉林的转移支付.
  function holds(text, run) {
    const reached = [0];
    for (let end = 2; end <= run.length; end += 1) {
      if (reached.some((start) => end - start >= 2 && text.includes(run.slice(start, end)))) reached.push(end);
    }
    return text.includes(run) || reached.at(-1) === run.length;
  }

  // Whether a word of the text begins so; an English plural finds its singular.
  function begins(word) {
    const stem = word.length > 4 ? word.replace(/(?<=[a-z]{2})(?:ies|y|s)$/, "") : word;
    const literal = stem.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
    const start = new RegExp(`(?<![a-z0-9])${literal}`, "u");
    return (text) => start.test(text);
  }

  // Whether two or more Chinese characters in a row are read so; the last syllable may be unfinished.
  function isSpelled(text, letters) {
    const characters = Array.from(text);
    const reads = (at, left, syllables) => (readings.get(characters[at]) ?? []).some((reading) =>
      left.startsWith(reading)
        ? left === reading ? syllables > 0 : reads(at + 1, left.slice(reading.length), syllables + 1)
        : syllables > 0 && reading.startsWith(left));
    return characters.some((_, at) => reads(at, letters, 0));
  }

  // How to cite a fact: the citation of a passage with its paragraph and address, or that of the article for its head.
  function citation(fact, language) {
    const line = document.getElementById(fact.querySelector("blockquote").dataset.in);
    const source = line.closest(".sources");
    const address = fact.querySelector("a.place")?.href ?? source.dataset.address;
    if (!line.dataset.paragraph) {
      const whole = source.querySelector(`.citation [data-style=${language === "en" ? "apa" : "gbt7714"}]`).textContent;
      return whole.replace(source.dataset.address, () => address);
    }
    return source.dataset[language].replace(new RegExp(`\\S+#${MARK}`), () => address).replace(MARK, line.dataset.paragraph);
  }

  // Fill in what a closed fact leaves out, so that the page stays small: its paragraph around the words, its citation.
  function fill(fact) {
    if (fact.querySelector(".citation")) return;
    for (const quote of fact.querySelectorAll("blockquote")) {
      const text = document.getElementById(quote.dataset.in).querySelector("[lang=zh-CN]").textContent;
      const marks = Array.from(quote.querySelectorAll("mark"), (mark) => [Number(mark.dataset.at), mark.textContent.length]);
      const places = marks.map(([start, length]) => [start, start + length]);
      quote.replaceChildren(quote.firstElementChild, ...pieces(text, places));
    }
    const row = document.createElement("div");
    row.className = "citation";
    const cited = said("dd", citation(fact, "zh"), citation(fact, "en"));
    const copy = said("button", "复制引用", "Copy the citation");
    copy.type = "button";
    copy.addEventListener("click", () => copied(copy, citation(fact, page.dataset.lang)));
    cited.append(copy);
    row.append(said("dt", "引用", "Cite"), cited);
    fact.querySelector("dl").append(row);
  }

  // A paragraph in pieces: marked words, the rest of their sentences, and what is around.
  function pieces(text, places) {
    const sentences = Array.from(text.matchAll(/[^。！？!?]*[。！？!?]+[”’」』）)]*|[^。！？!?]+/g), (found) => [found.index, found.index + found[0].length]);
    const near = sentences.filter(([from, to]) => places.some(([start, end]) => from < end && start < to));
    const cuts = [...new Set([0, text.length, ...places.flat(), ...near.flat()])].sort((one, other) => one - other);
    return cuts.slice(1).map((end, number) => {
      const inside = (spans) => spans.some(([from, to]) => from <= cuts[number] && cuts[number] < to);
      const piece = document.createElement(inside(places) ? "mark" : "span");
      if (!inside(places)) piece.className = inside(near) ? "sentence" : "around";
      piece.textContent = text.slice(cuts[number], end);
      return piece;
    });
  }

  async function copied(button, text) {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      const area = document.body.appendChild(document.createElement("textarea"));
      area.value = text;
      area.select();
      document.execCommand("copy");
      area.remove();
    }
    button.replaceChildren(...said("span", "已复制", "Copied").childNodes);
  }

  async function download() {
    const bytes = Uint8Array.from(atob(document.getElementById("_data").textContent), (sign) => sign.charCodeAt(0));
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([await new Response(stream).arrayBuffer()], { type: "text/csv" }));
    link.download = "dongbei-facts.csv";
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
  }

  document.addEventListener("DOMContentLoaded", () => {
    const facts = Array.from(document.querySelectorAll(".fact"));
    const groups = Array.from(document.querySelectorAll(".chart, .group, main > section"));
    const field = document.getElementById("_search");
    const clear = document.getElementById("_clear");
    const found = document.getElementById("_found");
    const main = document.getElementById("_main");
    const texts = new Map();
    readTables(field.closest("search").dataset);

    speak(page.dataset.lang);
    for (const button of document.querySelectorAll("[data-speak]")) {
      button.addEventListener("click", () => speak(button.dataset.speak));
    }
    document.getElementById("_download").addEventListener("click", download);
    for (const fact of facts) fact.addEventListener("toggle", () => fact.open && fill(fact));

    function tell(count) {
      const searched = field.value.trim() !== "";
      found.querySelector("[lang=zh]").textContent = searched ? `${count} / ${facts.length} 条` : "";
      found.querySelector("[lang=en]").textContent = searched ? `${count} of ${facts.length} facts` : "";
      document.querySelector("#_nothing .asked").textContent = field.value.trim();
    }

    function text(fact) {
      if (!texts.has(fact)) texts.set(fact, findable(fact));
      return texts.get(fact);
    }

    function filter() {
      const words = asked(field.value).map(({ plain, spelled }) =>
        spelled && !facts.some((fact) => plain(text(fact))) ? spelled : plain);
      let count = 0;
      for (const fact of facts) {
        fact.hidden = !words.every((fits) => fits(text(fact)));
        count += fact.hidden ? 0 : 1;
      }
      for (const group of groups) {
        group.hidden = words.length > 0 && !group.querySelector(".fact:not([hidden])");
      }
      page.toggleAttribute("data-searching", words.length > 0);
      clear.hidden = field.value === "";
      document.getElementById("_nothing").hidden = count > 0;
      tell(count);
      // The results begin where main does, which may be above the window or below the masthead.
      const top = main.getBoundingClientRect().top;
      if (words.length > 0 && (top < 0 || top > innerHeight / 3)) main.scrollIntoView();
    }

    field.addEventListener("input", filter);
    document.addEventListener("keydown", (event) => {
      if (event.target === field && event.key === "Escape") reset();
      if (event.key !== "/" || event.target === field || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      field.focus();
    });
    for (const button of [clear, document.querySelector("[data-clear]")]) {
      button.addEventListener("click", () => {
        reset();
        field.focus();
      });
    }

    function reset() {
      field.value = "";
      filter();
    }

    function follow() {
      const target = document.getElementById(location.hash.slice(1));
      if (!target) return;
      if (target.closest("[hidden]")) reset();
      if (target.matches(".fact")) target.open = true;
      target.scrollIntoView();
    }

    addEventListener("hashchange", follow);
    // A link to the place where the reader already is changes no hash.
    document.addEventListener("click", (event) => {
      const link = event.target.closest("a[href^='#']");
      if (link && link.hash === location.hash) follow();
    });
    field.value = new URLSearchParams(location.search).get("q") ?? "";
    if (field.value) filter();
    if (location.hash) follow();

    let opened = [];
    addEventListener("beforeprint", () => {
      opened = facts.filter((fact) => !fact.open);
      for (const fact of opened) fact.open = true;
    });
    addEventListener("afterprint", () => {
      for (const fact of opened) fact.open = false;
    });
  });
})();
