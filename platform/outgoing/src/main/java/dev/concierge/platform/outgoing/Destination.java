package dev.concierge.platform.outgoing;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.regex.Pattern;

/** Where a call goes, read so strictly that no two readers can differ on the host. */
sealed interface Destination {
    int MAX_LENGTH = 2_000;

    record Given(URI uri) implements Destination {}

    record Faulty(String reason) implements Destination {}

    static Destination of(String url) {
        if (url.length() > MAX_LENGTH) {
            return new Faulty("url: " + url.length() + " characters (expected: at most " + MAX_LENGTH + ")");
        }
        URI uri;
        try {
            uri = new URI(url);
        } catch (URISyntaxException malformed) {
            return new Faulty("url: not a URL (expected: https://host/path)");
        }
        String fault = Rules.faultOf(uri);
        return fault.isEmpty() ? new Given(uri) : new Faulty(fault);
    }

    /** What each part must be. */
    final class Rules {
        private static final Pattern NAME =
                Pattern.compile("[a-z0-9](?:[a-z0-9_-]{0,62})(?:\\.[a-z0-9](?:[a-z0-9_-]{0,62}))*+");
        private static final Pattern NUMBER = Pattern.compile("[0-9]++|0x[0-9a-f]*+");
        private static final Pattern PLAIN_IPV4 = Pattern.compile(
                "(?:(?:25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])\\.){3}(?:25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])");
        private static final int LAST_PORT = 65_535;
        private static final int LONGEST_NAME = 253;

        private Rules() {}

        private static String faultOf(URI uri) {
            String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
            if (!scheme.equals("https") && !scheme.equals("http")) {
                return "url: scheme \"" + scheme + "\" (expected: https or http)";
            }
            if (uri.getRawUserInfo() != null) {
                return "url: with a user before the host (expected: credentials in a header)";
            }
            if (uri.getRawFragment() != null) {
                return "url: with a fragment (expected: none)";
            }
            if (uri.getHost() == null) {
                return "url: without a readable host (expected: a name in ASCII or an IP address)";
            }
            if (uri.getPort() == 0 || uri.getPort() > LAST_PORT) {
                return "url: port " + uri.getPort() + " (expected: 1 to 65535)";
            }
            return faultOfHost(uri.getHost().toLowerCase(Locale.ROOT));
        }

        /** Numbers in any other form than the plain one are read differently by different resolvers. */
        private static String faultOfHost(String host) {
            if (host.startsWith("[")) {
                return host.contains("%") ? "url: host with a zone (expected: a public address)" : "";
            }
            if (host.length() > LONGEST_NAME || !NAME.matcher(host).matches()) {
                return "url: host \"" + host + "\" (expected: a name without a dot at its end)";
            }
            if (NUMBER.matcher(host.substring(host.lastIndexOf('.') + 1)).matches()
                    && !PLAIN_IPV4.matcher(host).matches()) {
                return "url: host \"" + host + "\" (expected: an IPv4 address as four decimal numbers)";
            }
            return "";
        }
    }
}
