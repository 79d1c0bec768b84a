package dev.concierge.testsupport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.mail.Message;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;
import org.springframework.test.context.TestConstructor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

@FlowTest(
        classes = FlowTestFlowTests.Application.class,
        topics = "interactions",
        properties = {"CONCIERGE_USER_URL=http://localhost:4711", "logging.level.org.apache.kafka=warn"})
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
class FlowTestFlowTests {
    private final Environment environment;
    private final TestMessages messages;
    private final TestMails mails;
    private final TestClock testClock;
    private final Clock clock;
    private final StrictSettings settings;

    FlowTestFlowTests(
            Environment environment,
            TestMessages messages,
            TestMails mails,
            TestClock testClock,
            Clock clock,
            StrictSettings settings) {
        this.settings = settings;
        this.environment = environment;
        this.messages = messages;
        this.mails = mails;
        this.testClock = testClock;
        this.clock = clock;
    }

    @Test
    void givesEachContextADatabaseOfItsOwn() throws Exception {
        try (Connection connection = DriverManager.getConnection(
                get("CONCIERGE_DB_URL"), get("CONCIERGE_DB_USER"), get("CONCIERGE_DB_PASSWORD"))) {
            connection.createStatement().execute("CREATE TABLE guest (id int)");

            assertThat(connection.getCatalog()).startsWith("test_");
        }
    }

    @Test
    void replacesTheClock() {
        assertThat(clock).isSameAs(testClock);
        Instant before = clock.instant();

        testClock.advance(Duration.ofDays(1));

        assertThat(clock.instant()).isAfterOrEqualTo(before.plus(Duration.ofDays(1)));
    }

    @Test
    void emptiesTheRedisDatabaseThatAContextTakes() throws Exception {
        int database = Infrastructure.get().emptyRedisDatabase(31);
        assertThat(database).isEqualTo(15);
        assertThat(redis("SELECT 15", "SET guest Ada", "DBSIZE")).endsWith(":1");

        Infrastructure.get().emptyRedisDatabase(15);

        assertThat(redis("SELECT 15", "DBSIZE")).endsWith(":0");
        assertThat(environment.getProperty("spring.data.redis.database", Integer.class))
                .isBetween(0, 15);
    }

    @Test
    void keepsMails() throws Exception {
        Properties properties = new Properties();
        properties.put("mail.smtp.host", get("CONCIERGE_SMTP_HOST"));
        properties.put("mail.smtp.port", get("CONCIERGE_SMTP_PORT"));
        MimeMessage mail = new MimeMessage(Session.getInstance(properties));
        mail.setFrom("noreply@concierge.local");
        mail.setRecipient(Message.RecipientType.TO, new InternetAddress("ada@example.com"));
        mail.setText("hello");
        Transport.send(mail);

        assertThat(mails.await("ada@example.com").text()).isEqualTo("hello");
        assertThat(mails.to("bob@example.com")).isEmpty();
    }

    @Test
    void carriesMessagesAsServicesDo() {
        ObjectNode data = (ObjectNode) Contracts.example("users", "user.registered");
        String userId = UUID.randomUUID().toString();
        data.put("userId", userId);

        UUID id = messages.publish("users", userId, "user.registered", data);

        JsonNode received = messages.await(
                "users",
                "user.registered",
                json -> json.at("/userId").asString().equals(userId));
        assertThat(received).isEqualTo(data);
        TestMessage message = messages.awaitMessage(
                "users", "user.registered", found -> found.key().equals(userId));
        assertThat(message.id()).isEqualTo(id.toString());
        assertThat(message.headers())
                .containsEntry("ce_specversion", "1.0")
                .containsEntry("ce_subject", userId)
                .containsEntry("ce_dataschema", "users.schema.json#/$defs/user.registered")
                .containsEntry("content-type", "application/json");
        assertThat(messages.received("users")).contains(message);
    }

    @Test
    void putsAKeyOnThePartitionOfItsShard() {
        messages.publish("own", "guest-1", "thing.done", Map.of());

        // murmur2("guest-1") & 255 is 193, and 193 mod 16 is 1: fixed here, because data in topics depends on it
        assertThat(messages.awaitMessage(
                                "own", "thing.done", message -> message.key().equals("guest-1"))
                        .partition())
                .isEqualTo(1);
    }

    @Test
    void carriesBrokenAndForeignRecords() {
        messages.publishRaw("foreign", "k", Map.of("user_id", "7"), "{broken".getBytes(StandardCharsets.UTF_8));
        messages.publishRaw("foreign", "k", Map.of(), null);

        assertThat(messages.received("foreign"))
                .extracting(TestMessage::data)
                .map(JsonNode::asString)
                .containsExactly("{broken", "");
    }

    @Test
    void refusesDataThatBreaksTheContract() {
        assertThatThrownBy(() -> messages.publish("users", "x", "user.registered", Map.of("userId", "x")))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("breaks users.schema.json");
    }

    @Test
    void letsATestClassSetWhatDiffers() {
        assertThat(environment.getProperty("CONCIERGE_USER_URL")).isEqualTo("http://localhost:4711");
        assertThat(environment.getProperty("CONCIERGE_EVENT_URL")).isEqualTo("http://127.0.0.1:1");
    }

    @Test
    void givesVariablesAsTheEnvironmentDoes() {
        assertThat(settings.topicPrefix()).isEqualTo(get("CONCIERGE_KAFKA_TOPIC_PREFIX"));
        assertThat(environment.getProperty("PATH")).isEqualTo(System.getenv("PATH"));
    }

    @Test
    void providesSecrets() throws Exception {
        assertThat(Files.readString(Path.of(get("CONCIERGE_SECRETS_DIR")).resolve("client-secret-app")))
                .isNotBlank();
    }

    private String redis(String... commands) throws IOException {
        try (Socket socket = new Socket(get("REDIS_HOST"), Integer.parseInt(get("REDIS_PORT")))) {
            String text = String.join("\r\n", commands) + "\r\nQUIT\r\n";
            socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            return answer.replace("+OK\r\n", "").strip();
        }
    }

    private String get(String name) {
        return environment.getRequiredProperty(name);
    }

    /** Refuses what it does not know, but in the environment. */
    @ConfigurationProperties(value = "concierge.kafka", ignoreUnknownFields = false)
    record StrictSettings(String bootstrap, String topicPrefix) {}

    @SpringBootConfiguration
    @EnableConfigurationProperties(StrictSettings.class)
    static class Application {
        @Bean
        Clock systemClock() {
            return Clock.system(ZoneId.of("UTC"));
        }
    }
}
