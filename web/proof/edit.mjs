/** What the owner of a video may change, and take back. Arguments: file, folder for screenshots. */
import { captions, chapters } from './captions.mjs';
import { args, auditInto, base, expect, prove, send, signIn, token, until, video as fetchVideo, watchOver } from './house.mjs';

const [file, shots] = args;
const audit = auditInto(shots);

await prove(async (browser) => {
  const id = await send(await token(), file);
  const { shortUUID } = await until(id, (video) => video.zoetrope.state.word === 'Ready');
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  const page = await context.newPage();
  watchOver(page);
  await signIn(page, `/w/${shortUUID}`);
  await page.getByRole('link', { name: 'Edit' }).click();
  await page.locator('#edit-name').waitFor();
  expect(new URL(page.url()).pathname === `/videos/${shortUUID}/edit`, 'from the watch page of one\'s own video to its edit page');
  await audit(page, 'edit');
  await drafts(page, id);
  await saves(page, id, shortUUID);
  await captions(page, shortUUID, audit);
  await chapters(page, shortUUID);
  await narrow(page);
  await strangers(browser, shortUUID);
  await deletes(page, id, shortUUID);
});

/** What is typed survives a reload, is not lost by a click, and can be thrown away. */
async function drafts(page, id) {
  await page.fill('#edit-name', 'Half a thought');
  await page.getByText('Changed: title.').waitFor();
  const asked = new Promise((resolve) => page.once('dialog', async (dialog) => (await dialog.dismiss(), resolve(dialog.message()))));
  await page.getByRole('link', { name: 'My videos' }).first().click();
  expect(/not saved/.test(await asked), 'leaving with changes is asked about');
  expect((await page.locator('#edit-name').inputValue()) === 'Half a thought', 'and staying keeps them');
  page.once('dialog', (dialog) => dialog.accept());
  await page.reload();
  await page.getByText('Your draft is here').waitFor();
  expect((await page.locator('#edit-name').inputValue()) === 'Half a thought', 'a draft outlives a reload');
  await audit(page, 'edit draft');
  await page.getByRole('button', { name: 'Discard' }).first().click();
  expect((await page.locator('#edit-name').inputValue()) === (await fetchVideo(id)).name, 'and can be thrown away');
}

async function saves(page, id, shortUUID) {
  await page.fill('#edit-tags', 'launch, coast, dawn, lagoon, rocket, birds');
  await page.getByText('Five tags at most. Remove one to save.').waitFor();
  await audit(page, 'edit wrong');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  expect(await page.evaluate(() => document.activeElement.id === 'edit-tags'), 'the first field that is wrong gets the focus');
  await page.fill('#edit-name', 'Atlas <b>lifts</b> off');
  await page.fill('#edit-text', '**Five** in the morning\n0:00 Start\n0:03 Lift-off <script>document.title="stolen"</script>\n\n- [more](https://example.org/a)\n- [less](javascript:alert(1))');
  await page.fill('#edit-tags', 'launch, coast');
  await page.getByRole('radio', { name: 'By link' }).check();
  await page.getByText('Others may download the video').click();
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByText('Nothing changed').waitFor();
  const { name, tags, privacy, downloadEnabled, description } = await page.evaluate((id) => fetch(`/api/v1/videos/${id}`).then((answer) => answer.json()), id);
  expect(name === 'Atlas <b>lifts</b> off' && description.startsWith('**Five**'), `text stays what was typed: ${name}`);
  expect(tags.join() === 'launch,coast' && privacy.id === 2 && downloadEnabled === false, `${tags} ${privacy.id} ${downloadEnabled}`);

  await page.goto(`${base}/w/${shortUUID}`, { waitUntil: 'networkidle' });
  const words = page.locator('.words');
  expect((await words.locator('strong').textContent()) === 'Five', 'marks are shown as what they mean');
  expect((await words.locator('a', { hasText: 'more' }).getAttribute('rel')).includes('nofollow'), 'links lead out');
  const dangerous = await words.evaluate((one) => one.querySelectorAll('script, [href^="javascript"], [onclick]').length);
  expect(dangerous === 0 && !(await page.title()).includes('stolen'), 'nothing that was typed runs');
  await words.locator('a', { hasText: '0:03' }).click();
  const at = await page.evaluate(() => document.querySelector('video').currentTime);
  expect(Math.abs(at - 3) < 0.5, `a time in the text seeks: ${at}`);
  expect((await page.getByRole('button', { name: 'Download' }).count()) === 0, 'what may not be kept is not offered');
  await audit(page, 'watch with marks');
  await page.goto(`${base}/videos/${shortUUID}/edit`, { waitUntil: 'networkidle' });
}

async function narrow(page) {
  await page.setViewportSize({ width: 375, height: 812 });
  await audit(page, 'edit 375');
  const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(over <= 0, `no sideways scroll: ${over}`);
  await page.screenshot({ path: `${shots}/edit-375-full.png`, fullPage: true });
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.screenshot({ path: `${shots}/edit-full.png`, fullPage: true });
}

async function strangers(browser, shortUUID) {
  const page = await (await browser.newContext()).newPage();
  await page.goto(`${base}/videos/${shortUUID}/edit`);
  await page.waitForURL((url) => url.pathname === '/login');
  expect(true, 'who is not logged in is asked to');
  await page.context().close();
}

/** A delete can be taken back for a while; afterwards, or when the page is left, it is one. */
async function deletes(page, id, shortUUID) {
  const gone = async () => (await fetch(`${base}/api/v1/videos/${id}`)).status === 404;
  await page.getByRole('button', { name: 'Delete' }).click();
  await page.waitForURL(`${base}/videos`);
  await page.getByText('is deleted.').waitFor();
  expect((await page.locator(`a[href="/w/${shortUUID}"]`).count()) === 0, 'a deleted video leaves the list at once');
  await page.getByRole('button', { name: 'Undo' }).click();
  await page.locator(`a[href="/w/${shortUUID}"]`).first().waitFor();
  expect(!(await gone()), 'and comes back with Undo');
  await page.goto(`${base}/videos/${shortUUID}/edit`);
  await page.getByRole('button', { name: 'Delete' }).click();
  await page.waitForURL(`${base}/videos`);
  await page.goto('about:blank');
  const end = Date.now() + 10_000;
  while (!(await gone()) && Date.now() < end) await new Promise((resolve) => setTimeout(resolve, 100));
  expect(await gone(), 'who leaves the page has meant it');
}
