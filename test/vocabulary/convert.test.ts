import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadFacts } from '../../src/facts/index.ts';
import {
  type Conversion,
  type Converted,
  chain,
  convertBlank,
  convertForm,
  convertFormPrice,
  convertMass,
  convertPrice,
  convertVat,
  exchange,
  oxidePerMetal,
} from '../../src/vocabulary/convert.ts';

const facts = loadFacts();

const done = (conversion: Conversion): Converted => {
  if (!conversion.ok) throw new Error(conversion.reason);
  return conversion;
};
const reason = (conversion: Conversion): string => (conversion.ok ? 'not refused' : conversion.reason);

const amount = fc.double({ min: 1e-3, max: 1e9, noNaN: true });
const mass = fc.constantFrom('mg', 'g', 'kg', 't', 'kt', 'Mt', 'lb', 'oz', 'short_ton', 'long_ton');
const currency = fc.constantFrom('USD', 'CNY', 'EUR', 'JPY', 'AUD', 'KRW', 'INR');
const month = fc
  .tuple(fc.integer({ min: 2008, max: 2025 }), fc.integer({ min: 1, max: 12 }))
  .map(([year, number]) => `${year}-${String(number).padStart(2, '0')}`);
const oxide = fc.constantFrom(
  'Nd-oxide',
  'Pr-oxide',
  'PrNd-oxide',
  'Dy-oxide',
  'Tb-oxide',
  'La-oxide',
  'Ce-oxide',
);

const near = (a: number, b: number) => expect(Math.abs(a / b - 1)).toBeLessThan(1e-9);

describe('every conversion', () => {
  it('answers with the value times the product of its steps', () => {
    fc.assert(
      fc.property(amount, currency, currency, mass, month, (value, from, to, unit, period) => {
        const price = { value, unit: `${from}/${unit}`, period, place: 'CN', vat: 'included' as const };
        const result = convertPrice(price, { unit: `${to}/kg`, vat: 'excluded' }, facts);
        if (!result.ok) {
          // The tax changed within the month: only a day would do.
          expect(result.reason).toMatch(/changed from \d+% to \d+%/);
          return;
        }
        near(result.value, value * result.factor);
        near(
          result.factor,
          result.steps.reduce((product, step) => product * step.factor, 1),
        );
      }),
    );
  });

  it('says each step in words, and gives a source wherever a figure came from one', () => {
    const { steps } = done(
      convertPrice(
        { value: 850_000, unit: 'CNY/t', period: '2026-01', place: 'CN', vat: 'included' },
        { unit: 'EUR/kg', vat: 'excluded' },
        facts,
      ),
    );
    expect(steps.map((step) => step.ground)).toEqual(['exact', 'recorded', 'recorded', 'recorded']);
    for (const step of steps) {
      expect(step.text).toMatch(/\d/);
      if (step.ground === 'recorded') expect(step.source).toBeTruthy();
    }
  });

  it('refuses what is no figure', () => {
    expect(reason(convertMass(Number.NaN, 't', 'kg'))).toMatch(/no figure/);
  });

  it('passes a refusal through a chain unchanged', () => {
    const refusal = convertMass(1, 'stone', 'kg');
    expect(chain(refusal, (value) => convertMass(value, 'kg', 't'))).toBe(refusal);
  });
});

describe('convertMass', () => {
  it('knows the pound of 1959 and the metric ton', () => {
    near(done(convertMass(1, 'lb', 'kg')).value, 0.45359237);
    near(done(convertMass(920, 'lb', 'kg')).value, 417.3049804);
    expect(done(convertMass(2.5, 't', 'kg')).value).toBe(2500);
  });

  it('comes back where it started, and does not depend on the way taken', () => {
    fc.assert(
      fc.property(amount, mass, mass, mass, (value, a, b, c) => {
        near(done(chain(convertMass(value, a, b), (v) => convertMass(v, b, a))).value, value);
        near(
          done(chain(convertMass(value, a, b), (v) => convertMass(v, b, c))).value,
          done(convertMass(value, a, c)).value,
        );
      }),
    );
  });

  it('refuses a unit that it does not know, and names those it knows', () => {
    expect(reason(convertMass(1, 'stone', 'kg'))).toMatch(/"stone".*short_ton/);
    expect(reason(convertMass(1, 'constructor', 'kg'))).toMatch(/"constructor"/);
  });
});

