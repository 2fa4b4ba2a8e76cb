/** Our own player on a video that is still being made: play is asked for once. Argument: a file that must be encoded. */
import { args, base, expect, moves, prove, send, token, until } from './house.mjs';

await prove(async (browser) => {
  const id = await send(await token(), args[0]);
  const began = await until(id, (video) => video.zoetrope.playback.hls !== null);
  expect(began.zoetrope.state.word === 'Converting', `it is ${began.zoetrope.state.word}`);
  const page = await (await browser.newContext({ viewport: { width: 1280, height: 800 } })).newPage();
  await page.goto(`${base}/w/${id}`);
  await page.locator('button.first').click();
  expect(await moves(page, 2, 30_000), 'the first piece plays');
  expect(await moves(page, 6, 120_000), 'and the next one by itself, when it is there');
  const paused = await page.evaluate(() => document.querySelector('video').paused);
  expect(!paused, 'nobody had to press play again');
  await page.keyboard.press('k');
  await page.waitForFunction(() => document.querySelector('video').paused);
  expect(true, 'and a pause is a pause');

  const ready = await until(id, (video) => video.zoetrope.state.word === 'Ready');
  await hasty(browser, ready);
  await away(browser, ready);
});

/** Everything but the film arrives, as when the server dies between the page and play. */
async function away(browser, video) {
  const films = new RegExp(`/${new URL(video.zoetrope.playback.hls, base).pathname.split('/')[1]}/`);
  const page = await (await browser.newContext({ viewport: { width: 1280, height: 800 } })).newPage();
  await page.route(films, (route) => route.abort('connectionrefused'));
  await page.goto(`${base}/w/${video.uuid}`);
  await page.locator('[data-player] video').waitFor();
  await page.keyboard.press('k');
  const said = page.locator('.player .said');
  await said.getByText('Next try in').waitFor({ timeout: 60_000 });
  expect(/^The server does not answer/.test(await said.innerText()), 'a server that is away is named, with the next try');
  await page.unroute(films);
  expect(await moves(page, 1, 60_000), 'when it is back the film plays without another press');
  expect((await said.count()) === 0, 'and nothing is said any more');
}

/** Who presses play before the player's library has come is not asked again. */
async function hasty(browser, video) {
  const page = await (await browser.newContext({ viewport: { width: 1280, height: 800 } })).newPage();
  let go;
  const held = new Promise((resolve) => (go = resolve));
  await page.route(/\/assets\/hls-/, async (route) => {
    await held;
    await route.continue();
  });
  await page.goto(`${base}/w/${video.uuid}`);
  await page.locator('button.first').click();
  go();
  expect(await moves(page, 1, 60_000), 'play that was pressed early is remembered');
}
