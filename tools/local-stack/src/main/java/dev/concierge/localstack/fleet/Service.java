package dev.concierge.localstack.fleet;

import dev.concierge.localstack.setting.Settings;
import java.util.Optional;

/**
 * One of our services.
 *
 * @param name folder, artifact, process and log name
 * @param alias its name in settings: CONCIERGE_&lt;alias&gt;_URL
 * @param root its package below {@code dev.concierge}
 * @param ownsDatabase whether it keeps data in a database, of which it is the only user
 */
public record Service(String name, String alias, String root, Port port, boolean ownsDatabase) {
    static final int MANAGEMENT_OFFSET = 10_000;
    /** Above the ports of nine copies. */
    private static final int SHARED_OFFSET = 900;

    public int port(Settings settings) {
        return port.in(settings);
    }

    public String portSetting() {
        return port.setting();
    }

    public int managementPort(Settings settings) {
        return port(settings) + MANAGEMENT_OFFSET;
    }

    /** Where whichever of its copies is ready answers, if it has several. */
    public int sharedPort(Settings settings) {
        return port(settings) + SHARED_OFFSET;
    }

    public String url(Settings settings) {
        return "http://localhost:" + port(settings);
    }

    /** Its database, and the role that owns it. */
    public Optional<String> database() {
        return ownsDatabase ? Optional.of(name.replace('-', '_')) : Optional.empty();
    }
}
