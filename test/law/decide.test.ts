import { describe, expect, it } from 'vitest';
import type { Shipment } from '../../src/law/index.ts';
import { answer, law, outcomes } from './world.ts';

const from = (item: Shipment['item'], more: Partial<Shipment> = {}): Shipment => ({
  from: 'CN',
  to: 'DE',
  end_use: 'civil',
  item,
  ...more,
});
const licence = (shipment: Shipment, date: string) => outcomes('export_licence', shipment, date);

describe('what Announcement 18 lists', () => {
  it.each<[string, Shipment['item'], string]>([
    ['samarium-cobalt magnet', { form: 'magnet', family: 'SmCo' }, 'required'],
    ['blank with terbium', { form: 'blank', family: 'NdFeB', contains: ['Tb'] }, 'required'],
    [
      'magnet powder with dysprosium',
      { form: 'magnet_powder', family: 'NdFeB', contains: ['Dy'] },
      'required',
    ],
    ['yttrium oxide', { form: 'oxide', contains: ['Y'] }, 'required'],
    ['gadolinium metal', { form: 'metal', contains: ['Gd'] }, 'required'],
    ['Dy-Fe alloy', { form: 'alloy', alloy: 'Dy-Fe' }, 'required'],
    ['mixed carbonate with lutetium', { form: 'compound', contains: ['Lu', 'Er'] }, 'required'],
    ['neodymium oxide', { form: 'oxide', contains: ['Nd'] }, 'not_required'],
    ['PrNd metal', { form: 'metal', contains: ['Pr', 'Nd'] }, 'not_required'],
    ['light magnet', { form: 'magnet', family: 'NdFeB', composition: { Nd: 31 } }, 'not_required'],
    ['ferrite', { form: 'magnet', family: 'ferrite' }, 'not_required'],
    ['phosphor with yttrium', { form: 'phosphor', contains: ['Y'] }, 'not_required'],
    [
      'washing machine',
      { form: 'device', family: 'NdFeB', contains: ['Dy'], product: 'washing_machine' },
      'not_required',
    ],
  ])('%s', (_, item, expected) => {
    expect(licence(from(item), '2026-03-01')).toEqual([expected]);
    expect(licence(from(item), '2025-04-03')).toEqual(['not_required']);
  });

  it('binds every destination outside the mainland, and nothing inside', () => {
    const item = { form: 'magnet', family: 'SmCo' };
    for (const to of ['HK', 'TW', 'KR', 'RU', 'BR'])
      expect(licence(from(item, { to }), '2026-03-01')).toEqual(['required']);
    expect(licence(from(item, { to: 'CN' }), '2026-03-01')).toEqual(['not_required']);
  });

  it('does not reach magnets made and sent elsewhere', () => {
    const shipment = from(
      { form: 'magnet', family: 'SmCo' },
      { from: 'DE', to: 'FR', origin: { made: ['DE'], inputs: [{ element: 'Sm', origin: 'FR' }] } },
    );
    expect(licence(shipment, '2025-10-20')).toEqual(['not_required']);
  });

  it('leaves an alloy that it does not name to a classification', () => {
    expect(licence(from({ form: 'alloy', alloy: 'Gd-Fe' }), '2026-03-01').sort()).toEqual([
      'not_required',
      'required',
    ]);
  });

  it('leaves a trace to both readings, as no floor is printed', () => {
    const trace = from({ form: 'magnet', family: 'NdFeB', composition: { Nd: 30, Dy: 0.02 } });
    const found = answer('export_licence', trace, '2026-03-01')!;
    expect(found.outcome).toBe('two_readings');
    expect(found.readings[0]!.assuming.join()).toContain('trace');
  });

  it('asks for the composition where it decides, and gives both outcomes', () => {
    const found = answer('export_licence', from({ form: 'magnet', family: 'NdFeB' }), '2026-03-01')!;
    expect(found.outcome).toBe('depends');
    expect(found.needs).toEqual(['item.composition']);
    expect(found.readings.map((r) => r.outcome).sort()).toEqual(['not_required', 'required']);
  });

  it('leaves a magnet that is only glued into a holder open even after the clarification', () => {
    expect(licence(from({ form: 'mounted_magnet', family: 'SmCo' }), '2026-03-01').sort()).toEqual([
      'not_required',
      'required',
    ]);
    expect(licence(from({ form: 'motor', family: 'SmCo' }), '2026-03-01')).toEqual(['not_required']);
  });
});

