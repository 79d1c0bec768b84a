import { RefusalsTable } from '../journeys/RefusalsTable';
import { RunsTable } from '../journeys/RunsTable';
import { StartJourney } from '../journeys/StartJourney';
import { ForOperators } from '../ui/ForOperators';
import { Card } from '../ui/Page';

export function GuestRuns({ userId }: { userId: string }) {
  return (
    <>
      <Card title="Runs" actions={
          <ForOperators>
            <StartJourney userId={userId} />
          </ForOperators>
        }>
        <RunsTable filter={{ userId }} />
      </Card>
      <Card title="Not let in">
        <RefusalsTable filter={{ userId }} />
      </Card>
    </>
  );
}
