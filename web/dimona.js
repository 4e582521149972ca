// Only improves: focus on the error summary, the menu on small screens, no double sending, no wait on the open service.
document.documentElement.ownerDocument.body.classList.add("js-enabled", "govuk-frontend-supported");
// Not its radios: they get an attribute that radios may not have (aria-expanded), and what belongs to a choice appears
// by style alone.
import("./govuk-frontend.min.js").then(({ createAll, Button, Checkboxes, ErrorSummary, NotificationBanner,
  ServiceNavigation, SkipLink }) =>
  [Button, Checkboxes, ErrorSummary, NotificationBanner, ServiceNavigation, SkipLink].forEach(part => createAll(part)));
const work = document.querySelector("input[data-proof-bits]");
if (work) import("./proof.js").then(({ prepare }) => prepare(work));
