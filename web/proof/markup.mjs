/**
 * Text stays text wherever it is shown. The pages' own policy is switched off in this browser: what slips through would
 * run, and is seen. Arguments: a file whose metadata hold the markup, that markup, a folder that is watched.
 */
import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { args, base, expect, me, prove, send, signIn, token, until, watchOver } from './house.mjs';
import { MARKS, MARKUP } from './payloads.mjs';

const [file, inFile, watched] = args;
const ALLOWED = ['A', 'B', 'BLOCKQUOTE', 'BR', 'CODE', 'EM', 'H3', 'H4', 'H5', 'H6', 'HR', 'LI', 'OL', 'P', 'PRE', 'STRONG', 'UL'];
/** For places where an address is enough: a few at a time. */
const GROUPS = [0, 6, 12].map((n) => MARKUP.slice(n, n + 6).join(' '));
let bearer;

await prove(async (browser) => {
  bearer = await token();
  const videos = await fill();
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, bypassCSP: true });
  await context.addInitScript(() => {
    window.__owned = 0;
    window.own = () => (window.__owned += 1);
  });
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  const leaked = guard(page);
  const look = async (path, what = path) => {
    await page.goto(base + path, { waitUntil: 'networkidle' });
    await isClean(page, what);
  };
  await signIn(page, '/');
  await watchPages(page, look, videos);
  await lists(page, look, videos);
  await forms(page, look, videos);
  await desks(page, look);
  await addresses(page, look);
  await machines(page, look, videos);
  await uploads(page);
  expect(leaked.length === 0, `markup asks for nothing: ${leaked}`);
});

function guard(page) {
  const leaked = [];
  watchOver(page);
  page.on('request', (request) => new URL(request.url()).pathname.startsWith('/leaked') && leaked.push(request.url()));
  page.on('dialog', (dialog) => (expect(false, `a dialog: ${dialog.message()}`), dialog.dismiss()));
  page.on('popup', (opened) => expect(false, `a window: ${opened.url()}`));
  return leaked;
}

async function isClean(page, where) {
  const runs = [];
  for (const frame of page.frames()) runs.push(await frame.evaluate(() => window.__owned));
  // The pages themselves have neither of these: whatever is there was text once.
  const planted = await page.evaluate(
    () => document.querySelectorAll('[onerror], [onload], [ontoggle], [onfocus], [onmouseover], [src="/leaked"], [srcdoc], base, mglyph').length,
  );
  expect(runs.every((count) => count === 0) && planted === 0, `nothing runs: ${where}${planted ? `, ${planted} planted` : ''}`);
}

