import { useState } from 'preact/hooks';
import { figure } from '../../../src/brief/numbers.ts';
import type { Status } from '../../../src/server/shapes/status.ts';
import { api, useAnswer } from '../api.ts';
import { Icon, Logo } from '../components/icon.tsx';
import { ROOMS, TABS } from '../rooms.ts';
import { switchTheme } from './theme.ts';

/** The rooms, at the side. */
export function Rail({ now }: { now: string }) {
  const { data } = useAnswer<Status>(api('status'));
  return (
    <nav class="rail" aria-label="Rooms">
      <a class="brand" href="/" aria-label="Coercivity, today">
        <Logo />
        <span>Coercivity</span>
      </a>
      {ROOMS.map(({ path, name, icon, key }) => (
        <a key={path} class="room" href={`/${path}`} aria-current={path === now ? 'page' : undefined}>
          <Icon name={icon} />
          <span>{name}</span>
          <kbd aria-hidden="true">g {key}</kbd>
        </a>
      ))}
      <div class="tail">
        {data && (
          <span class="held">
            <b>{figure(data.counts.prices)}</b> quotations
            <br />
            <b>{figure(data.counts.trade)}</b> customs figures
            <br />
            <b>{figure(data.counts.acts)}</b> acts
          </span>
        )}
        <button type="button" class="linkish" onClick={switchTheme}>
          <Icon name="moon" />
          <span>Light or dark</span>
        </button>
      </div>
    </nav>
  );
}

/** The rooms, at the foot of a phone. */
export function Tabs({ now }: { now: string }) {
  const [open, setOpen] = useState(false);
  const inMore = !TABS.includes(now);
  return (
    <>
      {open && (
        <nav class="more" aria-label="More rooms">
          {ROOMS.filter(({ path }) => !TABS.includes(path)).map(({ path, name, icon }) => (
            <a
              key={path}
              href={`/${path}`}
              aria-current={path === now ? 'page' : undefined}
              onClick={() => setOpen(false)}
            >
              <Icon name={icon} />
              {name}
            </a>
          ))}
          <button type="button" onClick={switchTheme}>
            <Icon name="moon" />
            Light or dark
          </button>
        </nav>
      )}
      <nav class="tabs" aria-label="Main rooms">
        {TABS.map((path) => {
          const room = ROOMS.find((one) => one.path === path);
          return (
            room && (
              <a
                key={path}
                href={`/${path}`}
                aria-current={path === now ? 'page' : undefined}
                onClick={() => setOpen(false)}
              >
                <Icon name={room.icon} />
                {room.name}
              </a>
            )
          );
        })}
        <button
          type="button"
          aria-expanded={open}
          aria-current={inMore ? 'page' : undefined}
          onClick={() => setOpen(!open)}
        >
          <Icon name="more" />
          More
        </button>
      </nav>
    </>
  );
}
