package dev.concierge.bench.gateway;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/** A program that gives the same answer to every request, as cheaply as it can: requests without bodies, one thread. */
final class Upstream {
    private static final String BODY = """
            {"userId":"0190b6b0-0000-7000-8000-000000000001","firstName":"Ada","lastName":"Lovelace",\
            "email":"ada@example.test","isActive":true,"attributes":{"loyalty":"gold"}}""";
    private static final byte[] ANSWER = ("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: "
                    + BODY.length() + "\r\nETag: \"1\"\r\n\r\n" + BODY)
            .getBytes(StandardCharsets.ISO_8859_1);
    private static final int END_OF_HEAD = 0x0d0a0d0a;

    private Upstream() {}

    /** @param args the port */
    public static void main(String[] args) throws IOException {
        Selector selector = Selector.open();
        ServerSocketChannel server = ServerSocketChannel.open();
        server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(args[0])));
        server.configureBlocking(false);
        server.register(selector, SelectionKey.OP_ACCEPT);
        while (true) {
            selector.select(key -> {
                try {
                    if (key.isAcceptable()) {
                        accept(server, selector);
                    } else {
                        ((Connection) key.attachment()).serve();
                    }
                } catch (IOException gone) {
                    key.cancel();
                }
            });
        }
    }

    private static void accept(ServerSocketChannel server, Selector selector) throws IOException {
        SocketChannel channel = server.accept();
        if (channel != null) {
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            channel.register(selector, SelectionKey.OP_READ, new Connection(channel));
        }
    }

    private static final class Connection {
        private final SocketChannel channel;
        private final ByteBuffer in = ByteBuffer.allocate(32 * 1024);
        private int last;

        Connection(SocketChannel channel) {
            this.channel = channel;
        }

        void serve() throws IOException {
            in.clear();
            if (channel.read(in) < 0) {
                channel.close();
                return;
            }
            in.flip();
            while (in.hasRemaining()) {
                last = (last << 8) | (in.get() & 0xff);
                if (last == END_OF_HEAD) {
                    channel.write(ByteBuffer.wrap(ANSWER));
                }
            }
        }
    }
}
