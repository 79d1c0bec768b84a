package dev.concierge.platform.kafka;

/** How a password is shown; others, such as OAUTHBEARER, by {@code concierge.kafka.properties}. */
public enum KafkaMechanism {
    PLAIN("org.apache.kafka.common.security.plain.PlainLoginModule"),
    SCRAM_SHA_256("org.apache.kafka.common.security.scram.ScramLoginModule"),
    SCRAM_SHA_512("org.apache.kafka.common.security.scram.ScramLoginModule");

    private final String module;

    KafkaMechanism(String module) {
        this.module = module;
    }

    String nameInKafka() {
        return name().replace('_', '-');
    }

    String jaas(String user, String password) {
        return module + " required username=" + quoted(user) + " password=" + quoted(password) + ";";
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
