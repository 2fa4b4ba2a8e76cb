/** What the proofs share: a browser, a signed-in caller, and waiting for a video. They run from tests in Java. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename } from 'node:path';
import { chromium } from 'playwright-core';

export const [base, ...args] = process.argv.slice(2);
export const password = process.env.ZOETROPE_ADMIN_PASSWORD;

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
/** What WCAG 2.2 adds is off in axe unless one asks for it. */
const ASKED = JSON.stringify({ resultTypes: ['violations'], rules: { 'target-size': { enabled: true } } });
const wrong = [];

/** Notes a defect and goes on, so that one run tells them all. */
export function expect(right, said) {
  if (!right) wrong.push(said);
  console.log(`${right ? 'ok  ' : 'NOT '} ${said}`);
}

/** Runs a proof in Chromium. */
export const prove = (proof) =>
  judge(async () => {
    const browser = await chromium.launch({
      executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-background-networking',
        '--autoplay-policy=no-user-gesture-required',
      ],
    });
    await proof(browser).finally(() => browser.close());
  });

/** Runs a proof to its end; the exit code is what the test reads. */
export async function judge(proof) {
  try {
    await proof();
  } catch (met) {
    wrong.push(met.stack ?? String(met));
    console.log(met.stack ?? met);
  }
  process.exit(wrong.length === 0 ? 0 : 1);
}

/** Asks the test to end the program as if the machine went off (`kill`), or to start it again (`start`). */
export async function ask(deed) {
  const answer = new Promise((resolve) => process.stdin.once('data', resolve));
  console.log(`ask ${deed}`);
  await answer;
}

export async function token() {
  const client = await (await fetch(`${base}/api/v1/oauth-clients/local`)).json();
  const body = new URLSearchParams({ ...client, grant_type: 'password', username: 'root', password });
  const answer = await fetch(`${base}/api/v1/users/token`, { method: 'POST', body });
  return (await answer.json()).access_token;
}

/** Begins an upload without a byte: where it goes, and which video it becomes. */
export async function begin(bearer, length, name = 'early.mp4') {
  const created = await fetch(`${base}/api/v1/uploads`, {
    method: 'POST',
    headers: {
      ...tus(bearer),
      'Upload-Length': String(length),
      'Upload-Metadata': `filename ${btoa(name)},privacy ${btoa('1')}`,
    },
  });
  return { upload: new URL(created.headers.get('Location'), base).href, id: created.headers.get('Zoetrope-Video') };
}

/** Sends bytes of an upload that was begun. */
export const feed = (bearer, upload, bytes, offset = 0) =>
  fetch(upload, {
    method: 'PATCH',
    headers: { ...tus(bearer), 'Upload-Offset': String(offset), 'Content-Type': 'application/offset+octet-stream' },
    body: bytes,
  });

export const cancel = (bearer, upload) => fetch(upload, { method: 'DELETE', headers: tus(bearer) });

const tus = (bearer) => ({ Authorization: `Bearer ${bearer}`, 'Tus-Resumable': '1.0.0' });

export async function me(bearer) {
  return (await fetch(`${base}/api/v1/users/me`, { headers: { Authorization: `Bearer ${bearer}` } })).json();
}

