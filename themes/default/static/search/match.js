// Verifies reports on their texts, and finds what is to be marked in them.
(function (search) {
  "use strict";

  /** The texts of a report in every language of the edition, or null where a term is in none of them. */
  search.verify = async function (terms, number, languages) {
    var at = search.reportAt(number);
    var ids = await search.load("d/" + at.group), id = ids[at.place];
    var texts = await Promise.all(languages.map(function (lang) {
      var name = lang + "/t/" + at.year + "/" + id;
      return search.load(name).then(ready.bind(null, lang, name));
    }));
    var tables = {};
    if (terms.some(function (term) { return term.letters; })) {
      for (var lang of languages) if (search.index.languages[lang].pinyin) tables[lang] = await search.pinyinTable(lang);
    }
    await search.breathe();
    var result = { id: id, year: at.year, status: null, languages: [] }, found = new Set();
    texts.forEach(function (text, index) {
      result.status = text.status;
      result.languages.push(matched(terms, text, tables[languages[index]], found));
    });
    return found.size === terms.length ? result : null;
  };

  var known = new Map();

  /** The text of a report, made ready once. */
  function ready(lang, name, text) {
    if (!known.has(name)) {
      var rows = [];
      Object.keys(text.rows).forEach(function (kind) {
        text.rows[kind].forEach(function (cells, at) {
          rows.push({ kind: kind, number: at + 1, cells: cells.map(readyCell.bind(null, lang, kind)) });
        });
      });
      known.set(name, { lang: lang, status: text.status, rows: rows });
    }
    return known.get(name);
  }

  function readyCell(lang, kind, cell, at) {
    var words = typeof cell === "string" ? cell : cell.words;
    return {
      words: words,
      lang: cell.lang || lang,
      foreign: cell.lang !== undefined,
      folded: search.fold(words),
      // As RowText::is_name in src/data/search/text.rs.
      isName: kind === "department" || (at === 0 && (kind === "task" || kind === "indicator")),
    };
  }

  /** The rows of a report that hold a term, and its name and year, each as parts with the places to mark. */
  function matched(terms, text, table, found) {
    var rows = text.rows.map(function (row) {
      var parts = row.cells.map(function (cell) { return part(terms, cell, table, found); });
      var hits = new Set();
      parts.forEach(function (part) { part.terms.forEach(function (term) { hits.add(term); }); });
      return { kind: row.kind, number: row.number, parts: parts, hits: hits.size };
    });
    var own = function (kind) { return rows.filter(function (row) { return row.kind === kind; })[0]; };
    return {
      lang: text.lang,
      department: own("department").parts[0],
      year: own("year").parts[0],
      rows: rows.filter(function (row) { return row.hits > 0 && row.kind !== "department" && row.kind !== "year"; }),
    };
  }

  function part(terms, cell, table, found) {
    var ranges = [], holds = [];
    terms.forEach(function (term, index) {
      var here = find(term, cell.folded);
      if (term.letters && table && cell.isName) here = here.concat(search.findPinyin(term.letters, cell.folded, table));
      if (here.length === 0) return;
      found.add(index);
      holds.push(index);
      ranges = ranges.concat(here);
    });
    return { words: cell.words, lang: cell.lang, foreign: cell.foreign, marks: ranges.length ? inOriginal(ranges, cell.words) : [], terms: holds };
  }

  /** Where a term stands in a folded text. */
  function find(term, text) {
    var places = [], starts = null;
    for (var at = text.indexOf(term.folded); at >= 0; at = text.indexOf(term.folded, at + 1)) {
      if (term.startsWord) {
        starts = starts || new Set(search.tokens(text).map(function (token) { return token.start; }));
        if (!starts.has(at)) continue;
      }
      places.push([at, at + term.folded.length]);
    }
    if (term.number !== null) {
      search.tokens(text).forEach(function (token) {
        if (token.kind === "digit" && search.plainNumber(token.text) === term.number) places.push([token.start, token.end]);
      });
    }
    return places;
  }

  /** Places in the folded text as places in the original, in order, none within another. */
  function inOriginal(ranges, words) {
    var map = search.foldMap(words), merged = [];
    ranges.sort(function (a, b) { return a[0] - b[0] || b[1] - a[1]; }).forEach(function (range) {
      var place = [map.starts[range[0]], map.ends[range[1] - 1]], last = merged[merged.length - 1];
      if (last && place[0] <= last[1]) last[1] = Math.max(last[1], place[1]);
      else merged.push(place);
    });
    return merged;
  }
})((window.gongkaiSearch = window.gongkaiSearch || {}));
