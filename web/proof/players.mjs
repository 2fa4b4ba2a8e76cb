/**
 * Plays a video by four players from a page of another origin. Arguments: address, file, and `growing` to begin as soon
 * as it can be played, or `finished`.
 */
import { createReadStream } from 'node:fs';
import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';
import { args, base, expect, moves, prove, send, token, until } from './house.mjs';

const [file, when] = args;
const find = (path) => fileURLToPath(new URL(`../node_modules/${path}`, import.meta.url));
const scripts = {
  '/hls.js': find('hls.js/dist/hls.min.js'),
  '/dash.js': find('dashjs/dist/modern/umd/dash.all.min.js'),
  '/shaka.js': find('shaka-player/dist/shaka-player.compiled.js'),
};
const page = (script) =>
  `<!doctype html><title>elsewhere</title><video muted playsinline width=640></video>${script ? `<script src="${script}"></script>` : ''}`;

/** How each player is told to play; what it calls fatal goes to `window.fatal`. */
const players = {
  'hls.js': ['/hls.js', 'hls', (url) => {
    const hls = new Hls();
    hls.on(Hls.Events.ERROR, (_event, error) => error.fatal && (window.fatal = `${error.type} ${error.details}`));
    hls.loadSource(url);
    hls.attachMedia(document.querySelector('video'));
  }],
  'dash.js': ['/dash.js', 'dash', (url) => {
    const player = dashjs.MediaPlayer().create();
    player.on(dashjs.MediaPlayer.events.ERROR, (event) => (window.fatal = JSON.stringify(event.error)));
    player.initialize(document.querySelector('video'), url, true);
  }],
  'shaka, DASH': ['/shaka.js', 'dash', shakaPlays],
  'shaka, HLS': ['/shaka.js', 'hls', shakaPlays],
  native: ['', 'hls', (url) => {
    const element = document.querySelector('video');
    element.crossOrigin = 'anonymous';
    element.src = url;
  }],
};

function shakaPlays(url) {
  const player = new shaka.Player();
  const tell = (error) => (window.fatal = `${error.code} ${JSON.stringify(error.data)}`);
  player.addEventListener('error', (event) => event.detail.severity === 2 && tell(event.detail));
  return player.attach(document.querySelector('video')).then(() => player.load(url)).catch(tell);
}

await prove(async (browser) => {
  const id = await send(await token(), file);
  const elsewhere = await serve();
  const ready = (video) =>
    video.zoetrope.playback.hls !== null &&
    (when === 'growing' ? video.zoetrope.playable : video.zoetrope.state.word === 'Ready');
  const began = await until(id, ready, 240);
  console.log(`plays while ${began.zoetrope.state.word}: ${JSON.stringify(began.zoetrope.lanes)}`);
  for (const [name, how] of Object.entries(players)) await plays(browser, elsewhere, name, how, began);
  if (when === 'growing') await until(id, (video) => video.zoetrope.state.word === 'Ready', 240);
});

async function plays(browser, elsewhere, name, [script, kind, start], video) {
  const tab = await (await browser.newContext()).newPage();
  tab.on('console', (said) => said.type() === 'error' && console.log(`  ${name}: ${said.text()}`));
  await tab.goto(`${elsewhere}/?${encodeURIComponent(script)}`);
  if (name === 'native') {
    const can = await tab.evaluate(() => document.querySelector('video').canPlayType('application/vnd.apple.mpegurl'));
    if (!can) return console.log('skip native HLS: this browser does not play it');
  }
  await tab.evaluate(start, base + video.zoetrope.playback[kind]);
  await tab.evaluate(() => void document.querySelector('video').play().catch(() => undefined));
  const began = await moves(tab, 3, 40_000);
  expect(began, `${name}: currentTime grows past 3 s`);
  if (!began) return console.log(await tab.evaluate(() => document.querySelector('video').error?.message));
  const target = await tab.evaluate(() => {
    const element = document.querySelector('video');
    return (element.currentTime = element.duration * 0.6);
  });
  // In a growing rung the place may still have to be made.
  expect(await moves(tab, target + 0.5, 90_000), `${name}: goes on after a seek to ${target.toFixed(1)} s`);
  const { fatal, length, width } = await tab.evaluate(() => {
    const element = document.querySelector('video');
    return { fatal: window.fatal ?? element.error?.message ?? '', length: element.duration, width: element.videoWidth };
  });
  expect(fatal === '', `${name}: no fatal error ${fatal}`);
  expect(width > 0, `${name}: shows a picture, ${width} wide`);
  expect(Math.abs(length - video.duration) < 1, `${name}: ${length} s long, as the video's ${video.duration} s`);
  await tab.context().close();
}

/** Another origin: whatever the players fetch needs the server's word that they may. */
async function serve() {
  const server = createServer((request, response) => {
    const script = scripts[request.url];
    if (script) {
      response.setHeader('Content-Type', 'text/javascript');
      createReadStream(script).pipe(response);
    } else {
      response.setHeader('Content-Type', 'text/html');
      response.end(page(decodeURIComponent(new URL(request.url, 'http://x').search.slice(1))));
    }
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://localhost:${server.address().port}`;
}
