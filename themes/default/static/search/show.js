// Results as elements: words of the interface come from the page's template, texts from the index; nothing is ever parsed as HTML.
(function (search) {
  "use strict";

  /** Rows of a report that are shown, and characters of prose before and after a match. */
  var ROWS = 4, AROUND = 40;

  /** Rows in the order of results: names before prose. */
  var ORDER = ["total", "task", "indicator", "goal", "origin"];

  /** A copy of an element of the template, its {variables} replaced by texts or nodes. */
  search.word = function (name, values) {
    var template = document.getElementById("search-words").content.querySelector('[data-word="' + name + '"]');
    var copy = document.importNode(template, true);
    copy.removeAttribute("data-word");
    fill(copy, values || {});
    return copy;
  };

  function fill(node, values) {
    Array.from(node.childNodes).forEach(function (child) {
      if (child.nodeType !== Node.TEXT_NODE) return fill(child, values);
      var pieces = child.data.split(/\{\s*([a-z]+)\s*\}/);
      if (pieces.length < 2) return;
      pieces.forEach(function (piece, at) {
        if (at % 2 === 0) return node.insertBefore(document.createTextNode(piece), child);
        var value = values[piece];
        node.insertBefore(value instanceof Node ? value.cloneNode(true) : document.createTextNode(String(value)), child);
      });
      child.remove();
    });
  }

  /** Adds words; Chinese within another language is marked as such, for voices and fonts. */
  function addWords(element, words, lang) {
    if (lang.indexOf("zh") === 0) return element.append(words);
    words.split(/([\u3400-\u9FFF\uF900-\uFAFF]+)/).forEach(function (piece, at) {
      if (at % 2 === 0) return element.append(piece);
      var chinese = document.createElement("span");
      chinese.lang = "zh-CN";
      chinese.textContent = piece;
      element.append(chinese);
    });
  }

  /** A part with its marks; long ones are cut around their first match. */
  function marked(part, whole) {
    var span = document.createElement("span");
    if (part.foreign) span.lang = part.lang;
    var from = 0, to = part.words.length;
    if (!whole && to > 3 * AROUND) {
      var first = part.marks.length ? part.marks[0] : [0, 0];
      from = Math.max(0, first[0] - AROUND);
      to = Math.min(to, first[1] + AROUND);
    }
    if (from > 0) span.append("…");
    var at = from;
    part.marks.forEach(function (range) {
      if (range[0] < from || range[1] > to) return;
      var mark = document.createElement("mark");
      addWords(mark, part.words.slice(range[0], range[1]), part.lang);
      addWords(span, part.words.slice(at, range[0]), part.lang);
      span.append(mark);
      at = range[1];
    });
    addWords(span, part.words.slice(at, to), part.lang);
    if (to < part.words.length) span.append("…");
    return span;
  }

  function title(result) {
    var link = document.createElement("a"), main = result.languages[0];
    link.href = result.year + "/" + result.id + ".html";
    link.append(search.word("title", { department: marked(main.department, true), year: marked(main.year, true) }));
    result.languages.slice(1).forEach(function (other) {
      if (other.department.words === main.department.words) return;
      var second = document.createElement("span");
      second.className = "second";
      second.lang = other.department.lang;
      second.append(marked(other.department, true));
      link.append(" ", second);
    });
    return link;
  }

  function row(result, language, row) {
    var item = document.createElement("li"), link = document.createElement("a");
    var fragment = /^(task|goal|indicator)$/.test(row.kind) ? "#" + row.kind + "-" + row.number : "";
    link.href = result.year + "/" + result.id + ".html" + fragment;
    var shown = row.parts.filter(function (part, at) { return at === 0 || part.marks.length > 0 || row.kind === "indicator"; });
    var kind = search.word("kind-" + row.kind);
    kind.className = "kind";
    link.append(marked(shown[0], false));
    item.append(kind, " ", link);
    shown.slice(1).forEach(function (part) {
      var piece = document.createElement("span");
      piece.className = "part";
      piece.append(marked(part, false));
      item.append(" ", piece);
    });
    if (language.lang !== result.languages[0].lang) item.lang = language.lang;
    return item;
  }

  /** A report that answers the query. */
  search.resultElement = function (result) {
    var item = document.createElement("li"), head = document.createElement("h2");
    head.append(title(result));
    if (result.status === "sample") head.append(" ", search.word("sample"));
    item.append(head);
    var rows = [];
    result.languages.forEach(function (language) {
      language.rows.forEach(function (each) { rows.push({ language: language, row: each }); });
    });
    rows.sort(function (a, b) { return b.row.hits - a.row.hits || ORDER.indexOf(a.row.kind) - ORDER.indexOf(b.row.kind); });
    if (rows.length > 0) {
      var list = document.createElement("ul");
      rows.slice(0, ROWS).forEach(function (each) { list.append(row(result, each.language, each.row)); });
      item.append(list);
    }
    if (rows.length > ROWS) item.append(search.word("more-rows", { n: rows.length - ROWS }));
    return item;
  };
})((window.gongkaiSearch = window.gongkaiSearch || {}));
