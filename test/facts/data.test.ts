/** What the shipped data must be like beyond their schemas: statements about the world and about the files together. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { dataDirectory, loadFacts } from '../../src/facts/index.ts';
import { convertPrice } from '../../src/vocabulary/convert.ts';

const facts = loadFacts();
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
const yearsOf = (period: string) => period.match(/\d{4}/g)!.map(Number);

describe('prices', () => {
  /** In USD/kg, tax or not, inside China or out: from the slumps of 2012, 2016 and 2020 to the peaks of 2011, 2022 and today. */
  const seen: Readonly<Record<string, readonly [number, number]>> = {
    'La-oxide': [0.4, 160],
    'Ce-oxide': [0.6, 160],
    'PrNd-oxide': [28, 250],
    'PrNd-metal': [38, 320],
    'Nd-oxide': [20, 350],
    'Nd-metal': [25, 450],
    'Pr-oxide': [20, 260],
    'Pr-metal': [30, 320],
    'Sm-oxide': [1, 140],
    'Gd-oxide': [15, 180],
    'GdFe-alloy': [15, 200],
    'Tb-oxide': [280, 4600],
    'Tb-metal': [450, 6000],
    'Dy-oxide': [110, 2900],
    'Dy-metal': [150, 3600],
    'DyFe-alloy': [130, 2500],
    'Ho-oxide': [35, 400],
    'HoFe-alloy': [40, 400],
    'Y-oxide': [2, 500],
    'RE-carbonate': [2, 15],
    'RE-concentrate': [1.5, 25],
    'RE-ore': [12, 60],
    'NdFeB-magnet': [12, 90],
  };
  const believed = facts.quotations.filter((row) => row.status !== 'disputed');

  it('lie within what the market has ever seen of their material', () => {
    for (const row of believed) {
      const [least, most] = seen[row.material] ?? [];
      expect(least, row.material).toBeDefined();
      for (const value of [row.low, row.high]) {
        const result = convertPrice({ value, unit: row.unit, period: row.period }, { unit: 'USD/kg' }, facts);
        if (!result.ok) throw new Error(result.reason);
        const where = `${row.material} ${row.period} ${row.source}`;
        expect(result.value, where).toBeGreaterThanOrEqual(least!);
        expect(result.value, where).toBeLessThanOrEqual(most!);
      }
    }
  });

  it('have ranges that a market can have: half above the bottom inside China, double where hardly anything trades', () => {
    for (const row of facts.quotations) {
      expect(row.high / row.low, `${row.material} ${row.period}`).toBeLessThanOrEqual(
        row.market === 'CN' ? 1.5 : 2,
      );
    }
  });

  it('do not hold a figure that was rejected', () => {
    const kept = new Set(
      facts.quotations.map((row) => `${row.material} ${row.period} ${row.url} ${row.low}`),
    );
    for (const row of facts.suspectQuotations) {
      expect(kept).not.toContain(`${row.material} ${row.period} ${row.url} ${row.low}`);
      expect(row.status).toBe('rejected');
    }
    expect(facts.quotations.some((row) => row.status === 'rejected')).toBe(false);
  });

  it('say how long they speak for in keeping with their period', () => {
    for (const { period, span } of facts.quotations) {
      const form =
        period.length === 10
          ? ['day', 'week']
          : period.includes('Q')
            ? ['quarter']
            : period.length === 4
              ? ['year']
              : ['month'];
      expect(form, period).toContain(span);
    }
  });

  it('tell ores of different kind apart, and floors from market prices', () => {
    for (const row of facts.quotations) {
      if (/^RE-(?:concentrate|ore)$/.test(row.material))
        expect(row.spec, `${row.period} ${row.source}`).toBeTruthy();
      if (/floor/.test(row.terms ?? '')) expect(row.price_type).toBe('floor');
    }
  });

  it('have one closing level beside each morning level', () => {
    const key = (row: (typeof facts.quotations)[number]) =>
      [row.material, row.spec, row.period, row.unit, row.market, row.source].join();
    const sessions = new Map<string, string[]>();
    for (const row of facts.quotations) {
      if (row.session) sessions.set(key(row), [...(sessions.get(key(row)) ?? []), row.session]);
    }
    expect(sessions.size).toBeGreaterThan(15);
    for (const levels of sessions.values()) {
      expect(levels.sort()).toEqual(['closing', 'morning']);
    }
  });
});

