/** A link that somebody pastes elsewhere, read by what forums and messengers read links with. Argument: a file. */
import ogs from 'open-graph-scraper';
import { unfurl } from 'unfurl.js';
import { args, base, expect, prove, send, token, until } from './house.mjs';

await prove(async () => {
  const id = await send(await token(), args[0]);
  const { shortUUID, uuid } = await until(id, (video) => video.zoetrope.state.word === 'Ready');
  const page = `${base}/w/${shortUUID}`;
  const seen = await unfurl(page);
  const [first, second] = seen.open_graph.videos;
  expect(first.url === `${page}.mp4` && first.type === 'video/mp4', `a plain film comes first: ${JSON.stringify(first)}`);
  expect(first.width > 0 && first.height > 0, 'with its size');
  expect(second.url === `${base}/videos/embed/${shortUUID}` && second.type === 'text/html', 'then the player');
  const [picture] = seen.open_graph.images;
  const jpeg = await fetch(picture.url);
  expect(picture.type === 'image/jpeg' && jpeg.headers.get('content-type') === 'image/jpeg', 'the picture is a JPEG');
  expect(seen.description.length > 0 && seen.open_graph.description.length > 0, 'there is always a description');
  expect(seen.oEmbed.type === 'video' && seen.oEmbed.html.includes(`/videos/embed/${shortUUID}`), 'oEmbed is found');
  const { result } = await ogs({ url: page });
  expect(result.ogVideo[0].url === first.url && result.ogTitle === seen.open_graph.title, 'another reader reads the same');
  expect(result.jsonLD[0].contentUrl === first.url, 'search engines are told of the film too');
  const film = await fetch(first.url, { method: 'HEAD' });
  expect(film.status === 200 && film.headers.get('content-type') === 'video/mp4', 'the film is there');
  const feed = await (await fetch(`${base}/feeds/videos.xml`)).text();
  expect(feed.includes(`<guid>${base}/videos/watch/${uuid}</guid>`) && feed.includes(`${page}.mp4`), 'and in the feed');
});
