/** tus-js-client against the upload end: whole, paused and resumed, given up and taken up again from its address. */
import { createHash, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { Upload } from 'tus-js-client';
import { args, base, expect, prove, token, until } from './house.mjs';

const [file] = args;

await prove(async () => {
  const headers = { Authorization: `Bearer ${await token()}` };
  const video = readFileSync(file);

  const whole = await run(video, { headers });
  expect(whole.id !== null, 'an upload names its video');
  await until(whole.id, (one) => one.zoetrope.state.word === 'Ready');
  expect(true, 'and the video becomes ready');

  // Behind the video stands what no decoder looks at, so that there is time to pause in.
  const long = Buffer.concat([video, freeBox(randomBytes(24 << 20))]);
  const chunkSize = 2 << 20;
  const paused = await run(long, { headers, chunkSize, pauseAt: 5 << 20 });
  expect(paused.pausedAt >= 5 << 20 && paused.pausedAt < long.length, `paused at ${paused.pausedAt}`);
  expect(paused.fresh === 1, `resumed without a new upload: ${paused.fresh} creations`);
  await same(paused, long, 'paused and resumed');

  const other = Buffer.concat([video, freeBox(randomBytes(24 << 20))]);
  const begun = await run(other, { headers, chunkSize, abortAt: 7 << 20 });
  const resumed = await run(other, { headers, chunkSize, uploadUrl: begun.url });
  expect(resumed.fresh === 0, 'taken up again from the stored address');
  expect(resumed.first > 0, `from byte ${resumed.first} on`);
  await same({ ...resumed, id: resumed.id ?? begun.id }, other, 'given up and taken up again');

  const ended = await run(other, { headers, chunkSize, abortAt: 3 << 20 });
  await Upload.terminate(ended.url, { headers });
  const gone = await fetch(ended.url, { method: 'HEAD', headers: { ...headers, 'Tus-Resumable': '1.0.0' } });
  expect(gone.status === 404 || gone.status === 410, `terminated: ${gone.status}`);
});

/** One upload; what happened on the way. */
function run(bytes, { pauseAt, abortAt, ...options }) {
  const met = { id: null, url: null, fresh: 0, first: -1, pausedAt: 0 };
  return new Promise((resolve, reject) => {
    const upload = new Upload(bytes, {
      endpoint: `${base}/api/v1/uploads`,
      retryDelays: [0, 500],
      metadata: { filename: 'clip.mp4', filetype: 'video/mp4', title: 'By tus' },
      ...options,
      onBeforeRequest: (request) => {
        if (request.getMethod() === 'POST') met.fresh += 1;
        const from = request.getHeader('Upload-Offset');
        if (request.getMethod() === 'PATCH' && met.first < 0) met.first = Number(from);
      },
      onAfterResponse: (_request, response) => {
        met.id = response.getHeader('Zoetrope-Video') ?? met.id;
        met.url = upload.url ?? met.url;
      },
      onChunkComplete: (_size, accepted) => {
        if (abortAt && accepted >= abortAt) void upload.abort().then(() => resolve({ ...met, url: upload.url }));
        if (!pauseAt || met.pausedAt > 0 || accepted < pauseAt) return;
        met.pausedAt = accepted;
        void upload.abort().then(() => upload.start());
      },
      onSuccess: () => resolve({ ...met, url: upload.url }),
      onError: reject,
    });
    upload.start();
  });
}

/** The original comes back byte for byte: it is what is played while the video is public. */
async function same({ id }, bytes, name) {
  const video = await until(id, (one) => one.zoetrope.playback.progressive !== null);
  const answer = await fetch(base + video.zoetrope.playback.progressive);
  const there = createHash('sha256').update(Buffer.from(await answer.arrayBuffer())).digest('hex');
  expect(there === createHash('sha256').update(bytes).digest('hex'), `${name}: the same bytes`);
}

/** ISO/IEC 14496-12, 8.1.2. */
function freeBox(filling) {
  const head = Buffer.alloc(8);
  head.writeUInt32BE(filling.length + 8);
  head.write('free', 4, 'latin1');
  return Buffer.concat([head, filling]);
}
