"use strict";
// Convenience only; the page reads without it.
(() => {
  const partsOf = (id) => document.querySelectorAll(`mark[id="${id}"],mark[data-of="${id}"]`);
  const light = (nodes, on) => nodes.forEach((node) => node.classList.toggle("lit", on));
  const target = (link) => (link && link.hash.length > 1 ? link.hash.slice(1) : "");
  const fact = (event) => event.target.closest && event.target.closest(".side a[href^='#r']");

  // A fact under the pointer or the focus lights up all parts of its proof.
  for (const [name, on] of [["pointerover", true], ["pointerout", false], ["focusin", true], ["focusout", false]]) {
    document.addEventListener(name, (event) => {
      const id = target(fact(event));
      if (id) light(partsOf(id), on);
      const mark = event.target.closest && event.target.closest("mark");
      if (mark) light(document.querySelectorAll(`.side a[href="#${mark.id || mark.dataset.of}"]`), on);
    });
  }

  // A click on marked words leads back to the first fact that they prove.
  document.addEventListener("click", (event) => {
    const mark = event.target.closest("mark");
    if (!mark || String(getSelection())) return;
    const link = document.querySelector(`.side a[href="#${mark.id || mark.dataset.of}"]`);
    if (link) link.focus();
  });

  // Typing narrows the list.
  const rows = [...document.querySelectorAll(".list tbody tr")];
  if (rows.length < 8) return;
  const table = document.querySelector(".list table");
  const label = document.createElement("label");
  label.className = "filter";
  const input = document.createElement("input");
  input.type = "search";
  label.append(document.documentElement.lang === "ja" ? "絞り込み" : "Filter", input);
  table.before(label);
  const plain = (text) => text.normalize("NFKC").toLowerCase();
  const texts = rows.map((row) => plain(row.textContent));
  input.addEventListener("input", () => {
    const words = plain(input.value).split(/\s+/).filter(Boolean);
    rows.forEach((row, at) => { row.hidden = !words.every((word) => texts[at].includes(word)); });
  });
})();
