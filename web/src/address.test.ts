import { describe, expect, it } from 'vitest';
import { parse, wishesOf } from './address';

const at = (path: string) => parse(new URL(path, 'https://v.example'));

describe('addresses', () => {
  it('lead to the player alone, with what its host wishes', () => {
    expect(at('/videos/embed/abc?start=1m5s&autoplay=1&muted=true&loop&controls=0&title=false')).toEqual({
      page: 'embed',
      id: 'abc',
      wishes: { start: 65, autoplay: true, muted: true, loop: true, controls: false, title: false },
    });
  });

  it('show controls and title, and wait for a touch, unless told otherwise', () => {
    const wishes = wishesOf(new URLSearchParams('start=soon&autoplay=0'));
    expect(wishes).toEqual({ start: 0, autoplay: false, muted: false, loop: false, controls: true, title: true });
  });

  it('lead to what the owner of a video may change', () => {
    expect(at('/videos/abc/edit')).toEqual({ page: 'edit', id: 'abc' });
  });

  it('go on after the login within the site, however it is written', () => {
    const next = (wish: string) => at(`/login?next=${encodeURIComponent(wish)}`);
    for (const wish of ['/videos', '/w/abc?t=90', '/search?q=a%2F%2Fb#c']) expect(next(wish)).toEqual({ page: 'login', next: wish });
    for (const wish of ['//evil.example', '/\\evil.example', '/\t/evil.example', '/.//evil.example', '/w/..//evil.example', 'https://evil.example', 'javascript:alert()', '', '//[']) {
      expect(next(wish), wish).toEqual({ page: 'login', next: '/' });
    }
  });

  it('know a time to watch from by both its names', () => {
    expect(at('/w/abc?t=90')).toEqual({ page: 'watch', id: 'abc', at: 90 });
    expect(at('/w/abc?start=90')).toEqual({ page: 'watch', id: 'abc', at: 90 });
  });
});
