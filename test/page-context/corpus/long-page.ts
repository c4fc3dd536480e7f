import { documentOf } from './corpus-page.ts';

/** An encyclopedia's longest pages are like this: sections of paragraphs with links, lists, tables and notes. */
export function longPage(megabytes: number): string {
  const sections: string[] = [];
  let length = 0;
  for (let at = 1; length < megabytes * 1_000_000; at += 1) {
    const section = sectionOf(at);
    sections.push(section);
    length += section.length;
  }
  return documentOf({
    title: 'A page without end',
    head: '<style>td,th{border:1px solid #aaa;padding:2px 6px}.note{color:#555;font-size:13px}</style>',
    body: `<nav><ul><li><a href="/">Home</a></li></ul></nav><main><article><h1>A page without end</h1>${sections.join('\n')}</article></main>`,
  });
}

function sectionOf(at: number): string {
  const link = (name: string): string =>
    `<a href="/wiki/${name}_${at}" title="${name} ${at}">${name} ${at}</a>`;
  const paragraph = `<p>Crossing ${at} of the <b>north pier</b> left ${at % 7} minutes late, as ${link('Ferry')} and ${link('Harbour')} both report, because the ramp of the old ${link('Pontoon')} was up.<sup class="reference"><a href="#note-${at}">[${at}]</a></sup> Nobody on deck had noticed it, for the band was playing, and the captain let them finish the song before he rang the bell twice.</p>`;
  const row = (cells: readonly (string | number)[]): string =>
    `<tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`;
  return `<section id="s${at}"><h2><span class="headline">Day ${at}</span></h2>${paragraph}${paragraph}<ul><li>${link('Lorry')} on deck: ${at % 11}</li><li>${link('Bicycle')} on deck: ${at % 23}</li><li>Wind from the west, force ${at % 9}</li></ul>${paragraph}<table class="wikitable"><tr><th>Time</th><th>Tide</th><th>People</th></tr>${[7, 8, 9].map((hour) => row([`${hour}:10`, 'falling', (at * hour) % 90])).join('')}</table><div class="note"><span>Seen by</span> <i>watch ${at % 5}</i></div></section>`;
}
