import { documentOf, escaped, type CorpusPage } from './corpus-page.ts';

const bar =
  '<header><nav><a href="/">Home</a> <a href="/cart">Basket</a> <a href="/help">Help</a></nav></header>';

function page(
  name: string,
  title: string,
  body: string,
  truth: string,
  more: Partial<CorpusPage> & { readonly language?: string; readonly head?: string } = {},
): CorpusPage {
  const { language, head, ...rest } = more;
  return {
    name,
    html: documentOf({
      title,
      body,
      ...(language === undefined ? {} : { language }),
      ...(head === undefined ? {} : { head }),
    }),
    truth: `${title}\n${truth}`,
    ...rest,
  };
}

const kettle = `<main class="product"><h1>Copper kettle, 1.7 l</h1><div class="gallery"><img alt="ZZSECRET"></div><div class="price"><span class="now">€ 89.00</span></div><div class="stock">In stock, with you on Thursday</div><button>Add to basket</button><div class="description"><p>A kettle of hammered copper with a handle of beech, which stays cool. It sings in two voices shortly before the water boils.</p></div><table class="specs"><tr><th>Volume</th><td>1.7 litres</td></tr><tr><th>Weight</th><td>1.1 kg</td></tr><tr><th>Hob</th><td>Gas, electric, induction</td></tr></table></main>`;
const kettleTruth =
  'Copper kettle, 1.7 l € 89.00 In stock, with you on Thursday A kettle of hammered copper with a handle of beech, which stays cool. It sings in two voices shortly before the water boils. Volume 1.7 litres Weight 1.1 kg Hob Gas, electric, induction';

const cards = [
  'Copper kettle € 89.00',
  'Steel kettle € 39.00',
  'Glass teapot € 24.50',
  'Cast iron teapot € 64.00',
  'Tea strainer € 6.90',
];

const clause = (text: string, inner = ''): string => `<li>${text}${inner}</li>`;
const contract = `<h1>Berth agreement</h1><p>Between the harbour office and whoever signs below, for one berth on the inner pier, from May to September.</p><ol>${clause('The berth', `<ol type="a">${clause('The office lends one berth of eleven metres.')}${clause('It may give another one of the same length when the pier is mended.', `<ol type="i">${clause('It says so fourteen days before.')}${clause('In a storm it need not.')}</ol>`)}</ol>`)}${clause('The price is 640 euros, paid before the first of May.')}</ol><p>What follows was added in 2019.</p><ol start="3">${clause('Fuel is not stored on deck.')}${clause('Dogs are welcome, but stay on the leash.')}</ol>`;

const ferries = ['07:10 North pier Running', '08:10 North pier Running', '09:10 East quay Delayed'];