describe('holmium', () => {
  const item = { form: 'magnet', family: 'NdFeB', composition: { Nd: 29, Ho: 1 } };
  it.each([
    ['2025-10-20', ['not_required']],
    ['2025-11-08', ['not_required']],
    ['2026-11-20', ['required', 'not_required']],
    ['2027-02-01', ['required']],
  ])('%s: %j', (date, expected) => {
    expect(licence(from(item), date)).toEqual(expected);
  });

  it('cites the suspended act on a day in between', () => {
    const found = answer('export_licence', from(item), '2026-03-01')!;
    expect(found.acts).toContainEqual(
      expect.objectContaining({ act: 'cn-mofcom-gac-2025-57', status: 'suspended' }),
    );
  });
});

describe('parties and end use', () => {
  const smco = { form: 'magnet', family: 'SmCo' };
  it('bars a control-listed party and restricts a watch-listed one', () => {
    const to = (name: string) => from(smco, { to: 'JP', end_user: { name } });
    expect(licence(to('IHI Aerospace Co., Ltd.'), '2026-03-10')).toEqual(['barred']);
    expect(licence(to('宇宙航空研究開発機構'), '2026-03-10')).toEqual(['barred']);
    expect(licence(to('IHI Aerospace Co., Ltd.'), '2026-02-23')).toEqual(['required']);
    const watch = answer('export_licence', to('TDK Corporation'), '2026-03-10')!;
    expect(watch.outcome).toBe('required');
    expect(watch.says).toMatch(/individual .*no time limit/);
  });

  it('does not let a general licence serve a watch-listed party', () => {
    const shipment = from(smco, {
      to: 'JP',
      end_user: { name: 'TDK' },
      licences: [{ type: 'general', end_users: ['TDK'] }],
    });
    expect(licence(shipment, '2026-03-10')).toEqual(['required']);
    expect(
      licence(
        {
          ...shipment,
          end_user: { name: 'A maker' },
          licences: [{ type: 'general', end_users: ['A maker'] }],
        },
        '2026-03-10',
      ),
    ).toEqual(['covered']);
  });

  it('asks whether a group stands for its listed unit', () => {
    const found = answer(
      'export_licence',
      from(smco, { to: 'JP', end_user: { name: 'Kawasaki Heavy Industries' } }),
      '2026-03-10',
    )!;
    expect(found.outcome).toBe('depends');
    expect(found.readings.map((r) => r.outcome).sort()).toEqual(['barred', 'required']);
  });

  it('does not take another firm for a listed one because of one word', () => {
    const found = answer(
      'export_licence',
      from(smco, { to: 'US', end_user: { name: 'Cubic Zirconia Jewels Ltd' } }),
      '2025-05-01',
    )!;
    expect(found.outcome).toBe('depends');
    expect(licence(from(smco, { to: 'US', end_user: { name: 'Cubic Corporation' } }), '2025-05-01')).toEqual([
      'barred',
    ]);
  });

  it('says that the lists are partial', () => {
    expect(
      answer('export_licence', from(smco, { end_user: { name: 'A maker' } }), '2026-05-01')!.flags.join(),
    ).toContain('partial');
  });

  it.each([
    ['US', '2024-12-10', 'not_required'],
    ['US', '2025-06-01', 'barred'],
    ['JP', '2026-01-05', 'required'],
    ['JP', '2026-01-06', 'barred'],
    ['DE', '2026-03-01', 'required'],
  ])('military use in %s on %s: %s', (to, date, expected) => {
    expect(licence(from(smco, { to, end_use: 'military' }), date)).toEqual([expected]);
  });

  it('bars Chinese goods on their way to the US military from a third country', () => {
    const shipment = from(smco, { from: 'DE', to: 'US', end_use: 'military', origin: { made: ['CN'] } });
    expect(licence(shipment, '2026-03-01')).toEqual(['barred']);
    expect(licence({ ...shipment, end_use: 'civil' }, '2026-03-01')).toEqual(['not_required']);
  });

  it('asks for the end use only where it decides', () => {
    const { end_use: _, ...open } = from(smco, { to: 'US' });
    expect(answer('export_licence', open, '2026-03-01')!.needs).toEqual(['end_use']);
    const { end_use: __, ...light } = from(
      { form: 'magnet', family: 'NdFeB', free_of: ['Dy', 'Tb', 'Ho'] },
      { to: 'US' },
    );
    expect(answer('export_licence', light, '2026-03-01')!.needs).toEqual([]);
  });
});

