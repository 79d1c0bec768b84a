package dev.concierge.datemaker.call;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * A TURN server (RFC 8656, over UDP and IPv4) that asks for the credentials of draft-uberti-behave-turn-rest-00 as coturn
 * does with {@code use-auth-secret}: no library of the registry has one. Written from those documents and knowing nothing
 * of the code that makes the credentials.
 */
final class Relay implements AutoCloseable {
    private static final int COOKIE = 0x2112A442;
    private static final String REALM = "dates.example";
    private static final byte[] NONCE = "once".getBytes(StandardCharsets.UTF_8);
    private static final int HEADER = 20;
    private static final int INTEGRITY_SIZE = 24;
    private static final int LARGEST = 65_507;
    private static final int SECONDS = 600;

    private final DatagramSocket socket;
    private final String secret;
    private final Clock clock;
    private final Map<InetSocketAddress, Allocation> allocations = new ConcurrentHashMap<>();
    private final Set<String> names = ConcurrentHashMap.newKeySet();
    private final List<String> refused = new CopyOnWriteArrayList<>();
    private final AtomicLong relayed = new AtomicLong();

    /** Methods of TURN; the class of a message is in other bits. */
    private static final class Method {
        private static final int BINDING = 1;
        private static final int ALLOCATE = 3;
        private static final int REFRESH = 4;
        private static final int SEND = 6;
        private static final int DATA = 7;
        private static final int CREATE_PERMISSION = 8;
        private static final int CHANNEL_BIND = 9;
        private static final int INDICATION = 0x010;
        private static final int SUCCESS = 0x100;
        private static final int ERROR = 0x110;
    }

    private static final class Attribute {
        private static final int USERNAME = 0x06;
        private static final int INTEGRITY = 0x08;
        private static final int ERROR_CODE = 0x09;
        private static final int CHANNEL_NUMBER = 0x0C;
        private static final int LIFETIME = 0x0D;
        private static final int PEER = 0x12;
        private static final int DATA = 0x13;
        private static final int REALM = 0x14;
        private static final int NONCE = 0x15;
        private static final int RELAYED = 0x16;
        private static final int MAPPED = 0x20;
    }

    /** A browser's place at the relay. */
    private record Allocation(
            InetSocketAddress client,
            DatagramSocket outside,
            Set<InetAddress> permitted,
            Map<Integer, InetSocketAddress> peers,
            Map<InetSocketAddress, Integer> channels) {}

    private Relay(DatagramSocket socket, String secret, Clock clock) {
        this.socket = socket;
        this.secret = secret;
        this.clock = clock;
    }

