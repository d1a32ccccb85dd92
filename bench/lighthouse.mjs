// Scores pages of a built site with Lighthouse, in Debian's Chromium.
//
//   npm install --prefix build/lighthouse lighthouse chrome-launcher
//   NODE_PATH=build/lighthouse/node_modules node bench/lighthouse.mjs site PAGE…
//
// The first argument is the folder of a built site, which is then served on loopback with gzip and caching, as hosts do, or an address.
// Without pages: the front page, an article, an entity and a comparison of the demo. Prints one line a page with the four scores and
// exits 1 when one of them is below 98. Performance is simulated for a slow phone, so a busy machine lowers it a little.
import { createReadStream, existsSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { extname, join, normalize } from 'node:path';
import { pathToFileURL } from 'node:url';
import { createGzip } from 'node:zlib';

const require = createRequire(import.meta.url);
const load = async (name) => import(pathToFileURL(require.resolve(name, { paths: (process.env.NODE_PATH || '').split(':') })).href);
const { default: lighthouse } = await load('lighthouse');
const { launch } = await load('chrome-launcher');

const FLOOR = 98;
const CATEGORIES = ['performance', 'accessibility', 'best-practices', 'seo'];
const TYPES = {
  '.html': 'text/html; charset=utf-8', '.css': 'text/css', '.js': 'text/javascript', '.svg': 'image/svg+xml', '.json': 'application/json', '.xml': 'application/xml',
  '.txt': 'text/plain',
};
const [place, ...asked] = process.argv.slice(2);

const serve = (folder) => new Promise((resolve) => {
  const server = createServer((request, response) => {
    const path = normalize(decodeURIComponent(new URL(request.url, 'http://localhost').pathname)).replace(/^(\.\.\/)+/, '');
    let file = join(folder, path);
    if (existsSync(file) && statSync(file).isDirectory()) file = join(file, 'index.html');
    if (!existsSync(file)) return response.writeHead(404).end();
    response.writeHead(200, { 'content-type': TYPES[extname(file)] || 'application/octet-stream', 'content-encoding': 'gzip', 'cache-control': path.includes('/static/') ? 'max-age=31536000' : 'max-age=600' });
    return createReadStream(file).pipe(createGzip()).pipe(response);
  });
  server.listen(0, '127.0.0.1', () => resolve([`http://127.0.0.1:${server.address().port}/`, () => server.close()]));
});
const [base, stop] = /^https?:/.test(place) ? [place, () => {}] : await serve(place);
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
stop();
process.exit(low ? 1 : 0);
