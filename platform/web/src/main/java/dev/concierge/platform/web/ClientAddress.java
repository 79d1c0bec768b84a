package dev.concierge.platform.web;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ShortBuffer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Where a request comes from, as the trusted proxies tell it.
 *
 * @param full as it is shown and written down
 */
public record ClientAddress(String full) {
    private static final int GROUPS_OF_NETWORK = 4;

    /** What a proxy has forwarded comes in the brackets of a URI. */
    public ClientAddress {
        full = full.startsWith("[") && full.endsWith("]") ? full.substring(1, full.length() - 1) : full;
    }

    public static ClientAddress of(@Nullable InetSocketAddress remote) {
        return new ClientAddress(remote == null ? "unknown" : remote.getHostString());
    }

    /**
     * By which name a share of what all callers have is counted: of IPv6 the network, in which one client has 2^64 addresses and
     * takes a new one as often as it likes.
     */
    public String share() {
        if (full.indexOf(':') < 0) {
            return full;
        }
        // the name of an interface, which another machine need not have
        int zone = full.indexOf('%');
        try {
            InetAddress address = InetAddress.ofLiteral(zone > 0 ? full.substring(0, zone) : full);
            return address instanceof Inet6Address ? network(address) : address.getHostAddress();
        } catch (IllegalArgumentException notAnAddress) {
            return full;
        }
    }

    private static String network(InetAddress address) {
        ShortBuffer groups = ByteBuffer.wrap(address.getAddress()).asShortBuffer();
        return IntStream.range(0, GROUPS_OF_NETWORK)
                .mapToObj(at -> Integer.toHexString(Short.toUnsignedInt(groups.get(at))))
                .collect(Collectors.joining(":", "", "::/64"));
    }
}