describe('a licence in hand', () => {
  const shipment = from({ form: 'magnet', family: 'SmCo' }, { end_user: { name: 'A maker' } });
  it.each<[string, NonNullable<Shipment['licences']>[number], string]>([
    [
      'valid',
      { type: 'individual', end_users: ['A maker'], from: '2026-01-01', until: '2026-12-31' },
      'covered',
    ],
    ['expired', { type: 'individual', end_users: ['A maker'], until: '2026-02-28' }, 'required'],
    ['for another end user', { type: 'general', end_users: ['Somebody else'] }, 'required'],
  ])('%s', (_, held, expected) => {
    expect(licence({ ...shipment, licences: [held] }, '2026-03-01')).toEqual([expected]);
  });
});

describe('No. 61 abroad', () => {
  const magnet: Shipment = {
    from: 'JP',
    to: 'DE',
    end_use: 'civil',
    item: { form: 'magnet', family: 'NdFeB', contains: ['Dy'] },
    origin: { made: ['JP'], inputs: [{ element: 'Dy', origin: 'CN', value_share_pct: 0.09 }] },
  };
  const share = (value: number): Shipment => ({
    ...magnet,
    origin: {
      ...magnet.origin,
      inputs: [{ element: 'Dy', origin: 'CN', value_share_pct: value }],
      chinese_technology: false,
    },
  });

  it('counts from 0.1% of value', () => {
    expect(licence(share(0.09), '2027-02-01')).toEqual(['not_required']);
    expect(licence(share(0.1), '2027-02-01')).toEqual(['required']);
  });

  it('reaches what is made with Chinese technology', () => {
    const own: Shipment = {
      ...magnet,
      origin: { made: ['JP'], inputs: [{ element: 'Dy', origin: 'AU' }], chinese_technology: true },
    };
    expect(licence(own, '2027-02-01')).toEqual(['required']);
    expect(licence({ ...own, origin: { ...own.origin, chinese_technology: false } }, '2027-02-01')).toEqual([
      'not_required',
    ]);
  });

  it('is denied in principle for military users', () => {
    expect(licence({ ...share(5), end_use: 'military' }, '2027-02-01')).toEqual(['denied_in_principle']);
  });

  it('does not name yttrium oxide, nor goods on their way to China', () => {
    const oxide: Shipment = {
      from: 'KR',
      to: 'DE',
      item: { form: 'oxide', contains: ['Y'] },
      origin: { country: 'CN' },
    };
    expect(licence(oxide, '2025-10-20')).toEqual(['not_required']);
    expect(licence({ ...share(5), to: 'CN' }, '2027-02-01')).toEqual(['not_required']);
  });

  it('lists the part that holds a magnet, which no clarification of No. 18 frees', () => {
    const rotor: Shipment = {
      ...magnet,
      item: { form: 'rotor', family: 'SmCo' },
      origin: { assembled: ['CN'] },
    };
    expect(licence({ ...rotor, from: 'KR' }, '2025-10-20')).toEqual(['required']);
  });
});