/** Sends a file as one form and returns the video's id. */
export async function send(bearer, file, name = basename(file)) {
  const form = new FormData();
  form.set('name', name);
  form.set('privacy', '1');
  form.set('channelId', String((await me(bearer)).videoChannels[0].id));
  form.set('videofile', new File([readFileSync(file)], basename(file)));
  const answer = await fetch(`${base}/api/v1/videos/upload`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${bearer}` },
    body: form,
  });
  if (!answer.ok) throw new Error(`upload of ${file}: ${answer.status} ${await answer.text()}`);
  return (await answer.json()).video.uuid;
}

export async function video(id) {
  return (await fetch(`${base}/api/v1/videos/${id}`)).json();
}

/** Asks for the video until it is as wished. */
export async function until(id, wished, seconds = 120) {
  const end = Date.now() + seconds * 1000;
  for (;;) {
    const now = await video(id);
    if (wished(now)) return now;
    if (now.zoetrope?.state.word === 'Failed') throw new Error(`failed: ${now.zoetrope.state.text}`);
    if (Date.now() > end) throw new Error(`after ${seconds} s still ${JSON.stringify(now.zoetrope)}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** Whether the picture of the page moves past `seconds`. */
export async function moves(page, seconds, wait = 20_000) {
  const reached = page.waitForFunction((at) => document.querySelector('video')?.currentTime > at, seconds, {
    timeout: wait,
  });
  return reached.then(
    () => true,
    () => false,
  );
}

/** Signs a page in as root, and comes to where it wanted to go. */
export async function signIn(page, to = '/') {
  await page.goto(`${base}/login?next=${encodeURIComponent(to)}`);
  await page.fill('#name', 'root');
  await page.fill('input[type=password]', password);
  await page.click('button.primary');
  await page.waitForURL((url) => url.pathname !== '/login');
}

/** Opens a page and waits until it asks for nothing more; one that goes on fetching a film is there after two seconds. */
export async function visit(page, path) {
  await page.goto(new URL(path, base).href, { waitUntil: 'load' });
  await Promise.race([page.waitForLoadState('networkidle'), page.waitForTimeout(2000)]);
}

/** No other host, nothing that the policy stops, no error in the page's own code. */
export function watchOver(page) {
  page.on('request', (request) => {
    const { protocol, origin } = new URL(request.url());
    if (protocol !== 'blob:' && protocol !== 'data:' && origin !== base) expect(false, `asks ${request.url()}`);
  });
  page.on('pageerror', (met) => expect(false, `page error: ${met.message}`));
  page.on('console', (said) => {
    if (said.type() === 'error' && /Content Security Policy|Refused to/.test(said.text())) expect(false, said.text());
  });
}

/**
 * Asks axe about the page in both themes and leaves a picture of each. Through the debugger, because the page's own
 * policy rightly forbids foreign script.
 */
export const auditInto = (shots) => async (page, name) => {
  for (const colorScheme of ['light', 'dark']) {
    await page.emulateMedia({ colorScheme });
    await page.evaluate(() => Promise.all(document.getAnimations().map((one) => one.finished.catch(() => undefined))));
    await page.screenshot({ path: `${shots}/${name.replace(/\W+/g, '-')}-${colorScheme}.png` });
    const { violations } = await page.evaluate(`(() => { if (!window.axe) { ${axe} } return axe.run(document, ${ASKED}); })()`);
    const lasting = await page.evaluate(lastingOnes, violations);
    const said = lasting.map(({ id, nodes }) => `${id} at ${nodes.map((node) => node.target.join(' ')).join(', ')}`);
    expect(said.length === 0, `axe, ${name}, ${colorScheme}: ${said.length} violations ${said.join('; ')}`);
  }
  await page.emulateMedia({ colorScheme: 'light' });
};

/** Runs in the page: without targets that only a bar covers which stays while the page scrolls beneath it. */
function lastingOnes(violations) {
  const stays = (one) => {
    for (let at = one; at; at = at.parentElement) if (['fixed', 'sticky'].includes(getComputedStyle(at).position)) return true;
    return false;
  };
  const isScrolledAway = (node) => {
    const covers = [...node.any, ...node.all, ...node.none].flatMap((check) => (check.id === 'target-size' ? check.relatedNodes : []));
    const found = covers.map(({ target }) => document.querySelector(target[0]));
    return found.length > 0 && found.every((one) => one && stays(one)) && !stays(document.querySelector(node.target[0]));
  };
  return violations
    .map((one) => (one.id === 'target-size' ? { ...one, nodes: one.nodes.filter((node) => !isScrolledAway(node)) } : one))
    .filter(({ nodes }) => nodes.length > 0);
}
