/** Captions and chapters of one's own, from the edit page to the picture. A part of the proof of the edit page. */
import { base, expect } from './house.mjs';

const srt = (text) => Buffer.from(`1\r\n00:00:00,000 --> 00:00:07,000\r\n${text}\r\n`);
const section = (page) => page.getByRole('region', { name: 'Captions' });

/** Chapters as lines of a text; `page` shows the edit page, and so it does in the end. */
export async function chapters(page, shortUUID) {
  const part = page.getByRole('region', { name: 'Chapters' });
  await part.locator('textarea').fill('0:00 The sea\nGulls');
  await part.getByRole('button', { name: 'Save chapters' }).click();
  await part.getByText('Line 2 needs a time and a title, as in 1:05 The gulls.').waitFor();
  expect(await page.evaluate(() => document.activeElement.id === 'edit-chapters'), 'wrong chapters get the focus');
  await part.locator('textarea').fill('0:05 <b>Gulls</b>\n0:00 The sea');
  await part.getByRole('button', { name: 'Save chapters' }).click();
  await page.getByText('The chapters are saved.').waitFor();
  await page.goto(`${base}/w/${shortUUID}`, { waitUntil: 'networkidle' });
  await page.waitForFunction(() => [...document.querySelector('video').textTracks].some((one) => one.kind === 'chapters' && one.cues?.length === 2));
  const titles = await page.evaluate(() => [...[...document.querySelector('video').textTracks].find((one) => one.kind === 'chapters').cues].map((one) => one.text));
  expect(titles.join() === 'The sea,<b>Gulls</b>', `the player has the chapters in their order: ${titles}`);
  await page.goto(`${base}/videos/${shortUUID}/edit`, { waitUntil: 'networkidle' });
  expect((await part.locator('textarea').inputValue()) === '0:00 The sea\n0:05 <b>Gulls</b>', 'and the page shows them as they are');
}

/** `page` shows the edit page of a video of at least seven seconds; so it does in the end. */
export async function captions(page, shortUUID, audit) {
  await refuses(page, audit);
  await adds(page);
  await shows(page, shortUUID, 'Möwen & <Meer>');
  await replaces(page);
  await shows(page, shortUUID, 'Nur Möwen');
  await takesAway(page, shortUUID);
}

async function choose(page, name, buffer) {
  await section(page).locator('input[type=file]').setInputFiles({ name, mimeType: 'text/plain', buffer });
}

async function refuses(page, audit) {
  await choose(page, 'film.srt', Buffer.from('1\n00:00:05,000 --> 00:00:04,000\nback\n'));
  await section(page).getByRole('button', { name: 'Upload' }).click();
  await section(page).getByText('Say which language').waitFor();
  expect(await page.evaluate(() => document.activeElement.id === 'captions-language'), 'a missing language gets the focus');
  await section(page).getByLabel('Language').selectOption('de');
  await section(page).getByRole('button', { name: 'Upload' }).click();
  await section(page).getByText('Line 2: “00:00:05,000 --> 00:00:04,000” must end after it begins.').waitFor();
  expect((await section(page).locator('[role=alert]').count()) === 1, 'what is wrong is said by its line');
  await audit(page, 'edit captions wrong');
  await choose(page, 'film.srt', Buffer.alloc((2 << 20) + 1, 97));
  await section(page).getByText('Captions have at most').waitFor();
  await section(page).getByRole('button', { name: 'Cancel' }).click();
}

async function adds(page) {
  await choose(page, 'film.de.srt', srt('<font color="red">Möwen</font> & <Meer>'.replace('<Meer>', '&lt;Meer&gt;')));
  expect((await section(page).getByLabel('Language').inputValue()) === 'de', 'the name of the file proposes the language');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await section(page).getByRole('button', { name: 'Delete the captions in German' }).waitFor();
  expect(await page.evaluate(() => document.activeElement.textContent.includes('Add captions')), 'by keyboard alone');
}

async function shows(page, shortUUID, text) {
  await page.goto(`${base}/w/${shortUUID}`, { waitUntil: 'networkidle' });
  await page.locator('button.first').waitFor();
  const chosen = page.locator('button[aria-label="Captions"]');
  if ((await chosen.getAttribute('aria-pressed')) === 'false') await page.keyboard.press('c');
  const line = page.locator('[data-player] .lines span');
  await line.waitFor();
  expect((await line.textContent()) === text, `the player shows ${await line.textContent()}`);
  await page.goto(`${base}/videos/${shortUUID}/edit`, { waitUntil: 'networkidle' });
}

async function replaces(page) {
  const asked = page.waitForEvent('filechooser');
  await section(page).getByRole('button', { name: 'Replace the captions in German' }).click();
  await (await asked).setFiles({ name: 'other.vtt', mimeType: 'text/vtt', buffer: Buffer.from('WEBVTT\n\nSTYLE\n::cue { background: url(/x) }\n\n00:00.000 --> 00:07.000 line:0\n<v Anna>Nur Möwen\n') });
  await section(page).getByText('They take the place of the captions in German').waitFor();
  await section(page).getByRole('button', { name: 'Upload' }).click();
  await page.getByText('The captions in German are there.').waitFor();
}

/** It can be taken back for a while; who leaves the page has meant it. */
async function takesAway(page, shortUUID) {
  const remove = section(page).getByRole('button', { name: 'Delete the captions in German' });
  await remove.click();
  await section(page).getByText('There are no captions yet.').waitFor();
  await page.getByRole('button', { name: 'Undo' }).click();
  await remove.waitFor();
  await remove.click();
  await section(page).getByText('There are no captions yet.').waitFor();
  await page.goto('about:blank');
  const left = async () => (await (await fetch(`${base}/api/v1/videos/${shortUUID}/captions`)).json()).total;
  const end = Date.now() + 10_000;
  while ((await left()) > 0 && Date.now() < end) await new Promise((resolve) => setTimeout(resolve, 100));
  expect((await left()) === 0, 'who leaves the page has meant the delete');
  await page.goto(`${base}/videos/${shortUUID}/edit`, { waitUntil: 'networkidle' });
  expect((await section(page).getByText('There are no captions yet.').count()) === 1, 'and it is gone');
}
