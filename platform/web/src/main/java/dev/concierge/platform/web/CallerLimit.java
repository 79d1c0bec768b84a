package dev.concierge.platform.web;

import dev.concierge.platform.security.Caller;
import org.jspecify.annotations.Nullable;

/**
 * How many requests of one caller a service holds at one time, and how much of their bodies: most of its permits, of a guest a
 * few, never all.
 */
public final class CallerLimit {
    private final Kind guests;
    private final Kind addresses;
    private final Kind others;

    public CallerLimit(WebSettings settings) {
        this(settings.permits(), settings);
    }

    /** @param permits of something else that waits, such as open sockets or messages */
    public CallerLimit(int permits, WebSettings settings) {
        this.guests = Kind.of(permits, settings.guestShare());
        this.addresses = Kind.of(permits, settings.addressShare());
        this.others = Kind.of(permits, settings.callerShare());
    }

    /**
     * What the request holds until it is over.
     *
     * @param caller null for one without a token, who is held to a share by the address
     * @throws TooManyAtOnce when the caller has its share
     */
    public Shares.Share take(@Nullable Caller caller, ClientAddress address) {
        return kind(caller).requests.take(key(caller, address)).orElseThrow(TooManyAtOnce::new);
    }

    /**
     * What a request holds of something that is not counted by requests.
     *
     * @param count more than the share only where the caller holds nothing else
     * @throws TooManyAtOnce when the caller has its share
     */
    public Shares.Share take(Caller caller, int count) {
        return kind(caller).requests.take(caller.share(), count).orElseThrow(TooManyAtOnce::new);
    }

    /** What comes of the request's body is held to the same share; for the request's permit, which ends it. */
    public BodyShares.Body body(@Nullable Caller caller, ClientAddress address) {
        return kind(caller).bodies.of(key(caller, address));
    }

    private Kind kind(@Nullable Caller caller) {
        if (caller == null) {
            return addresses;
        }
        return caller.kind() == Caller.Kind.GUEST ? guests : others;
    }

    private static String key(@Nullable Caller caller, ClientAddress address) {
        return caller == null ? "address " + address.share() : caller.share();
    }

    /** Callers who have the same share: what each of them holds. */
    private record Kind(Shares requests, BodyShares bodies) {
        static Kind of(int permits, int percent) {
            int each = Math.max(1, permits * percent / 100);
            // whoever has the permits bounds what all have together, and says so
            return new Kind(new Shares(Integer.MAX_VALUE, each), new BodyShares(each));
        }
    }
}