/** Says the same thing by the API, as JSON. */
async function ask(method, path, body) {
  const answer = await fetch(`${base}/api/v1${path}`, {
    method,
    headers: { Authorization: `Bearer ${bearer}`, 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
  return answer.status === 204 ? null : answer.json();
}

/** One video for each payload, of the same bytes; and everything else that somebody can write. */
async function fill() {
  const videos = [];
  for (const [n, name] of MARKUP.entries()) {
    const id = await send(bearer, file, name);
    const description = `${name}\n\n${MARKS.join('\n\n')}`;
    const tags = [name.slice(0, 30).trim(), `<b>${n}`];
    await ask('PUT', `/videos/${id}`, { description, tags });
    videos.push({ id, name, description, tags });
  }
  for (const video of videos) await until(video.id, (one) => one.zoetrope.state.word === 'Ready');
  await ask('PUT', '/users/me', { displayName: MARKUP[2], description: MARKUP[3] });
  await ask('POST', '/invitations', { note: MARKUP[4], role: 'user' });
  const client = await (await fetch(`${base}/api/v1/oauth-clients/local`)).json();
  const body = new URLSearchParams({ ...client, grant_type: 'password', username: 'root', password: process.env.ZOETROPE_ADMIN_PASSWORD });
  await fetch(`${base}/api/v1/users/token`, { method: 'POST', body, headers: { 'User-Agent': MARKUP[1] } });
  writeFileSync(join(watched, `${MARKUP[3].replaceAll('/', '')}.mp4`), randomBytes(2000));
  return videos;
}

async function watchPages(page, look, videos) {
  for (const { id, name, tags } of videos) {
    await look(`/w/${id}`, `watch, ${name}`);
    expect((await page.locator('h1').textContent()) === name, `a title is what was typed: ${name}`);
    expect((await page.title()).startsWith(name.replace(/\s+/g, ' ').slice(0, 8)), 'in the window too');
    expect((await page.locator('.tags a').allTextContents()).join() === tags.join(), `and its tags: ${await page.locator('.tags a').allTextContents()}`);
    expect((await meta(page, 'og:title')) === name, 'and what is told to other sites');
    const told = JSON.parse(await page.locator('script[type="application/ld+json"]').textContent());
    expect(told.name === name, 'and to search engines');
    const words = await page.locator('.words').evaluate((box, allowed) => ({
      strange: [...box.querySelectorAll('*')].filter((one) => !allowed.includes(one.tagName)).map((one) => one.outerHTML),
      links: [...box.querySelectorAll('a')].map((one) => one.getAttribute('href')).filter((href) => !/^(https?:|mailto:|\?t=)/.test(href)),
      attributes: [...box.querySelectorAll('*')].flatMap((one) => one.getAttributeNames()).filter((one) => /^on|style|src/.test(one)),
    }), ALLOWED);
    expect(Object.values(words).flat().length === 0, `a description holds only what it may: ${JSON.stringify(words)}`);
  }
  const [first] = videos;
  await look(`/w/${first.id}`, 'chapters and captions of the file');
  expect((await page.locator('aside ol').textContent()).includes(inFile), 'a chapter is called what the file says');
  await page.keyboard.press('k');
  await page.keyboard.press('c');
  await page.locator('[data-player] .lines').waitFor();
  await isClean(page, 'a caption');
  await page.getByRole('button', { name: 'Share' }).click();
  const code = await page.locator('dialog textarea, dialog input').evaluateAll((all) => all.map((one) => one.value).find((text) => text.includes('<iframe')));
  const parsed = await page.evaluate((text) => {
    const { body } = new DOMParser().parseFromString(text, 'text/html');
    return [...body.querySelectorAll('*')].map((one) => one.tagName);
  }, code);
  expect(parsed.length > 0 && parsed.every((tag) => ['DIV', 'IFRAME'].includes(tag)), `the code for other sites is a frame and nothing else: ${parsed}`);
  for (const { id, name } of videos) {
    await look(`/videos/embed/${id}`, `embed, ${name}`);
    expect((await page.locator('a.about').textContent()).includes(name.trim()), 'its title is text');
  }
}

function meta(page, property) {
  return page.locator(`meta[property="${property}"]`).first().getAttribute('content');
}

async function lists(page, look, videos) {
  for (const path of ['/', '/videos', '/search?q=own']) {
    await look(path);
    const shown = await page.locator('main').textContent();
    const missing = videos.slice(-8).filter(({ name }) => !shown.includes(name));
    expect(missing.length === 0, `${path} shows titles as they are: ${missing.map(({ name }) => name)}`);
  }
  await look('/search?q=nothing%20like%20that');
  for (const payload of GROUPS) {
    await look(`/search?q=${encodeURIComponent(payload)}&when=${encodeURIComponent(payload)}`, `search for ${payload}`);
    expect((await page.locator('#find').inputValue()) === payload.trim().replace(/[\r\n\u2028\u2029]/g, (end) => (/[\r\n]/.test(end) ? '' : end)), 'the words are in the box');
  }
}

async function forms(page, look, videos) {
  for (const { id, name, description, tags } of [videos[2], videos[6], videos[9]]) {
    await look(`/videos/${id}/edit`, `edit, ${name}`);
    const held = await page.evaluate(() => ['name', 'text', 'tags'].map((one) => document.getElementById(`edit-${one}`).value));
    expect(held[0] === name && held[1] === description && held[2] === tags.join(', '), 'an edit page holds what was typed');
  }
  await look('/settings');
  expect((await page.getByLabel('Name').inputValue()) === MARKUP[2], 'settings hold the name');
  expect((await page.getByLabel('About you').inputValue()) === MARKUP[3], 'and the words');
}

async function desks(page, look) {
  for (const section of ['health', 'jobs', 'users', 'storage']) await look(`/admin/${section}`);
  await look('/admin/users');
  expect((await page.locator('main').textContent()).includes(MARKUP[4]), 'whom an invitation is for is text');
  await page.getByRole('button', { name: 'Create an account' }).click();
  await page.getByLabel('Name', { exact: true }).fill(MARKUP[1]);
  await page.getByLabel('Password').fill(MARKUP[2]);
  await page.getByRole('button', { name: 'Create', exact: true }).click();
  await page.locator('dialog .wrong').first().waitFor();
  await isClean(page, 'a name that is refused');
  await look('/admin/jobs');
  await page.getByRole('button', { name: /^Failed [1-9]/ }).click();
  await page.getByText(MARKUP[3].replaceAll('/', '')).first().waitFor();
  await isClean(page, 'a job with a file of a watched folder');
}

/** What stands in an address. */
async function addresses(page, look) {
  for (const payload of GROUPS) {
    const text = encodeURIComponent(payload);
    for (const path of [`/nowhere/${text}`, `/w/${text}`, `/videos/${text}/edit`, `/invite#${text}`, `/nowhere?t=${text}#${text}`]) await look(path);
  }
  await page.getByRole('button', { name: /^Account/ }).click();
  await isClean(page, 'the menu of the account');
}

/** What is read by programs, opened by a person. */
async function machines(page, look, videos) {
  for (const form of ['xml', 'rss', 'rss2']) await look(`/feeds/videos.${form}?count=50`);
  const titles = await page.evaluate(async (path) => {
    const parsed = new DOMParser().parseFromString(await (await fetch(path)).text(), 'text/xml');
    return [...parsed.querySelectorAll('item > title, parsererror')].map((one) => one.textContent);
  }, '/feeds/videos.xml?count=50');
  expect(videos.every(({ name }) => titles.includes(name)), `the feed has the titles: ${titles.length}`);
  for (const { id, name } of videos) {
    const path = `/services/oembed?url=${encodeURIComponent(`${base}/w/${id}`)}`;
    const { title, html } = await (await fetch(base + path)).json();
    expect(title === name && !/onerror|<script|<svg/.test(html.replaceAll(/title="[^"]*"/g, '')), `oEmbed tells ${name}`);
  }
  for (const payload of GROUPS) await look(`/api/v1/search/videos?sort=${encodeURIComponent(payload)}&count=${encodeURIComponent(payload)}`);
  await look(`/services/oembed?url=${encodeURIComponent(MARKUP[1])}`);
  await look(`/services/oembed?url=${encodeURIComponent(`${base}/w/${videos[2].id}`)}`);
  await look(`/api/v1/videos/${videos[2].id}`);
}

async function uploads(page) {
  await page.goto(`${base}/upload`, { waitUntil: 'networkidle' });
  const names = MARKUP.slice(1, 4);
  const files = names.map((name) => ({ name: `${name}.mp4`, mimeType: 'video/mp4', buffer: randomBytes(3000) }));
  await page.locator('input[type=file]').first().setInputFiles(files);
  await page.locator('.list li').nth(2).waitFor();
  await page.waitForFunction(() => document.querySelectorAll('.list li .state.bad, .list li .note').length > 2);
  await isClean(page, 'files with such names');
  const shown = await page.locator('.list').textContent();
  expect(names.every((name) => shown.includes(name.split('/').at(-1))), 'a file is called what it is called');
  await page.reload({ waitUntil: 'networkidle' });
  await isClean(page, 'and after a reload');
}
