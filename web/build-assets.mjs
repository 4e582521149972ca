// Puts together what the pages load, from the packages and from this folder:
//   node web/build-assets.mjs OUT
// GOV.UK Frontend comes without its brand: its font and its crest may be used on gov.uk only.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { createHash } from "node:crypto";
import { gzipSync } from "node:zlib";

const here = dirname(fileURLToPath(import.meta.url));
const packages = join(here, "..", "node_modules");
const out = process.argv[2];
if (!out) throw new Error("say where to put them: node web/build-assets.mjs OUT");
mkdirSync(out, { recursive: true });

const govuk = join(packages, "govuk-frontend/dist/govuk");
const ourFont = '"Atkinson Hyperlegible Next",Verdana,"DejaVu Sans",arial,sans-serif';
const style = readFileSync(join(govuk, "govuk-frontend.min.css"), "utf8")
  .replace(/@font-face\{[^}]*\}/g, "")
  .replace(/"?GDS Transport"?,arial,sans-serif/g, ourFont)
  .replace(/[^{}]*govuk-footer__(?:crown|copyright-logo|licence-logo)[^{}]*\{[^{}]*\}/g, "")
  .replace(/\/\*#[^*]*\*\//g, "");
for (const brand of ["GDS Transport", "govuk-crest", "crown"])
  if (style.includes(brand)) throw new Error(`the style still holds "${brand}"`);

// The server gives each file under the digest of its content (channel/web/service.cpp): names among ourselves too.
const addressed = (name, content) => `${createHash("sha256").update(content).digest("hex").slice(0, 12)}-${name}`;

const fontFile = "atkinson-hyperlegible-next-latin-wght-normal.woff2";
const font = readFileSync(join(packages, "@fontsource-variable/atkinson-hyperlegible-next/files", fontFile));
const behaviour = readFileSync(join(govuk, "govuk-frontend.min.js"), "utf8").replace(/\/\/# sourceMappingURL=.*/, "");
const proof = readFileSync(join(here, "proof.js"), "utf8");
const ours = readFileSync(join(here, "dimona.css"), "utf8")
  .replace(/\/\*[\s\S]*?\*\//g, "")
  .replace(/\s*\n\s*/g, "")
  .replace("font.woff2", addressed("font.woff2", font));
const files = {
  "dimona.css": style + ours,
  "dimona.js": readFileSync(join(here, "dimona.js"), "utf8")
    .replace("./govuk-frontend.min.js", `./${addressed("govuk-frontend.min.js", behaviour)}`)
    .replace("./proof.js", `./${addressed("proof.js", proof)}`),
  "proof.js": proof,
  "govuk-frontend.min.js": behaviour,
  "icon.svg": readFileSync(join(here, "icon.svg"), "utf8"),
};
for (const [name, content] of Object.entries(files)) {
  writeFileSync(join(out, name), content);
  writeFileSync(join(out, `${name}.gz`), gzipSync(content, { level: 9 }));
}
writeFileSync(join(out, "font.woff2"), font);
