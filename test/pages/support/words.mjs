// The words of the pages in a language, from the same catalogues that the program has.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const unquote = text => [...text.matchAll(/"((?:[^"\\]|\\.)*)"/g)].map(part => JSON.parse(`"${part[1]}"`)).join('');

function read(language) {
  const text = readFileSync(join('web/locale', `${language}.po`), 'utf8');
  const words = new Map();
  for (const block of text.split('\n\n').slice(1)) {
    const found = /msgid ((?:".*"\n?)+)msgstr ((?:".*"\n?)+)/.exec(`${block}\n`);
    if (found) words.set(unquote(found[1]), unquote(found[2]));
  }
  return words;
}

const catalogues = { nl: read('nl'), fr: read('fr'), de: read('de') };
export const messages = [...catalogues.nl.keys()];
export const languages = ['nl', 'fr', 'de', 'en'];

export function say(language, message, values = {}) {
  const text = language === 'en' ? message : catalogues[language].get(message);
  if (text === undefined) throw new Error(`no ${language} for "${message}"`);
  return text.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
}
