"use strict";
// Runs before the first paint: says that scripts run, and which theme the reader chose.
(function (root) {
  root.classList.add("js");
  try {
    const chosen = localStorage.getItem("dateline-theme");
    if (chosen) root.dataset.theme = chosen;
  } catch { /* storage may be shut off */ }
})(document.documentElement);
