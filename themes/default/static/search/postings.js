// Lists of reports: from the characters of a shard (src/data/search/posting.rs) to one flag a report, and back to numbers.
(function (search) {
  "use strict";

  var digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  var value = new Uint8Array(128);
  for (var digit = 0; digit < digits.length; digit++) value[digits.charCodeAt(digit)] = digit;

  /** Number of departments, and where each group of them begins. */
  search.departments = function () {
    return search.index.groups.reduce(function (sum, size) { return sum + size; }, 0);
  };

  /** No report. */
  search.none = function () {
    return new Uint8Array(search.index.years.length * search.departments());
  };

  /** Adds the reports of an encoded list to `flags`: years from the newest, in each the groups, in each the places. */
  search.addPosting = function (text, flags) {
    var groups = search.index.groups, at = 0, bucket = 0, start = 0;
    function number() {
      var sum = 0, shift = 0, next;
      do {
        next = value[text.charCodeAt(at++)];
        sum += (next & 31) << shift;
        shift += 5;
      } while (next > 31);
      return sum;
    }
    while (at < text.length) {
      for (var distance = number(); distance > 0; distance--) start += groups[bucket++ % groups.length];
      var size = groups[bucket++ % groups.length], kind = value[text.charCodeAt(at++)], place = 0;
      if (kind === 0) flags.fill(1, start, start + size);
      else if (kind === 1) {
        for (; place < size; place++) {
          if ((value[text.charCodeAt(at + Math.floor(place / 6))] >> place % 6) & 1) flags[start + place] = 1;
        }
        at += Math.ceil(size / 6);
      } else {
        for (var left = kind - 1; left > 0; left--) {
          place += number();
          flags[start + place++] = 1;
        }
      }
      start += size;
    }
  };

  /** The year, the group and the place in it of the report with this number. */
  search.reportAt = function (number) {
    var all = search.departments(), rest = number % all, group = 0;
    while (rest >= search.index.groups[group]) rest -= search.index.groups[group++];
    return { year: search.index.years[Math.floor(number / all)], group: group, place: rest };
  };
})((window.gongkaiSearch = window.gongkaiSearch || {}));
