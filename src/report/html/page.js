// Adds what reading does not need: a remembered language, sorting, filtering, printing with everything open.
"use strict";
(() => {
  const radios = document.querySelectorAll('input[name="language"]');
  const thai = () => document.getElementById("show-th").checked;
  // A local file may have no storage.
  const store = { get: () => { try { return localStorage.getItem("oitcheck-language"); } catch { return null; } },
                  set: (value) => { try { localStorage.setItem("oitcheck-language", value); } catch { /* not kept */ } } };
  const apply = () => {
    document.documentElement.lang = thai() ? "th" : "en";
    for (const input of document.querySelectorAll(".tools input")) {
      input.setAttribute("aria-label", thai() ? "ค้นหา" : "Search");
      input.placeholder = input.getAttribute("aria-label");
    }
  };
  for (const radio of radios) {
    if (radio.value === store.get()) radio.checked = true;
    radio.addEventListener("change", () => { store.set(radio.value); apply(); });
  }

  // A click on a column sorts by it, a second one turns the order around.
  for (const table of document.querySelectorAll("table.sortable")) {
    const heads = [...table.tHead.rows[0].cells];
    heads.forEach((head, column) => {
      const button = document.createElement("button");
      button.type = "button";
      button.append(...head.childNodes);
      head.append(button);
      button.addEventListener("click", () => {
        const up = head.getAttribute("aria-sort") !== "ascending";
        for (const other of heads) other.removeAttribute("aria-sort");
        head.setAttribute("aria-sort", up ? "ascending" : "descending");
        const value = (row) => row.cells[column].textContent.trim();
        const numeric = head.classList.contains("number");
        // What has no number sorts below every number.
        const number = (row) => { const n = Number(value(row)); return Number.isNaN(n) ? -1 : n; };
        const rows = [...table.tBodies[0].rows].sort((a, b) => numeric
          ? number(a) - number(b) : value(a).localeCompare(value(b), "th"));
        table.tBodies[0].append(...(up ? rows : rows.reverse()));
      });
    });
  }

  // A search field above the items or the table of agencies.
  const place = document.getElementById("filter");
  if (place) {
    const input = document.createElement("input");
    input.type = "search";
    place.className = "tools";
    place.append(input);
    input.addEventListener("input", () => {
      const words = input.value.trim().toLowerCase();
      for (const part of document.querySelectorAll("article.item, table.filtered tbody tr, table.heat tbody tr")) {
        const text = part.matches("tr") ? part.cells[0].textContent : part.textContent;
        part.hidden = !text.toLowerCase().includes(words);
      }
    });
  }
  apply();

  addEventListener("beforeprint", () => {
    for (const part of document.querySelectorAll("details")) part.open = true;
  });
})();
