package dev.concierge.search.lucene;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import org.apache.lucene.index.QueryTimeout;

/** How much work one query may be, and how often one was cut short. */
public final class QueryLimits {
    private final int words;
    private final Duration time;
    private final Counter cutWords;
    private final Counter cutTime;

    /**
     * @param words of a query, each counted once for every field that it is looked for in
     * @param time until the search answers with what it has
     */
    public QueryLimits(int words, Duration time, MeterRegistry meters) {
        this.words = words;
        this.time = time;
        this.cutWords = counter("words", meters);
        this.cutTime = counter("time", meters);
    }

    private static Counter counter(String limit, MeterRegistry meters) {
        return Counter.builder("search.queries.cut")
                .description("Queries that were answered with a part of what they asked for")
                .tag("limit", limit)
                .register(meters);
    }

    public int words() {
        return words;
    }

    public Duration time() {
        return time;
    }

    /** For one search, from now on. */
    QueryTimeout timeout() {
        long start = System.nanoTime();
        return () -> System.nanoTime() - start > time.toNanos();
    }

    public void onWords(boolean isCut) {
        cutWords.increment(isCut ? 1 : 0);
    }

    public void onTime(boolean isCut) {
        cutTime.increment(isCut ? 1 : 0);
    }
}
