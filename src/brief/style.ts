// The written report's look: the desk's tokens and marks, without its fonts (a page that stands alone cannot
// carry them; the stacks name what most systems have).

import { tokensBySystem as tokens } from './tokens.ts';

const base = `
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);font:400 .875rem/1.45 var(--sans);font-variant-numeric:tabular-nums lining-nums}
h1,h2,h3,p,dl,dd,ol,ul,figure{margin:0;padding:0}ol,ul{list-style:none}a{color:inherit}
:focus-visible{outline:2px solid var(--accent);outline-offset:2px;border-radius:3px}
.sr{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
.ic{width:1em;height:1em;display:inline-block;vertical-align:-.125em;fill:none;stroke:currentColor;stroke-width:1.8;stroke-linecap:round;stroke-linejoin:round}
main{max-width:1400px;margin:0 auto;padding:24px 28px 64px}
.brand{display:flex;align-items:center;gap:9px;font:600 1rem/1 var(--serif);margin-bottom:20px}.brand svg{width:22px;height:22px}
h1{font:600 1.75rem/1.12 var(--serif);letter-spacing:-.015em;text-wrap:balance}
.lede{color:var(--ink-2);margin-top:6px;max-width:70ch}
.sheet{background:var(--sheet);border:1px solid var(--line);border-radius:6px;min-width:0}
.muted{color:var(--ink-3)}.small{font-size:.75rem}
.v-holds{--c:var(--holds);--w:var(--holds-wash)}.v-fails{--c:var(--fails);--w:var(--fails-wash)}
.v-basis{--c:var(--basis);--w:var(--basis-wash)}.v-conflicts{--c:var(--conflicts);--w:var(--conflicts-wash)}
.v-undecided{--c:var(--undecided);--w:var(--undecided-wash)}.v-forecast{--c:var(--forecast);--w:var(--forecast-wash)}
.verdict{display:inline-flex;align-items:center;gap:6px;color:var(--c);font-weight:600;white-space:nowrap}
.verdict.pill{background:var(--w);padding:3px 9px 3px 7px;border-radius:99px;font-size:.8125rem}
@media (max-width:640px){main{padding:16px 16px 48px}h1{font-size:1.5rem}}
@media print{body{background:#fff}.sheet{border-color:#999}*{print-color-adjust:exact}}`;