describe('exchange', () => {
  it('takes the mean of the month for a day', () => {
    const { value, steps } = done(exchange(7.1201, 'CNY', 'USD', '2025-09-23', facts));
    expect(steps[0]?.text).toContain('mean of 2025-09');
    expect(value).toBeGreaterThan(0.98);
    expect(value).toBeLessThan(1.02);
  });

  it('goes by way of the dollar between two other currencies, in two steps', () => {
    const { value, steps } = done(exchange(1, 'EUR', 'CNY', '2025', facts));
    expect(steps).toHaveLength(2);
    // 1 EUR was 1.1306 USD and 1 USD 7.1875 CNY in 2025.
    expect(value).toBeCloseTo(8.126, 2);
  });

  it('comes back where it started at any time', () => {
    fc.assert(
      fc.property(amount, currency, currency, month, (value, a, b, period) => {
        const there = exchange(value, a, b, period, facts);
        near(done(chain(there, (v) => exchange(v, b, a, period, facts))).value, value);
      }),
    );
  });

  it('does not depend on the currency in between', () => {
    fc.assert(
      fc.property(amount, currency, currency, currency, month, (value, a, b, c, period) => {
        const through = chain(exchange(value, a, b, period, facts), (v) => exchange(v, b, c, period, facts));
        near(done(through).value, done(exchange(value, a, c, period, facts)).value);
      }),
    );
  });

  it('takes the plain mean of the months for a quarter', () => {
    const months = ['2025-07', '2025-08', '2025-09'].map(
      (m) => done(exchange(1, 'USD', 'CNY', m, facts)).value,
    );
    const mean = months.reduce((sum, value) => sum + value, 0) / 3;
    near(done(exchange(1, 'USD', 'CNY', '2025-Q3', facts)).value, mean);
    near(done(exchange(1, 'USD', 'CNY', '2025-07/2025-09', facts)).value, mean);
  });

  it('takes the last month on record for the months after it, marks that, and then refuses', () => {
    const months = facts.exchangeRates.filter((rate) => rate.currency === 'CNY' && rate.period.length === 7);
    const last = months
      .map((rate) => rate.period)
      .sort()
      .at(-1)!;
    const monthAfter = (count: number) => {
      const at = Number(last.slice(0, 4)) * 12 + Number(last.slice(5)) - 1 + count;
      return `${Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}`;
    };
    const { steps } = done(exchange(1, 'USD', 'CNY', monthAfter(3), facts));
    expect(steps[0]).toMatchObject({ ground: 'assumed', period: last });
    expect(reason(exchange(1, 'USD', 'CNY', monthAfter(4), facts))).toMatch(/3 months before/);
  });

  it('refuses a currency without rates, a period that is none, and a run with a month missing', () => {
    expect(reason(exchange(1, 'XAU', 'USD', '2025', facts))).toMatch(/"XAU"/);
    expect(reason(exchange(1, 'CNY', 'USD', 'last week', facts))).toMatch(/no period/);
    expect(reason(exchange(1, 'CNY', 'USD', '2007-11/2008-02', facts))).toMatch(/2007-11/);
  });
});

