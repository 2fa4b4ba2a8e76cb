/**
 * The client side of the uploadx protocol against /videos/upload-resumable. @uploadx/core itself is only the server of
 * that protocol; its author's client is ngx-uploadx, which web clients of other sites use. What of it speaks to the
 * server needs nothing of Angular but one name, so it runs here alone: in a browser, on a page of another origin.
 */
import { createHash, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';
import { args, base, expect, prove, token, until } from './house.mjs';

const PATH = '/api/v1/videos/upload-resumable';
const LIBRARY = fileURLToPath(new URL('../node_modules/ngx-uploadx/esm2022/lib', import.meta.url));
const PAGE = `<!doctype html><title>elsewhere</title>
<script type="importmap">{"imports": {"@angular/core": "data:text/javascript,export class InjectionToken {}"}}</script>
<script type="module">
  import { UploadxAjax } from '/uploadx/ajax';
  import { UploaderX } from '/uploadx/uploaderx';
  const ajax = new UploadxAjax(() => new XMLHttpRequest());
  const authorize = (request, token) => ((request.headers.Authorization = 'Bearer ' + token), request);
  window.begin = async (path, id, options) => {
    const file = new File([await (await fetch(path)).blob()], 'clip.mp4', { type: 'video/mp4' });
    window.uploader = new UploaderX(file, { authorize, ...options }, () => {}, ajax);
    uploader.uploadId = id;
  };
  window.go = async (stopAt = Infinity) => {
    uploader.stateChange = () => uploader.offset >= stopAt && (uploader.status = 'paused');
    const watch = setInterval(uploader.stateChange, 5);
    uploader.status = 'queue';
    await uploader.upload();
    clearInterval(watch);
    return { status: uploader.status, code: uploader.responseStatus, said: uploader.response, url: uploader.url };
  };
</script>`;

const short = readFileSync(args[0]);
// Behind the video stands what no decoder looks at, so that there is time to pause in.
const files = { '/short': short, '/long': behind(short), '/other': behind(short), '/third': behind(short) };

await prove(async (browser) => {
  const bearer = await token();
  const options = { endpoint: base + PATH, token: bearer, metadata: { filename: 'clip.mp4', name: 'By uploadx', privacy: 1 } };
  const small = { ...options, chunkSize: 2 << 20, retryConfig: { minDelay: 100 } };
  const tab = await (await browser.newContext()).newPage();
  const asked = [];
  tab.on('request', (request) => request.url().includes(PATH) && asked.push(`${request.method()} ${request.headers()['content-range'] ?? ''}`));
  const elsewhere = await serve();
  const open = async (path, id, how) => {
    await tab.goto(elsewhere);
    await tab.waitForFunction(() => window.begin);
    await tab.evaluate(([...said]) => begin(...said), [path, id, how]);
    asked.length = 0;
  };
  const go = (stopAt) => tab.evaluate((at) => go(at ?? undefined), stopAt);
  const creations = () => asked.filter((one) => one.startsWith('POST')).length;

  await open('/short', 'whole', options);
  const whole = await go();
  expect(whole.status === 'complete' && whole.code === 200, `a whole file: ${whole.status}, ${whole.code}`);
  const { id, uuid, shortUUID } = whole.said.video;
  expect(id > 0 && uuid.length === 36 && shortUUID.length === 22, `names its video ${JSON.stringify(whole.said)}`);
  const ready = await until(uuid, (one) => one.zoetrope.state.word === 'Ready');
  expect(ready.name === 'By uploadx', 'and the video becomes ready');

  await open('/long', 'paused', small);
  const paused = await go(5 << 20);
  expect(paused.status === 'paused', `stops when paused: ${paused.status} after ${asked.length} requests`);
  const resumed = await go();
  expect(resumed.status === 'complete' && creations() === 1, `goes on in the same upload: ${resumed.status}`);
  expect(asked.includes(`PUT bytes */${files['/long'].length}`), 'having asked where it stands');
  await same(resumed.said.video, '/long');

  await open('/other', 'left', small);
  await go(7 << 20);
  await open('/other', 'left', small);
  const later = await go();
  expect(later.status === 'complete' && creations() === 0, `a page loaded anew goes on from the address that it kept`);
  await same(later.said.video, '/other');

  // An answer gets lost: the client sends that piece once more, though it has come.
  await open('/third', 'lossy', small);
  let lost = 0;
  await tab.route(`**${PATH}*`, async (route) => {
    const piece = route.request().headers()['content-range'] ?? '';
    if (lost > 0 || !piece.startsWith(`bytes ${4 << 20}-`)) return route.continue();
    lost += 1;
    await route.fetch();
    return route.abort('connectionreset');
  });
  const lossy = await go();
  await tab.unroute(`**${PATH}*`);
  const twice = asked.filter((one) => one.startsWith(`PUT bytes ${4 << 20}-`)).length;
  expect(lost === 1 && twice === 2 && lossy.status === 'complete', `a piece sent ${twice} times: ${lossy.status}, ${lossy.code}`);
  await same(lossy.said.video, '/third');

  await open('/long', 'gap', small);
  const begun = await go(3 << 20);
  const total = files['/long'].length;
  const put = (range, body = null) =>
    fetch(begun.url, { method: 'PUT', body, headers: { Authorization: `Bearer ${bearer}`, 'Content-Range': range } });
  const stands = (await put(`bytes */${total}`)).headers.get('Range');
  const gap = await put(`bytes ${total - 9}-${total - 1}/${total}`, '123456789');
  expect(gap.status === 409 && gap.headers.get('Range') === stands, `a gap is refused: ${gap.status}, ${stands} is here`);
  expect((await put(`bytes */${total}`)).headers.get('Range') === stands, 'and nothing of it is kept');

  await tab.evaluate(() => uploader.cancel());
  expect((await put(`bytes */${total}`)).status === 404, 'what is cancelled is gone');
});

/** The original comes back byte for byte: it is what is played while the video is public. */
async function same({ uuid }, path) {
  const video = await until(uuid, (one) => one.zoetrope.playback.progressive !== null);
  const there = Buffer.from(await (await fetch(base + video.zoetrope.playback.progressive)).arrayBuffer());
  expect(hash(there) === hash(files[path]), `${path}: the same ${there.length} bytes`);
}

function hash(bytes) {
  return createHash('sha256').update(bytes).digest('hex');
}

/** With a box of 24 MiB that is to be skipped (ISO/IEC 14496-12, 8.1.2). */
function behind(video) {
  const head = Buffer.alloc(8);
  head.writeUInt32BE((24 << 20) + 8);
  head.write('free', 4, 'latin1');
  return Buffer.concat([video, head, randomBytes(24 << 20)]);
}

async function serve() {
  const server = createServer((request, response) => {
    const module = /^\/uploadx\/([a-z-]+)$/.exec(request.url)?.[1];
    response.setHeader('Content-Type', module ? 'text/javascript' : request.url === '/' ? 'text/html' : 'video/mp4');
    response.end(module ? readFileSync(`${LIBRARY}/${module}.mjs`) : request.url === '/' ? PAGE : files[request.url]);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://localhost:${server.address().port}/`;
}
