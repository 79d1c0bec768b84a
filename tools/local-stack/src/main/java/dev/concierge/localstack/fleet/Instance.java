package dev.concierge.localstack.fleet;

import dev.concierge.localstack.process.Readiness;
import dev.concierge.localstack.setting.Settings;
import java.net.URI;

/**
 * One running copy of a service.
 *
 * @param number from 1; the first has the service's own name and port, the others follow it
 */
public record Instance(Service service, int number) {
    private static final int PORTS_APART = 100;

    /** The process and log name: {@code user-service}, {@code user-service-2}. */
    public String name() {
        return number == 1 ? service.name() : service.name() + "-" + number;
    }

    public int port(Settings settings) {
        return service.port(settings) + PORTS_APART * (number - 1);
    }

    public int managementPort(Settings settings) {
        return port(settings) + Service.MANAGEMENT_OFFSET;
    }

    public String url(Settings settings) {
        return "http://localhost:" + port(settings);
    }

    public Readiness readiness(Settings settings) {
        return new Readiness.Answering(URI.create(url(settings) + "/readyz"));
    }
}
