import { type QueryKey, useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { Page } from './shapes';

/** A list of the fleet, as far as it has been read. */
export interface Listing<T> {
  rows: T[];
  isPending: boolean;
  error: Error | null;
  more: boolean;
  isLoadingMore: boolean;
  loadMore: () => void;
  retry: () => void;
}

function isShort({ state }: { state: { data?: { pages: unknown[] } | undefined } }): boolean {
  return (state.data?.pages.length ?? 0) <= 1;
}

/** Reads a list page by page, by its cursor. */
export function useListing<T>(
  key: QueryKey,
  page: (cursor: string | undefined) => Promise<Page<T>>,
  { everyMs, enabled = true }: { everyMs?: number | false; enabled?: boolean } = {},
): Listing<T> {
  const query = useInfiniteQuery({
    queryKey: key,
    queryFn: ({ pageParam }) => page(pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next,
    // reading again means every page, one after the other: a list that somebody scrolls through stands still
    refetchInterval: (query) => (isShort(query) ? (everyMs ?? false) : false),
    refetchOnMount: isShort,
    refetchOnWindowFocus: isShort,
    refetchOnReconnect: isShort,
    enabled,
  });
  const rows = useMemo(() => (query.data?.pages ?? []).flatMap((one) => one.items ?? []), [query.data]);
  const { fetchNextPage, refetch } = query;
  return {
    rows,
    isPending: enabled && query.isPending,
    error: query.error,
    more: query.hasNextPage,
    isLoadingMore: query.isFetchingNextPage,
    loadMore: useMemo(() => () => void fetchNextPage(), [fetchNextPage]),
    retry: useMemo(() => () => void refetch(), [refetch]),
  };
}
