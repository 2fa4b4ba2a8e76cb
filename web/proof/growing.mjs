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
});
