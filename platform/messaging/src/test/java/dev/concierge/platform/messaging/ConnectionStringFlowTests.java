package dev.concierge.platform.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.concierge.localstack.infrastructure.PostgresDatabases;
import dev.concierge.testsupport.Infrastructure;
import java.net.URI;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** {@code params.connStr} of the seeds, key by key as docs/operations.md says, on a server without TLS. */
class ConnectionStringFlowTests {
    private static final URI SERVER =
            URI.create(Infrastructure.get().databases().url("postgres").substring("jdbc:".length()));
    private static final String CONN_STR = "host=" + SERVER.getHost() + " user=" + PostgresDatabases.OWNER
            + " password=" + PostgresDatabases.PASSWORD + " dbname=postgres port=" + SERVER.getPort() + " sslmode=";

    @ParameterizedTest
    @ValueSource(strings = {"disable", "allow", "prefer"})
    void eachKeyHasItsSetting(String sslmode) {
        try (ConfigurableApplicationContext service = started(CONN_STR + sslmode)) {
            assertThat(service.getBean(JdbcClient.class)
                            .sql("""
                                    SELECT current_database() || ' ' || current_user || ' ' || ssl
                                    FROM pg_stat_ssl WHERE pid = pg_backend_pid()
                                    """)
                            .query(String.class)
                            .single())
                    .isEqualTo("postgres " + PostgresDatabases.OWNER + " false");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"require", "verify-ca", "verify-full"})
    void whoAsksForTlsGetsNothingElse(String sslmode) {
        try (ConfigurableApplicationContext service = started(CONN_STR + sslmode)) {
            JdbcClient jdbc = service.getBean(JdbcClient.class);

            assertThatThrownBy(() -> jdbc.sql("SELECT 1").query().singleRow())
                    .isInstanceOf(CannotGetJdbcConnectionException.class)
                    .hasStackTraceContaining("The server does not support SSL");
        }
    }

    private static ConfigurableApplicationContext started(String connStr) {
        Map<String, String> keys = Arrays.stream(connStr.split(" "))
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
        return new SpringApplicationBuilder(OnlyADatabase.class)
                .web(WebApplicationType.NONE)
                .properties(
                        "spring.application.name=connection-string",
                        "CONCIERGE_DB_URL=jdbc:postgresql://" + keys.get("host") + ":" + keys.get("port") + "/"
                                + keys.get("dbname") + "?sslmode=" + keys.get("sslmode"),
                        "CONCIERGE_DB_USER=" + keys.get("user"),
                        "CONCIERGE_DB_PASSWORD=" + keys.get("password"))
                .run();
    }

    @ImportAutoConfiguration({
        DataSourceAutoConfiguration.class,
        JdbcTemplateAutoConfiguration.class,
        JdbcClientAutoConfiguration.class
    })
    static class OnlyADatabase {}
}
