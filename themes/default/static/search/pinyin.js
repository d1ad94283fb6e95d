// Pinyin of names: which characters a run of letters may stand for, in full or by initials.
(function (search) {
  "use strict";

  var tables = new Map();

  /** The readings of characters, of a language whose names have any. */
  search.pinyinTable = function (lang) {
    return search.load(lang + "/pinyin").then(function (text) {
      if (!tables.has(lang)) tables.set(lang, read(text));
      return tables.get(lang);
    });
  };

  function read(text) {
    var table = { syllables: new Set(), readings: new Map() };
    text.split(" ").forEach(function (entry) {
      var syllable = /^[a-z]+/.exec(entry)[0];
      table.syllables.add(syllable);
      for (var character of entry.slice(syllable.length)) {
        if (!table.readings.has(character)) table.readings.set(character, []);
        table.readings.get(character).push(syllable);
      }
    });
    return table;
  }

  /** Ways to part letters into syllables, the last of which may be a beginning. */
  search.segmentations = function (letters, table) {
    var found = [];
    function go(at, before) {
      if (found.length >= 16) return;
      var rest = letters.slice(at);
      for (var length = 1; length < rest.length && length <= 6; length++) {
        if (table.syllables.has(rest.slice(0, length))) go(at + length, before.concat(rest.slice(0, length)));
      }
      found.push(before.concat(rest));
    }
    go(0, []);
    return found.filter(function (parts) {
      var last = parts[parts.length - 1];
      return Array.from(table.syllables).some(function (syllable) { return syllable.indexOf(last) === 0; });
    });
  };

  /** Where the folded name is read so: [start, end] of each place. */
  search.findPinyin = function (letters, folded, table) {
    var characters = Array.from(folded), places = [], offset = 0;
    for (var at = 0; at < characters.length; at++) {
      var end = Math.max(inFull(at, 0), byInitials(at));
      if (end > at) {
        places.push([offset, offset + characters.slice(at, end).join("").length]);
        while (at + 1 < end) offset += characters[at++].length;
      }
      offset += characters[at].length;
    }
    return places;

    function readings(at) {
      return (at < characters.length && table.readings.get(characters[at])) || [];
    }
    /** The end of what is read as the letters from `from` on, or -1. */
    function inFull(at, from) {
      var rest = letters.slice(from), end = -1;
      readings(at).forEach(function (syllable) {
        if (syllable.indexOf(rest) === 0) end = Math.max(end, at + 1);
        else if (rest.indexOf(syllable) === 0) end = Math.max(end, inFull(at + 1, from + syllable.length));
      });
      return end;
    }
    function byInitials(at) {
      for (var letter = 0; letter < letters.length; letter++) {
        if (!readings(at + letter).some(function (syllable) { return syllable[0] === letters[letter]; })) return -1;
      }
      return at + letters.length;
    }
  };
})((window.gongkaiSearch = window.gongkaiSearch || {}));
