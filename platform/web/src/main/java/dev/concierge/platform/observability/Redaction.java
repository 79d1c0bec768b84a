package dev.concierge.platform.observability;

import java.util.regex.Pattern;
import org.springframework.boot.json.JsonWriter;
import org.springframework.boot.logging.structured.StructuredLoggingJsonMembersCustomizer;

/** Keeps tokens and e-mail addresses out of the logs, in plain lines and in JSON. */
public final class Redaction implements StructuredLoggingJsonMembersCustomizer<Object> {
    private static final String SECRET =
            "(?i)(bearer |basic |\\btoken=|access_token=|client_secret=|password=)[^\\s&\",]+|(?<![\\w.%+-])[\\w.%+-]++@[\\w-]++\\.[\\w.-]++";
    private static final String REPLACEMENT = "$1***";
    private static final Pattern SECRETS = Pattern.compile(SECRET);

    /** The Logback pattern of a plain log line. */
    public static final String PLAIN_LINE =
            "%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX} %5p [%15.15t] [%X{traceId:-}] %-40.40logger{39} : %replace(%m%n%wEx){'"
                    + SECRET + "', '" + REPLACEMENT + "'}";

    /** The text without what must not be logged. */
    public static String redacted(String text) {
        return SECRETS.matcher(text).replaceAll(REPLACEMENT);
    }

    @Override
    public void customize(JsonWriter.Members<Object> members) {
        members.applyingValueProcessor(
                JsonWriter.ValueProcessor.of(String.class, text -> text == null ? null : redacted(text)));
    }
}