describe('money', () => {
  it('has year means that are the means of their months', () => {
    for (const { currency, period, per_usd } of facts.exchangeRates.filter(
      (rate) => rate.period.length === 4,
    )) {
      const months = facts.exchangeRates.filter(
        (rate) => rate.currency === currency && rate.period.startsWith(`${period}-`),
      );
      expect(months, `${currency} ${period}`).toHaveLength(12);
      const mean = sum(months.map((month) => month.per_usd)) / 12;
      expect(Math.abs(mean / per_usd - 1), `${currency} ${period}`).toBeLessThan(0.025);
    }
  });

  it('has tax rates without gap or overlap', () => {
    const rates = facts.vatRates.filter((rate) => rate.place === 'CN');
    for (const [index, rate] of rates.entries()) {
      const next = rates[index + 1];
      if (!next) expect(rate.to).toBeUndefined();
      else {
        const dayAfter = new Date(Date.parse(rate.to!) + 86_400_000).toISOString().slice(0, 10);
        expect(next.from).toBe(dayAfter);
      }
    }
  });
});

describe('supply', () => {
  it('has ores whose parts add to about 100', () => {
    for (const ore of facts.ores) {
      if (ore.La === undefined) {
        expect(ore.PrNd, ore.deposit).toBeDefined();
        continue;
      }
      const { La, Ce, Pr, Nd, Sm, Eu, Gd, Tb, Dy, Y, other } = ore;
      const parts = [La, Ce, Pr, Nd, Sm, Eu, Gd, Tb, Dy, Y, other].map((part) => part ?? 0);
      expect(Math.abs(sum(parts) - 100), ore.deposit).toBeLessThan(4);
    }
  });

  it('has mine output of the places that does not pass the world total of the same edition', () => {
    const mining = facts.output.filter(
      (row) =>
        row.stage === 'mining' && row.measure === 'production' && row.edition && row.counted_as === 'REO',
    );
    for (const world of mining.filter((row) => row.place === 'WORLD' && row.edition !== '2020')) {
      const places = mining.filter(
        (row) => row.place !== 'WORLD' && row.period === world.period && row.edition === world.edition,
      );
      expect(places.length).toBeGreaterThan(5);
      const total = sum(places.map((row) => row.value));
      expect(total / world.value, world.period).toBeGreaterThan(0.98);
      expect(total / world.value, world.period).toBeLessThan(1.02);
    }
  });

  it('flags projects that should have begun by now, and no others', () => {
    for (const project of facts.projects) {
      if (project.date_check) expect(['planned', 'construction', 'commissioning']).toContain(project.status);
      if (project.status === 'operating' && project.first_output && project.as_of) {
        expect(project.first_output.slice(0, 4) <= project.as_of.slice(0, 4), project.project).toBe(true);
      }
    }
  });

  it('agrees with stoichiometry where it states it', () => {
    const oxygen = facts.elements.find((each) => each.element === 'O')!.atomic_weight;
    for (const element of facts.elements.filter((each) => each.oxide)) {
      const row = facts.processes.find(
        (each) => each.process === 'oxide_to_metal' && each.input === element.oxide,
      );
      if (!row) continue;
      const ratio =
        1 + (element.oxide_oxygen_atoms! * oxygen) / (element.oxide_metal_atoms! * element.atomic_weight);
      expect(row.mode).toBeCloseTo(ratio, 3);
    }
  });
});

