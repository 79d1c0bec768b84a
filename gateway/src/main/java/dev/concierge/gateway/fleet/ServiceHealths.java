package dev.concierge.gateway.fleet;

import dev.concierge.gateway.route.Routes;
import dev.concierge.platform.fleet.FleetService;
import org.springframework.beans.factory.BeanRegistrar;
import org.springframework.beans.factory.BeanRegistry;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.core.env.Environment;

/** Makes each service a part of the gateway's health, under its own name. */
final class ServiceHealths implements BeanRegistrar {
    @Override
    public void register(BeanRegistry registry, Environment environment) {
        for (FleetService service : Routes.SERVICES) {
            registry.registerBean(
                    service.name(),
                    HealthIndicator.class,
                    bean -> bean.supplier(context -> {
                        FleetHealth fleet = context.bean(FleetHealth.class);
                        return () -> Health.status(fleet.of(service)).build();
                    }));
        }
    }
}