export const oddPages: readonly CorpusPage[] = [
  page(
    'product',
    'Copper kettle, 1.7 l',
    `${bar}${kettle}<section class="also"><h2></h2></section>`,
    kettleTruth,
    { shapes: ['Volume | 1.7 litres'] },
  ),
  page(
    'product grid',
    'Kettles and teapots',
    `<main><h1>Kettles and teapots</h1><div style="display:grid;grid-template-columns:repeat(3,1fr)">${cards.map((card) => `<div class="card"><a href="/x"><img alt="ZZSECRET"><div class="name">${card.replace(/ €.*/, '')}</div><div class="price">${card.replace(/^.*€/, '€')}</div></a></div>`).join('')}</div></main>`,
    cards.join('\n'),
    { source: 'visible' },
  ),
  page(
    'basket',
    'Your basket',
    `<main><h1>Your basket</h1><table><thead><tr><th>Article</th><th>Number</th><th>Price</th></tr></thead><tbody><tr><td>Copper kettle</td><td><input value="ZZSECRET"></td><td>€ 89.00</td></tr><tr><td>Tea strainer</td><td><input value="ZZSECRET"></td><td>€ 6.90</td></tr></tbody><tfoot><tr><td colspan="2">Total</td><td>€ 95.90</td></tr></tfoot></table><button>Pay</button></main>`,
    'Article Number Price Copper kettle € 89.00 Tea strainer € 6.90 Total € 95.90 Pay',
    { shapes: ['Article | Number | Price\n--- | --- | ---\nCopper kettle | | € 89.00', 'Total | | € 95.90'] },
  ),
  page(
    'checkout',
    'Checkout',
    `<main><h1>Checkout</h1><form><label>Name <input name="childNodes" value="ZZSECRET"></label><label>Card number <input autocomplete="cc-number" value="ZZSECRET"></label><label>Security code <input autocomplete="cc-csc" value="ZZSECRET"></label><p>Your card is charged when the parcel leaves our house.</p></form></main>`,
    'Name Card number Security code Your card is charged when the parcel leaves our house.',
  ),
  page(
    'contract',
    'Berth agreement',
    contract,
    'Between the harbour office and whoever signs below, for one berth on the inner pier, from May to September. 1. The berth a. The office lends one berth of eleven metres. b. It may give another one of the same length when the pier is mended. i. It says so fourteen days before. ii. In a storm it need not. 2. The price is 640 euros, paid before the first of May. What follows was added in 2019. 3. Fuel is not stored on deck. 4. Dogs are welcome, but stay on the leash.',
    {
      shapes: [
        '1. The berth\n   a. The office lends one berth of eleven metres.\n   b. It may give',
        '      ii. In a storm it need not.\n2. The price',
        '3. Fuel is not stored on deck.\n4. Dogs',
      ],
    },
  ),
  page(
    'footnotes',
    'On the colour of buoys',
    `<main><article><h1>On the colour of buoys</h1><p>Buoys on the right hand of a ship that comes in are green in Europe<sup id="r1"><a href="#f1">1</a></sup> and red in America, which surprises people who have sailed on one side only.</p><p>The rule is younger than most lighthouses: it was agreed upon in 1980, in Tokyo,<sup><a href="#f2">2</a></sup> by the men and women of fifty countries, after thirty other systems had been tried, and ships had been lost by every one of them.</p><p>A buoy of 10<sup>3</sup> kg swings in a circle of several metres, depending on the depth of the water and on the length of the chain that holds it.</p></article><section class="footnotes"><ol><li id="f1">And in Africa, and most of Asia. <a href="#r1">↩</a></li><li id="f2">At a conference that had been planned for four days, and took eleven.</li></ol></section></main>`,
    'Buoys on the right hand of a ship that comes in are green in Europe [1] and red in America, which surprises people who have sailed on one side only. The rule is younger than most lighthouses: it was agreed upon in 1980, in Tokyo, [2] by the men and women of fifty countries, after thirty other systems had been tried, and ships had been lost by every one of them. A buoy of 10³ kg swings in a circle of several metres, depending on the depth of the water and on the length of the chain that holds it. 1 And in Africa, and most of Asia. 2 At a conference that had been planned for four days, and took eleven.',
    { shapes: ['Europe[1] and red', 'Tokyo,[2] by', '10³ kg', 'At a conference that had been planned'] },
  ),
  page(
    'status board',
    'Departures',
    `<div role="grid">${['Time From State', ...ferries]
      .map((line) => {
        const [time = '', ...rest] = line.split(' ');
        const state = rest.pop() ?? '';
        return `<div role="row" style="display:flex"><div role="gridcell">${time}</div><div role="gridcell">${rest.join(' ')}</div><div role="gridcell">${state}</div></div>`;
      })
      .join('')}</div>`,
    `Time From State ${ferries.join('\n')}`,
    { shapes: ['07:10 | North pier | Running'] },
  ),
  page(
    'wide table',
    'Tides in June',
    `<h1>Tides in June</h1><table><caption>Metres above datum</caption><thead><tr><th rowspan="2">Day</th><th colspan="2">Morning</th><th colspan="2">Evening</th></tr><tr><th>High</th><th>Low</th><th>High</th><th>Low</th></tr></thead><tbody>${[1, 2, 3, 4].map((day) => `<tr><td>${day} June</td><td>4.${day}</td><td>0.${day}</td><td>4.${day + 2}</td><td>0.${day + 3}</td></tr>`).join('')}</tbody></table>`,
    `Metres above datum Day Morning Evening High Low High Low ${[1, 2, 3, 4].map((day) => `${day} June 4.${day} 0.${day} 4.${day + 2} 0.${day + 3}`).join('\n')}`,
    {
      shapes: [
        'Day | Morning | | Evening |\n| High | Low | High | Low\n--- | --- | --- | --- | ---\n1 June | 4.1 | 0.1 | 4.3 | 0.4',
      ],
    },
  ),
  page(
    'paywall',
    'The yard that built no ships',
    `${bar}<main><article><h1>The yard that built no ships</h1><p>For eleven years two hundred people went to work in a yard in which nothing was built. They swept the slipways, oiled the cranes, and were paid every month by a company that had long forgotten them.</p><p>It came out when the roof of the great hall fell in, on a Sunday, and nobody at the head office could say which hall was meant.</p><div class="paywall"><h2>Subscribe to read on</h2><button>One month for one euro</button></div><div class="rest" style="display:none"><p>ZZSECRET the rest of the article, for subscribers.</p></div></article></main>`,
    'For eleven years two hundred people went to work in a yard in which nothing was built. They swept the slipways, oiled the cranes, and were paid every month by a company that had long forgotten them. It came out when the roof of the great hall fell in, on a Sunday, and nobody at the head office could say which hall was meant. Subscribe to read on',
  ),
  page(
    'search results',
    'ferry timetable',
    `<main><h1>ferry timetable</h1><div id="search">${['Harbour office', 'Island council', 'Friends of the ferry'].map((who) => `<div class="g"><a href="https://x.example/"><h3>${who}: timetable</h3></a><div class="snippet">All crossings of the summer, with prices, by ${who.toLowerCase()}.</div></div>`).join('')}</div></main>`,
    ['Harbour office', 'Island council', 'Friends of the ferry']
      .map((who) => `${who}: timetable All crossings of the summer, with prices, by ${who.toLowerCase()}.`)
      .join('\n'),
  ),
  page(
    'endless list',
    'Everything new',
    `<main><h1>Everything new</h1><div id="feed">${Array.from({ length: 60 }, (_, at) => `<div class="item"><div class="headline">Crossing ${at + 1} left on time</div></div>`).join('')}</div></main><div style="position:fixed;right:0;bottom:0;background:#fff"><button>Chat with us</button></div>`,
    Array.from({ length: 60 }, (_, at) => `Crossing ${at + 1} left on time`).join('\n'),
  ),
  page(
    'ruby',
    '漢字の読み方',
    '<main><h1>漢字の読み方</h1><p><ruby>港<rp>(</rp><rt>みなと</rt><rp>)</rp></ruby>の<ruby>近<rt>ちか</rt></ruby>くに<ruby>古<rt>ふる</rt></ruby>い<ruby>灯台<rt>とうだい</rt></ruby>がある。</p></main>',
    '港(みなと)の近(ちか)くに古(ふる)い灯台(とうだい)がある。',
    { language: 'ja', shapes: ['港(みなと)の近(ちか)くに'] },
  ),
  page(
    'vertical text',
    '縦に書く',
    '<main style="writing-mode:vertical-rl;height:400px"><h1>縦に書く</h1><p>海沿いの小さな駅には、一日に六本しか列車が来ない。それでも時刻表は毎年手で書き直される。</p></main>',
    '海沿いの小さな駅には、一日に六本しか列車が来ない。それでも時刻表は毎年手で書き直される。',
    { language: 'ja' },
  ),
  page(
    'questions and answers',
    'Questions people ask',
    `<main><h1>Questions people ask</h1>${[
      ['May I bring a bicycle?', 'Yes, for two euros, as long as there is room on deck.'],
      ['Do you take cards?', 'At the counter we do, on board we do not.'],
    ]
      .map(([ask = '', say = '']) => `<details open><summary>${ask}</summary><p>${say}</p></details>`)
      .join(
        '',
      )}<details><summary>Is there a lost property office?</summary><p>ZZSECRET behind a closed summary</p></details></main>`,
    'May I bring a bicycle? Yes, for two euros, as long as there is room on deck. Do you take cards? At the counter we do, on board we do not. Is there a lost property office?',
  ),
  page(
    'poem',
    'Lines from the quay',
    `<main><h1>Lines from the quay</h1><div style="white-space:pre-line">${escaped('The rope is wet,\nthe lamp is low,\n\nand nobody\nhas far to go.')}</div></main>`,
    'The rope is wet, the lamp is low, and nobody has far to go.',
    { shapes: ['The rope is wet,\nthe lamp is low,'] },
  ),
  page(
    'letter in pre',
    'Letter',
    `<main><h1>Letter</h1><pre style="font-family:serif;white-space:pre-wrap">${escaped('Dear all,\n\nwe meet at noon on Friday, at the usual place.\n\n    Ann')}</pre></main>`,
    'Dear all, we meet at noon on Friday, at the usual place. Ann',
    { shapes: ['Dear all,\n\nwe meet at noon on Friday'] },
  ),
  page(
    'release notes',
    'Version 4.2',
    `<main><h1>Version 4.2</h1><h2>New</h2><ul><li>Lists in lists<ul><li>to any depth</li><li>with <code>--depth</code> to cut them</li></ul></li><li>A faster start</li></ul><h2>Mended</h2><ol reversed><li>The third fault</li><li>The second fault</li><li>The first fault</li></ol><hr><p>Thanks to everybody who wrote in.</p></main>`,
    'New Lists in lists to any depth with --depth to cut them A faster start Mended 3. The third fault 2. The second fault 1. The first fault Thanks to everybody who wrote in.',
    {
      shapes: [
        '- Lists in lists\n  - to any depth\n  - with --depth to cut them\n- A faster start',
        '3. The third fault\n2. The second fault\n1. The first fault',
      ],
    },
  ),
  page(
    'nested frames',
    'Control room',
    `<main><h1>Control room</h1><iframe width="700" height="300" srcdoc="${escaped(`<h2>Pumps</h2><p>Both pumps are running.</p><iframe width="400" height="100" srcdoc="${escaped('<p>Valve four is shut.</p>')}"></iframe>`)}"></iframe><p>Shift ends at six.</p></main>`,
    'Pumps Both pumps are running. Valve four is shut. Shift ends at six.',
    { shapes: ['Both pumps are running.\n\nValve four is shut.\n\nShift ends at six.'] },
  ),
  {
    name: 'text file',
    html: 'Log of the north pier\n\n07:10\tleft on time\n08:10\tleft on time\n  (rain)\n',
    truth: '\nLog of the north pier 07:10 left on time 08:10 left on time (rain)',
    contentType: 'text/plain; charset=utf-8',
    source: 'text',
    shapes: ['07:10\tleft on time\n08:10\tleft on time\n  (rain)'],
  },
  {
    name: 'json file',
    html: '{\n  "pier": "north",\n  "crossings": [7, 8, 9]\n}\n',
    truth: '\npier north crossings 7 8 9',
    contentType: 'application/json',
    source: 'text',
    shapes: ['{\n  "pier": "north",'],
  },
  {
    name: 'script file',
    html: 'export function left(at) {\n\treturn at > 7; // # not a heading\n}\n',
    truth: '\nexport function left at return at 7 not a heading',
    contentType: 'text/javascript',
    source: 'text',
    shapes: ['{\n\treturn at > 7;'],
  },
];
