/**
 * Who works by keys is not thrown back to the top of the page because what had the focus is gone: the nearest thing
 * that stands around its place takes over.
 */
export function keepFocus(): () => void {
  /** What had the focus last, and all around it. */
  let trail: Element[] = [];

  const noted = (event: FocusEvent): void => {
    trail = [];
    for (let one = event.target as Element | null; one; one = one.parentElement) trail.push(one);
  };
  const observer = new MutationObserver(() => {
    if (document.activeElement !== document.body || !trail[0] || trail[0].isConnected) return;
    const left = trail.filter((one) => one.isConnected);
    trail = [];
    heirOf(left)?.focus({ preventScroll: true });
  });

  document.addEventListener('focusin', noted);
  observer.observe(document.body, { childList: true, subtree: true });
  return () => {
    document.removeEventListener('focusin', noted);
    observer.disconnect();
  };
}

const FOCUSABLE = 'a[href], button:not([disabled]), input:not([disabled]), select:not([disabled]), textarea';

function heirOf(around: Element[]): HTMLElement | null {
  const end = around.findIndex((one) => one.matches('main, dialog'));
  const near = around.slice(0, end + 1).map((one) => [...one.querySelectorAll<HTMLElement>(FOCUSABLE)].find((found) => found.checkVisibility()));
  return near.find((found) => found !== undefined) ?? document.getElementById('main');
}
