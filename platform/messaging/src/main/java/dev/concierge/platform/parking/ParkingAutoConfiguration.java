package dev.concierge.platform.parking;

import dev.concierge.platform.message.PlatformSchema;
import dev.concierge.platform.security.Access;
import dev.concierge.platform.security.Grant;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpMethod;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The door of operators and what services ask of the queue; who puts something into it makes that itself. */
@AutoConfiguration(afterName = "dev.concierge.platform.message.MessagingAutoConfiguration")
@ConditionalOnBean(PlatformSchema.class)
class ParkingAutoConfiguration {
    @Bean
    DeadLetters deadLetters(JdbcClient jdbc) {
        return new DeadLetters(jdbc);
    }

    @Bean
    Redrives redrives(JdbcClient jdbc) {
        return new Redrives(jdbc);
    }

    @Bean
    ForgetParked forgetParked(JdbcClient jdbc) {
        return new ForgetParked(jdbc);
    }

    @Bean
    DeadLetterController deadLetterController(DeadLetters deadLetters) {
        return new DeadLetterController(deadLetters);
    }

    @Bean
    Access deadLetterAccess() {
        return new Access()
                .allow(HttpMethod.GET, "/ops/dead-letters", Grant.operator())
                .allow(HttpMethod.POST, "/ops/dead-letters", Grant.operator())
                .allow(HttpMethod.POST, "/ops/dead-letters/discard", Grant.operator())
                .allow(HttpMethod.GET, "/ops/dead-letters/removed", Grant.operator());
    }
}
