// Verifies reports on their texts, and finds what is to be marked in them.
(function (search) {
  "use strict";

  /** The texts of a report in every language of the edition, or null where a term is in none of them. */
  search.verify = async function (terms, number, languages) {
    var at = search.reportAt(number);
    var ids = await search.load("d/" + at.group), id = ids[at.place];
    var texts = await Promise.all(languages.map(function (lang) { return search.load(lang + "/t/" + id).then(ready.bind(null, lang, id)); }));
    var tables = {};
    if (terms.some(function (term) { return term.letters; })) {
      for (var lang of languages) if (search.index.languages[lang].pinyin) tables[lang] = await search.pinyinTable(lang);
    }
    await search.breathe();
    var result = { id: id, year: at.year, status: null, languages: [] }, found = new Set();
    texts.forEach(function (text, index) {
      var report = text.reports.find(function (report) { return report.year === at.year; });
      if (!report) return;
      result.status = report.status;
      result.languages.push(matched(terms, text, report, tables[languages[index]], found));
    });
    return found.size === terms.length ? result : null;
  };

  var folded = new Map();

  /** A text with its lines folded, once. */
  function ready(lang, id, text) {
    var name = lang + "/" + id;
    if (!folded.has(name)) {
      folded.set(name, Object.assign({ lang: lang, folded: text.lines.map(search.fold), isName: new Set(text.names) }, text));
    }
    return folded.get(name);
  }

  /** The rows of a report that hold a term, and its name and year, each as parts with the places to mark. */
  function matched(terms, text, report, table, found) {
    var known = new Map();
    function part(line) {
      if (!known.has(line)) known.set(line, places(terms, line, text, table, found));
      var marks = known.get(line);
      return { words: text.lines[line], lang: text.foreign[line] || text.lang, foreign: line in text.foreign, marks: marks.ranges, terms: marks.terms };
    }
    var rows = [];
    Object.keys(report.rows).forEach(function (kind) {
      report.rows[kind].forEach(function (lines, at) {
        var parts = lines.map(part);
        var hits = new Set();
        parts.forEach(function (part) { part.terms.forEach(function (term) { hits.add(term); }); });
        rows.push({ kind: kind, number: at + 1, parts: parts, hits: hits.size });
      });
    });
    var own = function (kind) { return rows.filter(function (row) { return row.kind === kind; })[0]; };
    return {
      lang: text.lang,
      department: own("department").parts[0],
      year: own("year").parts[0],
      rows: rows.filter(function (row) { return row.hits > 0 && row.kind !== "department" && row.kind !== "year"; }),
    };
  }

  function places(terms, line, text, table, found) {
    var ranges = [], holds = [];
    terms.forEach(function (term, index) {
      var here = find(term, text.folded[line]);
      if (term.letters && table && text.isName.has(line)) here = here.concat(search.findPinyin(term.letters, text.folded[line], table));
      if (here.length === 0) return;
      found.add(index);
      holds.push(index);
      ranges = ranges.concat(here);
    });
    return { ranges: ranges.length ? inOriginal(ranges, text.lines[line]) : [], terms: holds };
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
