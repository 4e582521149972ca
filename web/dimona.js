// Only improves: focus on the error summary, the menu on small screens, no double sending, no wait on the open service,
// progress that shows by itself.
document.documentElement.ownerDocument.body.classList.add("js-enabled", "govuk-frontend-supported");
// Not its radios: they get an attribute that radios may not have (aria-expanded), and what belongs to a choice appears
// by style alone.
import("./govuk-frontend.min.js").then(({ createAll, Button, Checkboxes, ErrorSummary, NotificationBanner,
  ServiceNavigation, SkipLink }) =>
  [Button, Checkboxes, ErrorSummary, NotificationBanner, ServiceNavigation, SkipLink].forEach(part => createAll(part)));
const work = document.querySelector("input[data-proof-bits]");
if (work) import("./proof.js").then(({ prepare }) => prepare(work));

// The page is shown anew when what was going on is over; before that only its progress changes.
async function follow(link) {
  await new Promise((done) => setTimeout(done, Number(link.dataset.againMs)));
  const answer = await fetch(link.href, { credentials: "same-origin" });
  const page = await answer.text();
  if (!answer.ok || !page.includes("data-again-ms")) return location.reload();
  const progress = document.querySelector("progress");
  const [, words] = /<label for="progress">([^<]*)</.exec(page) ?? [], [, value] = /<progress [^>]*value="(\d+)"/.exec(page) ?? [];
  if (progress && value) {
    progress.value = Number(value);
    progress.labels[0].textContent = words;
  }
  return follow(link);
}
const again = document.querySelector("a[data-again-ms]");
if (again) follow(again);
