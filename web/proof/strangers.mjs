/**
 * What pages of others can do with somebody who is logged in here, and what links can do that others made: nothing.
 * Arguments: file.
 */
import { createServer } from 'node:http';
import { args, base, expect, me, password, prove, send, signIn, token, until } from './house.mjs';
import { AWAY } from './payloads.mjs';

const [file] = args;
const PAGES = ['/', '/login', '/upload', '/videos', '/settings', '/search?q=a', '/invite', '/admin', '/admin/users', '/admin/jobs', '/admin/storage', '/nowhere'];

await prove(async (browser) => {
  const bearer = await token();
  const id = await send(bearer, file, 'Hers');
  const video = await until(id, (one) => one.zoetrope.state.word === 'Ready');
  // Another port is another origin of the same site, whose requests carry the cookie; another name is another site.
  const port = await serve();
  for (const origin of [`http://127.0.0.1:${port}`, `http://localhost:${port}`]) {
    await forges(browser, origin, bearer, id);
    await frames(browser, origin, video);
  }
  await keepsItsSession(browser);
  await leadsNowhereElse(browser, video);
  await endsLinks(browser, bearer, id);
  await holdsUpGuessing(browser);
});

/** A page of another origin, empty. */
async function serve() {
  const server = createServer((request, response) => {
    response.setHeader('Content-Type', 'text/html');
    response.end('<!doctype html><title>elsewhere</title><body>');
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server.address().port;
}

/** All that a forged request could have changed. */
async function state(bearer, id) {
  const read = async (path) => (await fetch(`${base}/api/v1${path}`, { headers: { Authorization: `Bearer ${bearer}` } })).json();
  const { name, description, privacy, tags } = await read(`/videos/${id}`);
  const { displayName, email } = await me(bearer);
  const counts = [];
  for (const path of ['/users', '/invitations', '/users/me/videos', '/jobs']) counts.push((await read(path)).total);
  return JSON.stringify({ name, description, privacy, tags, displayName, email, counts });
}

async function forges(browser, origin, bearer, id) {
  const context = await browser.newContext();
  const page = await context.newPage();
  await signIn(page, '/');
  const cookies = async () => JSON.stringify((await context.cookies(base)).map(({ name, value }) => [name, value]));
  const before = [await state(bearer, id), await cookies()];
  const doors = await changingRoutes(id);
  await page.goto(origin);
  const read = await page.evaluate(attack, { base, doors });
  await postForms(page, origin, doors);
  expect(doors.length > 20, `${doors.length} changing routes are tried from ${origin}`);
  expect(read.length === 0, `no answer is read with the cookie: ${read}`);
  const after = [await state(bearer, id), await cookies()];
  expect(before.join() === after.join(), `nothing has changed: ${before.join() === after.join() ? '' : after}`);
  await page.goto(`${base}/videos`, { waitUntil: 'networkidle' });
  expect(new URL(page.url()).pathname === '/videos', 'and the person is still logged in');
  await context.close();
}

/** Every route of the API that changes something, with the ids of what is there. */
async function changingRoutes(id) {
  const text = await (await fetch(`${base}/api/v1/openapi.yaml`)).text();
  const doors = [];
  let path = '';
  for (const line of text.split('\n')) {
    path = /^  (\/\S*):$/.exec(line)?.[1] ?? path;
    const method = /^    (post|put|patch|delete):$/.exec(line)?.[1]?.toUpperCase();
    const what = path.startsWith('/users') ? '1' : id;
    if (method) doors.push([method, `/api/v1${path.replace(/\{(id|upload)\}/, what).replace(/\{\w+\}/, '1')}`]);
  }
  return doors;
}

/** Runs in the page of the stranger: everything that a script may send, with the cookie; gives what it could read. */
async function attack({ base, doors }) {
  const read = [];
  const body = JSON.stringify({ username: 'mallory', password: 'mallory mallory', displayName: 'owned', name: 'owned', role: 'administrator' });
  for (const [method, path] of [...doors, ['GET', '/api/v1/users/me'], ['GET', '/api/v1/session'], ['GET', '/api/v1/users']]) {
    const kinds = [
      { mode: 'cors', headers: { 'Content-Type': 'application/json' } },
      { mode: 'cors', headers: { 'Content-Type': 'text/plain' } },
      { mode: 'no-cors', headers: { 'Content-Type': 'text/plain' } },
      { mode: 'no-cors', headers: { 'Content-Type': 'application/x-www-form-urlencoded', 'X-HTTP-Method-Override': method } },
    ];
    for (const kind of kinds) {
      const how = kind.mode === 'no-cors' && method !== 'GET' ? 'POST' : method;
      const answer = await fetch(base + path, { ...kind, method: how, credentials: 'include', body: how === 'GET' ? undefined : body }).catch(() => null);
      if (answer && answer.type !== 'opaque') read.push(`${method} ${path}`);
    }
    navigator.sendBeacon(base + path, new Blob([body], { type: 'text/plain' }));
    new Image().src = `${base}${path}?_method=${method}`;
  }
  return read;
}

/** Forms may be sent anywhere, in three ways of writing; each goes into a frame of its own. */
async function postForms(page, origin, doors) {
  await page.evaluate(({ base, doors }) => {
    for (const enctype of ['application/x-www-form-urlencoded', 'multipart/form-data', 'text/plain']) {
      for (const [method, path] of doors) {
        const frame = document.body.appendChild(document.createElement('iframe'));
        frame.name = `frame${document.forms.length}`;
        const form = document.body.appendChild(document.createElement('form'));
        Object.assign(form, { method: 'post', action: `${base}${path}?_method=${method}`, enctype, target: frame.name });
        for (const name of ['username', 'password', 'displayName', 'name', 'channelId', '{"role":"administrator","x":"']) {
          form.append(Object.assign(document.createElement('input'), { name, value: 'owned' }));
        }
        form.submit();
      }
    }
  }, { base, doors });
  await page.waitForLoadState('networkidle');
}

async function frames(browser, origin, video) {
  const context = await browser.newContext();
  const page = await context.newPage();
  await signIn(page, '/');
  const shown = async (path) => {
    await page.goto(origin);
    await page.evaluate((src) => document.body.append(Object.assign(document.createElement('iframe'), { src })), base + path);
    const frame = page.frames().find((one) => one !== page.mainFrame());
    const loaded = frame.waitForURL((url) => url.origin === base);
    const refusal = await loaded.then(() => '', (met) => met.message);
    return !refusal.includes('ERR_BLOCKED_BY_RESPONSE') || (await frame.locator('#app, main').count()) > 0;
  };
  const open = [];
  for (const path of [...PAGES, `/w/${video.shortUUID}`, `/videos/${video.shortUUID}/edit`]) if (await shown(path)) open.push(path);
  expect(open.length === 0, `no page is shown in a frame of ${origin}: ${open}`);
  expect(await shown(video.embedPath), 'but the player is');
  await context.close();
}

/** A cookie that somebody planted before the login is not the one after it; no script reads it. */
async function keepsItsSession(browser) {
  const context = await browser.newContext();
  const planted = 'a'.repeat(43);
  await context.addCookies([{ name: 'zoetrope', value: planted, url: base }]);
  const page = await context.newPage();
  await signIn(page, '/');
  const [cookie, ...more] = await context.cookies(base);
  expect(cookie.value !== planted && more.length === 0, 'the login makes a session of its own');
  expect(cookie.httpOnly && cookie.sameSite === 'Lax' && cookie.path === '/' && cookie.domain === '127.0.0.1', `its cookie is ${JSON.stringify({ ...cookie, value: '' })}`);
  expect((await page.evaluate(() => document.cookie)) === '', 'and is not for scripts');
  const kept = await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]));
  expect(!kept.includes(cookie.value), 'nor kept elsewhere');
  await page.getByRole('button', { name: /^Account/ }).click();
  await page.getByRole('button', { name: 'Log out' }).click();
  await page.getByRole('link', { name: 'Log in' }).first().waitFor();
  const late = await fetch(`${base}/api/v1/users/me`, { headers: { Cookie: `zoetrope=${cookie.value}` } });
  expect(late.status === 401, 'it ends with the logout, not only in the browser');
  await context.close();
}

