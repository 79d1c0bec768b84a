package dev.concierge.localstack.fleet;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/** The system diagram, from {@code fleet.json}: every service, where it listens and whether it owns a database. */
public final class Fleet {
    /** The gateway is the first. */
    public static final List<Service> SERVICES = read();

    /** The door to all others, and what spreads requests over their copies. */
    static final Service GATEWAY = SERVICES.getFirst();

    /**
     * @param root its package below {@code dev.concierge}
     * @param place its port above CONCIERGE_PORT_BASE; 0 keeps its own
     * @param database whether it owns one
     */
    @JsonIgnoreProperties(ignoreUnknown = true) // the rest is the services' own
    private record Entry(String name, String alias, String root, int port, int place, boolean database) {
        Service service() {
            Port where = new Port("CONCIERGE_" + alias + "_PORT", port, place);
            return new Service(name, alias, root, where, database);
        }
    }

    private Fleet() {}

    public static Service named(String name) {
        return SERVICES.stream()
                .filter(service -> service.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("service: " + name + " (expected: one of the fleet)"));
    }

    /** A port and a place above CONCIERGE_PORT_BASE that nothing of the fleet has. */
    public static Port free() {
        List<Port> taken = Stream.concat(
                        SERVICES.stream().map(Service::port),
                        Stream.of(Infrastructure.values()).map(kind -> kind.port()))
                .toList();
        int place = 1 + taken.stream().mapToInt(Port::place).max().orElse(0);
        int port = 1
                + SERVICES.stream()
                        .map(Service::port)
                        .mapToInt(Port::standard)
                        .max()
                        .orElse(0);
        return new Port("", port, place);
    }

    private static List<Service> read() {
        try (InputStream list = Objects.requireNonNull(Fleet.class.getResourceAsStream("/fleet.json"), "fleet.json")) {
            return Stream.of(JsonMapper.shared().readValue(list, Entry[].class))
                    .map(Entry::service)
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException("fleet.json is not readable", unreadable);
        }
    }
}
