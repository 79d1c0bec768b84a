package dev.concierge.platform.fleet;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The one list of services, which lies as {@code fleet.json} at the top of the repository. */
public final class Fleet {
    /** In the order of the list; the gateway is the first. */
    public static final List<FleetService> SERVICES = read();

    private Fleet() {}

    static List<String> names() {
        return SERVICES.stream().map(FleetService::name).toList();
    }

    private static List<FleetService> read() {
        try (InputStream list = Objects.requireNonNull(Fleet.class.getResourceAsStream("/fleet.json"), "fleet.json")) {
            return List.copyOf(JsonMapper.shared().readValue(list, new TypeReference<List<FleetService>>() {}));
        } catch (IOException unreadable) {
            throw new UncheckedIOException("fleet.json is not readable", unreadable);
        }
    }
}
