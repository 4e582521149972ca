// Only improves: focus on the error summary, the menu on small screens, no double sending.
document.documentElement.ownerDocument.body.classList.add("js-enabled", "govuk-frontend-supported");
import("./govuk-frontend.min.js").then(({ initAll }) => initAll());
