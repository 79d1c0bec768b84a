package dev.concierge.search.query;

import dev.concierge.platform.security.Caller;
import dev.concierge.platform.web.Shares;
import dev.concierge.platform.web.TooManyAtOnce;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * As many searches at one time as the processors can do, and of one guest a single one: a search costs a processor for as long
 * as it looks, so that a few guests' share of requests would keep everybody else's searches waiting. Guests are apart from all
 * others, so that many guests together keep no client out.
 */
final class SearchesAtOnce {
    private static final int OF_ONE_GUEST = 1;

    private final Shares guests;
    private final Shares others;
    private final Duration patience;

    /**
     * @param places of guests, and as many of all others, of which one may have half
     * @param patience how long a search waits for its turn
     */
    SearchesAtOnce(int places, Duration patience) {
        this.guests = new Shares(places, OF_ONE_GUEST);
        this.others = new Shares(places, Math.max(1, places / 2));
        this.patience = patience;
    }

    /**
     * Does a search when it is its turn.
     *
     * @param askedBy whose search it is where a service asks for another, as {@link Caller#share} says it; a service alone is
     *     believed
     * @throws TooManyAtOnce when it was not its turn for so long
     */
    <T> T inTurn(Caller caller, @Nullable String askedBy, Supplier<T> search) {
        String whose = caller.kind() == Caller.Kind.SERVICE && askedBy != null ? askedBy : caller.share();
        Shares shares = whose.startsWith(Caller.Kind.GUEST + " ") ? guests : others;
        try (Shares.Share _ = await(shares, whose)) {
            return search.get();
        }
    }

    private Shares.Share await(Shares shares, String whose) {
        try {
            Optional<Shares.Share> share = shares.take(whose);
            return (share.isPresent() ? share : shares.await(whose, patience)).orElseThrow(TooManyAtOnce::new);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new TooManyAtOnce();
        }
    }
}
