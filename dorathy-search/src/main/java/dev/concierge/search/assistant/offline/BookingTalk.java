package dev.concierge.search.assistant.offline;

import dev.concierge.search.assistant.dialogue.Heard;
import dev.concierge.search.assistant.dialogue.Heard.Shown;
import dev.concierge.search.assistant.tool.Toolbox;
import dev.concierge.search.assistant.tool.Toolbox.Answer;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Which of a guest's bookings is to be cancelled or moved: by its place in what was shown, by its name, or the only one. */
record BookingTalk(Heard heard, Toolbox tools, LocalDate today) {
    /** Shorter ones are in the title of anything. */
    private static final int TELLING = 4;

    /** What is said of any booking. */
    private static final Pattern CHANGING = Pattern.compile(
            "(?<!\\p{L})(?:please|bitte|can|could|you|kannst|könntest|would|like|want|ich|möchte|will|cancel|call|off|stornieren?|absagen|sage?"
                    + "|move|reschedule|postpone|verschieben?|verlegen?|my|mein|meine[nmrs]?|bookings?|reservations?|buchung(?:en)?"
                    + "|reservierung(?:en)?|termine?s?|appointments?|this|that|diese[nrs]?|dates?|again|wieder|from|with|mit|nach|auf)(?!\\p{L})",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

    private static final Pattern NO_WORD = Pattern.compile("[^\\p{L}\\p{N}]+");

    String cancel() {
        Which which = which(Slots.of(heard.content(), today));
        return which.booking() == null
                ? which.says()
                : text(tools.use("cancel_booking", arguments().put("booking", which.booking())));
    }

    String move() {
        Slots slots = Slots.of(heard.content(), today);
        if (slots.day().isEmpty() || slots.time().isEmpty()) {
            return say(
                    "To which day and time shall I move it? Say, for example: move it to tomorrow at 10:00.",
                    "Auf welchen Tag und welche Uhrzeit? Sage etwa: Verschiebe sie auf morgen um 10:00 Uhr.");
        }
        Which which = which(slots);
        return which.booking() == null
                ? which.says()
                : text(tools.use(
                        "move_booking",
                        arguments()
                                .put("booking", which.booking())
                                .put("day", slots.day().get().toString())
                                .put("time", slots.time().get().toString())));
    }

    /** As it stands in a list. */
    static String line(JsonNode booking) {
        return booking.path("n").asInt() + ". " + booking.path("title").asString() + ", "
                + booking.path("when").asString() + " ("
                + booking.path("status").asString() + ")";
    }

    /** A booking's id, or what is said where it is not clear. */
    private record Which(@Nullable String booking, String says) {}

    private Which which(Slots slots) {
        List<Shown> shown = heard.shown().stream()
                .filter(one -> one.kind().equals("bookings"))
                .toList();
        if (slots.place().isPresent() && !shown.isEmpty()) {
            int place = slots.place().getAsInt();
            if (place <= shown.size()) {
                return new Which(shown.get(place - 1).id(), "");
            }
        }
        Answer answer = tools.use("my_bookings", arguments());
        if (!(answer instanceof Answer.Data data)) {
            return new Which(null, text(answer));
        }
        List<JsonNode> open = data.data()
                .path("bookings")
                .valueStream()
                .filter(one -> one.path("open").asBoolean())
                .toList();
        if (open.isEmpty()) {
            return new Which(
                    null,
                    say(
                            "You have no bookings that could be changed.",
                            "Du hast keine Buchungen, die sich ändern ließen."));
        }
        return one(open, slots)
                .map(booking -> new Which(booking.path("id").asString(), ""))
                .orElseGet(() -> new Which(null, ask(open)));
    }

    private Optional<JsonNode> one(List<JsonNode> open, Slots slots) {
        List<String> words = Arrays.stream(NO_WORD.split(
                        CHANGING.matcher(Intent.lower(slots.rest())).replaceAll(" ")))
                .filter(word -> word.length() >= TELLING)
                .toList();
        List<JsonNode> meant = words.isEmpty()
                ? open
                : open.stream()
                        .filter(booking -> words.stream()
                                .anyMatch(Intent.lower(booking.path("title").asString())::contains))
                        .toList();
        return meant.size() == 1 ? Optional.of(meant.getFirst()) : Optional.empty();
    }

    private String ask(List<JsonNode> open) {
        List<String> lines = new ArrayList<>();
        lines.add(say("Which of your bookings do you mean?", "Welche deiner Buchungen meinst du?"));
        open.forEach(booking -> lines.add("- " + line(booking)));
        return String.join("\n", lines);
    }

    private String say(String english, String german) {
        return heard.tongue().say(english, german);
    }

    private static ObjectNode arguments() {
        return JsonNodeFactory.instance.objectNode();
    }

    private static String text(Answer answer) {
        return switch (answer) {
            case Answer.Data data -> data.data().toString();
            case Answer.Asked asked -> asked.says();
            case Answer.Done done -> done.says();
            case Answer.Refused refused -> refused.says();
        };
    }
}
