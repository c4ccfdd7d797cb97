"use strict";
// Filters the findings of the report by severity, rule and page. The state stands in the address, so that it can be
// passed on: #severity=error,warning&rule=treats-disease&page=content/tea.md
(() => {
  const form = document.getElementById("filters");
  if (!form) {
    return;
  }
  const boxes = [...form.querySelectorAll("input")];
  const rule = document.getElementById("only-rule");
  const page = document.getElementById("only-page");
  const shown = document.getElementById("shown");
  const cards = [...document.querySelectorAll(".card")];
  const pages = [...document.querySelectorAll(".page")];
  const rules = [...document.querySelectorAll(".rule")];
  const inText = new Map();
  for (const element of document.querySelectorAll("[data-f]")) {
    const key = element.dataset.f;
    inText.set(key, [...(inText.get(key) || []), element]);
  }

  function apply() {
    const severities = new Set(boxes.filter((box) => box.checked).map((box) => box.value));
    const found = new Map();
    for (const card of cards) {
      const { rule: number, severity } = card.dataset;
      const key = card.id.slice(1);
      const own = key.slice(0, key.indexOf("-"));
      const on =
        severities.has(severity) && (!rule.value || rule.value === number) && (!page.value || page.value === own);
      card.classList.toggle("off", !on);
      for (const element of inText.get(key) || []) {
        element.classList.toggle("off", !on);
      }
      if (on) {
        found.set(own, (found.get(own) || 0) + 1);
      }
    }
    const all = severities.size === boxes.length && !rule.value && !page.value;
    for (const section of pages) {
      section.classList.toggle("off", !all && !found.has(section.dataset.page));
    }
    for (const section of rules) {
      section.classList.toggle("off", rule.value !== "" && rule.value !== section.dataset.rule);
    }
    const number = [...found.values()].reduce((sum, each) => sum + each, 0);
    const files = found.size === 1 ? "1 page" : `${found.size} pages`;
    shown.value = `${number} of ${cards.length} findings on ${files}`;
  }

  function select(list, text) {
    const option = [...list.options].find((each) => each.text === text);
    list.value = option ? option.value : "";
  }

  function stated() {
    const state = new URLSearchParams(location.hash.slice(1));
    return ["severity", "rule", "page"].some((name) => state.has(name)) ? state : null;
  }

  function read() {
    const state = stated();
    if (!state) {
      const target = document.getElementById(location.hash.slice(1));
      if (target && target.closest(".off")) {
        form.reset();
        apply();
        target.scrollIntoView();
      }
      return;
    }
    const severities = (state.get("severity") || "").split(",");
    for (const box of boxes) {
      box.checked = !state.has("severity") || severities.includes(box.value);
    }
    select(rule, state.get("rule"));
    select(page, state.get("page"));
    apply();
  }

  function write() {
    const state = new URLSearchParams();
    const on = boxes.filter((box) => box.checked);
    if (on.length < boxes.length) {
      state.set("severity", on.map((box) => box.value).join());
    }
    for (const [name, list] of [["rule", rule], ["page", page]]) {
      if (list.value) {
        state.set(name, list.selectedOptions[0].text);
      }
    }
    if (`${state}` || stated()) {
      history.replaceState(null, "", `#${state}`);
    }
  }

  form.addEventListener("change", () => {
    apply();
    write();
  });
  form.addEventListener("reset", () => setTimeout(() => {
    apply();
    write();
  }));
  form.addEventListener("submit", (event) => event.preventDefault());
  window.addEventListener("hashchange", read);
  document.getElementById("by-script").hidden = false;
  apply();
  read();
})();
