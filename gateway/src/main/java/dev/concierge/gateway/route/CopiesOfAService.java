package dev.concierge.gateway.route;

import dev.concierge.platform.fleet.FleetService;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.springframework.cloud.client.DefaultServiceInstance;
import org.springframework.cloud.client.ServiceInstance;
import org.springframework.cloud.loadbalancer.core.DelegatingServiceInstanceListSupplier;
import org.springframework.cloud.loadbalancer.core.HealthCheckServiceInstanceListSupplier;
import org.springframework.cloud.loadbalancer.core.ServiceInstanceListSupplier;
import org.springframework.cloud.loadbalancer.support.LoadBalancerClientFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;

/**
 * Which copies of a service may get requests: those that say that they are ready, or all while none does. In the load
 * balancer's context.
 */
class CopiesOfAService {
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final HttpClient client = HttpClient.create().responseTimeout(PATIENCE);

    @Bean
    ServiceInstanceListSupplier readyCopies(
            ServiceCopies copies, Environment environment, LoadBalancerClientFactory factory) {
        String id = environment.getRequiredProperty(LoadBalancerClientFactory.PROPERTY_NAME);
        Known known = new Known(id, copies.of(FleetService.named(id)));
        return new OrAll(new HealthCheckServiceInstanceListSupplier(known, factory, this::answersReady), known.all());
    }

    private Mono<Boolean> answersReady(ServiceInstance copy, String path) {
        return client.get()
                .uri(copy.getUri().resolve(path).toString())
                .response()
                .map(answer -> answer.status().code() == 200)
                .timeout(PATIENCE)
                .onErrorReturn(false);
    }

    private record Known(String id, List<URI> copies) implements ServiceInstanceListSupplier {
        @Override
        public String getServiceId() {
            return id;
        }

        @Override
        public Flux<List<ServiceInstance>> get() {
            return Flux.just(all());
        }

        private List<ServiceInstance> all() {
            return copies.stream().map(this::instance).toList();
        }

        private ServiceInstance instance(URI copy) {
            return new DefaultServiceInstance(
                    copy.getAuthority(),
                    id,
                    copy.getHost(),
                    copy.getPort(),
                    copy.getScheme().equals("https"));
        }
    }

    /**
     * A busy machine answers no probe in time, and a rolling restart has a moment between one copy that is not known to be
     * ready yet and the next that is so no more: a copy that is asked all the same mostly answers.
     */
    private static final class OrAll extends DelegatingServiceInstanceListSupplier {
        private final List<ServiceInstance> all;

        private OrAll(ServiceInstanceListSupplier ready, List<ServiceInstance> all) {
            super(ready);
            this.all = all;
        }

        @Override
        public Flux<List<ServiceInstance>> get() {
            return getDelegate().get().map(ready -> ready.isEmpty() ? all : ready);
        }
    }
}
