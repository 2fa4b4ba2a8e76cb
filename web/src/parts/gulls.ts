/** The gull of the ring, in twelve phases of one beat of its wings: art, drawn by arithmetic. */

export const FRAMES = 12;

/** Coordinates of one cell: the origin at the body, outwards is up (negative y), the ring's radius is 100. */
export function gull(phase: number): string {
  // 1 with the wings high, -1 with the wings low.
  const beat = Math.cos((phase / FRAMES) * 2 * Math.PI);
  const tip = -(2 + 9 * beat);
  const elbow = tip * 0.55 - 4.6;
  return wing(1, tip, elbow) + wing(-1, tip, elbow);
}

function wing(side: 1 | -1, tip: number, elbow: number): string {
  const x = (n: number) => (n * side).toFixed(2);
  const y = (n: number) => n.toFixed(2);
  return (
    `M0 -1.6C${x(3)} ${y(elbow * 0.55 - 1)} ${x(7)} ${y(elbow - 1.2)} ${x(15.2)} ${y(tip)}` +
    `C${x(9.5)} ${y(elbow + 2.6)} ${x(5)} ${y(elbow * 0.4 + 2.2)} 0 2.4Z`
  );
}

/** The outline of cell `n` of twelve, with a gap to its neighbours. */
export function cell(n: number, inner = 60, outer = 99, gap = 2.6): string {
  const edge = (radius: number, side: 1 | -1) => {
    const half = Math.PI / FRAMES - Math.asin(gap / 2 / radius);
    const angle = (n / FRAMES) * 2 * Math.PI + side * half;
    return `${(radius * Math.sin(angle)).toFixed(2)} ${(-radius * Math.cos(angle)).toFixed(2)}`;
  };
  return (
    `M${edge(outer, -1)}A${outer} ${outer} 0 0 1 ${edge(outer, 1)}` +
    `L${edge(inner, 1)}A${inner} ${inner} 0 0 0 ${edge(inner, -1)}Z`
  );
}
