package dev.concierge.hub.socket;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** A WebSocket client that writes whatever it is told to, and sees what a client library hides. */
final class RawSocket implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 20_000;
    private static final int NARROW = 4 * 1024;
    private static final byte[] MASK = {1, 2, 3, 4};

    private final Socket socket;
    private final DataInputStream in;
    private final String head;

    private RawSocket(Socket socket, DataInputStream in, String head) {
        this.socket = socket;
        this.in = in;
        this.head = head;
    }

    static RawSocket open(int port, String path, String... headers) {
        return open(new Socket(), port, path, headers);
    }

    /** One whose network holds little, so that the server soon notices that it does not read. */
    static RawSocket narrow(int port, String path) {
        try {
            Socket socket = new Socket();
            socket.setReceiveBufferSize(NARROW);
            return open(socket, port, path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static RawSocket open(Socket socket, int port, String path, String... headers) {
        try {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            socket.setSoTimeout(PATIENCE_MILLIS);
            String request = "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\n"
                    + "Connection: Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
                    + "Sec-WebSocket-Version: 13\r\n"
                    + (headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n") + "\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            DataInputStream in = new DataInputStream(socket.getInputStream());
            StringBuilder head = new StringBuilder();
            while (!head.toString().endsWith("\r\n\r\n")) {
                head.append((char) in.readUnsignedByte());
            }
            return new RawSocket(socket, in, head.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int status() {
        return Integer.parseInt(head.substring(9, 12));
    }

    /** The headers of the answer, in lower case. */
    String head() {
        return head.toLowerCase(Locale.ROOT);
    }

    /** All that comes until the server ends the connection. */
    String rest() {
        try {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @param first the first byte: whether it is the last fragment, and of what */
    void frame(int first, String text) {
        write(masked(first, text.getBytes(StandardCharsets.UTF_8)));
    }

    void write(byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the next frame holds, whatever its kind. */
    String next() {
        return new String(payload(), StandardCharsets.UTF_8);
    }

    /** The code of the next frame, which closes. */
    int closeCode() {
        byte[] payload = payload();
        return Byte.toUnsignedInt(payload[0]) << 8 | Byte.toUnsignedInt(payload[1]);
    }

    /** The code of a close among the next frames; 0 when one comes that holds this, or the connection just ends. */
    int closeCodeUnless(String text) {
        try {
            while (true) {
                int kind = in.readUnsignedByte() & 0x0f;
                int length = in.readUnsignedByte();
                byte[] payload =
                        new byte[length == 126 ? in.readUnsignedShort() : length == 127 ? (int) in.readLong() : length];
                in.readFully(payload);
                if (kind == 8) {
                    return payload.length < 2
                            ? 0
                            : Byte.toUnsignedInt(payload[0]) << 8 | Byte.toUnsignedInt(payload[1]);
                }
                if (new String(payload, StandardCharsets.UTF_8).contains(text)) {
                    return 0;
                }
            }
        } catch (IOException ended) {
            return 0;
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A frame as clients send it. */
    static byte[] masked(int first, byte[] payload) {
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        frame.write(first);
        if (payload.length < 126) {
            frame.write(0x80 | payload.length);
        } else if (payload.length <= 0xffff) {
            frame.write(0x80 | 126);
            frame.write(payload.length >>> 8);
            frame.write(payload.length);
        } else {
            frame.write(0x80 | 127);
            for (int shift = 56; shift >= 0; shift -= 8) {
                frame.write((int) ((long) payload.length >>> shift));
            }
        }
        frame.writeBytes(MASK);
        for (int at = 0; at < payload.length; at++) {
            frame.write(payload[at] ^ MASK[at % 4]);
        }
        return frame.toByteArray();
    }

    private byte[] payload() {
        try {
            in.readUnsignedByte();
            int length = in.readUnsignedByte();
            byte[] payload = new byte[length == 126 ? in.readUnsignedShort() : length];
            in.readFully(payload);
            return payload;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
