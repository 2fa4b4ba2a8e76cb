/**
 * A finger that leaves does not hide the controls that it has just called: browsers make up a mouse that leaves behind
 * it, and the controls would believe that.
 */
export function steady(player: HTMLElement): () => void {
  let touched = false;
  const until = new AbortController();
  const how = { capture: true, signal: until.signal };
  const pointed = (event: PointerEvent) => (touched = event.pointerType === 'touch');
  player.addEventListener('pointerdown', pointed, how);
  player.addEventListener('pointermove', pointed, how);
  player.addEventListener('mouseleave', (event) => touched && event.stopPropagation(), how);
  return () => until.abort();
}
