package dev.concierge.hub.delivery.suppression;

import dev.concierge.hub.delivery.consent.ChangeConsent;
import dev.concierge.hub.delivery.suppression.ImportLines.Line;
import dev.concierge.hub.delivery.suppression.SuppressedAddresses.Suppression;
import dev.concierge.platform.address.EmailAddress;
import dev.concierge.platform.audit.Audited;
import dev.concierge.platform.input.Numbers;
import dev.concierge.platform.input.Texts;
import dev.concierge.platform.input.Times;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.springframework.http.HttpHeaders;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** Brings what was said elsewhere before the first mail goes out from here. Repeating an import changes nothing. */
@RestController
@Audited
class ImportController {
    private static final Set<String> CHANNELS = Set.of("email", "sms", "push");
    private static final Set<String> WISHES = Set.of("reachable", "subscribed", "marketing", "transactional");
    private static final int LONGEST_REASON = 200;

    private final SuppressedAddresses addresses;
    private final ChangeConsent consents;
    private final TransactionTemplate transaction;
    private final JsonMapper json;
    private final Clock clock;

    ImportController(
            SuppressedAddresses addresses,
            ChangeConsent consents,
            TransactionTemplate transaction,
            JsonMapper json,
            Clock clock) {
        this.addresses = addresses;
        this.consents = consents;
        this.transaction = transaction;
        this.json = json;
        this.clock = clock;
    }

    @PostMapping(
            path = "/notifications/suppressions",
            consumes = {ImportLines.NDJSON, ImportLines.CSV})
    @Operation(summary = "Imports addresses that must not be written to: address, reason, at")
    Imported suppressions(
            @Parameter(hidden = true) @RequestHeader(HttpHeaders.CONTENT_TYPE) String mediaType,
            @RequestBody String body) {
        List<Suppression> read = new ArrayList<>();
        List<LineRefused> refused = each(ImportLines.of(mediaType, body, json), line -> read.add(suppression(line)));
        transaction.executeWithoutResult(_ -> addresses.add(read, clock.instant()));
        return new Imported(read.size(), refused);
    }

    @PostMapping(
            path = "/notifications/consents",
            consumes = {ImportLines.NDJSON, ImportLines.CSV})
    @Operation(
            summary =
                    "Imports what guests said: userId, channel, wish, given, source, at; obeyed at once, then on record")
    Imported consents(
            @Parameter(hidden = true) @RequestHeader(HttpHeaders.CONTENT_TYPE) String mediaType,
            @RequestBody String body) {
        List<Line> lines = ImportLines.of(mediaType, body, json);
        List<LineRefused> refused = transaction.execute(_ -> each(lines, this::record));
        return new Imported(lines.size() - refused.size(), refused);
    }

    /** @param taken how many lines were taken */
    record Imported(int taken, List<LineRefused> refused) {}

    record LineRefused(int line, String detail) {}

    private Suppression suppression(Line line) {
        return new Suppression(
                EmailAddress.of(line.required("address", "an e-mail address")),
                Texts.cut(line.orElse("reason", "imported"), LONGEST_REASON),
                at(line));
    }

    private void record(Line line) {
        String userId = Numbers.uuid(line.required("userId", "a guest's id")).toString();
        String given = line.required("given", "true or false");
        if (!Set.of("true", "false").contains(given)) {
            throw new IllegalArgumentException("given: " + given + " (expected: true or false)");
        }
        consents.changeAt(
                userId,
                oneOf(CHANNELS, "channel", line),
                oneOf(WISHES, "wish", line),
                given.equals("true"),
                line.orElse("source", "import"),
                at(line));
    }

    private Instant at(Line line) {
        Instant at = Times.instant(line.required("at", Times.INSTANT));
        if (at.isAfter(clock.instant())) {
            throw new IllegalArgumentException("at: " + at + " (expected: not after now)");
        }
        return at;
    }

    private static String oneOf(Set<String> known, String name, Line line) {
        String value = line.required(name, "one of " + known);
        if (!known.contains(value)) {
            throw new IllegalArgumentException(name + ": " + value + " (expected: one of " + known + ")");
        }
        return value;
    }

    private static List<LineRefused> each(List<Line> lines, Consumer<Line> read) {
        List<LineRefused> refused = new ArrayList<>();
        for (Line line : lines) {
            try {
                read.accept(line);
            } catch (IllegalArgumentException broken) {
                refused.add(new LineRefused(line.number(), String.valueOf(broken.getMessage())));
            }
        }
        return refused;
    }
}
