package dev.concierge.platform.web;

import dev.concierge.platform.security.Caller;
import org.jspecify.annotations.Nullable;

/**
 * How many requests of one caller a service holds at one time, and how much of their bodies: most of its permits, of a guest a
 * few, never all.
 */
public final class CallerLimit {
    private final Shares guests;
    private final Shares others;
    private final BodyShares bodiesOfGuests;
    private final BodyShares bodiesOfOthers;

    public CallerLimit(WebSettings settings) {
        this(settings.permits(), settings);
    }

    /** @param permits of something else that waits, such as open sockets or messages */
    public CallerLimit(int permits, WebSettings settings) {
        // whoever has the permits bounds what all have together, and says so
        this.guests = new Shares(Integer.MAX_VALUE, part(permits, settings.guestShare()));
        this.others = new Shares(Integer.MAX_VALUE, part(permits, settings.callerShare()));
        this.bodiesOfGuests = new BodyShares(part(permits, settings.guestShare()));
        this.bodiesOfOthers = new BodyShares(part(permits, settings.callerShare()));
    }

    private static int part(int permits, int percent) {
        return Math.max(1, permits * percent / 100);
    }

    /**
     * What the request holds until it is over.
     *
     * @param caller null for one without a token, who is held to a guest's share by the address
     * @throws TooManyAtOnce when the caller has its share
     */
    public Shares.Share take(@Nullable Caller caller, ClientAddress address) {
        return shares(caller).take(key(caller, address)).orElseThrow(TooManyAtOnce::new);
    }

    /**
     * What a request holds of something that is not counted by requests.
     *
     * @param count more than the share only where the caller holds nothing else
     * @throws TooManyAtOnce when the caller has its share
     */
    public Shares.Share take(Caller caller, int count) {
        return shares(caller).take(caller.share(), count).orElseThrow(TooManyAtOnce::new);
    }

    /** What comes of the request's body is held to the same share; for the request's permit, which ends it. */
    public BodyShares.Body body(@Nullable Caller caller, ClientAddress address) {
        return (isSmall(caller) ? bodiesOfGuests : bodiesOfOthers).of(key(caller, address));
    }

    private Shares shares(@Nullable Caller caller) {
        return isSmall(caller) ? guests : others;
    }

    private static boolean isSmall(@Nullable Caller caller) {
        return caller == null || caller.kind() == Caller.Kind.GUEST;
    }

    private static String key(@Nullable Caller caller, ClientAddress address) {
        return caller == null ? "address " + address.share() : caller.share();
    }
}
