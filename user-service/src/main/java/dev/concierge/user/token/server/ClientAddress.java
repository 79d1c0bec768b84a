package dev.concierge.user.token.server;

import jakarta.servlet.http.HttpServletRequest;
import java.util.regex.Pattern;

/** Where a request comes from, as the gateway tells it; of IPv6 the network, in which one client has 2^64 addresses. */
final class ClientAddress {
    private static final Pattern GROUPS = Pattern.compile(":");
    private static final int GROUPS_OF_NETWORK = 4;

    private ClientAddress() {}

    static String of(HttpServletRequest request) {
        String address = request.getRemoteAddr();
        if (address.indexOf(':') < 0) {
            return address;
        }
        String[] groups = GROUPS.split(address, -1);
        StringBuilder network = new StringBuilder();
        for (int i = 0; i < Math.min(GROUPS_OF_NETWORK, groups.length) && !groups[i].isEmpty(); i++) {
            network.append(groups[i]).append(':');
        }
        return network.append(':').toString();
    }
}
