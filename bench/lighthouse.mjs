// Scores pages of a running preview with Lighthouse, in Debian's Chromium.
//
//   dateline serve --no-reload --no-watch --port 8000 &
//   npm install --prefix build/lighthouse lighthouse chrome-launcher
//   NODE_PATH=build/lighthouse/node_modules node bench/lighthouse.mjs http://127.0.0.1:8000/ PAGE…
//
// Without pages: the front page, an article, an entity and a comparison of the demo. Prints one line a page with the four scores and
// exits 1 when one of them is below 98. Performance is simulated for a slow phone, so a busy machine lowers it a little.
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

const require = createRequire(import.meta.url);
const load = async (name) => import(pathToFileURL(require.resolve(name, { paths: (process.env.NODE_PATH || '').split(':') })).href);
const { default: lighthouse } = await load('lighthouse');
const { launch } = await load('chrome-launcher');

const FLOOR = 98;
const CATEGORIES = ['performance', 'accessibility', 'best-practices', 'seo'];
const [base, ...asked] = process.argv.slice(2);
const pages = asked.length ? asked : ['', 'articles/2024-09-06-colossus-comes-online/', 'entities/xai/', 'compare/openai--xai/'];

const chrome = await launch({
  chromePath: process.env.CHROMIUM || '/usr/bin/chromium',
  chromeFlags: ['--headless=new', '--no-sandbox', '--disable-gpu'],
});
let low = 0;
for (const page of pages) {
  const { lhr } = await lighthouse(base + page, { port: chrome.port, output: 'json', logLevel: 'error', onlyCategories: CATEGORIES });
  const scores = CATEGORIES.map((name) => Math.round(lhr.categories[name].score * 100));
  low += scores.some((score) => score < FLOOR) ? 1 : 0;
  console.log(`${scores.map((score) => String(score).padStart(3)).join(' ')}  /${page}`);
  for (const audit of Object.values(lhr.audits)) {
    const weighs = CATEGORIES.some((name) => lhr.categories[name].auditRefs.some((ref) => ref.id === audit.id && ref.weight > 0));
    if (weighs && audit.score !== null && audit.score < 0.9) console.log(`      ${audit.id}: ${audit.displayValue || audit.title}`);
  }
}
await chrome.kill();
process.exit(low ? 1 : 0);
