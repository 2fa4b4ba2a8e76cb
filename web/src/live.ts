import { api, eventsOf, Problem, type Progress } from './api';
import { isFinal } from './states';

/**
 * The states of a video while they change. Streams are few: a browser opens six connections to a site, and uploads and
 * pictures need some. Whoever gets no stream asks every few seconds, and so does who loses it for good.
 */
const MOST_STREAMS = 2;
const POLL = 4000;
const LONGEST_POLL = 30_000;
let streams = 0;

/**
 * Calls back with every new state until the last one; the returned function stops it earlier. `gone`: there is no such
 * video any more, or not for this person.
 */
export function listen(id: string, heard: (progress: Progress) => void, gone: () => void = () => undefined): () => void {
  let stop = () => {};
  const hear = (progress: Progress) => {
    heard(progress);
    if (isFinal(progress)) stop();
  };
  if (streams < MOST_STREAMS && 'EventSource' in globalThis) {
    stop = stream(id, hear, () => (stop = poll(id, hear, gone)));
  } else {
    stop = poll(id, hear, gone);
  }
  return () => stop();
}

function stream(id: string, heard: (progress: Progress) => void, lost: () => void): () => void {
  const source = new EventSource(eventsOf(id));
  streams += 1;
  let closed = false;
  const close = () => {
    if (!closed) streams -= 1;
    closed = true;
    source.close();
  };
  source.addEventListener('state', (event) => heard(JSON.parse((event as MessageEvent<string>).data) as Progress));
  source.addEventListener('error', () => {
    if (closed) return;
    // The server ends the stream with the last state, and so does a restart: asking tells which it was.
    close();
    lost();
  });
  return close;
}

function poll(id: string, heard: (progress: Progress) => void, gone: () => void): () => void {
  let wait = POLL;
  let timer: ReturnType<typeof setTimeout>;
  let stopped = false;
  const ask = async () => {
    try {
      heard((await api.video(id)).zoetrope);
      wait = POLL;
    } catch (problem) {
      if (!(problem instanceof Problem)) throw problem;
      if (stopped) return;
      if (!problem.away && problem.status !== 429) return gone();
      wait = Math.min(LONGEST_POLL, wait * 2);
    }
    if (!stopped) timer = setTimeout(ask, wait);
  };
  timer = setTimeout(ask, 0);
  return () => {
    stopped = true;
    clearTimeout(timer);
  };
}
