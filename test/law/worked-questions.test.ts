import { describe, expect, it } from 'vitest';
import type { Shipment } from '../../src/law/index.ts';
import { answer, law, outcomes } from './world.ts';

const cites = (found: ReturnType<typeof answer>) => found!.acts.map((c) => c.act);

describe('worked questions', () => {
  it('1: SH magnet with dysprosium to Germany, May 2025: individual licence', () => {
    const shipment: Shipment = {
      from: 'CN',
      to: 'DE',
      end_use: 'civil',
      item: { form: 'magnet', family: 'NdFeB', grade: '45SH', composition: { Nd: 29, Dy: 1.5 } },
    };
    const licence = answer('export_licence', shipment, '2025-05-15')!;
    expect(licence.outcome).toBe('required');
    expect(licence.says).toContain('45 working days');
    expect(licence.acts).toContainEqual(
      expect.objectContaining({ act: 'cn-mofcom-gac-2025-18-dy', clause: '1C905.a', status: 'in_force' }),
    );
    expect(answer('eu_duty', shipment, '2025-05-15')!.says).toContain('ordinary duty');
  });

  it('2: the same magnet in a rotor core: outside, generally, since 16 September 2025; open before', () => {
    const shipment: Shipment = {
      from: 'CN',
      to: 'DE',
      item: { form: 'rotor', family: 'NdFeB', hs: '8503', composition: { Nd: 29, Dy: 1.5 } },
    };
    const after = answer('export_licence', shipment, '2025-10-01')!;
    expect(after.outcome).toBe('not_required');
    expect(after.readings[0]!.qualifier).toBe('generally');
    expect(cites(after)).toContain('cn-mofcom-faq5-2025-09-16');
    expect(cites(after).join()).not.toContain('2025-61');
    expect(answer('export_licence', shipment, '2025-09-15')!.outcome).toBe('two_readings');
    expect(answer('export_licence', shipment, '2025-09-16')!.outcome).toBe('not_required');
  });

  it('3: N42 without heavy rare earths to the US, March 2026: free, 27.1%', () => {
    const shipment: Shipment = {
      from: 'CN',
      to: 'US',
      item: { form: 'magnet', family: 'NdFeB', grade: 'N42', free_of: ['Dy', 'Tb', 'Ho'] },
    };
    expect(outcomes('export_licence', shipment, '2026-03-01')).toEqual(['not_required']);
    const duty = answer('us_duty', shipment, '2026-03-01')!;
    expect(duty.readings[0]).toMatchObject({ rate_pct: 27.1, arithmetic: '2.1 + 25 = 27.1' });
    expect(cites(duty)).not.toContain('us-s122-2026');
  });

  it('6: Japanese magnet with a little Chinese dysprosium for US defence, December 2025', () => {
    const shipment: Shipment = {
      from: 'JP',
      to: 'US',
      end_use: 'military',
      item: { form: 'magnet', family: 'NdFeB', contains: ['Dy'] },
      origin: {
        melted: ['JP'],
        made: ['JP'],
        magnetised: ['JP'],
        inputs: [{ element: 'Dy', origin: 'CN', value_share_pct: 0.5 }],
      },
    };
    const licence = answer('export_licence', shipment, '2025-12-05')!;
    expect(licence.outcome).toBe('not_required');
    expect(licence.acts).toContainEqual(
      expect.objectContaining({ act: 'cn-mofcom-2025-61-1-1', status: 'suspended' }),
    );
    expect(licence.flags.join(' ')).toMatch(/Announcement 46 of 2024, 1/);
    expect(licence.flags.join(' ')).toMatch(/end-use promise/);
    expect(outcomes('procurement', shipment, '2025-12-05')).toEqual(['compliant']);
  });

  it.each([
    ['2025-10-20', 'required'],
    ['2025-11-20', 'not_required'],
    ['2025-10-08', 'not_required'],
  ])('9: Chinese dysprosium oxide from Korea to Germany on %s: %s', (date, expected) => {
    const shipment: Shipment = {
      from: 'KR',
      to: 'DE',
      item: { form: 'oxide', contains: ['Dy'] },
      origin: { country: 'CN' },
    };
    expect(outcomes('export_licence', shipment, date)).toEqual([expected]);
  });

  it('11: a Chinese engineer commissions a sintering line in Vietnam', () => {
    const shipment: Shipment = { from: 'CN', to: 'VN', item: { form: 'service', field: 'magnet_making' } };
    const october = answer('technology', shipment, '2025-10-25')!;
    expect(october.outcome).toBe('required');
    expect(october.acts).toContainEqual(
      expect.objectContaining({ act: 'cn-mofcom-2025-62', clause: '1E902.b' }),
    );
    const may = answer('technology', shipment, '2026-05-01')!;
    expect(may.outcome).toBe('depends');
    expect(may.needs).toEqual(['item.technology_transferred']);
    expect(may.readings.map((r) => r.outcome).sort()).toEqual(['barred', 'not_required']);
    const knowHow: Shipment = { ...shipment, item: { ...shipment.item, technology_transferred: true } };
    expect(outcomes('technology', knowHow, '2026-05-01')).toEqual(['barred']);
  });

  it('12: general licence that names the carmaker, February 2026: covered, 37.1%; a defence buyer is barred', () => {
    const shipment: Shipment = {
      from: 'CN',
      to: 'US',
      end_use: 'civil',
      exporter: { name: 'JL Mag' },
      end_user: { name: 'A carmaker' },
      licences: [{ type: 'general', holder: 'JL Mag', end_users: ['A carmaker'] }],
      item: { form: 'magnet', family: 'NdFeB', grade: '42SH' },
    };
    expect(outcomes('export_licence', shipment, '2026-02-10')).toEqual(['covered']);
    expect(answer('us_duty', shipment, '2026-02-10')!.readings[0]!.rate_pct).toBe(37.1);
    const defence: Shipment = { ...shipment, end_use: 'military' };
    const barred = answer('export_licence', defence, '2026-02-10')!;
    expect(barred.outcome).toBe('barred');
    expect(cites(barred)).toContain('cn-mofcom-2024-46-c1');
  });

  it('15: a washing machine below the line, and a wind generator with nothing recycled', () => {
    const washer: Shipment = {
      to: 'DE',
      from: 'CN',
      item: { form: 'device', family: 'NdFeB', product: 'washing_machine', magnet_mass_kg: 0.15 },
    };
    expect(outcomes('eu_recycled_share', washer, '2027-06-01')).toEqual(['none']);
    expect(outcomes('eu_label', washer, '2027-06-01')).toEqual(['not_yet']);
    const generator: Shipment = {
      to: 'DE',
      from: 'CN',
      item: {
        form: 'device',
        family: 'NdFeB',
        product: 'wind_generator',
        magnet_mass_kg: 600,
        recycled_share_pct: 0,
      },
    };
    const publish = answer('eu_recycled_share', generator, '2030-06-01')!;
    expect(publish.outcome).toBe('two_readings');
    expect(publish.readings.find((r) => r.outcome === 'applies')!.says).toContain('"0%"');
    expect(publish.readings.map((r) => r.assuming.join()).join()).toContain('2028-06-01');
    const minimum = answer('eu_minimum_share', generator, '2030-06-01')!;
    expect(minimum.outcome).toBe('none');
    expect(minimum.says).toContain('no minimum');
  });
});

