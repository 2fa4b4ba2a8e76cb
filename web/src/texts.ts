/** Free text cut into plain pieces, times that seek, and addresses. */
export type Piece =
  | { kind: 'text'; text: string }
  | { kind: 'time'; text: string; seconds: number }
  | { kind: 'link'; text: string };

const SPECIAL = /(https?:\/\/[^\s<>"]*[^\s<>".,;:!?)\]}'])|(?<![\d:.])((?:\d{1,2}:)?[0-5]?\d:[0-5]\d)(?![\d:])/g;

/** A time counts only inside the film (`length` in seconds), so that a clock time stays what it is. */
export function piecesOf(text: string, length: number): Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  for (const found of text.matchAll(SPECIAL)) {
    const piece = found[1] ? { kind: 'link' as const, text: found[1] } : timePiece(found[2]!, length);
    if (!piece) continue;
    if (found.index > at) pieces.push({ kind: 'text', text: text.slice(at, found.index) });
    pieces.push(piece);
    at = found.index + found[0].length;
  }
  if (at < text.length) pieces.push({ kind: 'text', text: text.slice(at) });
  return pieces;
}

function timePiece(text: string, length: number): Piece | null {
  const seconds = text.split(':').reduce((sum, part) => sum * 60 + Number(part), 0);
  return seconds <= length ? { kind: 'time', text, seconds } : null;
}
