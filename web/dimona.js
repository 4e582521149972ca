// Only improves: focus on the error summary, the menu on small screens, no double sending, no wait on the open service.
document.documentElement.ownerDocument.body.classList.add("js-enabled", "govuk-frontend-supported");
import("./govuk-frontend.min.js").then(({ initAll }) => initAll());
const work = document.querySelector("input[data-proof-bits]");
if (work) import("./proof.js").then(({ prepare }) => prepare(work));
