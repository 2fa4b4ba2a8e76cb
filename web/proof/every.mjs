/** Every place of the site on the smallest phone, by axe in both themes. Arguments: file, folder for pictures. */
import { randomBytes } from 'node:crypto';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { args, auditInto, base, expect, prove, send, signIn, token, until, video, watchOver } from './house.mjs';
import { come, components, emptyPlaces, MARKS, places } from './places.mjs';

const [file, shots] = args;
const audit = auditInto(shots);
const PHONE = { viewport: { width: 320, height: 640 }, isMobile: true, hasTouch: true };
/** Sides of what fingers touch; links within a line of text may be as low as the line. */
const SMALLEST = 24;
const MAIN = 44;

await prove(async (browser) => {
  const nobody = await browser.newContext(PHONE);
  const root = await browser.newContext(PHONE);
  const first = await root.newPage();
  await signIn(first, '/');
  await first.close();
  const look = async (place) => {
    const page = await (place.root ? root : nobody).newPage();
    page.setDefaultTimeout(10_000);
    watchOver(page);
    await come(page, place);
    await fits(page, place.name);
    await audit(page, `every ${place.name}`);
    await place.after?.(page);
    await page.close();
  };
  for (const place of emptyPlaces) await look(place).catch((met) => expect(false, `${place.name}: ${met.message}`));
  const used = places(await fill());
  for (const place of used) await look(place).catch((met) => expect(false, `${place.name}: ${met.message}`));
  isEvery([...emptyPlaces, ...used]);
});

async function fill() {
  const bearer = await token();
  const headers = { Authorization: `Bearer ${bearer}`, 'Content-Type': 'application/json' };
  const change = (id, body) => fetch(`${base}/api/v1/videos/${id}`, { method: 'PUT', headers, body: JSON.stringify(body) });
  const noise = join(mkdtempSync(join(tmpdir(), 'every-')), 'noise.mp4');
  writeFileSync(noise, randomBytes(9000));
  const failed = await send(bearer, noise, 'Noise');
  const secret = await send(bearer, file, 'For me alone');
  await change(secret, { privacy: 3 });
  const good = await send(bearer, file, 'The harbour at dawn, seen from the lighthouse above the old quay');
  await change(good, { description: '**Gulls.**\n\n- 0:02 the first\n- 0:04 the second, https://example.org/a-very-long-address-that-does-not-break-anywhere-at-all', tags: ['gulls', 'harbour', 'dawn'] });
  const { shortUUID } = await until(good, (one) => one.zoetrope.state.word === 'Ready');
  const end = Date.now() + 30_000;
  while ((await video(failed)).zoetrope.state.word !== 'Failed' && Date.now() < end) await new Promise((resolve) => setTimeout(resolve, 100));
  const invited = await fetch(`${base}/api/v1/invitations`, { method: 'POST', headers, body: JSON.stringify({ note: 'Ada', role: 'user' }) });
  return { shortUUID, failed, secret, invitation: (await invited.json()).url };
}

/** Nothing sticks out, and fingers can meet what there is. */
async function fits(page, name) {
  const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(over <= 0, `${name}: no sideways scroll at 320 px: ${over}`);
  const small = await page.evaluate(tooSmall, { SMALLEST, MAIN });
  expect(small.length === 0, `${name}: all that is touched is large enough: ${small.join('; ')}`);
}

/** Runs in the page. What a label holds answers for its whole label. */
function tooSmall({ SMALLEST, MAIN }) {
  const main = '.button.primary, .player .row > .control, .player .row .holder:not(.wide) .control, nav[aria-label] a, button.first, input.input, select.input';
  const touched = 'a[href], button, input, select, textarea, summary, [role=menuitemradio], [role=button]';
  const dialog = document.querySelector('dialog[open]');
  return [...(dialog ?? document).querySelectorAll(touched)].flatMap((one) => {
    if (!one.checkVisibility({ opacityProperty: false, visibilityProperty: true }) || one.closest('[inert]')) return [];
    const whole = one.closest('label') ?? one;
    const { width, height, bottom, right } = whole.getBoundingClientRect();
    if (width <= 1 || height <= 1 || bottom <= 0 || right <= 0) return [];
    const inText = one.tagName === 'A' && getComputedStyle(one).display === 'inline' && one.parentElement.textContent.trim() !== one.textContent.trim();
    const least = one.matches(main) ? MAIN : inText ? 0 : SMALLEST;
    if (Math.min(width, height) >= least - 0.5) return [];
    return [`${one.getAttribute('aria-label') ?? one.textContent.trim().slice(0, 30)} <${one.tagName} ${one.className}> is ${Math.round(width)} x ${Math.round(height)}`];
  });
}

/** Whoever adds a page or a dialog adds its place and its mark: `come` has looked for all that a place says it shows. */
function isEvery(seen) {
  const shown = new Set(seen.flatMap((place) => place.shows));
  const unseen = components().filter((name) => !shown.has(name) || !MARKS[name]);
  expect(unseen.length === 0, `every page and dialog is looked at: ${unseen}`);
}
