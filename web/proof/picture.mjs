/** The owner of a video chooses its picture, and sees it everywhere. Arguments: file, folder for screenshots. */
import { args, auditInto, base, expect, prove, send, signIn, token, until, video, watchOver } from './house.mjs';

const [file, shots] = args;
const audit = auditInto(shots);
const said = (page, words) => page.getByText(words, { exact: true }).waitFor();
const choose = (page, name, mimeType, buffer) =>
  page.locator('input[type=file][accept*=webp]').setInputFiles({ name, mimeType, buffer });

await prove(async (browser) => {
  const id = await send(await token(), file);
  const first = await until(id, (now) => now.zoetrope.state.word === 'Ready');
  const automatic = await picture(first);
  const page = await (await browser.newContext({ viewport: { width: 1280, height: 900 } })).newPage();
  watchOver(page);
  await signIn(page, `/videos/${first.shortUUID}/edit`);
  await page.getByRole('heading', { name: 'Picture' }).waitFor();

  await frame(page, id, automatic);
  await everywhere(page, id);
  await ofFile(page, id);
  await refused(page, id);
  await narrow(page);
  await back(page, id, automatic);
  await hidden(page, id);
});

async function picture(of) {
  const answer = await fetch(base + of.thumbnailPath);
  return { type: answer.headers.get('content-type'), bytes: Buffer.from(await answer.arrayBuffer()).toString('base64') };
}

async function frame(page, id, automatic) {
  const slider = page.getByRole('slider', { name: /Frame at/ });
  await slider.fill('3');
  await page.getByText('Frame at 0:03').first().waitFor();
  await page.waitForFunction(() => {
    const film = document.querySelector('section video');
    return Math.abs(film.currentTime - 3) < 0.1 && !film.seeking && film.readyState >= 2;
  });
  expect(true, 'the film shows the frame that is meant');
  await page.locator('section video').scrollIntoViewIfNeeded();
  await audit(page, 'edit picture');
  await page.getByRole('button', { name: 'Use this frame' }).click();
  await said(page, 'The picture is changed.');
  const now = await video(id);
  const chosen = await picture(now);
  expect(chosen.type === 'image/jpeg' && chosen.bytes !== automatic.bytes, 'a frame becomes the picture');
  expect(now.zoetrope.ownPicture && now.thumbnailPath === now.previewPath, `and is told: ${now.thumbnailPath}`);
}

/** Lists, the watch page, what others read of it. */
async function everywhere(page, id) {
  const { thumbnailPath, shortUUID } = await video(id);
  await page.goto(`${base}/`);
  const shown = page.locator(`img[src="${thumbnailPath}"]`);
  await shown.first().waitFor();
  await page.waitForFunction((src) => document.querySelector(`img[src="${src}"]`).naturalWidth > 0, thumbnailPath);
  expect(true, 'the home page shows it');
  const text = async (path) => (await fetch(base + path)).text();
  const watch = await text(`/w/${shortUUID}`);
  const image = /property="og:image" content="([^"]+)"/.exec(watch)?.[1].replaceAll('&amp;', '&');
  expect(image === base + thumbnailPath, `og:image: ${image}`);
  expect(/"thumbnailUrl":"[^"]*poster\.jpg\?v/.test(watch.replaceAll('\\/', '/').replaceAll('\\u003d', '=')), 'JSON-LD names it');
  const oembed = JSON.parse(await text(`/services/oembed?url=${encodeURIComponent(`${base}/w/${shortUUID}`)}`));
  expect(oembed.thumbnail_url === base + thumbnailPath, `oEmbed: ${oembed.thumbnail_url}`);
  expect((await text('/feeds/videos.xml')).includes(thumbnailPath), 'and the feed');
  expect((await text(`/videos/embed/${shortUUID}`)).includes(thumbnailPath), 'and the player for others');
  await page.goto(`${base}/videos/${shortUUID}/edit`);
  await page.getByRole('heading', { name: 'Picture' }).waitFor();
}

async function ofFile(page, id) {
  const drawn = await page.evaluate(async () => {
    const canvas = Object.assign(document.createElement('canvas'), { width: 800, height: 600 });
    const context = canvas.getContext('2d');
    context.fillStyle = '#2060c0';
    context.fillRect(0, 0, 800, 600);
    const blob = await new Promise((done) => canvas.toBlob(done, 'image/webp', 0.9));
    return [...new Uint8Array(await blob.arrayBuffer())];
  });
  const before = (await video(id)).thumbnailPath;
  await choose(page, 'mine.webp', 'image/webp', Buffer.from(drawn));
  await page.waitForFunction((src) => !document.querySelector(`aside img[src="${src}"]`), before);
  const now = await video(id);
  expect(now.thumbnailPath !== before && now.thumbnails[0].width === 800, `a file becomes the picture: ${now.thumbnails[0].width}`);
}

async function refused(page, id) {
  const before = (await video(id)).thumbnailPath;
  await choose(page, 'a text.jpg', 'image/jpeg', Buffer.from('this is a text, and no picture'));
  await page.getByRole('alert').filter({ hasText: 'JPEG, PNG or WebP' }).waitFor();
  await choose(page, 'long.png', 'image/png', Buffer.alloc(5 << 20));
  await page.getByRole('alert').filter({ hasText: 'at most' }).waitFor();
  expect((await video(id)).thumbnailPath === before, 'what is no picture, or too large, is refused in words');
}

async function narrow(page) {
  await page.setViewportSize({ width: 375, height: 812 });
  await page.getByRole('heading', { name: 'Picture' }).scrollIntoViewIfNeeded();
  await audit(page, 'edit picture 375');
  const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(over <= 0, `no sideways scroll: ${over}`);
  await page.setViewportSize({ width: 1280, height: 900 });
}

async function back(page, id, automatic) {
  await page.getByRole('button', { name: 'Back to the automatic one' }).click();
  await said(page, 'The picture comes from the film again.');
  const now = await video(id);
  expect(!now.zoetrope.ownPicture && (await picture(now)).bytes === automatic.bytes, 'and the automatic one comes back');
}

/** What only the owner may see is not seen by its picture either. */
async function hidden(page, id) {
  await page.getByRole('button', { name: 'Use this frame' }).click();
  await said(page, 'The picture is changed.');
  const { thumbnailPath } = await video(id);
  await page.evaluate((id) => fetch(`/api/v1/videos/${id}`, { method: 'PUT', headers: { 'Content-Type': 'application/json' }, body: '{"privacy":3}' }), id);
  await page.waitForFunction((path) => fetch(path).then((answer) => answer.status === 404), thumbnailPath, { polling: 300 });
  expect(true, 'a private picture is not at its open address');
}
