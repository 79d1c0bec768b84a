package dev.concierge.e2e;

import dev.concierge.localstack.fleet.Fleet;
import dev.concierge.localstack.fleet.Service;
import java.util.stream.Stream;

/** The services with an OpenAPI document of their own: all but the gateway, which shows theirs. */
public final class DocumentedServices {
    private DocumentedServices() {}

    public static Stream<String> names() {
        return Fleet.SERVICES.stream().map(Service::name).filter(name -> !name.equals("gateway"));
    }
}
