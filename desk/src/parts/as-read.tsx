// What was made of the file: its columns, and what could not be used.
import { count } from '../../../src/brief/numbers.ts';
import type { PartsAnswer } from '../../../src/server/shapes/parts.ts';
import { plain } from '../check/text.ts';
import { Sheet } from '../components/sheet.tsx';

/** How each column was understood; a wrong guess is set right here. */
export const Columns = ({
  data,
  onColumn,
}: {
  data: PartsAnswer;
  onColumn: (heading: string, field: string) => void;
}) => (
  <Sheet title="Columns of the file" note="set right what was guessed wrongly">
    <div class="scroll tall">
      <table>
        <tbody>
          {data.columns.map(({ letter, heading, field, how }) => (
            <tr key={letter}>
              <td class="age">{letter}</td>
              <td>{plain(heading)}</td>
              <td>
                <select
                  class="field"
                  aria-label={`What ${heading || letter} means`}
                  value={field ?? ''}
                  onChange={(event) => onColumn(heading, event.currentTarget.value)}
                >
                  <option value="">not used</option>
                  {data.fields.map((one) => (
                    <option key={one.field} value={one.field} title={one.means}>
                      {one.title}
                    </option>
                  ))}
                </select>
              </td>
              <td class="sub">{how}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  </Sheet>
);

export const Problems = ({ data }: { data: PartsAnswer }) => (
  <Sheet
    title={
      data.problems.length
        ? `${count(data.problems.length, 'line or cell', 'lines or cells')} to look at`
        : 'Every line was understood'
    }
  >
    <ul class="body plain-list small tall">
      {data.problems.map((problem) => (
        <li key={`${problem.row}${problem.column}${problem.found}`}>
          <b>{problem.row ? `line ${problem.row}` : 'the file'}</b>
          {problem.column && `, ${plain(problem.column)}`}: {problem.kind}; found “{plain(problem.found)}”
          {problem.expected && `, right would be ${problem.expected}`}
        </li>
      ))}
      {data.assumptions.map((text) => (
        <li key={text}>{text}</li>
      ))}
      {data.caveats.map((text) => (
        <li key={text} class="muted">
          {text}
        </li>
      ))}
    </ul>
  </Sheet>
);
