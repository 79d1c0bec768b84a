package dev.concierge.event.imports;

import dev.concierge.event.capture.Capture;
import dev.concierge.event.ingest.EventForm;
import java.time.Clock;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
class ImportConfiguration {
    @Bean
    EventImports eventImports(JdbcClient jdbc, TransactionTemplate transaction, JsonMapper json) {
        return new EventImports(jdbc, transaction, json);
    }

    @Bean
    ImportEvents importEvents(Capture capture, EventImports imports, Clock clock) {
        return new ImportEvents(capture, new EventForm(), imports, clock);
    }

    @Bean
    ForgetOldImports forgetOldImports(EventImports imports, Clock clock) {
        return new ForgetOldImports(imports, clock);
    }

    /** A month after their last line. */
    static class ForgetOldImports {
        private static final Duration KEPT = Duration.ofDays(30);

        private final EventImports imports;
        private final Clock clock;

        ForgetOldImports(EventImports imports, Clock clock) {
            this.imports = imports;
            this.clock = clock;
        }

        @Scheduled(initialDelayString = "PT15M", fixedDelayString = "P1D")
        void run() {
            imports.forgetBefore(clock.instant().minus(KEPT));
        }
    }
}
