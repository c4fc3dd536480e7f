import { code, h, items, p, quotation, steps, table, terms, type Piece } from './piece.ts';

export const bridge: Piece = {
  name: 'bridge',
  language: 'en-GB',
  title: 'Harbour bridge to open in spring, a year late',
  author: 'Jo Miller',
  blocks: [
    p(
      'The new bridge across the inner harbour will be opened in the second week of March, the city council said on Tuesday, a year later than it had promised and at a cost that is nine million higher than planned.',
    ),
    p(
      'Engineers finished the last weld on Sunday night, when the wind had dropped below force four for the first time in three weeks. Until then the crane barge had been lying idle in the fish dock, at eleven thousand a day.',
    ),
    h('What changes for drivers'),
    p(
      'From the first Monday after the opening, lorries will no longer be sent through the old town. The ferry will run until the end of the summer, but only for people on foot and on bicycles, and at half the price.',
    ),
    quotation(
      'We have counted every bolt twice, and then once more, because my mother will be the first to drive across it.',
    ),
    p(
      'The bicycle lane is three metres wide, wide enough for two cargo bikes to pass each other. It is separated from the road by a rail that was taken from the old bridge, which had stood there since 1931.',
    ),
    p(
      'Residents of the eastern quay had asked for a barrier against noise. The council has put the decision off until traffic has been measured for six months; a first report is due in October.',
    ),
    p(
      'Whether the bridge will carry a tram one day is left open. The deck is strong enough, the rails would have to be laid in a year in which the road is closed anyway, and nobody on the council wanted to name that year.',
    ),
  ],
};

export const courier: Piece = {
  name: 'courier',
  language: 'en',
  title: 'Retrying requests',
  author: 'The Courier authors',
  blocks: [
    p(
      'Courier sends a request again when the first attempt has failed for a reason that may pass: the line broke, the server said 429, 502, 503 or 504, or nothing was heard within the time that you allow.',
    ),
    h('Switching it on'),
    p(
      'Retries are off until you give a limit. A limit of three means three attempts after the first one, so four in all.',
    ),
    code(
      'const courier = createCourier({',
      '  retry: {',
      '    limit: 3,',
      '    backoff: 250, // milliseconds',
      '  },',
      '});',
      '',
      "await courier.get('/orders');",
    ),
    h('Options'),
    table(
      ['Option', 'Default', 'Meaning'],
      ['limit', '0', 'Attempts after the first, at most.'],
      ['backoff', '500', 'Milliseconds before the second attempt; doubled for each one after it.'],
      ['jitter', 'true', 'Adds up to a quarter, so that clients do not come back together.'],
    ),
    p(
      'A delay that the server names in Retry-After wins over all of them, and may be written in seconds or as a date.',
    ),
    items(
      'Only GET, HEAD, PUT and DELETE are tried again by themselves.',
      'A POST is, where you give it a key that the server knows it by.',
      'A request that was aborted is never sent again.',
    ),
    h('When it gives up'),
    p(
      'The promise rejects with a CourierError whose attempts field holds every answer, in order. Do not match on its message, which is for people and may change.',
    ),
    code(
      'try {',
      "  await courier.put('/orders/7', order);",
      '} catch (error) {',
      '  if (error instanceof CourierError) {',
      '    report(error.attempts.at(-1));',
      '  }',
      '}',
    ),
  ],
};

