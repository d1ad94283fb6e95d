// The search page: listens to the field, asks the index, says what it found. Pages that only have the form need none of it.
(function (search) {
  "use strict";

  /** Results that are shown at a time. */
  var PAGE = 10;

  search.start = function () {
    var form = document.getElementById("search");
    if (!form) return;
    var field = form.elements.q, list = document.getElementById("search-results");
    var status = document.getElementById("search-status"), after = document.getElementById("search-after");
    var languages = form.getAttribute("data-languages").split(" ").filter(function (lang) { return search.index.languages[lang]; });
    var asked = null, current = 0, wait = 0;

    field.addEventListener("input", function (event) {
      clearTimeout(wait);
      // Letters on the way to characters are no query.
      if (!event.isComposing) wait = setTimeout(ask, 150);
    });
    field.addEventListener("compositionend", function () { wait = setTimeout(ask, 0); });
    form.addEventListener("submit", function () { clearTimeout(wait); ask(); });
    window.addEventListener("hashchange", fromAddress);
    fromAddress();
    if (field.value.trim() && asked === null && !form.hasAttribute("data-composing")) ask();

    function fromAddress() {
      if (location.hash.indexOf("#q=") !== 0) return;
      var words = "";
      try { words = decodeURIComponent(location.hash.slice(3)); } catch (error) { return; }
      if (words === asked) return;
      field.value = words;
      ask();
    }

    function ask() {
      var query = field.value.trim();
      if (query === asked) return;
      asked = query;
      toAddress(query);
      current += 1;
      list.textContent = "";
      after.textContent = "";
      status.textContent = "";
      if (query) run(query, current);
    }

    /** The query is part of the address, and goes with the reader into another edition. */
    function toAddress(query) {
      var fragment = query ? "#q=" + encodeURIComponent(query) : "";
      try { history.replaceState(null, "", fragment || location.href.split("#")[0]); } catch (error) { /* an address that cannot be written harms nobody */ }
      document.querySelectorAll(".editions a").forEach(function (link) { link.href = link.href.split("#")[0] + fragment; });
    }

    async function run(query, turn) {
      var terms = search.terms(query);
      if (terms.length === 0) return say(search.word("no-terms"));
      say(search.word("searching"));
      var state = { query: query, terms: terms, numbers: [], next: 0, shown: 0, exact: false, failed: [] };
      try {
        var candidates = await search.candidates(terms, languages);
        state.numbers = candidates.numbers;
        state.exact = candidates.exact;
      } catch (error) {
        state.failed.push(error.message);
      }
      if (turn === current) await more(state, turn);
    }

    /** Verifies and shows the next reports. */
    async function more(state, turn) {
      var before = state.shown;
      after.textContent = "";
      while (state.next < state.numbers.length && state.shown - before < PAGE) {
        var batch = state.numbers.slice(state.next, state.next + PAGE - (state.shown - before));
        state.next += batch.length;
        var results = await Promise.all(batch.map(function (number) {
          return search.verify(state.terms, number, languages).catch(function (error) {
            state.failed.push(error.message);
            return null;
          });
        }));
        if (turn !== current) return;
        for (var result of results) {
          if (!result) continue;
          list.append(search.resultElement(result));
          state.shown += 1;
          await search.breathe();
          if (turn !== current) return;
        }
      }
      conclude(state, turn, before);
    }

    function conclude(state, turn, before) {
      var left = state.numbers.length - state.next, all = state.shown + (state.exact ? left : 0);
      var certain = (state.exact || left === 0) && state.failed.length === 0;
      if (all === 0 && state.failed.length === 0) say(search.word("found-none", { query: state.query }));
      else if (all > 0) say(search.word(certain ? (all === 1 ? "found-one" : "found") : "found-at-least", { n: all, shown: state.shown }));
      else say(null);
      if (state.failed.length > 0) after.append(failure(state));
      if (left > 0) {
        var button = search.word("more");
        button.addEventListener("click", function () { more(state, turn); });
        after.append(button);
      }
      // Where the button was, the first of the new results takes the keyboard on.
      if (before > 0 && list.children[before]) list.children[before].querySelector("a").focus();
    }

    function failure(state) {
      var box = search.word("failed", { n: new Set(state.failed).size });
      box.querySelector("button").addEventListener("click", function () {
        asked = null;
        ask();
        field.focus();
      });
      return box;
    }

    function say(element) {
      status.textContent = "";
      if (element) status.append(element);
    }
  };
})((window.gongkaiSearch = window.gongkaiSearch || {}));