describe('other countries and other years', () => {
  it.each<[string, Shipment, string, string]>([
    [
      'raw ore from Malaysia',
      { from: 'MY', to: 'CN', item: { form: 'concentrate' } },
      '2025-06-01',
      'barred',
    ],
    [
      'oxide from Malaysia',
      { from: 'MY', to: 'JP', item: { form: 'oxide', contains: ['Nd'] } },
      '2025-06-01',
      'not_required',
    ],
    [
      'raw ore from Vietnam before the law',
      { from: 'VN', to: 'CN', item: { form: 'ore' } },
      '2025-12-31',
      'not_required',
    ],
    ['raw ore from Vietnam', { from: 'VN', to: 'CN', item: { form: 'ore' } }, '2026-01-01', 'barred'],
    [
      'oxide from China under the quotas',
      { from: 'CN', to: 'US', item: { form: 'oxide', contains: ['La'] } },
      '2012-06-01',
      'required',
    ],
    [
      'magnet from China under the quotas',
      { from: 'CN', to: 'US', item: { form: 'magnet', family: 'NdFeB' } },
      '2012-06-01',
      'not_required',
    ],
    [
      'gallium to the US',
      { from: 'CN', to: 'US', item: { form: 'metal', contains: ['Ga'] } },
      '2025-06-01',
      'denied_in_principle',
    ],
    [
      'gallium to the US, suspended',
      { from: 'CN', to: 'US', item: { form: 'metal', contains: ['Ga'] } },
      '2026-11-27',
      'not_required',
    ],
    [
      'gallium to the US, after the suspension',
      { from: 'CN', to: 'US', item: { form: 'metal', contains: ['Ga'] } },
      '2026-11-28',
      'denied_in_principle',
    ],
    [
      'magnet-line equipment',
      { from: 'CN', to: 'IN', item: { form: 'equipment' } },
      '2026-03-01',
      'not_required',
    ],
    [
      'magnet-line equipment',
      { from: 'CN', to: 'IN', item: { form: 'equipment' } },
      '2027-03-01',
      'required',
    ],
  ])('%s (%#)', (_, shipment, date, expected) => {
    expect(licence(shipment, date)).toEqual([expected]);
  });

  it('says in autumn 2010 that shipments to Japan were stopped without an act', () => {
    const found = answer(
      'export_licence',
      { from: 'CN', to: 'JP', item: { form: 'oxide', contains: ['Ce'] } },
      '2010-10-15',
    )!;
    expect(found.flags.join()).toContain('without a published act');
  });

  it('keeps the ordinary export licence for raw forms as a matter of its own', () => {
    const found = answer(
      'export_licence',
      { from: 'CN', to: 'JP', item: { form: 'oxide', contains: ['Nd'] } },
      '2026-03-01',
    )!;
    expect(found.outcome).toBe('not_required');
    expect(found.flags.join()).toContain('ordinary export licence');
  });
});

