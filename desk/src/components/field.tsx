import type { ComponentChildren } from 'preact';

interface Option {
  readonly value: string;
  readonly label: string;
}

/** A choice among several, with its label. */
export const Select = ({
  label,
  value,
  options,
  onChange,
  wide,
}: {
  label: string;
  value: string;
  options: readonly Option[];
  onChange: (value: string) => void;
  wide?: boolean;
}) => (
  <label class={wide ? 'pick w' : 'pick'}>
    {label}
    <select class="field" value={value} onChange={(event) => onChange(event.currentTarget.value)}>
      {options.map((option) => (
        <option key={option.value} value={option.value}>
          {option.label}
        </option>
      ))}
    </select>
  </label>
);

/** A choice among few, all in sight. */
export const Switch = ({
  label,
  value,
  options,
  onChange,
}: {
  label: string;
  value: string;
  options: readonly Option[];
  onChange: (value: string) => void;
}) => (
  <fieldset class="seg">
    <legend class="sr">{label}</legend>
    {options.map((option) => (
      <button
        key={option.value}
        type="button"
        aria-pressed={option.value === value}
        onClick={() => onChange(option.value)}
      >
        {option.label}
      </button>
    ))}
  </fieldset>
);

/** The choices of a room in a row. */
export const Choices = ({ children }: { children: ComponentChildren }) => (
  <div class="choices">{children}</div>
);
