/** Watching, sharing, keeping: what the page of a video can do. Arguments: file with captions, folder for screenshots. */
import { args, auditInto, base, expect, moves, prove, send, token, until, watchOver } from './house.mjs';

const [file, shots] = args;
const audit = auditInto(shots);
const state = (page) =>
  page.evaluate(() => {
    const { paused, muted, volume, playbackRate, currentTime, duration } = document.querySelector('video');
    return { paused, muted, volume, playbackRate, currentTime, duration };
  });

await prove(async (browser) => {
  const id = await send(await token(), file);
  const ready = await until(id, (video) => video.zoetrope.state.word === 'Ready' && video.zoetrope.storyboard !== null);
  const address = `${base}/w/${ready.shortUUID}`;
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: base });
  const page = await context.newPage();
  watchOver(page);
  await page.goto(address, { waitUntil: 'networkidle' });
  await page.locator('button.first').waitFor();

  await keys(page);
  await menus(page, ready);
  await sharing(page, address);
  await keeping(page, ready);
  await resuming(page, address);
});

/** Each key as people know it from YouTube. */
async function keys(page) {
  const press = async (key, what, right) => {
    await page.keyboard.press(key);
    const end = Date.now() + 5000;
    // From outside: the page's policy forbids to evaluate text within it.
    while (!(await page.evaluate(right)) && Date.now() < end) await page.waitForTimeout(50);
    expect(await page.evaluate(right), `${key}: ${what}`);
  };
  const at = (from, to) => `(() => { const at = document.querySelector('video').currentTime; return at >= ${from} && at <= ${to}; })()`;
  const video = (what) => `document.querySelector('video').${what}`;

  await press('k', 'plays', `!${video('paused')}`);
  expect(await moves(page, 0.2), 'the picture moves');
  await press(' ', 'pauses', video('paused'));
  await press('5', 'to the middle', at(11.9, 12.1));
  await press('j', '10 s back', at(1.9, 2.1));
  await press('l', '10 s on', at(11.9, 12.1));
  await press('ArrowLeft', '5 s back', at(6.9, 7.1));
  await press('ArrowRight', '5 s on', at(11.9, 12.1));
  await press('.', 'one frame on', at(12.03, 12.15));
  await press(',', 'one frame back', at(11.9, 12.02));
  await press('End', 'to the end', at(23, 25));
  await press('Home', 'to the start', at(0, 0.01));
  await press('m', 'mutes', video('muted'));
  await press('m', 'unmutes', `!${video('muted')}`);
  await press('>', 'faster', `${video('playbackRate')} === 1.25`);
  await press('<', 'slower', `${video('playbackRate')} === 1`);
  await page.locator('[data-player] button').first().focus();
  await press('ArrowDown', 'softer', `${video('volume')} < 1`);
  await press('ArrowUp', 'louder', `${video('volume')} === 1`);
  await press('c', 'captions', `/there, light/.test(document.querySelector('[data-player] .lines')?.textContent ?? '')`);
  await press('t', 'theatre', `document.querySelector('.watch.theatre') !== null`);
  await press('t', 'ends theatre', `document.querySelector('.watch.theatre') === null`);
  await press('f', 'fills the screen', 'document.fullscreenElement !== null');
  await press('f', 'and leaves it', 'document.fullscreenElement === null');
  if (await page.evaluate(() => document.pictureInPictureEnabled)) {
    await press('i', 'a picture of its own', 'document.pictureInPictureElement !== null');
    await press('i', 'and back', 'document.pictureInPictureElement === null');
  } else console.log('skip picture in picture: this browser has none');
  await press('?', 'shows the keys', `document.querySelector('dialog[open]') !== null`);
  await audit(page, 'keys');
  await press('?', 'and hides them', `document.querySelector('dialog[open]') === null`);
}