const checkedPage = `
.strip{position:sticky;top:0;z-index:5;background:var(--paper);padding:12px 0 8px;margin:12px 0 12px}
.ribbon{display:flex;gap:2px;height:26px;align-items:stretch}
.ribbon a{flex:1 1 0;min-width:2px;border-radius:1px;background:var(--c)}
.ribbon .v-holds{opacity:.62;height:15px;align-self:flex-end}
.ribbon .v-fails{background:repeating-linear-gradient(135deg,var(--c) 0 3px,color-mix(in srgb,var(--c) 50%,var(--sheet)) 3px 6px)}
.ribbon .v-basis{background:repeating-linear-gradient(0deg,var(--c) 0 4px,var(--w) 4px 7px)}
.ribbon .v-conflicts{background:linear-gradient(90deg,var(--c) 0 36%,var(--w) 36% 64%,var(--c) 64%)}
.ribbon .v-undecided{background:radial-gradient(circle,var(--c) 1.5px,var(--w) 1.9px) 50% 0/6px 6px;box-shadow:inset 0 0 0 1px var(--c)}
.ribbon .v-forecast{background:linear-gradient(to top right,var(--c) 49%,var(--w) 51%);box-shadow:inset 0 0 0 1px var(--c)}
.ribbon .set{background:var(--line-2);align-self:flex-end;height:4px}
.ribbon .rd{background:var(--ink-3);align-self:flex-end;height:9px}
.ribbon .un{background:repeating-linear-gradient(135deg,var(--ink-3) 0 1.5px,transparent 1.5px 4px);box-shadow:inset 0 0 0 1px var(--ink-3)}
.ribbon a:hover,.ribbon a[aria-current]{outline:2px solid var(--ink);outline-offset:1px;opacity:1}
.tally{display:flex;flex-wrap:wrap;gap:4px 18px;margin-top:8px;font-size:.8125rem}.tally .total{margin-left:auto;color:var(--ink-3)}
.check{display:grid;grid-template-columns:minmax(0,1fr) 412px;gap:20px;align-items:start}
.page{padding:24px 28px 28px 64px;font:400 1.0625rem/1.62 var(--serif)}
.page p{position:relative;margin:0 0 .8em;max-width:62ch;overflow-wrap:break-word;padding-left:14px;border-left:2px solid var(--line)}
.page p.on{border-left-color:var(--ink)}
.page p.row{font-family:var(--sans);font-size:.875rem;white-space:pre-wrap;margin-bottom:.2em;max-width:none}
.line{display:grid;grid-template-columns:minmax(0,62ch) minmax(0,1fr);column-gap:20px}
.notes{font:400 .75rem/1.35 var(--sans);display:flex;flex-direction:column;gap:6px;padding-top:.4em}
.notes a{display:flex;gap:6px;text-decoration:none;color:var(--c)}.notes .ic{flex:none;margin-top:.15em}.notes a:hover span{text-decoration:underline}
.page .off{position:absolute;left:-52px;top:.35em;width:38px;text-align:right;font:400 .6875rem/1.4 var(--mono);color:var(--ink-3)}
.fig{color:inherit;text-decoration:underline;text-decoration-color:var(--c);text-underline-offset:.22em;border-radius:2px;scroll-margin:40vh}
.fig.v-holds{text-decoration-thickness:1.5px}
.fig.v-fails{text-decoration-style:wavy;text-decoration-thickness:1.5px;text-underline-offset:.26em}
.fig.v-basis{text-decoration-style:dashed;text-decoration-thickness:2px}
.fig.v-conflicts{text-decoration-style:double;text-decoration-thickness:1.5px}
.fig.v-undecided{text-decoration-style:dotted;text-decoration-thickness:2.2px}
.fig.v-forecast{text-decoration:none;background:repeating-linear-gradient(90deg,var(--c) 0 7px,transparent 7px 10px,var(--c) 10px 12px,transparent 12px 15px) 0 96%/100% 2px no-repeat}
.fig:not(.v-holds){background-color:color-mix(in srgb,var(--w) 70%,transparent)}
.fig sup{font:600 .62em/0 var(--sans);color:var(--c);margin-left:2px}.fig sup .ic{stroke-width:2.6}
.fig:hover,.fig[aria-current]{background-color:var(--w)}.fig[aria-current]{box-shadow:0 0 0 2px var(--c)}
.aside{color:var(--ink-3);border-bottom:1px solid var(--line-2)}
.unread{background:repeating-linear-gradient(135deg,var(--line) 0 2px,transparent 2px 5px);outline:1px solid var(--line-2);border-radius:2px}
.panel{position:sticky;top:86px;max-height:calc(100vh - 100px);overflow:auto;scroll-behavior:smooth}
.panel>h2{font:600 1.125rem/1.28 var(--serif);padding:16px 18px 8px}
.card{padding:14px 18px 16px;border-top:1px solid var(--line);scroll-margin-top:4px}
.card[aria-current]{box-shadow:inset 3px 0 0 var(--c);background:color-mix(in srgb,var(--w) 35%,transparent)}
.card .where{display:flex;gap:10px;align-items:center;color:var(--ink-3);font-size:.75rem}
.card .quote{font:400 1.0625rem/1.4 var(--serif);margin:8px 0 0;overflow-wrap:break-word}.card .quote b{background:var(--w);font-weight:600}
.ef{display:grid;grid-template-columns:1fr 1fr;border-block:1px solid var(--line);margin:10px 0}
.ef>div{padding:8px 10px 8px 0;min-width:0;overflow-wrap:break-word}.ef>div+div{border-left:1px solid var(--line);padding-left:10px}
.ef dt{font-size:.75rem;color:var(--ink-3)}.ef dd{font-weight:600}
.formula{font:400 .75rem/1.5 var(--mono);background:var(--sunk);border-radius:3px;padding:8px 10px;margin:8px 0;white-space:pre-wrap;overflow-wrap:break-word}
.evid li{display:grid;grid-template-columns:12px 1fr;gap:8px;padding:5px 0;font-size:.8125rem}.evid li+li{border-top:1px solid var(--line)}
.evid .k{width:8px;height:8px;border-radius:50%;background:var(--ink);margin-top:.4em}.evid .k.hollow{background:none;border:1.5px solid var(--ink)}
.evid .src{display:block;color:var(--ink-3);font-size:.75rem;overflow-wrap:anywhere}
.account{margin-top:20px}.account header{padding:14px 18px;border-bottom:1px solid var(--line);display:flex;flex-wrap:wrap;gap:4px 16px;align-items:baseline}
.account h2{font-size:1rem;font-weight:600}.account .body{padding:14px 18px}
.cells{display:flex;flex-wrap:wrap;gap:4px}
.cell{font-size:.75rem;padding:2px 6px;border:1px solid var(--line-2);border-radius:3px;text-decoration:none;max-width:100%;overflow-wrap:anywhere}
.cell.jd{border-color:var(--c);background:var(--w)}.cell.set{color:var(--ink-3);border-style:dotted}
.cell.un{background:repeating-linear-gradient(135deg,var(--line) 0 2px,transparent 2px 5px)}
.reasons{display:grid;grid-template-columns:repeat(auto-fit,minmax(260px,1fr));gap:12px 32px;margin-top:16px}
.reasons h3{font-size:.8125rem;margin-bottom:4px}.reasons li{font-size:.8125rem;color:var(--ink-2);padding:1px 0;overflow-wrap:anywhere}
footer.cite{margin-top:20px;font-size:.75rem;color:var(--ink-3);overflow-wrap:anywhere}
@media (max-width:1080px){.check{grid-template-columns:minmax(0,1fr)}.panel{position:static;max-height:none}}
@media (max-width:640px){.page{padding:18px 16px;font-size:1rem}.page .off{display:none}.line{grid-template-columns:minmax(0,1fr)}.notes{display:none}}
@media print{.strip{position:static}.check{grid-template-columns:minmax(0,1fr)}.panel{position:static;max-height:none}}`;

/** Style of the annotated page. */
export const checkedPageStyle = tokens + base + checkedPage;
/** What the annotated page and the brief share. */
export const baseStyle = tokens + base;
