// The files of the index: classic scripts, inserted as they are needed, each at most once.
(function (search) {
  "use strict";

  var base = document.currentScript.src.replace(/entry\.js(\?.*)?$/, "");
  var wanted = new Map();
  var values = new Map();

  /** What the index is made of: called at the end of the entry script. */
  search.begin = function (index) {
    search.index = index;
    search.start();
  };

  /** Called by every file of the index with its contents. */
  search.put = function (name, value) {
    values.set(name, value);
  };

  /** The contents of a file. A file that failed is tried again when it is next asked for. */
  search.load = function (name) {
    if (!wanted.has(name)) {
      wanted.set(name, insert(name));
      wanted.get(name).catch(function () { wanted.delete(name); });
    }
    return wanted.get(name);
  };

  function insert(name) {
    return new Promise(function (resolve, reject) {
      var script = document.createElement("script");
      script.src = base + name + ".js?v=" + search.index.version;
      script.onload = function () {
        script.remove();
        if (values.has(name)) resolve(values.get(name));
        else reject(new Error(name));
      };
      script.onerror = function () {
        script.remove();
        reject(new Error(name));
      };
      document.head.appendChild(script);
    });
  }

  var sliceStart = 0;

  /** Lets the page breathe when the work at hand has taken more than 16 ms. */
  search.breathe = function () {
    var now = performance.now();
    if (now - sliceStart < 16) return Promise.resolve();
    return new Promise(function (resolve) {
      setTimeout(function () {
        sliceStart = performance.now();
        resolve();
      }, 0);
    });
  };
})((window.gongkaiSearch = window.gongkaiSearch || {}));
