import { Dialog } from '@base-ui/react/dialog';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { journeys, read } from '../api/client';
import { stepDone } from '../home/tour';
import { Failed, Shown } from '../ui/States';

/** Lets a guest into a live journey by hand. */
export function StartJourney({ userId }: { userId: string }) {
  const [open, setOpen] = useState(false);
  return (
    <Dialog.Root open={open} onOpenChange={setOpen}>
      <Dialog.Trigger className="button">Start a journey</Dialog.Trigger>
      <Dialog.Portal>
        <Dialog.Backdrop className="backdrop" />
        <Dialog.Popup className="dialog">
          <Dialog.Title>Start a journey</Dialog.Title>
          <Choose userId={userId} onStarted={() => setOpen(false)} />
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function Choose({ userId, onStarted }: { userId: string; onStarted: () => void }) {
  const queries = useQueryClient();
  const navigate = useNavigate();
  const query = useQuery({ queryKey: ['journeys', 'to start'], queryFn: () => read(journeys.GET('/journeys', { params: { query: { limit: 200 } } })) });
  const start = useMutation({
    mutationFn: (journeyId: string) => read(journeys.POST('/initiateJourney', { body: { journeyId, userId } })),
    onSuccess: ({ runId }) => {
      stepDone('start');
      onStarted();
      void queries.invalidateQueries({ queryKey: ['runs'] });
      void navigate(`/runs/${runId}`);
    },
  });
  return (
    <Shown query={query}>
      {(page) => {
        const live = (page.items ?? []).filter((journey) => journey.state === 'live');
        return (
          <>
            {start.error && <Failed error={start.error} />}
            <ul className="choices">
              {live.map((journey) => (
                <li key={journey.journeyId}>
                  <button type="button" className="button" disabled={start.isPending} onClick={() => start.mutate(journey.journeyId ?? '')}>
                    {journey.journeyId} <span className="quiet">v{journey.liveVersion}</span>
                  </button>
                </li>
              ))}
            </ul>
            {live.length === 0 && <p>No journey is live.</p>}
            <div className="actions">
              <Dialog.Close className="button">Close</Dialog.Close>
            </div>
          </>
        );
      }}
    </Shown>
  );
}
