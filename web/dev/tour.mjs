/**
 * Photographs every page of a running server, light and dark, wide and narrow, and writes docs/tour.md around them:
 * `npm run tour -- http://127.0.0.1:9020 FILE...` with the administrator's password in ZOETROPE_ADMIN_PASSWORD and an
 * empty server; the files become its videos, named as they are.
 */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

const [base, ...files] = process.argv.slice(2);
const password = process.env.ZOETROPE_ADMIN_PASSWORD;
const docs = fileURLToPath(new URL('../../docs/', import.meta.url));
const WIDTHS = [1280, 375];
const SCHEMES = ['light', 'dark'];

const api = async (path, options = {}) => {
  const answer = await fetch(`${base}/api/v1${path}`, options);
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
  return answer.status === 204 ? undefined : answer.json();
};

async function signIn() {
  const client = await api('/oauth-clients/local');
  const body = new URLSearchParams({ ...client, grant_type: 'password', username: 'root', password });
  return { Authorization: `Bearer ${(await api('/users/token', { method: 'POST', body })).access_token}` };
}

async function upload(headers, file) {
  const { videoChannels } = await api('/users/me', { headers });
  const form = new FormData();
  form.set('name', basename(file, extname(file)).replaceAll('_', ' '));
  form.set('privacy', '1');
  form.set('channelId', String(videoChannels[0].id));
  form.set('videofile', new File([readFileSync(file)], basename(file)));
  return (await api('/videos/upload', { method: 'POST', headers, body: form })).video.shortUUID;
}

async function settled(id) {
  while (!['ready', 'failed', 'damaged'].includes((await api(`/videos/${id}`)).zoetrope.state.code)) {
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}

/** Name, address, what is said of it; those before the login are for everybody. */
const pages = (id) => ({
  everybody: [
    ['home', '/', 'What is new.'],
    ['watch', `/w/${id}`, 'A video, its qualities, what comes next.'],
    ['embed', `/videos/embed/${id}`, 'The player alone, for pages elsewhere.'],
    ['search', '/search?q=the', 'What was found, with filters.'],
    ['login', '/login', 'Coming in.'],
    ['lost', '/nowhere', 'An address that means nothing.'],
  ],
  root: [
    ['upload', '/upload', 'Files go in, and what becomes of them.'],
    ['mine', '/videos', 'One’s own videos, many changed at once.'],
    ['edit', `/videos/${id}/edit`, 'The words of a video.'],
    ['settings', '/settings', 'Name, password, sessions, habits.'],
    ['health', '/admin/health', 'How the server is, and what to do about it.'],
    ['jobs', '/admin/jobs', 'What is being made, what failed and why.'],
    ['users', '/admin/users', 'People.'],
    ['storage', '/admin/storage', 'What takes the space.'],
  ],
});

async function photograph(browser, [name, address], width, colorScheme, state) {
  const context = await browser.newContext({
    viewport: { width, height: width < 720 ? 812 : 800 },
    colorScheme,
    isMobile: width < 720,
    storageState: state,
  });
  const page = await context.newPage();
  await page.goto(base + address, { waitUntil: 'networkidle' });
  await page.screenshot({ path: `${docs}tour/${name}-${width}-${colorScheme}.jpg`, type: 'jpeg', quality: 60 });
  await context.close();
}

async function enter(browser) {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(`${base}/login`);
  await page.locator('input[autocomplete=username]').fill('root');
  await page.locator('input[type=password]').fill(password);
  await page.locator('button.primary').click();
  await page.waitForURL((url) => url.pathname !== '/login');
  const state = await context.storageState();
  await context.close();
  return state;
}

const row = ([name, , said]) => `## ${name}\n\n${said}\n\n${SCHEMES.map((scheme) =>
  WIDTHS.map((width) => `<img src="tour/${name}-${width}-${scheme}.jpg" height="360" alt="${name}, ${width} wide, ${scheme}">`).join(' '),
).join('\n')}\n`;

const headers = await signIn();
const ids = [];
for (const file of files) ids.push(await upload(headers, file));
for (const id of ids) await settled(id);
rmSync(`${docs}tour`, { recursive: true, force: true });
mkdirSync(`${docs}tour`, { recursive: true });
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu'] });
const state = await enter(browser);
const all = pages(ids[0]);
for (const scheme of SCHEMES) {
  for (const width of WIDTHS) {
    for (const page of all.everybody) await photograph(browser, page, width, scheme);
    for (const page of all.root) await photograph(browser, page, width, scheme, state);
  }
}
await browser.close();
const text = [...all.everybody, ...all.root].map(row).join('\n');
writeFileSync(`${docs}tour.md`, `# Tour\n\nEvery page, light and dark, wide and narrow; made by \`npm run tour\` (see \`web/dev/tour.mjs\`).\n\n${text}`);
