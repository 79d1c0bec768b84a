package dev.concierge.platform.outgoing;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Which headers a caller may set: none that says where a message ends or what a connection is for. */
final class OutgoingHeaders {
    private static final int MOST = 50;
    private static final int LONGEST = 8_000;
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}+");
    private static final Pattern VALUE = Pattern.compile("[\\x20-\\x7e\\t]*+");
    private static final Set<String> OURS = Set.of(
            "connection",
            "content-length",
            "expect",
            "host",
            "http2-settings",
            "keep-alive",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade",
            "via");

    private OutgoingHeaders() {}

    /** Empty when there is none. */
    static String faultOf(Map<String, String> headers) {
        if (headers.size() > MOST) {
            return "headers: " + headers.size() + " (expected: at most " + MOST + ")";
        }
        return headers.entrySet().stream()
                .map(header -> faultOf(header.getKey(), header.getValue()))
                .filter(fault -> !fault.isEmpty())
                .findFirst()
                .orElse("");
    }

    private static String faultOf(String name, String value) {
        if (!NAME.matcher(name).matches()) {
            return "headers: a name that is no token (expected: letters, digits and hyphens)";
        }
        String lower = name.toLowerCase(Locale.ROOT);
        if (OURS.contains(lower) || lower.startsWith("proxy-")) {
            return "headers: " + name + " (expected: none that belongs to the connection)";
        }
        if (value.length() > LONGEST || !VALUE.matcher(value).matches()) {
            return "headers: value of " + name + " (expected: at most " + LONGEST + " printable ASCII characters)";
        }
        return "";
    }
}
