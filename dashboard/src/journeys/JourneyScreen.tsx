import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { useParams } from 'react-router';
import { journeys, read } from '../api/client';
import { Confirm } from '../ui/Confirm';
import { Json } from '../ui/Json';
import { Card, Facts, Page } from '../ui/Page';
import { Failed, Loading, Shown } from '../ui/States';
import { Time } from '../ui/Time';
import { useToast } from '../ui/Toasts';
import { definitionOf } from './graph';
import { JourneyState } from './JourneysScreen';
import { RefusalsTable } from './RefusalsTable';
import { RunsTable } from './RunsTable';

const Graph = lazy(async () => ({ default: (await import('./Graph')).Graph }));

export function JourneyScreen() {
  const { journeyId = '' } = useParams();
  const queries = useQueryClient();
  const toast = useToast();
  const journey = useQuery({
    queryKey: ['journey', journeyId],
    queryFn: () => read(journeys.GET('/journeys/{id}', { params: { path: { id: journeyId } } })),
    refetchInterval: ({ state }) => (state.data?.state === 'arming' || state.data?.state === 'draining' ? 1_000 : false),
  });
  const funnel = useQuery({
    queryKey: ['funnel', journeyId],
    queryFn: () => read(journeys.GET('/journeys/{id}/funnel', { params: { path: { id: journeyId } } })),
    refetchInterval: 5_000,
  });
  const again = () => {
    void queries.invalidateQueries({ queryKey: ['journey', journeyId] });
    void queries.invalidateQueries({ queryKey: ['journeys'] });
  };
  const publish = useMutation({
    mutationFn: (version: number) => read(journeys.POST('/journeys/{id}/publish', { params: { path: { id: journeyId } }, body: { version } })),
    onSuccess: () => {
      toast('Published', 'It is live once event-service listens for it.');
      again();
    },
  });
  const archive = useMutation({
    mutationFn: () => read(journeys.POST('/journeys/{id}/archive', { params: { path: { id: journeyId } } })),
    onSuccess: () => {
      toast('Archiving', 'Nobody comes in any more; who is inside walks on.');
      again();
    },
  });
  return (
    <Page title={(journey.data && definitionOf(journey.data).name) ?? journeyId}>
      {publish.error && <Failed error={publish.error} />}
      {archive.error && <Failed error={archive.error} />}
      <Shown query={journey}>
        {(known) => {
          const counts = Object.fromEntries((funnel.data?.nodes ?? []).map(({ node = '', waiting = 0 }) => [node, waiting]));
          return (
            <>
              <Card
                actions={
                  <div className="actions">
                    {known.version !== undefined && known.version !== known.liveVersion && (
                      <Confirm label={`Publish v${known.version}…`} title={`Publish version ${known.version}?`} confirm="Publish" danger={false} onConfirm={() => publish.mutate(known.version ?? 0)}>
                        Guests enter this version from then on; runs stay on theirs.
                      </Confirm>
                    )}
                    {known.state === 'live' && (
                      <Confirm label="Archive…" title={`Archive ${journeyId}?`} confirm="Archive" onConfirm={() => archive.mutate()}>
                        Nobody comes in any more; runs walk on to their end.
                      </Confirm>
                    )}
                  </div>
                }
              >
                <Facts
                  facts={[
                    ['Id', known.journeyId],
                    ['State', <JourneyState key="state" state={known.state} />],
                    ['Starts on', <code key="on">{definitionOf(known).entry?.on}</code>],
                    ['Newest version', known.version],
                    ['Live version', known.liveVersion],
                    ['Changed', <Time key="at" at={known.updatedAt} />],
                  ]}
                />
              </Card>
              <Card title={`Version ${known.version}`}>
                <Suspense fallback={<Loading />}>
                  <Graph definition={definitionOf(known)} counts={counts} />
                </Suspense>
                <p className="quiet">Numbers are runs waiting at a node, whatever their version.</p>
                <details>
                  <summary>The definition as JSON</summary>
                  <Json label="Definition" value={known.definition} />
                </details>
              </Card>
            </>
          );
        }}
      </Shown>
      <Card title="Runs">
        <RunsTable filter={{ journeyId }} />
      </Card>
      <Card title="Not let in">
        <RefusalsTable filter={{ journeyId }} />
      </Card>
    </Page>
  );
}