describe('defence procurement', () => {
  const chain = (origin: Shipment['origin'], more: Partial<Shipment> = {}): Shipment => ({
    from: 'JP',
    to: 'US',
    us_defence_contract: true,
    item: { form: 'magnet', family: 'NdFeB' },
    ...(origin ? { origin } : {}),
    ...more,
  });
  const home = { melted: ['JP'], made: ['JP'], magnetised: ['JP'] };
  const clean = { mined: ['AU'], separated: ['MY'], metal: ['VN'], ...home };

  it('moves from melting to the mine on 1 January 2027', () => {
    const shipment = chain({ ...home, mined: ['CN'], separated: ['CN'], metal: ['CN'] });
    expect(outcomes('procurement', shipment, '2026-12-31')).toEqual(['compliant']);
    expect(outcomes('procurement', shipment, '2027-01-01')).toContain('not_compliant');
    expect(outcomes('procurement', chain(clean), '2027-01-01')).toEqual(['compliant']);
  });

  it('counts every production step in the first phase', () => {
    expect(
      outcomes('procurement', chain({ ...home, magnetised: ['CN'] }, { cots: false }), '2026-03-01'),
    ).toEqual(['not_compliant']);
    expect(
      outcomes('procurement', chain({ ...home, melted: ['RU'] }, { cots: false }), '2026-03-01'),
    ).toEqual(['not_compliant']);
  });

  it('frees commercial items in the first phase, and only light ones in the second', () => {
    const chinese = { melted: ['CN'], made: ['CN'], magnetised: ['CN'] };
    expect(outcomes('procurement', chain(chinese, { cots: true }), '2026-03-01')).toEqual(['exempt']);
    expect(outcomes('procurement', chain(chinese, { cots: true }), '2027-03-01')).toEqual(['not_compliant']);
    const device = (magnet: number) =>
      chain(chinese, {
        cots: true,
        item: { form: 'device', family: 'NdFeB', magnet_mass_kg: magnet, device_mass_kg: 2 },
      });
    expect(outcomes('procurement', device(0.9), '2027-03-01')).toEqual(['exempt']);
    expect(outcomes('procurement', device(1), '2027-03-01')).toEqual(['not_compliant']);
  });

  it('is unsure about additions such as dysprosium from China', () => {
    const shipment = chain({ ...clean, inputs: [{ element: 'Dy', origin: 'CN' }] }, { cots: false });
    const found = answer('procurement', shipment, '2027-03-01')!;
    expect(found.outcome).toBe('two_readings');
    expect(found.readings.map((r) => r.outcome)).toEqual(['compliant', 'not_compliant']);
    expect(outcomes('procurement', shipment, '2026-03-01')).toEqual(['compliant']);
  });

  it('names the steps that were left out, and gives both outcomes', () => {
    const found = answer('procurement', chain({ made: ['JP'] }, { cots: false }), '2027-03-01')!;
    expect(found.outcome).toBe('depends');
    expect(found.needs.join()).toContain('origin.mined');
  });

  it('does not concern ferrite, civil buyers or other countries', () => {
    expect(
      outcomes('procurement', chain(clean, { item: { form: 'magnet', family: 'ferrite' } }), '2027-03-01'),
    ).toEqual(['not_applicable']);
    expect(outcomes('procurement', chain(clean, { us_defence_contract: false }), '2027-03-01')).toEqual([
      'not_applicable',
    ]);
    expect(
      outcomes(
        'procurement',
        chain(clean, { us_defence_contract: false, end_use: 'military', to: 'FR' }),
        '2027-03-01',
      ),
    ).toEqual(['not_applicable']);
  });
});

describe('duty by origin and line', () => {
  const into = (origin: string, family: string, more: Partial<Shipment> = {}): Shipment => ({
    from: origin,
    to: 'US',
    item: { form: 'magnet', family },
    origin: { made: [origin] },
    ...more,
  });
  it.each<[string, Shipment, string, string[]]>([
    ['EU SmCo under Section 122', into('DE', 'SmCo'), '2026-03-01', ['12.1%']],
    ['EU NdFeB under Section 122', into('DE', 'NdFeB'), '2026-03-01', ['2.1%']],
    ['Japan, claimed', into('JP', 'NdFeB', { preference_claimed: true }), '2026-03-01', ['0%']],
    ['Japan, not claimed', into('JP', 'NdFeB', { preference_claimed: false }), '2026-03-01', ['2.1%']],
    ['EU filled up to 15% in 2025', into('DE', 'SmCo'), '2025-10-01', ['15%']],
    ['Vietnam in 2025', into('VN', 'SmCo'), '2025-10-01', ['22.1%']],
    ['Vietnam NdFeB on Annex II', into('VN', 'NdFeB'), '2025-10-01', ['2.1%']],
    ['EU filled up to 10% from July 2026', into('FI', 'NdFeB'), '2026-08-01', ['10%', '2.1%']],
    ['Vietnam from July 2026', into('VN', 'NdFeB'), '2026-08-01', ['14.6%', '2.1%']],
    ['Russia, column 2', into('RU', 'SmCo'), '2026-06-01', ['55%']],
  ])('%s', (_, shipment, date, expected) => {
    expect(outcomes('us_duty', shipment, date)).toEqual(expected);
  });

  it('takes rotors by the code given, and says where a line is not on record', () => {
    const rotor: Shipment = {
      from: 'CN',
      to: 'US',
      item: { form: 'rotor', family: 'NdFeB', hs: '8503009520' },
    };
    expect(outcomes('us_duty', rotor, '2026-06-01')).toEqual(['38%']);
    expect(
      outcomes('us_duty', { ...rotor, item: { ...rotor.item, hs: '8501520000' } }, '2026-06-01'),
    ).toEqual(['unknown']);
  });

  it('reads a Chinese customs code as the American line of the same goods', () => {
    const shipment: Shipment = {
      from: 'CN',
      to: 'US',
      item: { form: 'magnet', family: 'NdFeB', hs: '8505111000' },
    };
    expect(outcomes('us_duty', shipment, '2026-03-01')).toEqual(['27.1%']);
  });

  it('follows the day of entry, not of export', () => {
    const shipment: Shipment = { ...into('CN', 'NdFeB'), entry_date: '2026-02-25' };
    expect(outcomes('us_duty', shipment, '2026-01-20')).toEqual(['27.1%']);
  });
});

