/** Finding a video from anywhere. Arguments: file, folder for screenshots. */
import { args, auditInto, base, expect, prove, send, token, until, watchOver } from './house.mjs';

const [file, shots] = args;
const audit = auditInto(shots);

await prove(async (browser) => {
  const bearer = await token();
  await until(await send(bearer, file, 'Möwen über dem Hafen'), (one) => one.zoetrope.playable);
  const page = await (await browser.newContext({ viewport: { width: 1280, height: 900 } })).newPage();
  watchOver(page);
  await page.goto(`${base}/`, { waitUntil: 'networkidle' });
  await page.keyboard.press('/');
  expect(await page.evaluate(() => document.activeElement.id === 'find'), 'the slash focuses the search');
  await page.keyboard.type('mowen hafem');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: '1 video for “mowen hafem”' }).waitFor();
  expect(true, 'accents and a typing mistake are forgiven');
  await audit(page, 'search');
  await page.getByLabel('Length').selectOption('long');
  await page.getByRole('heading', { name: 'Nothing found' }).waitFor();
  await audit(page, 'search nothing');
  await page.reload();
  expect((await page.getByLabel('Length').inputValue()) === 'long', 'what a search is held to stands in its address');
  await page.getByRole('link', { name: 'Search without limits' }).click();
  await page.getByText('Möwen über dem Hafen').waitFor();
  await page.getByLabel('When').selectOption('day');
  await page.getByLabel('Length').selectOption('short');
  await page.getByLabel('Order').selectOption('newest');
  await page.waitForURL(/when=day&length=short&order=newest$/);
  await page.getByText('Möwen über dem Hafen').waitFor();
  expect(true, 'a short one of today is found as such');

  await page.setViewportSize({ width: 375, height: 812 });
  await audit(page, 'search 375');
  await page.goto(`${base}/nowhere`, { waitUntil: 'networkidle' });
  await audit(page, 'lost 375');
  await page.getByRole('button', { name: 'Search' }).click();
  await page.locator('#find').fill('hafen');
  await page.keyboard.press('Enter');
  await page.getByText('Möwen über dem Hafen').waitFor();
  expect(true, 'on phones the search is behind a button');
  const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(over <= 0, `no sideways scroll: ${over}`);
});
