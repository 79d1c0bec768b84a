package dev.concierge.bench.live;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** What a server under load speaks over WebSocket. */
enum Dialect {
    PHOENIX {
        @Override
        String hello(String room) {
            return "[\"1\",\"1\",\"" + room + "\",\"phx_join\",{}]";
        }

        @Override
        @Nullable
        String answer(String frame, String room) {
            return null;
        }

        @Override
        boolean isJoined(String frame) {
            return frame.contains("\"phx_reply\"") && frame.contains("\"ok\"") && frame.startsWith("[\"1\"");
        }

        @Override
        String heartbeat() {
            return "[null,\"h\",\"phoenix\",\"heartbeat\",{}]";
        }
    },
    /** Socket.IO 4 over Engine.IO 4. */
    SOCKET_IO {
        @Override
        String hello(String room) {
            return "40";
        }

        @Override
        @Nullable
        String answer(String frame, String room) {
            if (frame.startsWith("40")) {
                return "42[\"join\",\"" + room + "\"]";
            }
            return frame.equals("2") ? "3" : null;
        }

        @Override
        boolean isJoined(String frame) {
            return frame.startsWith("42[\"joined\"");
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

    abstract String hello(String room);

    abstract @Nullable String answer(String frame, String room);

    abstract boolean isJoined(String frame);

    /** Null where the server asks. */
    abstract @Nullable String heartbeat();

    byte[] broadcast() {
        return BROADCASTS[ordinal()];
    }
}
