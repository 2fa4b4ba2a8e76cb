/** Behind a proxy that takes little at once, the page halves its pieces until they pass. Arguments: file, folder for screenshots. */
import { createServer, request } from 'node:http';
import { args, auditInto, base, expect, password, prove, until } from './house.mjs';

const [file, shots] = args;
const audit = auditInto(shots);
const MOST = 3 << 20;
const seen = [];

/** As nginx does with client_max_body_size: by the announced length, with a page of its own, before a byte is read. */
const proxy = createServer((asked, answer) => {
  const length = Number(asked.headers['content-length'] ?? 0);
  if (asked.method === 'PATCH') seen.push(length);
  if (length > MOST) {
    asked.resume();
    asked.on('end', () => answer.writeHead(413, { 'Content-Type': 'text/html' }).end('<h1>413 Request Entity Too Large</h1>'));
    return;
  }
  const { hostname, port } = new URL(base);
  const onward = request({ hostname, port, method: asked.method, path: asked.url, headers: asked.headers }, (given) => {
    answer.writeHead(given.statusCode, given.headers);
    given.pipe(answer);
  });
  onward.on('error', () => answer.destroy());
  answer.on('close', () => onward.destroy());
  asked.pipe(onward);
});
await new Promise((listening) => proxy.listen(0, '127.0.0.1', listening));
const front = `http://127.0.0.1:${proxy.address().port}`;

await prove(async (browser) => {
  const page = await (await browser.newContext({ viewport: { width: 1280, height: 900 } })).newPage();
  await page.goto(`${front}/login?next=/upload`);
  await page.fill('#name', 'root');
  await page.fill('input[type=password]', password);
  await page.click('button.primary');
  await page.waitForURL(`${front}/upload`);
  const session = await page.context().newCDPSession(page);
  await session.send('Network.emulateNetworkConditions', { offline: false, latency: 20, downloadThroughput: -1, uploadThroughput: 4 << 20 });
  await page.locator('input[type=file]').first().setInputFiles([file]);
  await page.getByText('It is sent in pieces of 2.1 MB now.').waitFor({ timeout: 60_000 });
  expect(true, 'the row says that it is sent in smaller pieces');
  await audit(page, 'upload in pieces');
  await page.getByRole('link', { name: /^Watch/ }).first().waitFor({ timeout: 90_000 });
  const passed = seen.filter((length) => length <= MOST);
  expect(seen.length > passed.length && passed.length > 2, `refused ${seen.length - passed.length}, passed ${passed.length} pieces`);
  const id = await page.evaluate(async () => (await (await fetch('/api/v1/users/me/videos')).json()).data[0].uuid);
  await until(id, (one) => one.zoetrope.state.word === 'Ready');
  expect(true, 'and the video is whole');
});
