import { useQuery } from '@tanstack/react-query';
import { Problem } from '../api/problem';
import { send } from '../api/transport';

export interface Health {
  status: string;
  components: Record<string, string>;
}

export function useHealth() {
  return useQuery({
    queryKey: ['health'],
    queryFn: async () => {
      // 503 carries the same body: the fleet is down, the question was answered
      const answer = await send(new Request(`${location.origin}/health`)).catch((lost) => {
        throw Problem.unreachable(lost);
      });
      return (await answer.json()) as Health;
    },
    refetchInterval: 5_000,
  });
}
