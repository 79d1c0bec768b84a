package dev.concierge.curator.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.ConfigDataApplicationContextInitializer;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class TrainOnceTests {
    @Test
    void itsClockTicksAsTheServices() {
        new ApplicationContextRunner()
                .withInitializer(new ConfigDataApplicationContextInitializer())
                .withUserConfiguration(TrainOnce.class)
                .withPropertyValues("spring.datasource.url=jdbc:postgresql://localhost/nobody-asks")
                .run(context -> assertThat(Stream.generate(context.getBean(Clock.class)::instant)
                                .limit(1_000))
                        .extracting(Instant::getNano)
                        .allSatisfy(nanos -> assertThat(nanos % 1_000).isZero()));
    }
}
