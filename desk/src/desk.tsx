import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { useAddress } from './address.ts';
import { Empty, Failed, Loading } from './components/states.tsx';
import { Bar } from './frame/bar.tsx';
import { Keys } from './frame/keys.tsx';
import { PrintedFoot } from './frame/printed-foot.tsx';
import { Rail, Tabs } from './frame/rail.tsx';
import { ROOMS, SYSTEM } from './rooms.ts';

/** The whole desk: rail, bar and the room that the address names. */
export function Desk() {
  const { room: path } = useAddress();
  const room = [...ROOMS, SYSTEM].find((one) => one.path === path);
  const [loaded, setLoaded] = useState<{ path: string; Room?: ComponentType }>();
  useEffect(() => {
    document.title = room ? `${room.name} · Coercivity` : 'Coercivity';
    if (!room) return;
    let wanted = true;
    room.load().then(
      ({ default: Room }) => wanted && setLoaded({ path: room.path, Room }),
      () => wanted && setLoaded({ path: room.path }),
    );
    return () => {
      wanted = false;
    };
  }, [room]);
  const Room = loaded?.path === path ? loaded.Room : undefined;
  return (
    <>
      <a class="skip" href="#main">
        Skip to the room
      </a>
      <div class="desk">
        <Rail now={path} />
        <div>
          <Bar room={path} />
          <main id="main" tabIndex={-1}>
            {!room ? (
              <Empty title="There is no such room">
                <p>
                  The address names none of the desk's rooms. <a href="/">Today</a> is the first of them.
                </p>
              </Empty>
            ) : Room ? (
              <Room />
            ) : loaded?.path === path ? (
              <Failed
                problem={{ title: 'This room could not be loaded', status: 0, detail: 'Reload the page.' }}
              />
            ) : (
              <Loading what={`Opening ${room.name}`} />
            )}
          </main>
          {room && <PrintedFoot name={room.name} room={room.path} />}
        </div>
      </div>
      <Tabs now={path} />
      <Keys />
    </>
  );
}
