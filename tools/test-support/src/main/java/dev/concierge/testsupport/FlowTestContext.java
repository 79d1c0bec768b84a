package dev.concierge.testsupport;

import dev.concierge.localstack.fleet.Fleet;
import dev.concierge.localstack.infrastructure.PostgresDatabases;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.beans.factory.support.BeanDefinitionBuilder;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.MergedContextConfiguration;

/**
 * What a flow test's context finds around it. Equal for equal topics, so that contexts are shared.
 *
 * @param topics that must be there first
 */
record FlowTestContext(List<String> topics) implements ContextCustomizer {
    private static final String RUN = Long.toString(ProcessHandle.current().pid(), Character.MAX_RADIX);
    private static final AtomicInteger CONTEXTS = new AtomicInteger();
    /** Nobody listens there: a flow test must not reach a fleet that runs on the same machine. */
    private static final String NOWHERE = "http://127.0.0.1:1";

    @Override
    public void customizeContext(ConfigurableApplicationContext context, MergedContextConfiguration configuration) {
        ConfigurableEnvironment environment = context.getEnvironment();
        String service = environment.getProperty("spring.application.name", "test");
        int number = CONTEXTS.incrementAndGet();
        String name = service + "-" + RUN + "-" + number;
        Infrastructure infrastructure = Infrastructure.get();
        String database = name.replace('-', '_').toLowerCase(Locale.ROOT);
        infrastructure.databases().create(database);

        MutablePropertySources sources = environment.getPropertySources();
        // in the place and under the name of the real environment: settings that refuse unknown keys forgive it alone
        Map<String, Object> variables = new LinkedHashMap<>(environment.getSystemEnvironment());
        variables.putAll(variables(infrastructure, name, database));
        sources.replace(
                StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                new SystemEnvironmentPropertySource(
                        StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, variables));
        sources.addBefore(
                StandardEnvironment.SYSTEM_PROPERTIES_PROPERTY_SOURCE_NAME,
                new MapPropertySource(
                        "flowTest",
                        Map.of(
                                "spring.datasource.hikari.maximum-pool-size",
                                4,
                                "spring.data.redis.database",
                                infrastructure.emptyRedisDatabase(number))));
        TestClock clock = TestClock.ticking();
        TestMessages messages = new TestMessages(infrastructure.kafka(), name + ".", clock);
        messages.createTopics(topics.toArray(String[]::new));
        register(context, infrastructure, clock, messages);
    }

    private static Map<String, Object> variables(Infrastructure infrastructure, String name, String database) {
        Path files = Path.of("target", "flow-tests", name).toAbsolutePath();
        Map<String, Object> variables = new LinkedHashMap<>();
        Fleet.SERVICES.forEach(other -> variables.put("CONCIERGE_" + other.alias() + "_URL", NOWHERE));
        variables.putAll(Map.of(
                "PORT",
                "0",
                "CONCIERGE_MANAGEMENT_PORT",
                "0",
                "CONCIERGE_DB_URL",
                infrastructure.databases().url(database),
                "CONCIERGE_DB_USER",
                PostgresDatabases.OWNER,
                "CONCIERGE_DB_PASSWORD",
                PostgresDatabases.PASSWORD,
                "CONCIERGE_KAFKA_BOOTSTRAP",
                infrastructure.kafka(),
                "CONCIERGE_KAFKA_TOPIC_PREFIX",
                name + ".",
                "REDIS_HOST",
                infrastructure.redisHost(),
                "REDIS_PORT",
                String.valueOf(infrastructure.redisPort())));
        variables.putAll(Map.of(
                "CONCIERGE_SMTP_HOST", "127.0.0.1",
                "CONCIERGE_SMTP_PORT", String.valueOf(infrastructure.smtpPort()),
                "CONCIERGE_ISSUER", TestToken.ISSUER,
                "CONCIERGE_JWK_SET_URI", TestIssuer.shared().jwkSetUri().toString(),
                "CONCIERGE_TOKEN_URI", TestIssuer.shared().tokenUri().toString(),
                "CONCIERGE_REVOCATIONS_URI",
                        TestIssuer.shared().revocationsUri().toString(),
                "CONCIERGE_REVOCATIONS_EVERY", "100ms",
                "CONCIERGE_STATE_DIR", files.resolve("state").toString(),
                "CONCIERGE_SECRETS_DIR",
                        TestSecrets.in(files.resolve("secrets")).toString()));
        return variables;
    }

    private static void register(
            ConfigurableApplicationContext context,
            Infrastructure infrastructure,
            TestClock clock,
            TestMessages messages) {
        BeanDefinitionRegistry registry = (BeanDefinitionRegistry) context.getBeanFactory();
        registry.registerBeanDefinition(
                "testClock",
                BeanDefinitionBuilder.genericBeanDefinition(TestClock.class, () -> clock)
                        .setPrimary(true)
                        .getBeanDefinition());
        registry.registerBeanDefinition(
                "testMessages",
                BeanDefinitionBuilder.genericBeanDefinition(TestMessages.class, () -> messages)
                        .setDestroyMethodName("close")
                        .getBeanDefinition());
        registry.registerBeanDefinition(
                "testMails",
                BeanDefinitionBuilder.genericBeanDefinition(TestMails.class, () -> new TestMails(infrastructure))
                        .getBeanDefinition());
    }
}
