package dev.concierge.bench.live;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** What a server under load speaks over WebSocket. */
enum Dialect {
    PHOENIX {
        @Override
        @Nullable
        String answer(String said, String room) {
            return said.isEmpty() ? "[\"1\",\"1\",\"" + room + "\",\"phx_join\",{}]" : null;
        }

        @Override
        boolean isJoined(String said) {
            return said.startsWith("[\"1\"") && said.contains("\"phx_reply\"") && said.contains("\"ok\"");
        }

        @Override
        String heartbeat() {
            return "[null,\"h\",\"phoenix\",\"heartbeat\",{}]";
        }
    },
    /** Socket.IO 4 over Engine.IO 4. */
    SOCKET_IO {
        @Override
        @Nullable
        String answer(String said, String room) {
            if (said.startsWith("0{")) {
                return "40";
            }
            if (said.startsWith("40")) {
                return "42[\"join\",\"" + room + "\"]";
            }
            return said.equals("2") ? "3" : null;
        }

        @Override
        boolean isJoined(String said) {
            return said.startsWith("42[\"joined\"");
        }

        @Override
        @Nullable
        String heartbeat() {
            return null;
        }
    };

    /** Broadcasts begin so: counted without being looked at any further. */
    private static final byte[][] BROADCASTS = {
        "[null,null,".getBytes(StandardCharsets.US_ASCII), "42[\"resource_update\"".getBytes(StandardCharsets.US_ASCII)
    };

    /** What a client says to what it hears, and to the empty text when the socket opens; null for nothing. */
    abstract @Nullable String answer(String said, String room);

    abstract boolean isJoined(String said);

    /** Null where the server asks. */
    abstract @Nullable String heartbeat();

    byte[] broadcast() {
        return BROADCASTS[ordinal()];
    }
}
