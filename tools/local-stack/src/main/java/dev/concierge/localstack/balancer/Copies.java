package dev.concierge.localstack.balancer;

import dev.concierge.localstack.process.Readiness;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The copies of a service, each asked again and again whether it is ready. */
final class Copies {
    private static final Duration BETWEEN_PROBES = Duration.ofMillis(250);
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final List<Copy> all;
    private final AtomicInteger next = new AtomicInteger();

    private Copies(List<Copy> all) {
        this.all = all;
    }

    static Copies watched(List<Integer> ports) {
        List<Copy> all = ports.stream().map(Copy::new).toList();
        all.forEach(copy -> Thread.ofVirtual().name("probe-" + copy.port).start(copy::watch));
        return new Copies(all);
    }

    /** To those that are ready, in turn; to any other that listens when none is or none takes it. */
    Optional<Socket> connect() {
        List<Copy> inTurn = new ArrayList<>(all);
        Collections.rotate(inTurn, Math.floorMod(next.getAndIncrement(), all.size()));
        Map<Boolean, List<Copy>> byReadiness = inTurn.stream().collect(Collectors.partitioningBy(copy -> copy.isReady));
        return Stream.of(true, false)
                .flatMap(ready -> byReadiness.getOrDefault(ready, List.of()).stream())
                .flatMap(copy -> copy.connect().stream())
                .findFirst();
    }

    private static final class Copy {
        private final int port;
        private final Readiness readiness;
        private volatile boolean isReady;

        Copy(int port) {
            this.port = port;
            this.readiness = new Readiness.Answering(URI.create("http://localhost:" + port + "/readyz"));
        }

        void watch() {
            while (!Thread.currentThread().isInterrupted()) {
                isReady = readiness.isReady();
                LockSupport.parkNanos(BETWEEN_PROBES.toNanos());
            }
        }

        Optional<Socket> connect() {
            Socket socket = new Socket();
            try {
                socket.connect(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), port), (int) PATIENCE.toMillis());
                return Optional.of(socket);
            } catch (IOException refused) {
                return Optional.empty();
            }
        }
    }
}
