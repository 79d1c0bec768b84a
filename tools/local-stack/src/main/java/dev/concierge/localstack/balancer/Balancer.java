package dev.concierge.localstack.balancer;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Optional;

/**
 * Passes each connection on to a copy that is ready when it is opened, and leaves it there: nothing is known of what
 * goes through, so who keeps a connection has to be asked by the copy itself to open another.
 */
public final class Balancer implements Closeable {
    private static final int BACKLOG = 1_024;

    private final ServerSocket door;
    private final Copies copies;

    private Balancer(ServerSocket door, Copies copies) {
        this.door = door;
        this.copies = copies;
    }

    /**
     * Listens on loopback until it is closed.
     *
     * @param port 0 for any
     * @param copies where they listen, also on loopback
     */
    public static Balancer start(int port, List<Integer> copies) {
        try {
            ServerSocket door = new ServerSocket();
            door.setReuseAddress(true);
            door.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), BACKLOG);
            Balancer balancer = new Balancer(door, Copies.watched(copies));
            Thread.ofVirtual().name("balancer-" + door.getLocalPort()).start(balancer::accept);
            return balancer;
        } catch (IOException taken) {
            throw new UncheckedIOException("port " + port + " cannot be listened on", taken);
        }
    }

    public int port() {
        return door.getLocalPort();
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                Socket client = door.accept();
                Thread.ofVirtual().name("client").start(() -> serve(client));
            } catch (IOException refused) {
                if (!door.isClosed()) {
                    System.err.println("a connection was not taken: " + refused.getMessage());
                }
            }
        }
    }

    /** Who finds no copy is cut off, as by an address that nobody listens on. */
    private void serve(Socket client) {
        try (client) {
            Optional<Socket> found = copies.connect();
            if (found.isPresent()) {
                passBothWays(client, found.get());
            }
        } catch (IOException broken) {
            // one of the two is gone, and the other is told by the end of its connection
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private static void passBothWays(Socket client, Socket copy) throws IOException, InterruptedException {
        try (copy) {
            client.setTcpNoDelay(true);
            copy.setTcpNoDelay(true);
            Thread back = Thread.ofVirtual().name("copy").start(() -> pass(copy, client));
            pass(client, copy);
            back.join();
        }
    }

    /** Until one ends, which the other then reads; a broken connection ends both. */
    private static void pass(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
            to.shutdownOutput();
        } catch (IOException broken) {
            close(from);
            close(to);
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException closed) {
            // by its other end
        }
    }

    @Override
    public void close() throws IOException {
        door.close();
    }
}