describe('convertVat', () => {
  const out = (period: string) =>
    convertVat(113, 'CNY/t', { from: 'included', to: 'excluded', place: 'CN', period }, facts);

  it('uses the Chinese rate of the day: 17%, 16% from May 2018, 13% from April 2019', () => {
    const rate = (day: string) => 113 / done(out(day)).value - 1;
    expect(rate('2018-04-30')).toBeCloseTo(0.17, 10);
    expect(rate('2018-05-01')).toBeCloseTo(0.16, 10);
    expect(rate('2019-03-31')).toBeCloseTo(0.16, 10);
    expect(rate('2019-04-01')).toBeCloseTo(0.13, 10);
    expect(done(out('2025')).value).toBeCloseTo(100, 10);
  });

  it('refuses a period in which the rate changed', () => {
    expect(reason(out('2019'))).toMatch(/16% to 13% on 2019-04-01/);
    expect(reason(out('2018-Q2'))).toMatch(/17% to 16% on 2018-05-01/);
  });

  it('refuses where nobody says whether the tax is in, and where no rate is on record', () => {
    const unknown = { from: undefined, to: 'excluded', place: 'CN', period: '2025' } as const;
    expect(reason(convertVat(1, 'CNY/t', unknown, facts))).toMatch(/not known whether/);
    const japan = { from: 'included', to: 'excluded', place: 'JP', period: '2025' } as const;
    expect(reason(convertVat(1, 'JPY/kg', japan, facts))).toMatch(/JP/);
  });

  it('puts in what it takes out', () => {
    fc.assert(
      fc.property(amount, month, (value, period) => {
        const change = { place: 'CN', period } as const;
        const away = convertVat(value, 'CNY', { ...change, from: 'included', to: 'excluded' }, facts);
        if (!away.ok) return;
        expect(away.value).toBeLessThan(value);
        const back = convertVat(away.value, 'CNY', { ...change, from: 'excluded', to: 'included' }, facts);
        near(done(back).value, value);
      }),
    );
  });
});

describe('convertPrice', () => {
  it('shows that 850,000 CNY/t with tax lies under a floor of 110 USD/kg without', () => {
    const price = { value: 850_000, unit: 'CNY/t', period: '2026-02', place: 'CN', vat: 'included' } as const;
    const withTax = done(convertPrice(price, { unit: 'USD/kg' }, facts)).value;
    const without = done(convertPrice(price, { unit: 'USD/kg', vat: 'excluded' }, facts)).value;
    expect(withTax).toBeGreaterThan(120);
    expect(without).toBeLessThan(110);
    expect(withTax / without).toBeCloseTo(1.13, 10);
  });

  it('comes back where it started', () => {
    fc.assert(
      fc.property(amount, currency, currency, mass, mass, month, (value, a, b, m, n, period) => {
        const price = { value, unit: `${a}/${m}`, period };
        const back = chain(convertPrice(price, { unit: `${b}/${n}` }, facts), (v) =>
          convertPrice({ value: v, unit: `${b}/${n}`, period }, { unit: price.unit }, facts),
        );
        near(done(back).value, value);
      }),
    );
  });

  it('keeps the order of prices', () => {
    fc.assert(
      fc.property(amount, amount, month, (low, high, period) => {
        // two prices nearer to each other than numbers are kept may come out the same
        fc.pre(low * (1 + 1e-12) < high);
        const to = (value: number) =>
          done(convertPrice({ value, unit: 'CNY/t', period }, { unit: 'USD/lb' }, facts));
        expect(to(low).value).toBeLessThan(to(high).value);
      }),
    );
  });

  it('refuses a tax change without a place, and a unit that is no price', () => {
    const price = { value: 1, unit: 'CNY/t', period: '2025', vat: 'included' } as const;
    expect(reason(convertPrice(price, { unit: 'CNY/t', vat: 'excluded' }, facts))).toMatch(/give the place/);
    expect(reason(convertPrice({ ...price, unit: 'pct' }, { unit: 'USD/kg' }, facts))).toMatch(/"pct"/);
    expect(reason(convertPrice(price, { unit: 'USD/stone' }, facts))).toMatch(/"stone"/);
  });
});

