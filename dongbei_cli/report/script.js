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

  const folded = (text) => text.normalize("NFKC").toLowerCase();

  // What a search looks through: headline, marked words, fields and id; not the rest of the paragraph.
  function findable(fact) {
    const parts = fact.querySelectorAll("summary, .name, mark, .note, dl > div:not(.citation) > dd, .permalink code");
    return folded(Array.from(parts, (part) => part.textContent).join("\n"));
  }

  document.addEventListener("DOMContentLoaded", () => {
    const facts = Array.from(document.querySelectorAll(".fact"));
    const groups = Array.from(document.querySelectorAll(".chart, .group, main > section"));
    const asides = document.querySelectorAll(".aside, .highlights");
    const field = document.getElementById("_search");
    const clear = document.getElementById("_clear");
    const found = document.getElementById("_found");
    const main = document.getElementById("_main");
    const texts = new Map();

    speak(page.dataset.lang);
    for (const button of document.querySelectorAll("[data-speak]")) {
      button.addEventListener("click", () => speak(button.dataset.speak));
    }

    function tell(count) {
      const chinese = found.querySelector(".zh");
      const english = found.querySelector(".en");
      const asked = field.value.trim() !== "";
      chinese.textContent = asked ? `${count} / ${facts.length} 条` : "";
      english.textContent = asked ? `${count} of ${facts.length} facts` : "";
    }

    function filter() {
      const words = folded(field.value).split(/\s+/).filter(Boolean);
      let count = 0;
      for (const fact of facts) {
        if (!texts.has(fact)) texts.set(fact, findable(fact));
        fact.hidden = !words.every((word) => texts.get(fact).includes(word));
        count += fact.hidden ? 0 : 1;
      }
      for (const group of groups) {
        group.hidden = words.length > 0 && !group.querySelector(".fact:not([hidden])");
      }
      for (const aside of asides) aside.hidden = words.length > 0;
      clear.hidden = field.value === "";
      document.getElementById("_nothing").hidden = count > 0;
      tell(count);
      // The results are above a reader who had scrolled past where the page now begins.
      if (words.length > 0 && main.getBoundingClientRect().top < 0) main.scrollIntoView();
    }

    field.addEventListener("input", filter);
    field.addEventListener("keydown", (event) => {
      if (event.key === "Escape") reset();
    });
    clear.addEventListener("click", () => {
      reset();
      field.focus();
    });

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
