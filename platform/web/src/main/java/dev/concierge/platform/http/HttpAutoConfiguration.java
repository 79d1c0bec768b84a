package dev.concierge.platform.http;

import io.micrometer.observation.ObservationRegistry;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.env.Environment;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.json.JsonMapper;

@AutoConfiguration
@EnableConfigurationProperties(HttpSettings.class)
class HttpAutoConfiguration {
    record Address(URI url) {}

    /** Lazy: a service that calls nobody pays nothing. */
    @Bean
    @Lazy
    ServiceClients serviceClients(
            HttpSettings settings,
            Environment environment,
            JsonMapper mapper,
            Clock clock,
            ObjectProvider<ObservationRegistry> observations) {
        HttpClient client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(settings.connectTimeout())
                .executor(Executors.newVirtualThreadPerTaskExecutor())
                .build();
        JdkClientHttpRequestFactory requests = new JdkClientHttpRequestFactory(client);
        requests.setReadTimeout(settings.readTimeout());
        RestClient.Builder http = RestClient.builder()
                .requestFactory(requests)
                .observationRegistry(observations.getIfAvailable(() -> ObservationRegistry.NOOP))
                .configureMessageConverters(converters ->
                        converters.registerDefaults().withJsonConverter(new JacksonJsonHttpMessageConverter(mapper)));
        OwnToken token = new OwnToken(settings, http.clone().build(), clock);
        return new ServiceClients(addresses(environment), http, token, settings);
    }

    private static Map<String, URI> addresses(Environment environment) {
        Map<String, URI> addresses = new HashMap<>();
        Binder.get(environment)
                .bind("concierge.services", Bindable.mapOf(String.class, Address.class))
                .orElse(Map.of())
                .forEach((name, address) -> addresses.put(name, address.url()));
        return addresses;
    }
}
