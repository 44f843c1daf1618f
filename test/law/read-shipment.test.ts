import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readShipment } from '../../src/law/index.ts';
import { facts, law } from './world.ts';

const lexicon = { shipment: facts.shipmentWords, places: facts.lawWords.places };
const read = (input: unknown) => readShipment(input, lexicon);

describe('an item in words', () => {
  it.each<[string, object]>([
    [
      '42SH sintered NdFeB magnet with 1.5% Dy, no Tb',
      { form: 'magnet', family: 'NdFeB', grade: '42SH', composition: { Dy: 1.5 }, free_of: ['Tb'] },
    ],
    ['N42 magnets without Dy/Tb', { form: 'magnet', family: 'NdFeB', grade: 'N42', free_of: ['Dy', 'Tb'] }],
    ['heavy-rare-earth-free neodymium magnets', { form: 'magnet', family: 'NdFeB', free_of: ['Dy', 'Tb'] }],
    ['dysprosium oxide', { form: 'oxide', contains: ['Dy'] }],
    ['氧化镝', { form: 'oxide', contains: ['Dy'] }],
    ['PrNd metal', { form: 'metal', contains: ['Pr', 'Nd'] }],
    ['TbDyFe alloy', { form: 'alloy', alloy: 'Tb-Dy-Fe' }],
    ['gadolinium iron alloy', { form: 'alloy', alloy: 'Gd-Fe' }],
    ['rotor core with samarium cobalt magnets', { form: 'rotor', family: 'SmCo' }],
    [
      'washing machine with 150 g of magnets',
      { form: 'device', product: 'washing_machine', magnet_mass_kg: 0.15 },
    ],
    ['commissioning of a sintering line', { form: 'service', field: 'magnet_making' }],
    ['ネオジム磁石 Dy 2%', { form: 'magnet', family: 'NdFeB', composition: { Dy: 2 } }],
  ])('%s', (text, expected) => {
    const { shipment, problems } = read({ item: text });
    expect(problems).toEqual([]);
    expect(shipment.item).toMatchObject(expected);
  });
});

describe('a shipment as people write it', () => {
  it('understands other names of fields, countries in many languages, and flat files', () => {
    const { shipment, problems } = read({
      'Ships on': '2026-03-01',
      'exported from': '中国',
      Destination: 'Deutschland',
      form: 'sintered block',
      family: 'neodymium iron boron',
      'Composition (wt pct)': undefined,
      composition: { Nd: '29%', Dy: 1.5 },
      'End use': 'automotive',
      Importer: 'A maker',
      melted: 'Japan',
      made: ['Japan', 'Vietnam'],
      dod: 'no',
    });
    expect(problems).toEqual([]);
    expect(shipment).toEqual({
      date: '2026-03-01',
      from: 'CN',
      to: 'DE',
      item: { form: 'blank', family: 'NdFeB', composition: { Nd: 29, Dy: 1.5 } },
      origin: { melted: ['JP'], made: ['JP', 'VN'] },
      buyer: { name: 'A maker' },
      end_use: 'civil',
      us_defence_contract: false,
    });
  });

  it('takes grams, a Chinese share without more, and a military party', () => {
    const { shipment, problems } = read({
      item: { description: 'NdFeB magnet with Dy', magnetMassG: 150 },
      chineseContentPct: 9,
      endUser: { name: 'A navy', country: 'US', military: true },
    });
    expect(problems).toEqual([]);
    expect(shipment.item.magnet_mass_kg).toBe(0.15);
    expect(shipment.origin!.inputs).toEqual([{ element: 'Dy', origin: 'CN', value_share_pct: 9 }]);
    expect(shipment).toMatchObject({ end_use: 'military', end_user: { name: 'A navy', country: 'US' } });
  });

  it('names what it cannot use and what would be right, and keeps the rest', () => {
    const { shipment, problems } = read({
      date: '2026-02-30',
      from: 'CN',
      to: 'Atlantis',
      item: { form: 'magnet', family: 'SmCo', hs: '85', magnet_mass_kg: 'heavy' },
      colour: 'blue',
    });
    expect(problems.map((p) => p.field).sort()).toEqual([
      'colour',
      'date',
      'item.hs',
      'item.magnet_mass_kg',
      'to',
    ]);
    expect(problems.every((p) => p.expected.length > 5)).toBe(true);
    expect(shipment).toEqual({ from: 'CN', item: { form: 'magnet', family: 'SmCo' } });
  });

  it('reads licences and inputs', () => {
    const { shipment } = read({
      item: 'SmCo magnet',
      licences: [{ type: 'general licence', holder: 'JL Mag', end_users: 'A maker', until: '2026-12-01' }],
      origin: { inputs: { element: 'samarium', origin: 'China', value_share_pct: '0.5%' } },
    });
    expect(shipment.licences).toEqual([
      { type: 'general', holder: 'JL Mag', end_users: ['A maker'], until: '2026-12-01' },
    ]);
    expect(shipment.origin!.inputs).toEqual([{ element: 'Sm', origin: 'CN', value_share_pct: 0.5 }]);
  });

  it('never throws, and what it gives can be decided', () => {
    const field = fc.constantFrom(...Object.keys(facts.shipmentWords.fields));
    fc.assert(
      fc.property(fc.dictionary(field, fc.anything({ maxDepth: 2 })), (input) => {
        const { shipment } = read(input);
        law.decide(shipment, '2026-03-01', { outlook: false });
      }),
      { numRuns: 300 },
    );
  });

  it('reads a description in time that grows with its length only', () => {
    const long = 'no Dy '.repeat(50_000);
    expect(read({ item: long }).shipment.item.free_of).toContain('Dy');
  });
});