/** Links that say where to go on: the page that asks for the login goes nowhere but within the site. */
async function leadsNowhereElse(browser, video) {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.addInitScript(() => (window.own = () => (document.title = 'owned')));
  const away = [];
  page.on('request', (request) => new URL(request.url()).origin !== base && away.push(request.url()));
  page.on('pageerror', (met) => away.push(met.message));
  await signIn(page, '/');
  const session = await page.evaluate(() => fetch('/api/v1/session').then((answer) => answer.json()));
  await context.clearCookies();
  // The same answer for each: only where the page goes with it is of interest, and passwords are slow on purpose.
  await page.route('**/api/v1/session', (route) => (route.request().method() === 'POST' ? route.fulfill({ json: session }) : route.continue()));
  for (const wish of AWAY) {
    await page.goto(`${base}/login?next=${encodeURIComponent(wish)}`);
    await page.fill('#name', 'root');
    await page.fill('input[type=password]', 'x');
    await page.click('button.primary');
    const gone = await page.waitForURL((url) => url.pathname !== '/login', { timeout: 3000 }).then(() => true, () => false);
    expect(gone && new URL(page.url()).origin === base, `${JSON.stringify(wish)} leads to ${page.url()}`);
  }
  for (const wish of AWAY) {
    for (const path of [`/w/${video.shortUUID}?t=`, '/?url=', '/search?q=', `${video.embedPath}?start=`]) {
      if (AWAY.indexOf(wish) % 7) continue;
      await page.goto(base + path + encodeURIComponent(wish), { waitUntil: 'domcontentloaded' });
      if (new URL(page.url()).origin !== base) away.push(page.url());
    }
    for (const path of [`/videos/watch/${encodeURIComponent(wish)}`, `/w/${encodeURIComponent(wish)}/`, `//${wish.replace(/[^\w.]/g, '')}/..`]) {
      const answer = await fetch(base + path, { redirect: 'manual' });
      const to = answer.headers.get('location');
      if (to && new URL(to, base).origin !== base) away.push(`${path} -> ${to}`);
    }
  }
  expect(away.length === 0, `no parameter leads away: ${away}`);
  await context.close();
}

