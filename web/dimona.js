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

const pause = (ms) => new Promise((done) => setTimeout(done, ms));
const defaultRestMs = 10000;

// The page as it is now; or how long to wait when the server is busy or away. It knows by the header that nobody reads
// what it answers.
async function look(address) {
  let restMs = defaultRestMs;
  try {
    const answer = await fetch(address, { credentials: "same-origin", headers: { "Dimona-Follows": "yes" } });
    if (answer.status !== 429 && answer.status < 500) return { page: await answer.text() };
    restMs = 1000 * Number(answer.headers.get("Retry-After")) || defaultRestMs;
  } catch { /* no answer: later there may be one */ }
  return { restMs };
}

// Each tenth is told to whoever does not see the bar.
function showProgress(page) {
  const progress = document.querySelector("progress");
  const [, words] = /<label for="progress">([^<]*)</.exec(page) ?? [], [, value] = /<progress [^>]*value="(\d+)"/.exec(page) ?? [];
  if (!progress || !value) return;
  const tenths = (done) => Math.floor(10 * done / progress.max);
  if (tenths(value) > tenths(progress.value)) document.querySelector("#progress-told").textContent = words;
  progress.value = Number(value);
  progress.labels[0].textContent = words;
}

// The page is shown anew when what was going on is over; before that only its progress changes.
async function follow(link) {
  for (let restMs = 0; ;) {
    await pause(restMs || Number(link.dataset.againMs));
    const seen = await look(link.href);
    restMs = seen.restMs;
    if (!seen.page) continue;
    if (!seen.page.includes("data-again-ms")) return location.reload();
    showProgress(seen.page);
  }
}
const again = document.querySelector("a[data-again-ms]");
if (again) follow(again);
