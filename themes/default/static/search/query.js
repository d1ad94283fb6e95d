// From a query to the reports that may answer it: terms, their keys, the shards that hold them.
(function (search) {
  "use strict";

  /** Shards of one term that are loaded at once, and how few reports need no more of them. */
  var AT_ONCE = 3, FEW = 12;

  /** Ideographs in the longest keys. */
  var GRAM = 3;

  /** The terms of a query: all of them must be found in a report. */
  search.terms = function (query) {
    return search.fold(query).split(/\s+/).map(function (folded) {
      var tokens = search.tokens(folded), letters = folded.replace(/'/g, "").replace(/ü/g, "v");
      var alone = tokens.length === 1 && tokens[0].text === folded;
      return {
        folded: folded,
        tokens: tokens,
        startsWord: tokens.length > 0 && tokens[0].start === 0 && tokens[0].kind !== "ideograph",
        number: alone && tokens[0].kind === "digit" ? search.plainNumber(folded) : null,
        letters: /^[a-z]{2,}$/.test(letters) ? letters : null,
        // What the index answers by itself; everything else is looked up in the texts too.
        exact: alone && (tokens[0].kind !== "ideograph" || Array.from(folded).length <= GRAM),
      };
    }).filter(function (term) { return term.tokens.length > 0; });
  };

  /** Reports that may answer, in the order of results; `departments` of them, by their department's name. */
  search.candidates = async function (terms, languages) {
    var plans = [];
    for (var term of terms) plans.push(await plan(term, languages));
    var flags;
    for (var round = 1; ; round++) {
      var more = await loadRound(plans, round);
      flags = await together(plans, "");
      if (!more || count(flags) <= FEW) break;
    }
    var first = await together(plans, "@"), numbers = [], rest = [];
    flags.forEach(function (flag, number) {
      if (flag) (first[number] ? numbers : rest).push(number);
    });
    var exact = plans.every(function (plan) { return plan.exact; });
    return { numbers: numbers.concat(rest), exact: exact };
  };

  /** Alternatives of a term, each a list of lookups that must all succeed. */
  async function plan(term, languages) {
    var alternatives = [], exact = term.exact;
    for (var lang of languages) {
      alternatives.push(byCharacters(term, lang));
      if (term.number !== null && term.number !== term.folded) alternatives.push([{ lang: lang, key: term.number }]);
      if (term.letters && search.index.languages[lang].pinyin) {
        var table = await search.pinyinTable(lang);
        var read = byPinyin(term.letters, lang, table);
        alternatives = alternatives.concat(read);
        exact = exact && read.every(function (all) { return all.length === 1; });
      }
    }
    return { alternatives: alternatives, exact: exact };
  }

  function byCharacters(term, lang) {
    var cover = [], sharpen = [];
    term.tokens.forEach(function (token) {
      if (token.kind !== "ideograph") {
        cover.push(token.end === term.folded.length ? beginning(token.text, lang) : { lang: lang, key: cut(token.text) });
        return;
      }
      var characters = Array.from(token.text), last = Math.max(0, characters.length - GRAM);
      for (var at = 0; at <= last; at++) {
        // Every third run and the last cover the text; the others only sharpen.
        (at % GRAM === 0 || at === last ? cover : sharpen).push({ lang: lang, key: characters.slice(at, at + GRAM).join("") });
      }
    });
    return cover.concat(sharpen);
  }

  /** Longest word that is a key as a whole. */
  function cut(word) {
    return Array.from(word).slice(0, 30).join("");
  }

  function beginning(word, lang) {
    return Array.from(word).length < 3 ? { lang: lang, key: word + "*" } : { lang: lang, prefix: cut(word) };
  }

  function byPinyin(letters, lang, table) {
    var initials = [];
    for (var at = 0; at === 0 || at + 3 <= letters.length; at++) initials.push({ lang: lang, key: "^" + letters.substr(at, 3) });
    var full = search.segmentations(letters, table).map(function (parts) {
      if (parts.length === 1) return [{ lang: lang, key: "'" + parts[0] + "*" }];
      return parts.slice(1).map(function (part, at) {
        var pair = parts[at] + "'" + part;
        return at + 2 === parts.length ? { lang: lang, prefix: pair } : { lang: lang, key: pair };
      });
    });
    return [initials].concat(full);
  }

  /** The first lookups of every alternative, `round` times as many as are loaded at once; whether there are more. */
  async function loadRound(plans, round) {
    var more = false, names = new Set();
    plans.forEach(function (plan) {
      plan.alternatives.forEach(function (all) {
        more = more || all.length > round * AT_ONCE;
        all.slice(0, round * AT_ONCE).forEach(function (lookup) {
          lookup.shard = shardOf(lookup);
          names.add(lookup.shard);
        });
      });
    });
    await Promise.all(Array.from(names, function (name) { return search.load(name).then(function (text) { open(name, text); }); }));
    return more;
  }

  /** Reports in which every term has an alternative all of whose loaded lookups succeed. */
  async function together(plans, marker) {
    var all = null;
    for (var plan of plans) {
      var any = search.none();
      for (var alternative of plan.alternatives) {
        var set = null;
        for (var lookup of alternative) {
          if (lookup.shard) set = both(set, find(lookup, marker));
          await search.breathe();
        }
        for (var at = 0; at < any.length; at++) any[at] |= set[at];
      }
      all = both(all, any);
    }
    return all;
  }

  function both(set, other) {
    if (set === null) return other;
    for (var at = 0; at < set.length; at++) set[at] &= other[at];
    return set;
  }

  function count(flags) {
    return flags.reduce(function (sum, flag) { return sum + flag; }, 0);
  }

  var shards = new Map();

  function open(name, text) {
    if (shards.has(name)) return;
    var keys = new Map();
    text.split(" ").forEach(function (entry) {
      var end = entry.indexOf("=");
      keys.set(entry.slice(0, end), entry.slice(end + 1));
    });
    shards.set(name, keys);
  }

  function find(lookup, marker) {
    var keys = shards.get(lookup.shard), flags = search.none();
    if (lookup.key !== undefined) {
      if (keys.has(marker + lookup.key)) search.addPosting(keys.get(marker + lookup.key), flags);
      return flags;
    }
    keys.forEach(function (reports, key) {
      if (key.indexOf(marker + lookup.prefix) === 0) search.addPosting(reports, flags);
    });
    return flags;
  }

  /** The shard of a lookup; src/data/search/shards.rs puts keys where this looks for them. */
  function shardOf(lookup) {
    var key = lookup.key === undefined ? lookup.prefix : lookup.key, part = key;
    if (!/^[\^']|\*$/.test(key)) part = key.indexOf("'") > 0 ? key.split("'")[0] : Array.from(key).slice(0, 3).join("");
    return lookup.lang + "/k/" + (hash(part) & (search.index.languages[lookup.lang].shards - 1));
  }

  function hash(text) {
    var hash = 0x811c9dc5;
    for (var at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
    return (hash ^ (hash >>> 16)) >>> 0;
  }
})((window.gongkaiSearch = window.gongkaiSearch || {}));
