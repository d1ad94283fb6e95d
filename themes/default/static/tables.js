// Tables that sort and filter. Without this script they stand in the order of the page, whole.
// Sorting only puts the ranks in order that were found when the page was built. A view is kept in the address, behind `#`:
// `#final-budget.sort=total.desc&indicators-table.filter=培训`.
(() => {
  "use strict";

  const fold = (text) => text.normalize("NFKC").toLowerCase();
  const views = new Map();
  // With fewer rows there is nothing to look for.
  const FEW = 8;

  class View {
    constructor(tools) {
      this.tools = tools;
      this.words = tools.dataset;
      this.table = document.getElementById(tools.dataset.table);
      this.status = tools.querySelector("[role=status]");
      this.input = tools.querySelector("input[type=search]");
      this.select = tools.querySelector("select");
      // Rows that can be hidden; heads of groups go when nothing is left of their group.
      this.groups = [...this.table.tBodies].map((body) => ({
        head: body.querySelector("tr.group"),
        rows: [...body.rows].filter((row) => !row.classList.contains("group")).map((row, place) => ({ row, place, text: null })),
        body,
      }));
      this.sort = null;
      this.filter = "";
      this.input.addEventListener("input", () => this.setFilter(this.input.value, true));
      if (this.select) this.addSorting();
      this.link = tools.querySelector("button");
      this.link.addEventListener("click", () => this.copyLink());
      const rows = this.groups.reduce((sum, group) => sum + group.rows.length, 0);
      this.input.parentElement.hidden = rows < FEW;
      this.link.hidden = true;
      tools.hidden = false;
    }

    // Buttons in the heads of columns; on phones, where tables have no heads to see, a choice above the table.
    addSorting() {
      this.heads = [...this.table.tHead.querySelectorAll("th[data-sort]")];
      for (const head of this.heads) {
        const button = document.createElement("button");
        button.type = "button";
        button.className = "sort";
        button.append(...head.childNodes);
        head.append(button);
        button.addEventListener("click", () => this.turn(head.dataset.sort));
        for (const direction of ["asc", "desc"]) {
          const option = document.createElement("option");
          option.value = `${head.dataset.sort}.${direction}`;
          option.textContent = this.order(head, direction);
          this.select.append(option);
        }
      }
      this.select.addEventListener("change", () => this.setSort(this.select.value || null, true));
      // The layout follows the width in the reader's text size, so the choice is asked whether it is shown.
      const isPhone = () => this.select.getClientRects().length > 0;
      const reach = () => this.heads.forEach((head) => { head.firstElementChild.tabIndex = isPhone() ? -1 : 0; });
      new ResizeObserver(reach).observe(this.table);
    }

    // The names of a column in the languages of the page.
    names(head) {
      const copy = head.cloneNode(true);
      copy.querySelectorAll(".original").forEach((original) => original.remove());
      const second = [...copy.querySelectorAll(".second")].map((each) => (each.remove(), each.textContent.trim()));
      return [copy.textContent.trim(), ...second];
    }

    // What a column is sorted by, and which way, in the languages of the page: each has its place for the name.
    order(head, direction) {
      const ascending = direction === "asc";
      const { namesAscending, namesDescending } = this.words;
      const words = head.dataset.sort === "name" ? (ascending ? namesAscending : namesDescending) : ascending ? this.words.ascending : this.words.descending;
      const names = this.names(head);
      return words.replaceAll("{column}", () => (names.length > 1 ? names.shift() : names[0]));
    }

    say(id, values) {
      return Object.entries(values).reduce((words, [name, value]) => words.replace(`{${name}}`, value), this.words[id]);
    }

    // Largest first, smallest first, the order of the page; names begin with A.
    turn(column) {
      const first = column === "name" ? "asc" : "desc";
      const second = first === "asc" ? "desc" : "asc";
      const next = { [`${column}.${first}`]: `${column}.${second}`, [`${column}.${second}`]: null };
      this.setSort(this.sort in next ? next[this.sort] : `${column}.${first}`, true);
    }

    setSort(sort, byReader) {
      const [column, direction] = sort ? sort.split(".") : [];
      const index = sort ? this.heads.findIndex((head) => head.dataset.sort === column) : -1;
      this.sort = index < 0 ? null : `${column}.${direction === "asc" ? "asc" : "desc"}`;
      this.heads.forEach((head, place) => {
        if (place === index) head.setAttribute("aria-sort", direction === "asc" ? "ascending" : "descending");
        else head.removeAttribute("aria-sort");
      });
      const sign = direction === "asc" ? 1 : -1;
      // An empty cell has no rank, and stands last either way.
      const rank = ({ row }) => Number(row.cells[index]?.dataset.rank ?? NaN);
      for (const { rows, body } of this.groups) {
        const sorted = [...rows].sort((a, b) => {
          if (index < 0) return a.place - b.place;
          const [left, right] = [rank(a), rank(b)];
          if (isNaN(left) || isNaN(right)) return isNaN(left) - isNaN(right) || a.place - b.place;
          return sign * (left - right) || a.place - b.place;
        });
        body.append(...sorted.map(({ row }) => row));
      }
      this.select.value = this.sort ?? "";
      if (byReader) {
        const head = this.heads[index];
        this.status.textContent = head ? this.order(head, direction) : this.words.unsorted;
        remember();
      }
    }

    // A row stays when it has one of the words: several words compare several rows.
    setFilter(text, byReader) {
      this.filter = text.trim();
      if (this.input.value.trim() !== this.filter) this.input.value = text;
      const words = fold(this.filter).split(/[\s,，、;；]+/).filter(Boolean);
      let shown = 0;
      let all = 0;
      for (const { head, rows } of this.groups) {
        let left = 0;
        for (const each of rows) {
          each.text ??= fold(each.row.textContent);
          const stays = words.length === 0 || words.some((word) => each.text.includes(word));
          each.row.hidden = !stays;
          left += stays;
        }
        if (head) head.hidden = left === 0;
        shown += left;
        all += rows.length;
      }
      // A sum over all rows would read as one over those that are left.
      if (this.table.tFoot) this.table.tFoot.hidden = words.length > 0;
      this.status.textContent = words.length ? this.say("shown", { shown, all }) : "";
      if (byReader) remember();
    }

    async copyLink() {
      keep();
      try {
        await navigator.clipboard.writeText(location.href);
        this.status.textContent = this.words.copied;
      } catch {
        // A browser that lets no page write to the clipboard: the link stands there to be copied.
        const field = this.tools.querySelector("input[readonly]");
        field.hidden = false;
        field.value = location.href;
        field.select();
        this.status.textContent = this.words.copy;
      }
    }
  }

  // The address is written some time after the last change: browsers refuse pages that write it often.
  let timer = 0;
  function remember() {
    clearTimeout(timer);
    timer = setTimeout(keep, 400);
  }

  function keep() {
    clearTimeout(timer);
    const state = new URLSearchParams();
    for (const [id, view] of views) {
      view.link.hidden = !view.sort && !view.filter;
      if (view.sort) state.set(`${id}.sort`, view.sort);
      if (view.filter) state.set(`${id}.filter`, view.filter);
    }
    const fragment = state.toString();
    // A place on the page stays in the address as long as there is nothing else to keep.
    if (!fragment && !location.hash.includes("=")) return;
    try {
      history.replaceState(null, "", fragment ? `#${fragment}` : location.pathname + location.search);
    } catch {
      // The view is only not kept.
    }
  }

  function restore() {
    const state = new URLSearchParams(location.hash.includes("=") ? location.hash.slice(1) : "");
    for (const [id, view] of views) {
      if (view.select) view.setSort(state.get(`${id}.sort`), false);
      view.setFilter(state.get(`${id}.filter`) ?? "", false);
      view.link.hidden = !view.sort && !view.filter;
    }
  }

  // A single row has no order.
  const orderly = (tools) => document.querySelectorAll(`#${tools.dataset.table} > tbody > tr:not(.group)`).length > 1;
  const all = [...document.querySelectorAll(".table-tools")].filter(orderly);
  all.forEach((tools) => views.set(tools.dataset.table, new View(tools)));
  if (views.size) {
    restore();
    // Who follows a link to a view wants to see it.
    const shown = [...views.values()].find((view) => view.sort || view.filter);
    if (shown) shown.tools.scrollIntoView();
    addEventListener("hashchange", restore);
  }
})();
