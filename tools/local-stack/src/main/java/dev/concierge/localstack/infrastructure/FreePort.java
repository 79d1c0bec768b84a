package dev.concierge.localstack.infrastructure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** Ports for servers that cannot tell which one the system gave them. */
public final class FreePort {
    private FreePort() {}

    /** The wanted port, or one that was free a moment ago when it is 0. */
    public static int orWanted(int wanted) {
        return wanted == 0 ? next() : wanted;
    }

    public static int next() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