describe('the table of duties on Chinese magnets', () => {
  const magnet = (family: string): Shipment => ({
    from: 'CN',
    to: 'US',
    item: { form: 'magnet', family },
    origin: { made: ['CN'] },
  });
  it.each([
    ['2025-01-15', '2.1%', '2.1%'],
    ['2025-02-04', '12.1%', '12.1%'],
    ['2025-03-04', '22.1%', '22.1%'],
    ['2025-04-05', '32.1%', '32.1%'],
    ['2025-04-09', '106.1%', '106.1%'],
    ['2025-04-10', '147.1%', '147.1%'],
    ['2025-05-14', '32.1%', '32.1%'],
    ['2025-09-08', '22.1%', '32.1%'],
    ['2025-11-10', '12.1%', '22.1%'],
    ['2026-01-01', '37.1%', '47.1%'],
    ['2026-02-24', '27.1%', '37.1%'],
  ])('%s: NdFeB %s, SmCo %s', (date, ndfeb, smco) => {
    expect(outcomes('us_duty', magnet('NdFeB'), date)).toEqual([ndfeb]);
    expect(outcomes('us_duty', magnet('SmCo'), date)).toEqual([smco]);
  });

  it('24 July 2026: both readings of the exclusion list', () => {
    for (const family of ['NdFeB', 'SmCo']) {
      const duty = answer('us_duty', magnet(family), '2026-07-24')!;
      expect(duty.outcome).toBe('two_readings');
      expect(duty.readings.map((r) => r.rate_pct)).toEqual([39.6, 27.1]);
      expect(duty.readings[0]!.missing.join()).toContain('exclusion list');
    }
  });
});

describe('an open date', () => {
  const shipment: Shipment = {
    from: 'JP',
    to: 'DE',
    end_use: 'civil',
    item: { form: 'magnet', family: 'NdFeB', composition: { Nd: 28, Dy: 1.8 } },
    origin: { made: ['JP'], inputs: [{ element: 'Dy', origin: 'CN', value_share_pct: 9 }] },
  };

  it('gives both readings between 11 November 2026 and 10 January 2027, each with what it rests on', () => {
    const found = answer('export_licence', shipment, '2026-11-20')!;
    expect(found.outcome).toBe('two_readings');
    expect(found.readings.map((r) => r.outcome)).toEqual(['required', 'not_required']);
    expect(found.readings[1]!.rests).toContain('cn-us-kl-arrangement-extension-2026');
    expect(found.readings[1]!.missing).toHaveLength(1);
    expect(found.readings[0]!.rests).toEqual(['cn-mofcom-gac-2025-70']);
  });

  it.each([
    ['2025-10-08', ['not_required']],
    ['2025-12-05', ['not_required']],
    ['2026-11-10', ['not_required']],
    ['2026-11-11', ['required', 'not_required']],
    ['2027-01-10', ['required', 'not_required']],
    ['2027-01-11', ['required']],
  ])('%s: %j', (date, expected) => {
    expect(outcomes('export_licence', shipment, date)).toEqual(expected);
  });

  it('never calls a suspension that has run out certain', () => {
    const found = answer('export_licence', shipment, '2027-01-11')!;
    expect(found.certainty).toBe('unsure');
    expect(found.flags.join()).toContain('ran out on 2027-01-10');
  });

  it('lists the other days on which the answer turns, with the acts that turn it', () => {
    const days = law
      .decide(shipment, '2026-11-20')
      .answers.find((a) => a.question === 'export_licence')!.other_days;
    expect(days.map((d) => `${d.from} ${d.outcome}`)).toEqual([
      '2026-11-11 two_readings',
      '2027-01-11 required',
    ]);
    expect(days[0]!.acts).toContain('cn-mofcom-2025-61-1-1');
  });
});