export const bread: Piece = {
  name: 'bread',
  language: 'en-US',
  title: 'Overnight rye bread',
  author: 'Dana Whitfield',
  blocks: [
    p(
      'This loaf takes ten minutes of work in the evening and ten in the morning. What does the rest is the starter, and the cold of a kitchen in which nobody has lit the stove yet.',
    ),
    h('Ingredients'),
    items(
      '400 g whole rye flour',
      '100 g bread flour',
      '380 g water, lukewarm',
      '90 g active starter',
      '10 g salt',
      '1 teaspoon caraway seeds, if you like them',
    ),
    h('Method'),
    steps(
      'Stir the starter into the water until it is cloudy, and let it stand for five minutes.',
      'Add both flours and the salt. There is nothing to knead: stir until no dry flour is left.',
      'Cover the bowl with a plate and leave it overnight, ten to twelve hours, at about 18 °C.',
      'Scrape the dough into a greased tin, smooth it with a wet spoon, and let it rise for an hour.',
      'Bake for 50 minutes at 220 °C, the first ten of them with a cup of water on the floor of the oven.',
    ),
    p(
      'Wait until the next day before you cut it. Rye goes on setting for hours, and a warm loaf sticks to the knife and to the teeth.',
    ),
    h('How much of what'),
    table(
      ['Tin', 'Flour', 'Water', 'Baking time'],
      ['Small', '350 g', '265 g', '40 minutes'],
      ['Medium', '500 g', '380 g', '50 minutes'],
      ['Large', '750 g', '570 g', '65 minutes'],
    ),
  ],
};

export const pumps: Piece = {
  name: 'pumps',
  language: 'en',
  title: 'Bilge pump',
  author: 'Wiki contributors',
  blocks: [
    p(
      'A bilge pump is a water pump that removes water which has gathered in the lowest part of a hull, the bilge. Since fuel may be among it, electric bilge pumps are made so that they cause no sparks.',
    ),
    h('History'),
    p(
      'Pumps worked by hand are known from wrecks of the first century. Roman ships on the lake of Nemi carried chain pumps with wooden discs, turned by a crank, and hulls of the sixteenth century had burr pumps, in which a leather cone was pulled up a hollow trunk by half a dozen men.',
    ),
    p(
      'Chain pumps of iron came into the navy about 1770. Seven men could lift a ton of water with them in less than a minute, where four men needed twice that time with the older kind.',
    ),
    h('Terms'),
    terms(
      [
        'Strum box',
        'The strainer at the end of the suction pipe, which keeps rope yarns and coal out of the valves.',
      ],
      ['Limber hole', 'A hole through a frame, by which water runs along the keel to the pump.'],
      ['Float switch', 'A switch that turns the pump on when the water has risen to it.'],
    ),
    h('Kinds'),
    table(
      ['Kind', 'Lift', 'Litres a minute'],
      ['Hand, diaphragm', '4 m', '40'],
      ['Centrifugal, 12 V', '3 m', '120'],
      ['Driven by the engine', '6 m', '300'],
    ),
    p(
      'Centrifugal pumps do not prime themselves and have to stand in the water. Diaphragm pumps may be put where they are easy to reach, and pass small solids without harm.',
    ),
  ],
};

export const notebook: Piece = {
  name: 'notebook',
  language: 'en',
  title: 'Tides against timetable',
  author: 'mlarsen',
  blocks: [
    p(
      'Does the ferry leave late more often when the tide is low? The log of the harbour office has both, once an hour, for two years.',
    ),
    code(
      'import pandas as pd',
      '',
      'log = pd.read_csv("harbour.csv", parse_dates=["at"])',
      'log["late"] = log["left"] > log["due"] + pd.Timedelta(minutes=3)',
      'log.groupby("tide")["late"].mean()',
    ),
    p(
      'It does, though less than people say: one crossing in nine is late at low water, one in fourteen at high water.',
    ),
    table(
      ['tide', 'crossings', 'late'],
      ['high', '4,103', '0.071'],
      ['mid', '8,266', '0.084'],
      ['low', '4,020', '0.113'],
    ),
    h('What about the wind?'),
    p(
      'Wind and tide are not independent here, for a spring tide with a westerly wind empties the inner basin. So the next cell keeps the hours in which the wind was below force five.',
    ),
    code(
      'calm = log[log["wind"] < 5]',
      'for tide, rows in calm.groupby("tide"):',
      '    print(tide, round(rows["late"].mean(), 3))',
    ),
    p(
      'Two thirds of the difference are gone. The rest may be the ramp, which is steeper at low water, and takes the lorries longer.',
    ),
  ],
};

