/**
 * A server with the page's API and made-up people, for working on the page without the real one:
 * `npm run build && npm run fake`, then http://127.0.0.1:9021 (name `nadia`, password `lantern`).
 * Clips are drawn by FFmpeg on the first start (FAKE_SOURCE=some.mp4 uses a real one). Nothing is kept.
 */
import { execFileSync } from 'node:child_process';
import { createReadStream, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = fileURLToPath(new URL('.', import.meta.url));
const media = join(here, 'media');
const dist = join(here, '../dist');
const TYPES = {
  '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2', '.mp4': 'video/mp4', '.m4s': 'video/mp4', '.m3u8': 'application/vnd.apple.mpegurl',
  '.jpg': 'image/jpeg', '.vtt': 'text/vtt', '.json': 'application/json',
};
const CSP =
  "default-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'self'; media-src 'self' blob:; style-src 'self' 'unsafe-inline'";

drawClips();
const people = [
  ['mira', 'Mira Okafor'], ['pia', 'Pia Holm'], ['lightwell', 'Lightwell'], ['brickwork', 'Brickwork'],
  ['slow-window', 'Slow Window'], ['jonas', 'Jonas Lind'], ['nadia', 'Nadia Novak'],
];
const titles = [
  'Atlas lifts off at first light', 'Waiting for the postman', 'A walking robot from forty bricks',
  'Tides of the Wadden Sea, one day in twenty minutes', 'A spring-legged character, rigged in one afternoon',
  'Morris wallpaper, redrawn bird by bird', 'Desert radio, side B', 'The sleeper to Narvik', 'Six tumblers, one tune',
  'Lecture 7: what a Fourier series hears', 'Night boat to Lofoten', 'The shell in ten minutes',
];
const hours = (n) => new Date(Date.now() - n * 3_600_000).toISOString();
const lanes = (...list) => list.map(([name, state, percent, secondsLeft]) => ({ name, state, percent, secondsLeft }));
const progress = (word, more = {}) => ({
  state: { word, code: word.toLowerCase(), text: '' }, playable: word === 'Ready' || word === 'Damaged', percent: null,
  secondsLeft: null, queue: null, lanes: [], retry: false, ...more,
});
const made = lanes(['720p', 'Done', 100, null], ['480p', 'Done', 100, null], ['360p', 'Done', 100, null], ['audio', 'Done', 100, null]);
const videos = titles.map((name, n) => {
  const [account, displayName] = people[n % people.length];
  return {
    uuid: `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`, shortUUID: `fake${n}`, name,
    duration: [60, 96, 357, 1335, 693, 428, 1900, 3242, 199, 2900, 4329, 632][n],
    views: [2418, 812, 4071, 1204, 640, 2955, 388, 9120, 1730, 3306, 9877, 12400][n],
    createdAt: hours(1 + n * 3), publishedAt: hours(1 + n * 3),
    account: { name: account, displayName }, channel: { name: account, displayName }, privacy: { id: 1, label: 'Public' },
    thumbnailPath: `/media/poster-${n % 12}.jpg`, zoetrope: progress('Ready', { lanes: made }),
  };
});
const mine = [
  { ...videos[0] },
  { ...videos[2], zoetrope: progress('Converting', {
    playable: true, percent: 45, secondsLeft: 120, state: { word: 'Converting', code: 'converting', text: 'Already playable in 360p' },
    lanes: lanes(['1080p', 'Waiting', null, null], ['720p', 'Running', 45, 70], ['480p', 'Running', 80, 15], ['360p', 'Done', 100, null], ['audio', 'Done', 100, null]) }) },
  { ...videos[3], name: 'wadden-2026-06-14.mov', privacy: { id: 3, label: 'Private' }, zoetrope: progress('Failed', { retry: true,
    state: { word: 'Failed', code: 'truncated', text: 'The file ends too early. Its index says 22 minutes, but the data stops after 9. The copy from the camera was probably cut off.' } }) },
  { ...videos[6], privacy: { id: 2, label: 'Unlisted' } },
  { ...videos[7], zoetrope: progress('Waiting', { queue: { position: 3, startsInSeconds: 240 } }) },
  { ...videos[8], zoetrope: progress('Damaged', { state: { word: 'Damaged', code: 'damaged', text: '2 frames lost at 1:04:12' }, lanes: made }) },
];
const details = (video) => ({
  ...video,
  description: 'Five in the morning at the edge of the lagoon, with a borrowed lens and far too much coffee.\nSound recorded on the spot; nothing added. Chapters at 0:00, 0:14, 0:29 and 0:44. More at https://example.org/launch.',
  tags: ['launch', 'coast', 'field recording'],
  downloadEnabled: true,
  files: [],
  streamingPlaylists: [],
  zoetrope: {
    ...video.zoetrope,
    playback: { hls: '/media/master.m3u8', dash: null, progressive: process.env.FAKE_HLS_ONLY ? null : '/media/clip.mp4', progressiveType: 'video/mp4' },
    poster: video.thumbnailPath,
    storyboard: { image: '/media/storyboard.jpg', columns: 6, rows: 5, width: 160, height: 90, count: 30, everySeconds: 2 },
    captions: [{ language: 'en', label: 'English', url: '/media/en.vtt' }],
    chapters: [{ start: 0, title: 'Far shore' }, { start: 14, title: 'Filling the tanks' }, { start: 29, title: 'Ten, nine, eight' }, { start: 44, title: 'Through the cloud' }],
    descriptionHtml: '<p>Five in the morning at the edge of the lagoon, with a borrowed lens and <em>far too much</em> coffee.<br />Sound recorded on the spot; nothing added. Chapters at 0:00, 0:14, 0:29 and 0:44. More at https://example.org/launch.</p>',
    damaged: video.zoetrope.state.word === 'Damaged' ? 'Two frames are lost at 1:04:12. The rest plays.' : null, mine: true,
  },
});
const uploads = new Map();
let user = process.env.FAKE_GUEST ? null : 'nadia';
const session = () => ({
  user: user && { username: user, displayName: 'Nadia Novak', role: 'user', videoQuota: 200e9, videoQuotaUsed: 61e9, channels: [{ name: 'nadia', displayName: 'Nadia Novak' }] },
  site: { name: 'Zoetrope', maxUploadBytes: 20e9, signup: false },
});

createServer(async (request, response) => {
  const url = new URL(request.url, 'http://x');
  try {
    if (url.pathname.startsWith('/api/v1')) await answer(request, response, url, url.pathname.slice(7));
    else if (url.pathname.startsWith('/media/')) file(request, response, join(media, normalize(url.pathname.slice(7))));
    else serve(request, response, url);
  } catch (error) {
    console.error(error);
    if (!response.headersSent) problem(response, 500, 'broken', String(error));
  }
}).listen(Number(process.env.PORT ?? 9021), '127.0.0.1', () => console.log('http://127.0.0.1:' + (process.env.PORT ?? 9021)));

function json(response, status, body, headers = {}) {
  response.writeHead(status, { 'Content-Type': status < 400 ? 'application/json' : 'application/problem+json', ...headers });
  response.end(body === undefined ? '' : JSON.stringify(body));
}
const problem = (response, status, code, detail) => json(response, status, { title: code, status, detail, code });

async function body(request) {
  const parts = [];
  for await (const part of request) parts.push(part);
  return Buffer.concat(parts);
}

const caption = { language: { id: 'en', label: 'English' }, captionPath: '/media/en.vtt', updatedAt: new Date().toISOString(), uploaded: true };

async function answer(request, response, url, path) {
  const key = `${request.method} ${path}`;
  const [, id, rest = ''] = /^\/videos\/([^/]+)(\/\w+)?$/.exec(path) ?? [];
  const all = [...[...uploads.values()].map((u) => u.video), ...mine, ...videos];
  const page = (list) => {
    const start = Number(url.searchParams.get('start') ?? 0);
    json(response, 200, { total: list.length, data: list.slice(start, start + Number(url.searchParams.get('count') ?? 15)) });
  };
  if (path.startsWith('/uploads')) return tus(request, response, path);
  if (key === 'GET /session') return json(response, 200, session());
  if (key === 'DELETE /session') { user = null; return json(response, 204); }
  if (key === 'POST /session') {
    if (JSON.parse(await body(request)).password !== 'lantern') return problem(response, 400, 'invalid_grant', 'No.');
    user = 'nadia';
    return json(response, 200, session());
  }
  if (key === 'GET /videos') {
    const words = (url.searchParams.get('search') ?? '').toLowerCase();
    return page(process.env.FAKE_EMPTY ? [] : videos.filter((v) => v.name.toLowerCase().includes(words)));
  }
  if (key === 'GET /users/me/videos') return page(process.env.FAKE_EMPTY ? [] : mine);
  if (key === 'GET /videos/languages') return json(response, 200, { de: 'German', en: 'English', fr: 'French' });
  const video = all.find((v) => v.uuid === id || v.shortUUID === id);
  if (!video) return problem(response, 404, 'not_found', 'There is no such video.');
  if (key.startsWith('GET') && rest === '') return json(response, 200, details(video));
  if (key.startsWith('GET') && rest === '/captions') return json(response, 200, { total: 1, data: [caption] });
  if (key.startsWith('GET') && rest === '/chapters') return json(response, 200, { chapters: [{ timecode: 0, title: 'Start' }] });
  if (rest === '/events') {
    response.writeHead(200, { 'Content-Type': 'text/event-stream' });
    const send = () => response.write(`event: state\ndata: ${JSON.stringify(video.zoetrope)}\n\n`);
    const timer = setInterval(send, 1000);
    send();
    return request.on('close', () => clearInterval(timer));
  }
  if (request.method === 'PUT') { Object.assign(video, { name: JSON.parse(await body(request)).name ?? video.name }); return json(response, 204); }
  if (key.endsWith('/retry')) video.zoetrope = progress('Waiting', { queue: { position: 1, startsInSeconds: 20 } });
  json(response, 204);
}

async function tus(request, response, path) {
  const head = { 'Tus-Resumable': '1.0.0', 'Tus-Version': '1.0.0', 'Tus-Extension': 'creation,termination', 'Cache-Control': 'no-store' };
  const id = path.split('/')[2];
  const upload = uploads.get(id);
  if (request.method === 'POST') {
    const next = String(uploads.size + 1);
    const named = /filename ([^,]+)/.exec(request.headers['upload-metadata'] ?? '');
    const name = named ? Buffer.from(named[1], 'base64').toString() : 'video';
    const uuid = `00000000-0000-4000-9000-${next.padStart(12, '0')}`;
    const video = { ...videos[Number(next) % 12], uuid, shortUUID: `up${next}`, name, views: 0, zoetrope: progress('Uploading') };
    uploads.set(next, { length: Number(request.headers['upload-length']), offset: 0, video });
    return json(response, 201, undefined, { ...head, Location: `/api/v1/uploads/${next}`, 'Zoetrope-Video': uuid });
  }
  if (!upload) return problem(response, 404, 'not_found', 'There is no such upload.');
  if (request.method === 'PATCH') {
    if (Number(request.headers['upload-offset']) !== upload.offset) return problem(response, 409, 'wrong_offset', 'Another offset.');
    for await (const part of request) {
      upload.offset += part.length;
      // A line of 4 MB/s, so that there is something to see.
      await new Promise((done) => setTimeout(done, part.length / 4000));
    }
    if (upload.offset >= upload.length) convert(upload.video);
  }
  if (request.method === 'DELETE') uploads.delete(id);
  response.writeHead(request.method === 'HEAD' ? 200 : 204, { ...head, 'Upload-Offset': upload.offset, 'Upload-Length': upload.length });
  response.end();
}

/** Half a minute of converting, in four lanes. */
function convert(video) {
  let at = 0;
  const step = () => {
    at += 4;
    const lane = (name, from, to) => {
      const percent = Math.round(Math.min(100, Math.max(0, ((at - from) / (to - from)) * 100)));
      return [name, percent >= 100 ? 'Done' : percent > 0 ? 'Running' : 'Waiting', percent, percent >= 100 ? null : Math.ceil((to - at) / 4)];
    };
    const now = lanes(lane('720p', 40, 100), lane('480p', 20, 80), lane('360p', 0, 30), lane('audio', 0, 20));
    const done = at >= 100;
    video.zoetrope = progress(done ? 'Ready' : 'Converting', {
      playable: at > 30, percent: at, secondsLeft: done ? null : Math.ceil((100 - at) / 4), lanes: now,
      state: { word: done ? 'Ready' : 'Converting', code: '', text: done ? 'Playable 3 s after the last byte' : at > 30 ? 'Already playable in 360p' : '' },
    });
    if (!done) setTimeout(step, 1000);
  };
  video.zoetrope = progress('Checking');
  setTimeout(step, 1500);
}

function serve(request, response, url) {
  const path = join(dist, normalize(url.pathname));
  if (extname(path) && existsSync(path)) return file(request, response, path);
  const id = /^\/(?:w|videos\/embed)\/([^/]+)/.exec(url.pathname)?.[1];
  const video = [...mine, ...videos].find((v) => v.shortUUID === id);
  const island = JSON.stringify({ session: session(), ...(video && { video: details(video) }) }).replaceAll('<', '\\u003c');
  const html = readFileSync(join(dist, 'index.html'), 'utf8')
    .replace('<!--head-->', '<title>Zoetrope</title>')
    .replace('<!--page-->', `<script type="application/json" id="page">${island}</script>`);
  response.writeHead(200, { 'Content-Type': TYPES['.html'], 'Content-Security-Policy': CSP, 'X-Content-Type-Options': 'nosniff' });
  response.end(html);
}

function file(request, response, path) {
  if (!existsSync(path)) return problem(response, 404, 'not_found', 'There is no such file.');
  const size = statSync(path).size;
  const range = /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? '');
  const [start, end] = range ? [Number(range[1]), range[2] ? Math.min(Number(range[2]), size - 1) : size - 1] : [0, size - 1];
  response.writeHead(range ? 206 : 200, {
    'Content-Type': TYPES[extname(path)] ?? 'application/octet-stream', 'Content-Length': end - start + 1, 'Accept-Ranges': 'bytes',
    ...(range && { 'Content-Range': `bytes ${start}-${end}/${size}` }),
  });
  createReadStream(path, { start, end }).pipe(response);
}