describe('products on the market of the Union', () => {
  const product = (name: string, more: Partial<Shipment['item']> = {}): Shipment => ({
    from: 'CN',
    to: 'FR',
    item: { form: 'device', family: 'NdFeB', product: name, magnet_mass_kg: 1, ...more },
  });
  it.each<[string, string, string[]]>([
    ['motor_vehicle', '2029-05-23', ['not_yet']],
    ['motor_vehicle', '2029-05-24', ['applies']],
    ['heat_pump', '2028-10-08', ['not_yet']],
    ['heat_pump', '2028-10-09', ['not_yet', 'applies']],
    ['small_series_vehicle', '2030-01-01', ['exempt']],
    ['other_product', '2030-01-01', ['none']],
  ])('label of a %s on %s: %j', (name, date, expected) => {
    expect(outcomes('eu_label', product(name), date)).toEqual(expected);
  });

  it('frees ferrite of the recycled share, not of the label', () => {
    const ferrite = product('motor_vehicle', { family: 'ferrite' });
    expect(outcomes('eu_label', ferrite, '2030-01-01')).toEqual(['applies']);
    expect(outcomes('eu_recycled_share', ferrite, '2030-01-01')).toEqual(['none']);
  });

  it('draws the line above 0.2 kg', () => {
    expect(
      outcomes('eu_recycled_share', product('motor_vehicle', { magnet_mass_kg: 0.2 }), '2030-01-01'),
    ).toEqual(['none']);
    expect(
      outcomes('eu_recycled_share', product('motor_vehicle', { magnet_mass_kg: 0.21 }), '2030-01-01'),
    ).toEqual(['not_yet', 'applies']);
  });

  it('exempts defence, and does not concern a bare magnet or another market', () => {
    expect(outcomes('eu_label', { ...product('motor_vehicle'), end_use: 'military' }, '2030-01-01')).toEqual([
      'exempt',
    ]);
    expect(
      outcomes('eu_label', { from: 'CN', to: 'FR', item: { form: 'magnet', family: 'NdFeB' } }, '2030-01-01'),
    ).toEqual(['not_applicable']);
    expect(outcomes('eu_label', { ...product('motor_vehicle'), to: 'US' }, '2030-01-01')).toEqual([
      'not_applicable',
    ]);
  });
});

describe('technology', () => {
  const help = (field: string, more: Partial<Shipment['item']> = {}): Shipment => ({
    from: 'CN',
    to: 'VN',
    item: { form: 'technology', field, ...more },
  });
  it.each([
    ['separation', '2023-12-20', ['not_required']],
    ['separation', '2023-12-21', ['barred']],
    ['magnet_making', '2026-03-01', ['barred']],
    ['recycling', '2025-10-20', ['required']],
    ['recycling', '2026-03-01', ['not_required']],
    ['recycling', '2026-11-20', ['required', 'not_required']],
  ])('%s on %s: %j', (field, date, expected) => {
    expect(outcomes('technology', help(field), date)).toEqual(expected);
  });

  it('does not reach a provider from elsewhere', () => {
    expect(outcomes('technology', { ...help('magnet_making'), from: 'JP' }, '2025-10-20')).toEqual([
      'not_required',
    ]);
  });
});

