// The form of search on every page: shown where scripts run, it leads to the search page; the first keystroke loads the index's entry.
(function () {
  "use strict";

  function loadEntry(form) {
    if (document.querySelector("script[data-search-entry]")) return;
    var script = document.createElement("script");
    script.src = form.getAttribute("data-entry");
    script.setAttribute("data-search-entry", "");
    script.onerror = function () {
      script.remove();
      var failed = document.getElementById("search-failed");
      if (failed) failed.hidden = false;
    };
    document.head.appendChild(script);
  }

  document.querySelectorAll("form[data-entry]").forEach(function (form) {
    form.hidden = false;
    form.addEventListener("input", function (event) {
      form.toggleAttribute("data-composing", event.isComposing === true);
      loadEntry(form);
    });
    form.addEventListener("submit", function (event) {
      event.preventDefault();
      var words = form.elements.q.value.trim();
      if (form.id === "search") loadEntry(form);
      else window.location.href = form.getAttribute("action") + window.location.search + (words ? "#q=" + encodeURIComponent(words) : "");
    });
    if (form.id === "search" && window.location.hash.indexOf("#q=") === 0) loadEntry(form);
  });
})();
