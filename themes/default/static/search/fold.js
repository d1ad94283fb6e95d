// How texts and queries are made alike: width, case and thousands separators do not count. src/data/search/fold.rs does the same.
(function (search) {
  "use strict";

  var ideographs = /[\u2E80-\u2FDF\u3005\u3007\u3040-\u30FF\u3400-\u4DBF\u4E00-\u9FFF\uF900-\uFAFF\u{20000}-\u{3FFFF}]/u;
  var letters = /\p{Alphabetic}/u;
  var folds = new Map();

  function foldCharacter(character) {
    var known = folds.get(character);
    if (known === undefined) {
      known = "";
      for (var part of character.normalize("NFKC")) known += part.toLowerCase();
      folds.set(character, known);
    }
    return known;
  }

  function isDigit(character) {
    return character >= "0" && character <= "9" && character.length === 1;
  }

  /** A comma between digits, three of which follow it. */
  function separates(text, at) {
    return text[at] === "," && isDigit(text[at - 1] || "") && /^[0-9]{3}(?![0-9])/.test(text.substr(at + 1, 4));
  }

  /** The folded text. */
  search.fold = function (text) {
    var folded = text.replace(/[^a-z0-9\u4E00-\u9FFF]/gu, foldCharacter);
    if (folded.indexOf(",") < 0) return folded;
    var kept = "";
    for (var at = 0; at < folded.length; at++) if (!separates(folded, at)) kept += folded[at];
    return kept;
  };

  /** Where each unit of the folded text begins and ends in the original. */
  search.foldMap = function (text) {
    var starts = [], ends = [], folded = "", place = 0;
    for (var character of text) {
      var units = foldCharacter(character);
      folded += units;
      for (var unit = 0; unit < units.length; unit++) {
        starts.push(place);
        ends.push(place + character.length);
      }
      place += character.length;
    }
    var kept = function (value, at) { return !separates(folded, at); };
    return { starts: starts.filter(kept), ends: ends.filter(kept) };
  };

  search.classOf = function (character) {
    if (isDigit(character)) return "digit";
    if (ideographs.test(character)) return "ideograph";
    return letters.test(character) ? "letter" : "other";
  };

  /** Runs of a folded text: words, numbers (with their point), ideographs. */
  search.tokens = function (folded) {
    var tokens = [], at = 0;
    function run(kind) {
      while (at < folded.length) {
        var character = String.fromCodePoint(folded.codePointAt(at));
        if (search.classOf(character) !== kind) return;
        at += character.length;
      }
    }
    while (at < folded.length) {
      var start = at, kind = search.classOf(String.fromCodePoint(folded.codePointAt(at)));
      run(kind);
      if (kind === "digit" && folded[at] === "." && isDigit(folded[at + 1] || "")) {
        at += 1;
        run(kind);
      }
      if (kind !== "other") tokens.push({ kind: kind, text: folded.slice(start, at), start: start, end: at });
    }
    return tokens;
  };

  /** A number without the zeros at the end of its fraction. */
  search.plainNumber = function (number) {
    return number.indexOf(".") < 0 ? number : number.replace(/0+$/, "").replace(/\.$/, "");
  };
})((window.gongkaiSearch = window.gongkaiSearch || {}));
