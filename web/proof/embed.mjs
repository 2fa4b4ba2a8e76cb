/** The player on somebody else's page. Arguments: file, folder for screenshots. */
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { args, auditInto, base, begin, expect, feed, moves, prove, send, token, until, watchOver } from './house.mjs';

const [file, shots] = args;
const audit = auditInto(shots);

await prove(async (browser) => {
  const bearer = await token();
  const id = await send(bearer, file);
  const { embedPath, shortUUID, name } = await until(id, (video) => video.zoetrope.state.word === 'Ready');
  const elsewhere = await serve();
  const page = await (await browser.newContext({ viewport: { width: 1280, height: 720 } })).newPage();

  const framed = await frameOf(page, elsewhere, `${embedPath}?autoplay=1&muted=1&start=2s&loop=1`);
  expect(await moves(framed, 2.5), 'a page of another origin shows it, and it starts where it was told to');
  const told = await framed.evaluate(() => {
    const { muted, loop, currentTime } = document.querySelector('video');
    return { muted, loop, currentTime };
  });
  expect(told.muted && told.loop, `muted and in a loop as wished: ${JSON.stringify(told)}`);
  expect((await framed.locator('a.about').textContent()).includes(name), 'its title is on it');
  expect((await framed.locator('a.about').getAttribute('href')) === `/w/${shortUUID}`, 'and leads to the site');

  const bare = await frameOf(page, elsewhere, `${embedPath}?controls=0&title=0`);
  await bare.locator('button.first').waitFor();
  expect((await bare.locator('.bar, a.about').count()) === 0, 'without controls and title where they are not wished');
  expect((await bare.evaluate(() => document.querySelector('video').paused)) === true, 'and it waits for a touch');

  const policy = (await fetch(base + embedPath)).headers.get('content-security-policy');
  expect(/frame-ancestors \*/.test(policy), `anybody may frame the player: ${policy}`);
  await page.goto(`${elsewhere}/?${encodeURIComponent(`${base}/w/${shortUUID}`)}`);
  const watch = page.frames().find((frame) => frame !== page.mainFrame());
  expect((await watch.locator('#app').count()) === 0, 'nobody may frame the page around it');

  const alone = await (await browser.newContext({ viewport: { width: 1280, height: 720 } })).newPage();
  watchOver(alone);
  await alone.goto(base + embedPath, { waitUntil: 'networkidle' });
  await audit(alone, 'embed');
  await alone.setViewportSize({ width: 375, height: 211 });
  await audit(alone, 'embed 375');

  await early(alone, bearer);

  await fetch(`${base}/api/v1/videos/${id}`, {
    method: 'PUT',
    headers: { Authorization: `Bearer ${bearer}`, 'Content-Type': 'application/json' },
    body: JSON.stringify({ privacy: 3 }),
  });
  const refused = await alone.goto(base + embedPath, { waitUntil: 'networkidle' });
  expect(refused.status() === 404, 'a private video is not there for strangers');
  await alone.getByText('This video is not shown here.').waitFor();
  expect((await alone.locator('video').count()) === 0, 'and is refused in words');
  await audit(alone, 'embed refused');
});

/** An upload that has only begun: the player says so, and plays by itself when it can. */
async function early(page, bearer) {
  const bytes = Buffer.concat([readFileSync(file), Buffer.from([0, 0, 0, 12, 0x66, 0x72, 0x65, 0x65, 1, 2, 3, 4])]);
  const { upload, id } = await begin(bearer, bytes.length);
  await page.goto(`${base}/videos/embed/${id}?autoplay=1&muted=1`);
  await page.getByText('Uploading', { exact: true }).waitFor({ timeout: 10_000 });
  expect(true, 'the address works from the first byte on, and says where the video stands');
  await audit(page, 'embed early');
  await page.evaluate(() => (window.still = true));
  await feed(bearer, upload, bytes);
  expect(await moves(page, 0.5, 60_000), 'it plays by itself when it can');
  expect(await page.evaluate(() => window.still === true), 'without being loaded again');
}

async function frameOf(page, elsewhere, path) {
  await page.goto(`${elsewhere}/?${encodeURIComponent(base + path)}`);
  const frame = page.frames().find((one) => one !== page.mainFrame());
  await frame.locator('video').waitFor({ state: 'attached' });
  return frame;
}

/** Another site, with one frame. */
async function serve() {
  const server = createServer((request, response) => {
    const src = decodeURIComponent(new URL(request.url, 'http://x').search.slice(1)).replaceAll('&', '&amp;');
    response.setHeader('Content-Type', 'text/html');
    response.end(`<!doctype html><title>elsewhere</title><iframe width="900" height="506" allow="autoplay; fullscreen" src="${src}"></iframe>`);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://localhost:${server.address().port}`;
}