function drawClips() {
  if (existsSync(join(media, 'master.m3u8'))) return;
  mkdirSync(media, { recursive: true });
  const run = (...args) => execFileSync('ffmpeg', ['-v', 'error', '-y', ...args], { cwd: media, stdio: 'inherit' });
  const source = process.env.FAKE_SOURCE;
  const input = source ? ['-stream_loop', '20', '-i', source] : ['-f', 'lavfi', '-i', 'testsrc2=s=1280x720:r=25', '-f', 'lavfi', '-i', 'sine=220'];
  const coded = ['-c:v', 'libx264', '-preset', 'ultrafast', '-g', '50', '-pix_fmt', 'yuv420p', '-c:a', 'aac', '-ac', '2'];
  run(...input, '-t', '60', '-vf', 'scale=1280:720', ...coded, '-movflags', '+faststart', 'clip.mp4');
  run('-i', 'clip.mp4', '-filter_complex', '[0:v]split=3[a][b][c];[b]scale=854:480[d];[c]scale=640:360[e]', '-map', '[a]', '-map', '[d]', '-map', '[e]', '-map', '0:a',
    ...coded, '-f', 'hls', '-hls_time', '4', '-hls_playlist_type', 'vod', '-hls_segment_type', 'fmp4', '-hls_flags', 'single_file', '-master_pl_name', 'master.m3u8',
    '-var_stream_map', 'v:0,agroup:s v:1,agroup:s v:2,agroup:s a:0,agroup:s,default:yes', 'v%v.m3u8');
  run('-i', 'clip.mp4', '-vf', 'fps=1/2,scale=160:90,tile=6x5', '-frames:v', '1', 'storyboard.jpg');
  for (let n = 0; n < 12; n++) run('-ss', String(n * 5), '-i', 'clip.mp4', '-frames:v', '1', `poster-${n}.jpg`);
  writeFileSync(join(media, 'en.vtt'), 'WEBVTT\n\n' + Array.from({ length: 15 }, (_, n) =>
    `00:${String(n * 4).padStart(2, '0')}.000 --> 00:${String(n * 4 + 3).padStart(2, '0')}.500\n${n % 2 ? 'The white clouds you see are not smoke at all.' : 'And there, light, almost a second before the sound.'}\n`).join('\n'));
}
