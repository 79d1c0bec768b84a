import { type Channel, Socket } from 'phoenix';
import { useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { session } from '../signin/session';

export type Connection = 'connecting' | 'joined' | 'refused' | 'lost';

export interface Heard {
  at: string;
  event: string;
  payload: Record<string, unknown>;
}

let socket: Socket | undefined;
let spoken: string | undefined;

/** One socket for all screens. The parameters are asked for at each attempt, so a reconnect carries today's token. */
async function connected(): Promise<Socket> {
  spoken = await session.token();
  if (!socket) {
    socket = new Socket('/socket', { params: () => ({ token: spoken }) });
    socket.connect();
  }
  return socket;
}

/** Listens on a live topic as long as the screen is there; what was missed in between comes first. */
export function useTopic(topic: string | undefined, events: readonly string[], onHeard: (heard: Heard) => void): Connection {
  const [connection, setConnection] = useState<Connection>('connecting');
  const listener = useRef(onHeard);
  listener.current = onHeard;
  const names = events.join(' ');
  const { status } = useSyncExternalStore(session.subscribe, session.get);
  useEffect(() => {
    if (!topic || status !== 'signed-in') return;
    let channel: Channel | undefined;
    let over = false;
    let since: { epoch: string; offset: number } | undefined;
    setConnection('connecting');
    void connected().then((socket) => {
      if (over) return;
      channel = socket.channel(topic, () => (since ? { since } : {}));
      const hear = (event: string, payload: Record<string, unknown>) => {
        if (since && typeof payload.offset === 'number') since = { ...since, offset: payload.offset };
        listener.current({ at: new Date().toISOString(), event, payload });
      };
      for (const event of names.split(' ')) channel.on(event, (payload: Record<string, unknown>) => hear(event, payload));
      channel.on('token_expiring', () => void refresh(channel));
      channel.onError(() => setConnection('lost'));
      channel
        .join()
        .receive('ok', (answer: { epoch?: string; offset?: number; messages?: { event: string; payload: Record<string, unknown> }[] }) => {
          setConnection('joined');
          for (const { event, payload } of answer.messages ?? []) hear(event, payload);
          if (answer.epoch !== undefined && answer.offset !== undefined) since = { epoch: answer.epoch, offset: answer.offset };
        })
        .receive('error', () => setConnection('refused'))
        .receive('timeout', () => setConnection('lost'));
    });
    return () => {
      over = true;
      channel?.leave();
    };
  }, [topic, names, status]);
  return connection;
}

async function refresh(channel: Channel | undefined): Promise<void> {
  spoken = await session.renewed();
  if (spoken) channel?.push('refresh', { token: spoken });
}