/** Who has watched keeps no way to the bytes of a video that was taken back. */
async function endsLinks(browser, bearer, id) {
  const change = (privacy) =>
    fetch(`${base}/api/v1/videos/${id}`, {
      method: 'PUT',
      headers: { Authorization: `Bearer ${bearer}`, 'Content-Type': 'application/json' },
      body: JSON.stringify({ privacy }),
    });
  await change(2);
  const page = await (await browser.newContext()).newPage();
  const media = new Set();
  page.on('request', (request) => /\/media\//.test(request.url()) && media.add(request.url()));
  await page.goto(`${base}/w/${id}`, { waitUntil: 'networkidle' });
  await page.locator('button.first').click();
  await page.waitForFunction(() => document.querySelector('video').currentTime > 0.3);
  expect(media.size > 2, `a viewer has ${media.size} addresses of media`);
  const statuses = () => page.evaluate((urls) => Promise.all(urls.map((url) => fetch(url, { cache: 'no-store' }).then((answer) => answer.status))), [...media]);
  expect((await statuses()).every((status) => status === 200), 'which work');
  await change(3);
  const end = Date.now() + 20_000;
  while ((await statuses()).some((status) => status !== 404) && Date.now() < end) await page.waitForTimeout(500);
  expect((await statuses()).every((status) => status === 404), `and end with the video: ${await statuses()}`);
  await page.reload({ waitUntil: 'networkidle' });
  expect((await page.locator('video').count()) === 0, 'the page of the video too');
  await page.context().close();
}

/** After ten wrong passwords the page says how long to wait, also to who has the right one. */
async function holdsUpGuessing(browser) {
  const page = await (await browser.newContext()).newPage();
  await page.goto(`${base}/login`);
  const said = [];
  for (let n = 0; n < 11; n += 1) {
    await page.fill('#name', 'nobody');
    await page.fill('input[type=password]', `guess ${n}`);
    const answered = page.waitForResponse(/\/api\/v1\/session$/);
    await page.click('button.primary');
    await answered;
    await page.waitForFunction(() => document.querySelector('button.primary').getAttribute('aria-disabled') === 'false');
    said.push(await page.locator('#password-wrong').textContent());
  }
  expect(said.slice(0, 10).every((text) => /do not fit together/.test(text)), 'ten guesses are answered alike');
  expect(/Too many tries\. The next one counts in (2\d|30)\ss/.test(said[10]), `then the page says how long: ${said[10]}`);
  await page.fill('#name', 'root');
  await page.fill('input[type=password]', password);
  await page.click('button.primary');
  await page.waitForURL(`${base}/`);
  expect(true, 'others are not held up');
  await page.context().close();
}
