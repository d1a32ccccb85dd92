"use strict";
// An old address leads on, and keeps the part after #.
location.replace(document.currentScript.dataset.to + location.search + location.hash);
