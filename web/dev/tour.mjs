/**
 * Photographs every place of a running server, light and dark, wide and narrow, and writes docs/tour.md around them:
 * `npm run tour -- http://127.0.0.1:9020 FILE...` with the administrator's password in ZOETROPE_ADMIN_PASSWORD and an
 * empty server; the files become its videos, named as they are.
 */
import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { args as files, base, expect, prove, send, signIn, token, until, video } from '../proof/house.mjs';
import { come, components, emptyPlaces, places } from '../proof/places.mjs';

const docs = fileURLToPath(new URL('../../docs/', import.meta.url));
const WIDTHS = [1280, 375];
const SCHEMES = ['light', 'dark'];
const QUALITY = 50;
/** Of a picture, in px: what is below is more of the same. */
const TALLEST = 2400;
/** Of all pictures, in MB. */
const LARGEST = 12;

const wordOf = (file) => basename(file, extname(file)).replaceAll('_', ' ');
const pictureOf = (name, width, scheme) => `tour/${name.replace(/\W+/g, '-')}-${width}-${scheme}.jpg`;

/** The videos and people that the pictures show. */
async function fill() {
  const bearer = await token();
  const headers = { Authorization: `Bearer ${bearer}`, 'Content-Type': 'application/json' };
  const ids = [];
  for (const file of files) ids.push(await send(bearer, file, wordOf(file)));
  for (const id of ids) await until(id, (one) => one.zoetrope.state.word === 'Ready', 1800);
  const words = { description: 'Filmed **in one go** on a quiet morning.\n\n0:00 Beginning\n0:04 The better half', tags: ['morning', 'field recording'] };
  for (const id of ids) await fetch(`${base}/api/v1/videos/${id}`, { method: 'PUT', headers, body: JSON.stringify(words) });
  const noise = join(mkdtempSync(join(tmpdir(), 'tour-')), 'noise.mp4');
  writeFileSync(noise, randomBytes(9000));
  const failed = await send(bearer, noise, 'Broken on the way');
  while ((await video(failed)).zoetrope.state.word !== 'Failed') await new Promise((resolve) => setTimeout(resolve, 100));
  const invited = await fetch(`${base}/api/v1/invitations`, { method: 'POST', headers, body: JSON.stringify({ note: 'Ada', role: 'user' }) });
  const { shortUUID } = await video(ids[0]);
  return { shortUUID, failed, secret: 'nothing', invitation: (await invited.json()).url };
}

async function photograph(browser, place, width, colorScheme, storageState) {
  const context = await browser.newContext({
    viewport: { width, height: width < 720 ? 812 : 800 },
    colorScheme,
    isMobile: width < 720,
    hasTouch: width < 720,
    storageState: place.root ? storageState : undefined,
  });
  const page = await context.newPage();
  await come(page, place);
  await grow(page, width);
  await page.screenshot({ path: docs + pictureOf(place.name, width, colorScheme), type: 'jpeg', quality: QUALITY });
  await place.after?.(page);
  await context.close();
}

/** Makes the window as high as the page, so that bars stand at its ends and not across its middle. */
async function grow(page, width) {
  const tall = await page.evaluate(() => document.documentElement.scrollHeight);
  await page.setViewportSize({ width, height: Math.min(TALLEST, Math.max(page.viewportSize().height, tall)) });
  await page.evaluate(() => scrollTo(0, 0));
  await page.waitForLoadState('networkidle', { timeout: 2000 }).catch(() => undefined); // a film that plays goes on fetching
}

/** Every component of a page has to be in a picture, and the pictures stay small. */
function judgeTour(seen) {
  const shown = new Set(seen.flatMap((place) => place.shows));
  const missing = components().filter((name) => !shown.has(name));
  expect(missing.length === 0, `every page is in a picture: ${missing}`);
  const bytes = readdirSync(`${docs}tour`).reduce((sum, name) => sum + statSync(`${docs}tour/${name}`).size, 0);
  expect(bytes <= LARGEST * 1e6, `the pictures take ${(bytes / 1e6).toFixed(1)} MB`);
}

async function enter(browser) {
  const context = await browser.newContext();
  await signIn(await context.newPage(), '/');
  const state = await context.storageState();
  await context.close();
  return state;
}

const row = ({ name, tour }) => `## ${name}\n\n${tour}\n\n${SCHEMES.map((scheme) =>
  WIDTHS.map((width) => `<img src="${pictureOf(name, width, scheme)}" height="360" alt="${name}, ${width} wide, ${scheme}">`).join(' '),
).join('\n')}\n`;

await prove(async (browser) => {
  rmSync(`${docs}tour`, { recursive: true, force: true });
  mkdirSync(`${docs}tour`, { recursive: true });
  const state = await enter(browser);
  const shown = (all) => all.filter((place) => place.tour);
  const walk = async (all) => {
    for (const place of all) {
      for (const scheme of SCHEMES) for (const width of WIDTHS) await photograph(browser, place, width, scheme, state);
    }
  };
  await walk(shown(emptyPlaces));
  const used = shown(places(await fill()));
  await walk(used);
  const text = [...shown(emptyPlaces), ...used].map(row).join('\n');
  judgeTour([...shown(emptyPlaces), ...used]);
  writeFileSync(`${docs}tour.md`, `# Tour\n\nEvery page, light and dark, wide and narrow; made by \`npm run tour\` (see \`web/dev/tour.mjs\`).\n\n${text}`);
});