export const german: Piece = {
  name: 'german',
  language: 'de',
  title: 'Wohin mit dem alten Ruderboot?',
  author: 'Karla Wendt',
  blocks: [
    p(
      'Am Steg vier liegt seit zwölf Jahren ein Boot, das niemandem mehr gehört. Der Verein hat Briefe geschrieben, dann Aushänge gemacht, und am Ende das Hafenamt gefragt, das wiederum auf den Verein verwies.',
    ),
    p(
      'Nun soll eine Schulklasse es bekommen. Die Kinder wollen die Bänke herausnehmen, den Rumpf abschleifen und Kartoffeln darin pflanzen, denn schwimmen wird es nach Meinung des Bootsbauers nicht mehr.',
    ),
    h('Was noch zu klären ist'),
    items(
      'Wer bezahlt den Transport vom Steg zur Schule, etwa 240 Euro?',
      'Darf die alte Farbe im Freien abgeschliffen werden?',
      'Was geschieht, wenn sich doch noch ein Eigentümer meldet?',
    ),
    p(
      'Der Vorsitzende ist guter Dinge. Man habe schon schwerere Dinge bewegt, sagte er, und zeigte auf den Anker vor dem Vereinshaus, der über eine Tonne wiegt und 1987 in einer einzigen Nacht dorthin gekommen ist.',
    ),
    quotation(
      'Ein Boot, in dem etwas wächst, ist immer noch besser als eines, in dem nur Regenwasser steht.',
    ),
  ],
};

export const french: Piece = {
  name: 'french',
  language: 'fr',
  title: 'Le dernier phare habité ferme ses portes',
  author: 'Hélène Auffret',
  blocks: [
    p(
      'Depuis cent vingt ans, quelqu’un monte chaque soir les deux cent sept marches du phare de la pointe. À la fin du mois, la lampe sera commandée depuis le continent, et le gardien rendra ses clés.',
    ),
    p(
      '« Je connais chaque marche par son bruit », dit-il en posant la main sur la rampe. Il n’a jamais voulu d’un autre poste, même l’hiver où la tempête a coupé l’île du monde pendant onze jours.',
    ),
    h('Que deviendra la maison ?'),
    p(
      'La commune voudrait en faire un gîte d’étape, l’association des amis du phare un petit musée. Les deux projets coûtent à peu près la même somme, et aucun des deux n’est financé.',
    ),
    steps(
      'Une réunion publique aura lieu le 14 mai, à la salle des fêtes.',
      'Le conseil choisira un projet avant l’été.',
      'Les travaux pourraient commencer au printemps suivant.',
    ),
    p(
      'En attendant, la lanterne restera allumée, et les visiteurs pourront monter le dimanche, par groupes de huit.',
    ),
  ],
};

export const spanish: Piece = {
  name: 'spanish',
  language: 'es',
  title: 'Cómo cuidar una bicicleta en invierno',
  author: 'Lucía Ortega',
  blocks: [
    p(
      'La sal de las calles es peor que la nieve. Se mete en la cadena, en los cables y en los rodamientos, y en dos semanas hace el trabajo de un año entero de lluvia.',
    ),
    h('Cada semana'),
    steps(
      'Seca la bicicleta con un trapo, aunque no parezca mojada.',
      'Limpia la cadena y ponle una gota de aceite en cada eslabón.',
      'Comprueba la presión de las ruedas: con frío baja más deprisa.',
    ),
    p(
      'No hace falta lavarla con agua a presión. El chorro empuja la suciedad hacia dentro, justo donde más daño hace, y se lleva la grasa que la protegía.',
    ),
    p(
      'Si la guardas en casa, déjala primero un rato en la entrada. El cambio brusco de temperatura condensa agua dentro del cuadro, y esa agua no se ve hasta que es tarde.',
    ),
  ],
};