describe('magnets and demand', () => {
  it('has energy products that the remanence allows, or says that it does not', () => {
    for (const grade of facts.grades) {
      if (grade.Br_max_T === undefined || grade.BHmax_max_kJ_m3 === undefined) continue;
      const limit = grade.Br_max_T ** 2 / (4 * 4e-7 * Math.PI) / 1000;
      expect(grade.BHmax_max_kJ_m3 > limit * 1.01, grade.grade).toBe(grade.status === 'disputed');
    }
  });

  it('gives a higher class a higher coercivity', () => {
    const least = (wanted: string) =>
      Math.min(
        ...facts.grades
          .filter((grade) => grade.family === 'NdFeB-sintered' && grade.temperature_class === wanted)
          .map((grade) => grade.Hcj_min_kA_m ?? Number.POSITIVE_INFINITY),
      );
    const classes = ['N', 'M', 'H', 'SH', 'UH', 'EH', 'AH'].map(least);
    expect(classes).toEqual([...classes].sort((a, b) => a - b));
  });

  it('has demand cells that add to the totals of their application and to the whole', () => {
    const base = facts.demandEstimates.filter((row) => row.year === '2025' && row.scenario === 'base');
    const cell = (application: string, place: string) =>
      base.find((row) => row.application === application && row.place === place)?.finished_t ?? 0;
    const places = [...new Set(base.map((row) => row.place))].filter((place) => place !== 'WORLD');
    const applications = [...new Set(base.map((row) => row.application))].filter((each) => each !== 'all');
    for (const application of applications) {
      const total = sum(places.map((place) => cell(application, place)));
      expect(Math.abs(total - cell(application, 'WORLD')), application).toBeLessThanOrEqual(40);
    }
    expect(sum(applications.map((each) => cell(each, 'WORLD')))).toBe(cell('all', 'WORLD'));
  });

  it('has class shares that add to one, for every application that the estimates know', () => {
    const applications = new Set(facts.demandEstimates.map((row) => row.application));
    for (const { application } of facts.magnetContent) {
      expect(applications).toContain(application);
      const shares = facts.classMix.filter((row) => row.application === application).map((row) => row.share);
      expect(sum(shares), application).toBeCloseTo(1, 10);
    }
  });
});

describe('sources', () => {
  it('are each used, and each row has an address or a source that has one, or says that it was not kept', () => {
    const elsewhere = Object.entries(facts)
      .filter(([name]) => name !== 'sources')
      .map(([, rows]) => rows);
    const named = new Set(elsewhere.flat().map((row) => (row as { source?: string }).source));
    for (const { source } of facts.sources) expect(named, source).toContain(source);
    const withoutAddress = facts.quotations.filter((row) => !row.url);
    for (const row of withoutAddress) expect(row.note, row.period).toBeTruthy();
  });

  it('call a copy what passes on the figures of somebody else, unless it is a database or an office', () => {
    const faithful =
      /^(?:critical-minerals-records|Critical Materials Atlas|datasets\/exchange-rates|Financial Times|USGS|Reuters|Nikkei.*|SMM|Bloomberg.*|MetalMiner)$/;
    for (const { source, via, standing } of facts.sources) {
      if (via && standing !== 'copy') expect(via, source).toMatch(faithful);
    }
  });
});

/** The first control or invisible character of a text, line feeds apart. */
const unseen = (content: string): string | undefined => {
  for (const character of content) {
    if (character !== '\n' && /[\p{Cc}\p{Cf}\p{Co}\p{Zl}\p{Zp}\u00a0\ufffd]/u.test(character))
      return character;
  }
  return undefined;
};

describe('words', () => {
  const organisations = new Set(facts.organisations.organisations.map((each) => each.name));

  it('call companies as the vocabulary does', () => {
    for (const { company } of facts.companyResults) expect(organisations).toContain(company);
  });

  it('name places that the vocabulary knows, the rest of the world apart', () => {
    for (const { place, kind } of facts.places) {
      if (kind !== 'rest') expect(Object.keys(facts.placeWords.places)).toContain(place);
    }
  });
});

describe('files', () => {
  const names = readdirSync(dataDirectory, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.csv'),
  );

  it('end with one line feed and hold no characters that nobody sees', () => {
    expect(names.length).toBeGreaterThan(30);
    for (const name of names) {
      const content = readFileSync(join(dataDirectory, name), 'utf8');
      expect(content.endsWith('\n') && !content.endsWith('\n\n'), name).toBe(true);
      expect(unseen(content), name).toBe(undefined);
    }
  });

  it('speak of no year that nobody can mean', () => {
    for (const rows of Object.values(facts)) {
      if (!Array.isArray(rows)) continue;
      for (const row of rows as { period?: unknown }[]) {
        if (typeof row.period !== 'string') continue;
        for (const year of yearsOf(row.period)) {
          expect(year).toBeGreaterThanOrEqual(2000);
          expect(year).toBeLessThanOrEqual(2060);
        }
      }
    }
  });
});
