package dev.concierge.localstack.demo;

import dev.concierge.localstack.infrastructure.MailSink;
import dev.concierge.localstack.infrastructure.ReceivedMail;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** What happened to one guest, in order. */
public record Story(List<Moment> moments) {
    /** One line of it. */
    public record Moment(Instant at, String what) {}

    static Story of(String userId, Guest guest, Instant registeredAt, Gateway gateway, Path mails) {
        List<Moment> moments = new ArrayList<>();
        moments.add(new Moment(
                registeredAt,
                "registered " + guest.firstName() + " " + guest.lastName() + " <" + guest.email() + "> as " + userId));
        gateway.runs(userId).flatMap(runId -> timeline(runId, gateway)).forEach(moments::add);
        MailSink.read(mails).stream()
                .filter(mail -> mail.to().contains(guest.email()))
                .map(Story::received)
                .forEach(moments::add);
        return new Story(
                moments.stream().sorted(Comparator.comparing(Moment::at)).toList());
    }

    /** Each line with the time since the first. */
    public Stream<String> lines() {
        Instant start = moments.getFirst().at();
        return moments.stream()
                .map(moment -> String.format(
                        "%8d ms  %s", Duration.between(start, moment.at()).toMillis(), moment.what()));
    }

    private static Moment received(ReceivedMail mail) {
        String text = mail.text() == null ? "" : mail.text().lines().findFirst().orElse("");
        return new Moment(mail.receivedAt(), "received the mail \"" + mail.subject() + "\": " + text);
    }

    private static Stream<Moment> timeline(String runId, Gateway gateway) {
        return gateway.get("/journeys/runs/" + runId + "/timeline").stream()
                .flatMap(page -> page.path("items").valueStream())
                .map(Story::moment);
    }

    private static Moment moment(JsonNode step) {
        String where = step.path("node").asString("");
        JsonNode detail = step.path("detail");
        return new Moment(
                Instant.parse(step.path("at").asString()),
                "journey: " + (where.isEmpty() ? "" : where + " ")
                        + step.path("what").asString("") + (detail.isEmpty() ? "" : " " + detail));
    }
}
