package dev.concierge.gateway.route;

import dev.concierge.platform.fleet.FleetService;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * Where each service listens, by {@code concierge.services.<name>.url}: several addresses by commas where copies of it run
 * without a balancer of their own before them.
 */
@Component
public final class ServiceCopies {
    /** The scheme by which Spring Cloud's load balancer knows that there is something to choose. */
    private static final String SEVERAL = "lb";

    private final Map<FleetService, List<URI>> copies;

    ServiceCopies(Environment environment) {
        Binder settings = Binder.get(environment);
        this.copies = Routes.SERVICES.stream()
                .collect(Collectors.toMap(Function.identity(), service -> bound(settings, service)));
    }

    /** One address per copy of the service, at least one. */
    public List<URI> of(FleetService service) {
        return Objects.requireNonNull(copies.get(service));
    }

    /** Where its routes lead: the one address there is, or whichever copy is ready. */
    URI targetOf(FleetService service) {
        List<URI> all = of(service);
        return all.size() == 1 ? all.getFirst() : URI.create(SEVERAL + "://" + service.name());
    }

    /** Whether a copy is chosen for each request. */
    static boolean isSeveral(URI target) {
        return SEVERAL.equals(target.getScheme());
    }

    private static List<URI> bound(Binder settings, FleetService service) {
        String setting = "concierge.services." + service.key() + ".url";
        List<URI> all = settings.bind(setting, Bindable.listOf(URI.class)).orElse(List.of());
        if (all.isEmpty()) {
            throw new IllegalArgumentException(setting + ": nothing (expected: the URL of " + service.name() + ")");
        }
        return all;
    }
}