async function menus(page, video) {
  await page.keyboard.press('k');
  await page.waitForFunction(() => document.querySelector('video').videoHeight > 0);
  await page.keyboard.press('k');
  const now = await page.evaluate(() => `${document.querySelector('video').videoHeight}p`);
  const button = page.locator('button[aria-label^="Quality"]:visible');
  expect((await button.textContent()).trim() === now, `the quality button names what plays: ${await button.textContent()}, ${now}`);
  await button.click();
  const automatic = await page.locator('[role=menuitemradio]').first().textContent();
  expect(/Automatic/.test(automatic) && automatic.includes(`${now} now`), `Automatic shows what it plays: ${automatic}`);
  await audit(page, 'quality');
  const lowest = video.zoetrope.lanes.map((lane) => lane.name).filter((name) => name !== 'audio').at(-1);
  await page.locator('[role=menuitemradio]', { hasText: lowest }).first().click();
  const chosen = await page
    .waitForFunction((lines) => document.querySelector('video').videoHeight === lines, Number.parseInt(lowest, 10), { timeout: 15_000 })
    .then(() => true, () => false);
  expect(chosen, `a chosen quality plays: ${lowest}`);

  const bar = await page.locator('media-time-range').boundingBox();
  await page.mouse.move(bar.x + bar.width / 2, bar.y + bar.height / 2);
  await page.mouse.move(bar.x + bar.width / 2 + 4, bar.y + bar.height / 2);
  const large = page.locator('.preview .large');
  await large.waitFor({ timeout: 5000 });
  expect(/storyboard/.test(await large.evaluate((one) => one.style.background)), 'over the bar stands a picture of the place');
  await page.screenshot({ path: `${shots}/storyboard.png` });
  await page.mouse.move(10, 10);
}

async function sharing(page, address) {
  await page.keyboard.press('5');
  await page.getByRole('button', { name: 'Share' }).click();
  await page.getByText('Start at 0:12').click();
  await page.getByRole('button', { name: 'Copy', exact: true }).click();
  const link = await page.evaluate(() => navigator.clipboard.readText());
  expect(link === `${address}?t=12`, `a link to this moment: ${link}`);
  await page.getByText('Muted', { exact: true }).click();
  await page.getByText('With the title').click();
  await page.getByRole('button', { name: 'Copy the code' }).click();
  const code = await page.evaluate(() => navigator.clipboard.readText());
  const src = /src="([^"]+)"/.exec(code)[1].replaceAll('&amp;', '&');
  expect(new URL(src).search === '?start=12&muted=1&title=0', `code with its options: ${code}`);
  expect((await fetch(src)).status === 200, 'and its address is there');
  await audit(page, 'share');
  await page.setViewportSize({ width: 375, height: 812 });
  await audit(page, 'share 375');
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.keyboard.press('Escape');
}

async function keeping(page, video) {
  await page.getByRole('button', { name: 'Download' }).click();
  await audit(page, 'download');
  const offered = await page.locator('dialog li a').evaluateAll((links) => links.map((link) => [link.textContent.trim(), link.getAttribute('href')]));
  expect(offered.length === video.zoetrope.lanes.length + 1, `the original and all that was made: ${offered.map(([name]) => name)}`);
  for (const [name, href] of offered) {
    const answer = await fetch(base + href, { headers: { Range: 'bytes=0-99' } });
    const how = answer.headers.get('content-disposition') ?? '';
    expect(answer.status === 206 && how.startsWith('attachment'), `${name}: ${answer.status} ${how}`);
  }
  await page.keyboard.press('Escape');
}

/** Whoever comes back goes on where they stopped, and may begin anew. */
async function resuming(page, address) {
  await page.evaluate(() => (document.querySelector('video').muted = true));
  await page.keyboard.press('5');
  await page.keyboard.press('k');
  await moves(page, 13);
  await page.keyboard.press('k');
  await page.goto(`${base}/`);
  await page.goto(address, { waitUntil: 'networkidle' });
  await page.locator('button.first').click();
  await page.getByRole('button', { name: 'From the start' }).waitFor();
  expect((await state(page)).currentTime > 12.5, `goes on at ${(await state(page)).currentTime}`);
  await page.getByRole('button', { name: 'From the start' }).click();
  await page.waitForFunction(() => document.querySelector('video').currentTime < 3);
  expect(true, 'or from the start');
  await page.goto(`${address}?t=7`, { waitUntil: 'networkidle' });
  await page.locator('button.first').click();
  expect(await moves(page, 7), 'a shared time counts more than where one stopped');
  await audit(page, 'watch again');
}
