import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { Link, useParams } from 'react-router';
import { journeys, read } from '../api/client';
import { useListing } from '../api/listing';
import type { Step } from '../api/shapes';
import { stepDone } from '../home/tour';
import { Confirm } from '../ui/Confirm';
import { Id } from '../ui/Id';
import { Card, Facts, Page } from '../ui/Page';
import { Empty, Failed, Loading, Shown } from '../ui/States';
import { Time } from '../ui/Time';
import { useToast } from '../ui/Toasts';
import { RunStatus } from './RunsTable';
import { told } from './timeline';

export function RunScreen() {
  const { runId = '' } = useParams();
  const queries = useQueryClient();
  const toast = useToast();
  const run = useQuery({
    queryKey: ['run', runId],
    queryFn: () => read(journeys.GET('/journeys/runs/{runId}', { params: { path: { runId } } })),
    refetchInterval: ({ state }) => (state.data?.status === 'exited' ? false : 2_000),
  });
  const timeline = useListing(
    ['timeline', runId],
    (cursor) => read(journeys.GET('/journeys/runs/{runId}/timeline', { params: { path: { runId }, query: { ...(cursor && { cursor }), limit: 200 } } })),
    { everyMs: 3_000 },
  );
  const cancel = useMutation({
    mutationFn: (reason: string) => read(journeys.POST('/journeys/runs/{runId}/cancel', { params: { path: { runId } }, body: { reason } })),
    onSuccess: () => {
      toast('Cancelled', 'The run ends in the order of its guest’s messages.');
      void queries.invalidateQueries({ queryKey: ['run', runId] });
    },
  });
  useEffect(() => {
    if (timeline.rows.length > 0) stepDone('why');
  }, [timeline.rows.length]);
  return (
    <Page
      title={run.data ? `Run of ${run.data.journeyId}` : 'Run'}
      actions={
        run.data && run.data.status !== 'exited' ? (
          <Confirm label="Cancel the run…" title="Cancel the run?" confirm="Cancel the run" reason onConfirm={(reason) => cancel.mutate(reason)}>
            The guest leaves the journey where they are.
          </Confirm>
        ) : undefined
      }
    >
      {cancel.error && <Failed error={cancel.error} />}
      <Shown query={run}>
        {(known) => (
          <Card>
            <Facts
              facts={[
                ['Guest', <Link key="guest" to={`/guests/${known.userId}`}>{known.userId}</Link>],
                ['Journey', <Link key="journey" to={`/journeys/${known.journeyId}`}>{known.journeyId} v{known.version}</Link>],
                ['Status', <RunStatus key="status" run={known} />],
                ['At', known.node && <code>{known.node}</code>],
                ['Until', known.until && <Time at={known.until} />],
                ['Began', <Time key="began" at={known.createdAt} />],
                ['Id', <Id key="id" value={known.runId} />],
              ]}
            />
          </Card>
        )}
      </Shown>
      <Card title="What happened, and why">
        {timeline.isPending ? (
          <Loading />
        ) : timeline.error ? (
          <Failed error={timeline.error} retry={timeline.retry} />
        ) : timeline.rows.length === 0 ? (
          <Empty title="Nothing yet: the run is promised, and begins in the order of its guest’s messages." />
        ) : (
          <Timeline steps={timeline.rows} />
        )}
        {timeline.more && (
          <button type="button" className="button" onClick={timeline.loadMore}>
            Show what follows
          </button>
        )}
      </Card>
    </Page>
  );
}

function Timeline({ steps }: { steps: Step[] }) {
  return (
    <ol className="timeline">
      {steps.map((step, index) => {
        const { title, because, tone } = told(step);
        return (
          <li key={`${step.at} ${index}`} data-tone={tone}>
            <div className="timeline-head">
              <strong>{title}</strong>
              {step.node && <code>{step.node}</code>}
              <Time at={step.at} />
            </div>
            {because.map((line) => (
              <p key={line} className="why">
                {line}
              </p>
            ))}
          </li>
        );
      })}
    </ol>
  );
}
