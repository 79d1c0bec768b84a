package dev.concierge.platform.outgoing;

import java.util.List;
import org.springframework.boot.http.client.InetAddressFilter;

/** The addresses that may be called: the public ones, and what the settings add or take away. */
final class CallableAddresses {
    /** Of the registries of special addresses, what Boot's filter does not name. */
    private static final List<String> ALSO_SPECIAL = List.of(
            "::/96", // IPv4-compatible, RFC 4291
            "64:ff9b:1::/48", // translation to addresses of the local network, RFC 8215
            "2001:20::/28", // ORCHIDv2
            "3fff::/20", // documentation, RFC 9637
            "5f00::/16", // segment routing, RFC 9602
            "fec0::/10"); // site-local, RFC 3879

    private CallableAddresses() {}

    /** Matches by the address itself: asked for each one that a name resolves to, right before the connection. */
    static InetAddressFilter of(List<String> allowed, List<String> refused) {
        InetAddressFilter callable = InetAddressFilter.externalAddresses().andNot(ALSO_SPECIAL.toArray(String[]::new));
        InetAddressFilter extended = allowed.isEmpty() ? callable : callable.or(allowed.toArray(String[]::new));
        return refused.isEmpty() ? extended : extended.andNot(refused.toArray(String[]::new));
    }
}
