package dev.concierge.testsupport;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.core.annotation.AliasFor;

/**
 * A test through the whole service: real HTTP on a random port, real Postgres, Kafka and Redis. The context is wired
 * by the environment names of contracts/README.md, as in production, with a database and a topic prefix of its own,
 * and has {@link TestClock}, {@link TestMessages} and {@link TestMails} as beans. Classes without settings of their own
 * share one context.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
public @interface FlowTest {
    /** Settings that differ; each set of them costs a context. */
    @AliasFor(annotation = SpringBootTest.class)
    String[] properties() default {};

    /** Configuration in place of the module's application class. */
    @AliasFor(annotation = SpringBootTest.class)
    Class<?>[] classes() default {};

    /** Topics of other services that are there before the context starts; others appear when first published to. */
    String[] topics() default {};
}
