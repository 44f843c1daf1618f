// A chart as a file of its own, with its source written on it: people pass pictures on.
const SVG = 'http://www.w3.org/2000/svg';
const FOOT = 44;

/** The chart that stands in an element, as an SVG file: colours fixed, title above, citation below. */
export function pictureOf(inside: Element, title: string, cited: string): Blob | undefined {
  const chart = inside.querySelector<SVGSVGElement>('svg.plot, svg.drawing');
  if (!chart) return undefined;
  const { width, height } = chart.getBoundingClientRect();
  const copy = chart.cloneNode(true) as SVGSVGElement;
  copy.setAttribute('width', String(width));
  copy.setAttribute('height', String(height));
  copy.setAttribute('y', '28');
  const whole = document.createElementNS(SVG, 'svg');
  whole.setAttribute('xmlns', SVG);
  whole.setAttribute('viewBox', `0 0 ${width} ${height + 28 + FOOT}`);
  whole.setAttribute('width', String(width));
  whole.setAttribute('height', String(height + 28 + FOOT));
  whole.setAttribute('font-family', 'IBM Plex Sans, system-ui, sans-serif');
  const ground = document.createElementNS(SVG, 'rect');
  for (const [name, value] of Object.entries({ width: '100%', height: '100%', fill: 'var(--sheet)' }))
    ground.setAttribute(name, value);
  whole.append(ground, words(title, 8, 19, '14', 'var(--ink)'), copy);
  const lines = cited.match(/.{1,110}(?:\s|$)/g) ?? [cited];
  for (const [i, line] of lines.slice(0, 2).entries())
    whole.append(words(line.trim(), 8, height + 28 + 18 + 15 * i, '11', 'var(--ink-3)'));
  const style = getComputedStyle(document.documentElement);
  const text = new XMLSerializer()
    .serializeToString(whole)
    .replace(/var\(--([\w-]+)\)/g, (_, name) => style.getPropertyValue(`--${name}`).trim());
  return new Blob([text], { type: 'image/svg+xml' });
}

function words(text: string, x: number, y: number, size: string, fill: string): SVGTextElement {
  const el = document.createElementNS(SVG, 'text');
  for (const [name, value] of Object.entries({ x: String(x), y: String(y), 'font-size': size, fill }))
    el.setAttribute(name, value);
  el.textContent = text;
  return el;
}

/** Hands a file to the browser's downloads. */
export function download(blob: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
