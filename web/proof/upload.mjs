/** Uploads that are paused, left and found again, also when the server dies meanwhile. Argument: a file, which is made longer. */
import { mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { args, ask, expect, prove, signIn, watchOver } from './house.mjs';

const SPEED = 400_000;
const folder = mkdtempSync(join(tmpdir(), 'upload-'));

/** The same film with a box behind it that players pass over: it takes a while to send. */
function longer(name, bytes) {
  const film = readFileSync(args[0]);
  const box = Buffer.alloc(bytes, name);
  box.writeUInt32BE(bytes, 0);
  box.write('free', 4);
  const path = join(folder, name);
  writeFileSync(path, Buffer.concat([film, box]));
  return path;
}

await prove(async (browser) => {
  const files = [longer('one.mp4', 1_500_000), longer('two.mp4', 1_500_000), longer('three.mp4', 2_000_000)];
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  const page = await context.newPage();
  watchOver(page);
  const offsets = [];
  page.on('request', (asked) => asked.method() === 'PATCH' && offsets.push(Number(asked.headers()['upload-offset'])));
  page.on('dialog', (dialog) => dialog.accept());
  await signIn(page, '/');
  await slow(context, page);

  await drop(page, files);
  await page.waitForURL(/\/upload$/);
  const row = (name) => page.locator('.list li', { hasText: name });
  await row('two').getByText(/kB\/s.*left/).waitFor();
  expect(true, 'files that are dropped on any page are sent, each with speed and time left');
  const all = (await page.locator('main').innerText()).replace(/\s+/g, ' ');
  expect(/0 of 3 ready/.test(all) && /of \d\.\d MB sent/.test(all) && /about .* left/.test(all), 'and all together, too');
  expect(/begins when the others are sent/.test(await row('three').innerText()), 'the third one waits for its turn');

  await page.fill('#video-name', 'Named while it came');
  await page.getByText('Saved', { exact: true }).waitFor();
  await page.getByRole('button', { name: 'Pause all' }).click();
  const named = row('Named while it came');
  await named.getByText('Paused', { exact: true }).waitFor();
  const stood = await named.innerText();
  await page.waitForTimeout(600);
  expect((await named.innerText()) === stood, 'paused is paused');

  await page.reload();
  await named.getByText(/Stopped at \d+\s%/).waitFor();
  expect((await page.inputValue('#video-name')) === 'Named while it came', 'a reload keeps the draft');
  await slow(context, page);
  offsets.length = 0;
  await page.locator('input[type=file]').first().setInputFiles(files);
  await named.getByText(/kB\/s.*left/).waitFor();
  expect(offsets.length > 0 && offsets.slice(0, 2).every((offset) => offset > 0), `only the rest is sent: from ${offsets}`);

  await ask('kill');
  await named.getByText(/The server does not answer\. It tries again in/).waitFor();
  expect(true, 'who uploads while the server dies is told so');
  await page.waitForTimeout(3500);
  expect(!/proxy/.test(await page.locator('main').innerText()), 'and no proxy is blamed');
  offsets.length = 0;
  await ask('start');
  await page.getByText('3 of 3 ready').waitFor({ timeout: 90_000 });
  expect(offsets.some((offset) => offset > 0), `when it is back the rest is sent by itself: from ${offsets}`);
  expect(await named.getByRole('link', { name: 'Watch' }).isVisible(), 'and can be watched');
});

async function slow(context, page) {
  const session = await context.newCDPSession(page);
  await session.send('Network.emulateNetworkConditions', { offline: false, latency: 5, downloadThroughput: -1, uploadThroughput: SPEED });
}

async function drop(page, paths) {
  const texts = paths.map((path) => ({ name: path.split('/').at(-1), bytes: readFileSync(path).toString('base64'), time: Math.floor(statSync(path).mtimeMs) }));
  const transfer = await page.evaluateHandle((sent) => {
    const data = new DataTransfer();
    for (const { name, bytes, time } of sent) {
      data.items.add(new File([Uint8Array.from(atob(bytes), (letter) => letter.charCodeAt(0))], name, { type: 'video/mp4', lastModified: time }));
    }
    return data;
  }, texts);
  await page.dispatchEvent('body', 'dragenter', { dataTransfer: transfer });
  await page.dispatchEvent('body', 'drop', { dataTransfer: transfer });
}