describe('oxide and metal', () => {
  it('follow stoichiometry', () => {
    const factor = (element: string) => oxidePerMetal(element, facts)!;
    expect(factor('Nd')).toBeCloseTo(1.1664, 4);
    expect(factor('Pr')).toBeCloseTo(1.2082, 4);
    expect(factor('Dy')).toBeCloseTo(1.1477, 4);
    expect(factor('Tb')).toBeCloseTo(1.1762, 4);
    expect(factor('Ce')).toBeCloseTo(1.2284, 4);
    expect(factor('La')).toBeCloseTo(1.1728, 4);
    expect(oxidePerMetal('Fe', facts)).toBeUndefined();
  });

  it('take the usual mixture for PrNd and say that it is assumed', () => {
    const { value, steps } = done(convertForm(1, 't', 'PrNd-metal', 'PrNd-oxide', facts));
    expect(value).toBeCloseTo(1.1768, 4);
    expect(steps[0]).toMatchObject({ ground: 'assumed' });
    expect(steps[0]?.text).toMatch(/75% Nd, 25% Pr/);
    const given = done(convertForm(1, 't', 'PrNd-metal', 'PrNd-oxide', facts, { Nd: 0.8, Pr: 0.2 }));
    expect(given.value).toBeLessThan(value);
    expect(given.steps[0]?.ground).toBe('recorded');
  });

  it('hold more tonnes as oxide than as metal, and lose nothing on the way back', () => {
    fc.assert(
      fc.property(amount, oxide, (value, from) => {
        const to = from.replace('oxide', 'metal');
        const metal = done(convertForm(value, 't', from, to, facts));
        expect(metal.value).toBeLessThan(value);
        near(done(convertForm(metal.value, 't', to, from, facts)).value, value);
      }),
    );
  });

  it('cost the same in a kilogram of contained metal whichever form the price is of', () => {
    fc.assert(
      fc.property(amount, amount, oxide, (tonnes, price, from) => {
        const to = from.replace('oxide', 'metal');
        const metal = done(convertForm(tonnes, 't', from, to, facts)).value;
        const metalPrice = done(convertFormPrice(price, 'CNY/t', from, to, facts)).value;
        near(metal * metalPrice, tonnes * price);
      }),
    );
  });

  it('reach alloys by their usual content, or by the content given', () => {
    const usual = done(convertForm(1, 'kg', 'DyFe-alloy', 'Dy-metal', facts));
    expect(usual.value).toBeCloseTo(0.8, 10);
    expect(usual.steps[0]?.ground).toBe('assumed');
    expect(done(convertForm(1, 'kg', 'DyFe-alloy', 'Dy-metal', facts, { Dy: 0.75 })).value).toBe(0.75);
    expect(done(convertForm(1, 'kg', 'GdFe-alloy', 'Gd-metal', facts, { Gd: 0.72 })).value).toBe(0.72);
  });

  it('are refused where the composition is not known or the rare earth is another', () => {
    expect(reason(convertForm(1, 't', 'GdFe-alloy', 'Gd-metal', facts))).toMatch(/give its composition/);
    expect(reason(convertForm(1, 't', 'LaCe-metal', 'LaCe-oxide', facts))).toMatch(/give its composition/);
    expect(reason(convertForm(1, 't', 'RE-concentrate', 'PrNd-oxide', facts))).toMatch(
      /no fixed composition/,
    );
    expect(reason(convertForm(1, 't', 'RE-oxide', 'RE-metal', facts))).toMatch(/RE/);
    expect(reason(convertForm(1, 't', 'Dy-oxide', 'Tb-metal', facts))).toMatch(/same rare earth/);
    const short = { Nd: 0.7, Pr: 0.2 };
    expect(reason(convertForm(1, 't', 'PrNd-oxide', 'PrNd-metal', facts, short))).toMatch(/add to 0.9/);
  });
});

describe('convertBlank', () => {
  it('gives less finished magnet than blank, as an estimate with its range', () => {
    const { value, steps } = done(convertBlank(300_000, 't', 'blank-to-finished', facts));
    expect(value).toBeGreaterThan(200_000);
    expect(value).toBeLessThan(245_000);
    expect(steps[0]).toMatchObject({ ground: 'estimate' });
    const [low, high] = steps[0]!.range!;
    expect(low).toBeLessThan(steps[0]!.factor);
    expect(high).toBeGreaterThan(steps[0]!.factor);
  });

  it('comes back where it started, with the yield on record and with any other', () => {
    const ownYield = fc.option(fc.double({ min: 0.05, max: 1, noNaN: true }), { nil: undefined });
    fc.assert(
      fc.property(amount, ownYield, (value, own) => {
        const there = convertBlank(value, 't', 'blank-to-finished', facts, own);
        near(done(chain(there, (v) => convertBlank(v, 't', 'finished-to-blank', facts, own))).value, value);
      }),
    );
  });

  it('refuses a yield that is none', () => {
    expect(reason(convertBlank(1, 't', 'blank-to-finished', facts, 1.2))).toMatch(/1.2/);
  });
});
