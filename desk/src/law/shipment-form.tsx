import { useState } from 'preact/hooks';
import { periodWords } from '../../../src/brief/numbers.ts';
import { choose } from '../address.ts';
import { Icon } from '../components/icon.tsx';
import { Sheet } from '../components/sheet.tsx';

interface Field {
  readonly name: string;
  readonly label: string;
  readonly wide?: boolean;
  readonly placeholder?: string;
  /** With words that may be chosen; any other may be written. */
  readonly options?: readonly string[];
}

const PLACES = [
  'China',
  'Japan',
  'Germany',
  'United States',
  'South Korea',
  'Vietnam',
  'Malaysia',
  'India',
  'France',
];

const FIELDS: readonly Field[] = [
  { name: 'item', label: 'Item, in words', wide: true, placeholder: 'sintered NdFeB magnet 42SH, 1.8% Dy' },
  {
    name: 'form',
    label: 'Form',
    options: [
      'magnet',
      'rotor',
      'stator',
      'motor',
      'oxide',
      'metal',
      'alloy',
      'blank',
      'device',
      'technology',
    ],
  },
  { name: 'hs', label: 'Customs code', placeholder: '8505.11' },
  { name: 'from', label: 'From', options: PLACES },
  { name: 'to', label: 'To', options: PLACES },
  { name: 'country', label: 'Made in', options: PLACES },
  { name: 'end_use', label: 'End use', options: ['civil', 'military', 'semiconductors', 'unknown'] },
  { name: 'input', label: 'Chinese element in it', options: ['Dy', 'Tb', 'Sm', 'Nd'] },
  { name: 'share', label: 'its share of value, %', placeholder: '9' },
  {
    name: 'product',
    label: 'Goes into',
    options: ['wind generator', 'washing machine', 'electric vehicle', 'robot'],
  },
  { name: 'buyer', label: 'Buyer, if known' },
];

const EXAMPLE: Record<string, string> = {
  item: 'sintered NdFeB magnet 42SH with 1.8% Dy',
  from: 'Japan',
  to: 'Germany',
  country: 'Japan',
  end_use: 'civil',
  input: 'Dy',
  share: '9',
};

/** The shipment of an address, as the reader of shipments takes it; nothing where no item is named. */
export function shipmentOf(query: URLSearchParams): Record<string, unknown> | undefined {
  const given = Object.fromEntries(
    FIELDS.map(({ name }) => [name, query.get(name) ?? ''] as const).filter(([, v]) => v),
  );
  const { input, share, country, buyer, ...plain } = given;
  if (!plain.item && !plain.form) return undefined;
  const origin = {
    ...(country && { country }),
    ...(input && {
      inputs: [{ element: input, origin: 'CN', ...(share && { value_share_pct: Number(share) }) }],
    }),
  };
  return {
    ...plain,
    ...(Object.keys(origin).length > 0 && { origin }),
    ...(buyer && { buyer: { name: buyer } }),
    ...(query.get('defence') && { us_defence_contract: true }),
  };
}

/** A shipment as a person writes it. It becomes part of the address and leaves the machine with nobody's help. */
export function ShipmentForm({ query, day }: { query: URLSearchParams; day: string }) {
  const [values, setValues] = useState<Record<string, string>>(() =>
    Object.fromEntries(FIELDS.map(({ name }) => [name, query.get(name) ?? ''])),
  );
  const [on, setOn] = useState(day);
  const [defence, setDefence] = useState(query.get('defence') ?? '');
  return (
    <Sheet
      title="Your shipment"
      note={
        <button type="button" class="linkish" onClick={() => choose({ ...EXAMPLE, day: '2026-11-20' }, true)}>
          An example
        </button>
      }
    >
      <form
        class="form"
        onSubmit={(event) => {
          event.preventDefault();
          choose({ ...values, defence, day: on || undefined }, true);
        }}
      >
        {FIELDS.map(({ name, label, wide, placeholder, options }) => (
          <label key={name} class={wide ? 'w' : ''}>
            {label}
            <input
              class="field"
              name={name}
              list={options ? `list-${name}` : undefined}
              placeholder={placeholder}
              value={values[name]}
              autocomplete="off"
              onInput={(event) => setValues({ ...values, [name]: event.currentTarget.value })}
            />
            {options && (
              <datalist id={`list-${name}`}>
                {options.map((option) => (
                  <option key={option} value={option} />
                ))}
              </datalist>
            )}
          </label>
        ))}
        <label class="w">
          Ships on {on && periodWords(on)}
          <input class="field" type="date" value={on} onInput={(event) => setOn(event.currentTarget.value)} />
        </label>
        <label class="w tick">
          <input
            type="checkbox"
            checked={defence !== ''}
            onChange={(event) => setDefence(event.currentTarget.checked ? 'yes' : '')}
          />
          For a contract of the US Department of Defense, at any tier
        </label>
        <button type="submit" class="btn main w">
          <Icon name="law" />
          Decide
        </button>
        <p class="small muted w">Stays on this machine.</p>
      </form>
    </Sheet>
  );
}
