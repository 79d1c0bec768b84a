package dev.concierge.localstack.fleet;

import dev.concierge.localstack.infrastructure.KafkaServer;
import dev.concierge.localstack.setting.Settings;
import java.util.Map;
import java.util.TreeMap;

/** What a service finds in its environment: the table of contracts/README.md, filled in for this machine. */
final class ServiceEnvironment {
    /** The gateway asks each copy twice a second whether it is ready, so within this time it has stopped using one. */
    private static final String DRAIN_DELAY = "2s";

    private ServiceEnvironment() {}

    static Map<String, String> of(Instance instance, Settings settings) {
        Service service = instance.service();
        Replicas replicas = Replicas.of(settings.home());
        Map<String, String> environment = new TreeMap<>();
        environment.put("PORT", String.valueOf(instance.port(settings)));
        environment.put("CONCIERGE_MANAGEMENT_PORT", String.valueOf(instance.managementPort(settings)));
        // this machine's business unless somebody says otherwise; the management port shows metrics to whoever asks
        String address = settings.text("CONCIERGE_LISTEN").orElse("127.0.0.1");
        environment.put("SERVER_ADDRESS", address);
        environment.put("MANAGEMENT_SERVER_ADDRESS", address);
        environment.put("CONCIERGE_SECRETS_DIR", settings.home().secrets().toString());
        environment.put(
                "CONCIERGE_STATE_DIR", settings.home().state(instance.name()).toString());
        environment.put("LOG_LEVEL", settings.text("LOG_LEVEL").orElse("info"));
        environment.put("LOG_FORMAT", settings.text("LOG_FORMAT").orElse("plain"));
        environment.put(
                "CONCIERGE_OBSERVABILITY_DRAIN_DELAY",
                settings.text("CONCIERGE_OBSERVABILITY_DRAIN_DELAY")
                        .orElse(replicas.of(service).count() > 1 ? DRAIN_DELAY : "0s"));
        servers(settings, environment);
        environment.put(
                "CONCIERGE_DASHBOARD_URLS",
                settings.text("CONCIERGE_DASHBOARD_URLS")
                        .orElse(Fleet.named("gateway").url(settings)));
        environment.put(
                "CONCIERGE_NOTIFICATION_CHANNELS",
                settings.text("CONCIERGE_NOTIFICATION_CHANNELS").orElse("email,live,inbox"));
        environment.put(
                "CONCIERGE_PUBLIC_URL",
                settings.text("CONCIERGE_PUBLIC_URL")
                        .orElse(Fleet.named("gateway").url(settings)));
        // whoever tries it out is a guest of a market of guests
        environment.put(
                "CONCIERGE_CURATOR_JOB_GUEST_BUSINESSES",
                settings.text("CONCIERGE_CURATOR_JOB_GUEST_BUSINESSES").orElse("*"));
        issuer(settings, environment);
        for (Service other : Fleet.SERVICES) {
            // no service asks the gateway; a second one is no reason to start them all anew
            String url = other.equals(Fleet.GATEWAY) ? other.url(settings) : replicas.url(other, settings);
            environment.put("CONCIERGE_" + other.alias() + "_URL", url);
            if (service.equals(Fleet.GATEWAY)) {
                environment.put(
                        "CONCIERGE_" + other.alias() + "_URL",
                        String.join(
                                ",",
                                replicas.of(other)
                                        .map(copy -> copy.url(settings))
                                        .toList()));
            }
        }
        service.database().ifPresent(database -> database(service, database, settings, environment));
        return environment;
    }

    /** With the passwords of this installation; those of the user's shell would be for others. */
    private static void servers(Settings settings, Map<String, String> environment) {
        environment.put("CONCIERGE_KAFKA_BOOTSTRAP", "localhost:" + Infrastructure.KAFKA.port(settings));
        environment.put("CONCIERGE_KAFKA_PROTOCOL", "SASL_PLAINTEXT");
        environment.put("CONCIERGE_KAFKA_MECHANISM", "PLAIN");
        environment.put("CONCIERGE_KAFKA_USER", KafkaServer.USER);
        environment.put("CONCIERGE_KAFKA_PASSWORD", Secrets.kafka(settings.home()));
        environment.put("REDIS_HOST", "localhost");
        environment.put("REDIS_PORT", String.valueOf(Infrastructure.REDIS.port(settings)));
        environment.put("REDIS_USER", "");
        environment.put("REDIS_PASSWORD", Secrets.cache(settings.home()));
        environment.put("REDIS_TLS", "false");
        environment.put("CONCIERGE_SMTP_HOST", "localhost");
        environment.put("CONCIERGE_SMTP_PORT", String.valueOf(Infrastructure.MAIL.port(settings)));
    }

    /** The database's owner has the database's name. */
    private static void database(Service service, String database, Settings settings, Map<String, String> environment) {
        environment.put(
                "CONCIERGE_DB_URL",
                "jdbc:postgresql://localhost:" + Infrastructure.POSTGRES.port(settings) + "/" + database);
        environment.put("CONCIERGE_DB_USER", database);
        environment.put("CONCIERGE_DB_PASSWORD", Secrets.database(settings.home(), service.name()));
    }

    /** A foreign issuer replaces the embedded one by the first two; the token endpoint stays ours unless set as well. */
    private static void issuer(Settings settings, Map<String, String> environment) {
        String user = Replicas.of(settings.home()).url(Fleet.named("user-service"), settings);
        environment.put("CONCIERGE_ISSUER", settings.text("CONCIERGE_ISSUER").orElse("https://concierge.local"));
        environment.put(
                "CONCIERGE_JWK_SET_URI", settings.text("CONCIERGE_JWK_SET_URI").orElse(user + "/oauth2/jwks"));
        environment.put(
                "CONCIERGE_TOKEN_URI", settings.text("CONCIERGE_TOKEN_URI").orElse(user + "/oauth2/token"));
        environment.put(
                "CONCIERGE_REVOCATIONS_URI",
                settings.text("CONCIERGE_REVOCATIONS_URI").orElse(user + "/oauth2/revocations"));
    }
}