describe('decide', () => {
  it('refuses a day that is none', () => {
    expect(() => law.decide({ item: { form: 'magnet' } })).toThrow(/must be a day/);
  });

  it('says what is missing where a place is missing', () => {
    const found = answer(
      'export_licence',
      { item: { form: 'magnet', family: 'SmCo' }, to: 'DE' },
      '2026-03-01',
    )!;
    expect(found.outcome).toBe('unclear');
    expect(found.flags.join()).toContain('from');
  });

  it('says that it is no advice, and how far the law was read', () => {
    expect(
      law.decide({ from: 'CN', to: 'DE', item: { form: 'magnet', family: 'SmCo' } }, '2027-03-01').caveats,
    ).toEqual([expect.stringContaining('no legal advice'), expect.stringContaining('2026-10-08')]);
  });

  it('names what would change the answer', () => {
    const { answers } = law.decide(
      { from: 'CN', to: 'DE', end_use: 'civil', item: { form: 'magnet', family: 'NdFeB', contains: ['Dy'] } },
      '2026-03-01',
    );
    const changes = answers
      .find((a) => a.question === 'export_licence')!
      .would_change.map((c) => `${c.what}: ${c.outcome}`);
    expect(changes).toContain('without dysprosium and terbium: not_required');
    expect(changes).toContain('fixed in a rotor core: not_required');
    expect(changes).toContain('with an individual licence for this end user: covered');
  });
});

describe('what is said beside the answer', () => {
  it('says that dysprosium was presumed from the grade', () => {
    const found = answer(
      'export_licence',
      from({ form: 'magnet', family: 'NdFeB', grade: '40UH' }),
      '2026-03-01',
    )!;
    expect(found.outcome).toBe('required');
    expect(found.flags.join()).toContain('presumed from the grade 40UH');
  });

  it('says that contents not named were taken as absent', () => {
    const found = answer(
      'export_licence',
      from({ form: 'magnet', family: 'NdFeB', composition: { Nd: 31 } }),
      '2026-03-01',
    )!;
    expect(found.flags.join()).toContain('names no Dy, Tb');
  });

  it('says where a country’s own export rules are not held', () => {
    const found = answer(
      'export_licence',
      { from: 'JP', to: 'FR', item: { form: 'magnet', family: 'ferrite' } },
      '2026-03-01',
    )!;
    expect(found.flags.join()).toContain('export rules of JP');
  });

  it('flags a Chinese magnet inside a part on its way to the US military', () => {
    const found = answer(
      'export_licence',
      {
        from: 'JP',
        to: 'US',
        end_use: 'military',
        item: { form: 'rotor', family: 'SmCo' },
        origin: { made: ['CN'], assembled: ['JP'] },
      },
      '2026-03-01',
    )!;
    expect(found.flags.join()).toContain('Announcement 46 of 2024');
  });

  it('says that struck-down duties may be claimed back', () => {
    const found = answer(
      'us_duty',
      { from: 'CN', to: 'US', item: { form: 'magnet', family: 'NdFeB' } },
      '2025-06-01',
    )!;
    expect(found.flags.join()).toContain('claimed back');
  });

  it('does not tax what moves inside the Union', () => {
    expect(
      outcomes('eu_duty', { from: 'DE', to: 'FR', item: { form: 'magnet', family: 'NdFeB' } }, '2026-03-01'),
    ).toEqual(['not_applicable']);
  });
});

describe('a list that is suspended', () => {
  it('does not bar, and is said', () => {
    const shipment = from(
      { form: 'magnet', family: 'SmCo' },
      { to: 'US', end_user: { name: 'Sierra Nevada Corporation' } },
    );
    expect(licence(shipment, '2025-05-01')).toEqual(['barred']);
    const later = answer('export_licence', shipment, '2026-03-01')!;
    expect(later.outcome).toBe('required');
    expect(later.flags.join()).toContain('list that is suspended');
    expect(licence(shipment, '2026-11-11')).toEqual(['barred']);
  });
});
