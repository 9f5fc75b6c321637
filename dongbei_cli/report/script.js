(() => {
  "use strict";
  const page = document.documentElement;

  function speak(language) {
    page.lang = language === "en" ? "en" : "zh-CN";
    page.dataset.lang = language;
    for (const button of document.querySelectorAll("[data-speak]")) {
      button.setAttribute("aria-pressed", String(button.dataset.speak === language));
    }
  }

  // Before the body is drawn, so that a reader sees one language from the start.
  speak(page.lang === "en" ? "en" : "zh");

  const simplified = new Map();

  // Width, case and traditional characters do not count, nor do commas and spaces within a number.
  function folded(text) {
    const plain = text.normalize("NFKC").toLowerCase().replace(/[~–—−]/g, "-").replace(/(?<=\d)[, ](?=\d{3}(?!\d))/g, "");
    return Array.from(plain, (character) => simplified.get(character) ?? character).join("");
  }

  // What a search looks through: headline, marked words, fields and id; not the rest of the paragraph.
  function findable(fact) {
    const parts = fact.querySelectorAll("summary, .name, mark, .note, dl > div:not(.citation) > dd, .permalink code");
    return folded(Array.from(parts, (part) => part.textContent).join("\n"));
  }

  // The words asked for. Chinese and Latin that touch are two words, and quotation marks are none.
  function asked(query) {
    const words = folded(query).match(/\p{Script=Han}+|[^\s\p{Script=Han}“”"「」『』《》，。、；：？！]+/gu) ?? [];
    return words.map((word) => (/^\p{Script=Han}/u.test(word) ? (text) => holds(text, word) : begins(word)));
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

  document.addEventListener("DOMContentLoaded", () => {
    const facts = Array.from(document.querySelectorAll(".fact"));
    const groups = Array.from(document.querySelectorAll(".chart, .group, main > section"));
    const field = document.getElementById("_search");
    const clear = document.getElementById("_clear");
    const found = document.getElementById("_found");
    const main = document.getElementById("_main");
    const texts = new Map();
    const pairs = Array.from(field.closest("search").dataset.traditional);
    for (let at = 0; at < pairs.length; at += 2) simplified.set(pairs[at], pairs[at + 1]);

    speak(page.dataset.lang);
    for (const button of document.querySelectorAll("[data-speak]")) {
      button.addEventListener("click", () => speak(button.dataset.speak));
    }

    function tell(count) {
      const chinese = found.querySelector(".zh");
      const english = found.querySelector(".en");
      const searched = field.value.trim() !== "";
      chinese.textContent = searched ? `${count} / ${facts.length} 条` : "";
      english.textContent = searched ? `${count} of ${facts.length} facts` : "";
      document.querySelector("#_nothing .asked").textContent = field.value.trim();
    }

    function filter() {
      const words = asked(field.value);
      let count = 0;
      for (const fact of facts) {
        if (!texts.has(fact)) texts.set(fact, findable(fact));
        fact.hidden = !words.every((found) => found(texts.get(fact)));
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
    field.addEventListener("keydown", (event) => {
      if (event.key === "Escape") reset();
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
