package dev.concierge.curator.training;

import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ServingConfiguration {
    @Bean(initMethod = "start")
    ModelServer modelServer(Models models, ModelSettings settings, MeterRegistry meters) {
        return new ModelServer(models, Path.of(settings.folder()), meters);
    }
}