    static Relay started(String secret, Clock clock) {
        try {
            Relay relay = new Relay(new DatagramSocket(0, InetAddress.getLoopbackAddress()), secret, clock);
            Thread.ofVirtual().start(() -> relay.read(relay.socket, relay::take));
            return relay;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String address() {
        return "turn:127.0.0.1:" + socket.getLocalPort() + "?transport=udp";
    }

    /** Who was let in. */
    Set<String> names() {
        return names;
    }

    /** Who was not. */
    List<String> refused() {
        return refused;
    }

    long relayedBytes() {
        return relayed.get();
    }

    @Override
    public void close() {
        allocations.values().forEach(allocation -> allocation.outside().close());
        socket.close();
    }

    private interface Taking {
        void take(InetSocketAddress from, byte[] bytes) throws IOException, GeneralSecurityException;
    }

    private void read(DatagramSocket from, Taking taking) {
        byte[] buffer = new byte[LARGEST];
        while (!from.isClosed()) {
            DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
            try {
                from.receive(packet);
                taking.take(
                        (InetSocketAddress) packet.getSocketAddress(),
                        Arrays.copyOf(packet.getData(), packet.getLength()));
            } catch (IOException closedOrUnreachable) {
                // the next packet, if there is one
            } catch (GeneralSecurityException impossible) {
                throw new IllegalStateException(impossible);
            }
        }
    }

    private void take(InetSocketAddress client, byte[] bytes) throws IOException, GeneralSecurityException {
        ByteBuffer message = ByteBuffer.wrap(bytes);
        if (bytes.length >= 4 && (bytes[0] & 0xC0) == 0x40) {
            relay(client, message);
        } else if (bytes.length >= HEADER && message.getInt(4) == COOKIE) {
            answer(client, message, attributes(message));
        }
    }

    private void relay(InetSocketAddress client, ByteBuffer data) throws IOException {
        Allocation allocation = allocations.get(client);
        InetSocketAddress peer = allocation == null ? null : allocation.peers().get((int) data.getShort(0));
        if (allocation != null && peer != null) {
            byte[] payload = new byte[data.getShort(2) & 0xFFFF];
            data.get(4, payload);
            outside(allocation, peer, payload);
        }
    }

    private void outside(Allocation allocation, InetSocketAddress peer, byte[] payload) throws IOException {
        relayed.addAndGet(payload.length);
        allocation.outside().send(new DatagramPacket(payload, payload.length, peer));
    }

    private void answer(InetSocketAddress client, ByteBuffer request, Map<Integer, byte[]> attributes)
            throws IOException, GeneralSecurityException {
        int type = request.getShort(0);
        byte[] transaction = new byte[12];
        request.get(8, transaction);
        if (type == Method.BINDING) {
            send(client, message(type | Method.SUCCESS, transaction, Map.of(Attribute.MAPPED, xored(client)), null));
            return;
        }
        if (type == (Method.SEND | Method.INDICATION)) {
            Allocation allocation = allocations.get(client);
            byte[] data = attributes.get(Attribute.DATA);
            byte[] peer = attributes.get(Attribute.PEER);
            if (allocation != null && data != null && peer != null) {
                outside(allocation, plain(peer), data);
            }
            return;
        }
        byte[] key = key(request, attributes);
        if (key == null) {
            byte[] unauthorized = {0, 0, 4, 1};
            send(
                    client,
                    message(
                            type | Method.ERROR,
                            transaction,
                            Map.of(
                                    Attribute.ERROR_CODE,
                                    unauthorized,
                                    Attribute.REALM,
                                    REALM.getBytes(StandardCharsets.UTF_8),
                                    Attribute.NONCE,
                                    NONCE),
                            null));
            return;
        }
        send(client, message(type | Method.SUCCESS, transaction, carryOut(type, client, attributes), key));
    }

    private Map<Integer, byte[]> carryOut(int type, InetSocketAddress client, Map<Integer, byte[]> attributes)
            throws IOException {
        byte[] lifetime = ByteBuffer.allocate(4).putInt(SECONDS).array();
        if (type == Method.ALLOCATE) {
            Allocation allocation = allocations.get(client);
            if (allocation == null) {
                DatagramSocket outside = new DatagramSocket(0, InetAddress.getLoopbackAddress());
                Allocation made = new Allocation(
                        client,
                        outside,
                        ConcurrentHashMap.newKeySet(),
                        new ConcurrentHashMap<>(),
                        new ConcurrentHashMap<>());
                allocations.put(client, made);
                Thread.ofVirtual().start(() -> read(outside, (peer, bytes) -> inside(made, peer, bytes)));
                allocation = made;
            }
            return Map.of(
                    Attribute.RELAYED,
                    xored((InetSocketAddress) allocation.outside().getLocalSocketAddress()),
                    Attribute.MAPPED,
                    xored(client),
                    Attribute.LIFETIME,
                    lifetime);
        }
        Allocation allocation = allocations.get(client);
        byte[] peer = attributes.get(Attribute.PEER);
        if (allocation != null && peer != null) {
            allocation.permitted().add(plain(peer).getAddress());
            byte[] channel = attributes.get(Attribute.CHANNEL_NUMBER);
            if (type == Method.CHANNEL_BIND && channel != null) {
                int number = ByteBuffer.wrap(channel).getShort();
                allocation.peers().put(number, plain(peer));
                allocation.channels().put(plain(peer), number);
            }
        }
        return type == Method.REFRESH ? Map.of(Attribute.LIFETIME, lifetime) : Map.of();
    }

    /** What a peer sends reaches the browser if it has permitted that. */
    private void inside(Allocation allocation, InetSocketAddress peer, byte[] bytes)
            throws IOException, GeneralSecurityException {
        if (!allocation.permitted().contains(peer.getAddress())) {
            return;
        }
        Integer channel = allocation.channels().get(peer);
        if (channel != null) {
            send(
                    allocation.client(),
                    ByteBuffer.allocate(4 + bytes.length)
                            .putShort(channel.shortValue())
                            .putShort((short) bytes.length)
                            .put(bytes)
                            .array());
            return;
        }
        Map<Integer, byte[]> data = Map.of(Attribute.PEER, xored(peer), Attribute.DATA, bytes);
        send(allocation.client(), message(Method.DATA | Method.INDICATION, new byte[12], data, null));
    }

    /** What a message of this caller is signed with; null where its name is over, or its signature another's. */
    private byte @Nullable [] key(ByteBuffer request, Map<Integer, byte[]> attributes) throws GeneralSecurityException {
        byte[] username = attributes.get(Attribute.USERNAME);
        byte[] signature = attributes.get(Attribute.INTEGRITY);
        if (username == null || signature == null) {
            return null; // the first request has none, and is told what to sign with
        }
        String name = new String(username, StandardCharsets.UTF_8);
        byte[] password = Base64.getEncoder().encode(hmac(secret.getBytes(StandardCharsets.UTF_8), username));
        byte[] key = MessageDigest.getInstance("MD5")
                .digest((name + ":" + REALM + ":" + new String(password, StandardCharsets.US_ASCII))
                        .getBytes(StandardCharsets.UTF_8));
        boolean isOver = Long.parseLong(name.split(":", 2)[0]) < clock.instant().getEpochSecond();
        if (isOver || !Arrays.equals(signature, signature(request, key))) {
            refused.add(name);
            return null;
        }
        names.add(name);
        return key;
    }

    private static byte[] signature(ByteBuffer request, byte[] key) throws GeneralSecurityException {
        int at = HEADER;
        while (request.getShort(at) != Attribute.INTEGRITY) {
            at += 4 + padded(request.getShort(at + 2) & 0xFFFF);
        }
        byte[] signed = Arrays.copyOf(request.array(), at);
        ByteBuffer.wrap(signed).putShort(2, (short) (at - HEADER + INTEGRITY_SIZE));
        return hmac(key, signed);
    }

    private static byte[] hmac(byte[] key, byte[] text) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA1");
        mac.init(new SecretKeySpec(key, "HmacSHA1"));
        return mac.doFinal(text);
    }

    private static Map<Integer, byte[]> attributes(ByteBuffer message) {
        Map<Integer, byte[]> attributes = new HashMap<>();
        int at = HEADER;
        while (at + 4 <= message.limit()) {
            byte[] value = new byte[message.getShort(at + 2) & 0xFFFF];
            message.get(at + 4, value);
            attributes.put(message.getShort(at) & 0xFFFF, value);
            at += 4 + padded(value.length);
        }
        return attributes;
    }

    private static byte[] message(int type, byte[] transaction, Map<Integer, byte[]> attributes, byte @Nullable [] key)
            throws GeneralSecurityException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        attributes.forEach((name, value) -> {
            body.writeBytes(ByteBuffer.allocate(4)
                    .putShort(name.shortValue())
                    .putShort((short) value.length)
                    .array());
            body.writeBytes(Arrays.copyOf(value, padded(value.length)));
        });
        int length = body.size() + (key == null ? 0 : INTEGRITY_SIZE);
        ByteBuffer message = ByteBuffer.allocate(HEADER + length)
                .putShort((short) type)
                .putShort((short) length)
                .putInt(COOKIE)
                .put(transaction)
                .put(body.toByteArray());
        if (key != null) {
            byte[] signature = hmac(key, Arrays.copyOf(message.array(), message.position()));
            message.putShort((short) Attribute.INTEGRITY)
                    .putShort((short) signature.length)
                    .put(signature);
        }
        return message.array();
    }

    private static int padded(int length) {
        return (length + 3) / 4 * 4;
    }

    private static byte[] xored(InetSocketAddress address) {
        int ip = ByteBuffer.wrap(address.getAddress().getAddress()).getInt();
        return ByteBuffer.allocate(8)
                .putShort((short) 1)
                .putShort((short) (address.getPort() ^ (COOKIE >>> 16)))
                .putInt(ip ^ COOKIE)
                .array();
    }

    private static InetSocketAddress plain(byte[] xored) throws IOException {
        ByteBuffer value = ByteBuffer.wrap(xored);
        byte[] ip = ByteBuffer.allocate(4).putInt(value.getInt(4) ^ COOKIE).array();
        return new InetSocketAddress(InetAddress.getByAddress(ip), (value.getShort(2) & 0xFFFF) ^ (COOKIE >>> 16));
    }

    private void send(InetSocketAddress client, byte[] bytes) throws IOException {
        socket.send(new DatagramPacket(bytes, bytes.length, client));
    }
}
