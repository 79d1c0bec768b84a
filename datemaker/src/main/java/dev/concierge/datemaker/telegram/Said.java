package dev.concierge.datemaker.telegram;

import dev.concierge.datemaker.notice.Money;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/**
 * What the bot says, and the buttons below it.
 *
 * @param buttons a row each, as Telegram has them
 */
record Said(String text, List<List<Map<String, String>>> buttons) {
    private static final int PER_ROW = 6;
    /** Telegram takes a hundred buttons. */
    private static final int MOST_ROWS = 16;

    /** @param word what a message of the topic is called */
    static Said of(String word, JsonNode data, String event) {
        return switch (word) {
            case "event_list" -> list(data.path("events"));
            case "user_registered" ->
                new Said(
                        switch (text(data, "status")) {
                            case "WAITING" -> "You are on the wait list; I write when a seat is free.";
                            case "BOOKING" -> "A seat is kept for you; I write in a moment whether it is booked.";
                            default -> "You have a seat. I write again a day before.";
                        },
                        rows(button("I cannot come", "cancel " + event)));
            case "registration_cancelled" ->
                new Said("Your seat is free again.", rows(button("Next events", "/events")));
            case "pay_for_seat" ->
                new Said(
                        "Your seat costs "
                                + new Money(data.path("total").asLong(), text(data, "currency"))
                                + ". It is yours once that is paid, until " + when(data, "pay_until") + ".",
                        rows(button("I cannot come", "cancel " + event)));
            case "seat_booked" ->
                new Said(
                        "Your seat is booked. It starts at " + when(data, "starts_at") + ".",
                        rows(button("I cannot come", "cancel " + event)));
            case "registration_confirmed" -> plain("Noted, thank you.");
            case "confirm_registration" ->
                new Said(
                        "Your speed dating is at " + when(data, "starts_at") + ". Do you come? Please say until "
                                + when(data, "answer_until") + ".",
                        List.of(List.of(button("Yes", "yes"), button("No", "no"))));
            case "send_user_will_take_part_in_event" ->
                plain("It takes place, at " + when(data, "starts_at") + ". " + text(data, "rules"));
            case "send_user_will_not_take_part_in_event" -> plain(text(data, "detail"));
            case "send_rules" ->
                new Said(
                        "It starts at " + when(data, "starts_at") + ". " + text(data, "rules"),
                        rows(button("I am here", "ready " + event)));
            case "invite_to_meeting" ->
                new Said(
                        "Your call in round " + data.path("round").asInt() + "; it ends at " + when(data, "ends_at")
                                + ".",
                        rows(Map.of("text", "Enter the call", "url", text(data, "url"))));
            case "send_break_message" -> plain("A short break; the next call is at " + when(data, "next_at") + ".");
            case "send_partner_rating_request" ->
                new Said("How was it?", List.of(List.of(button("See again", "like"), button("Not for me", "dislike"))));
            case "send_final_dating_message" ->
                plain("That was the last call. You can change your mind until " + when(data, "choose_until") + ".");
            case "send_match_message" -> plain("You have a match! The contact is on your page.");
            case "error" -> plain("That did not work: " + text(data, "detail"));
            default -> plain(word);
        };
    }

    /** Asks for an age of a band by a button each, so that nothing is to be typed. */
    static Said ages(String event, String side, int youngest, int oldest) {
        List<List<Map<String, String>>> rows = new ArrayList<>();
        for (int first = youngest; first <= oldest && rows.size() < MOST_ROWS; first += PER_ROW) {
            rows.add(IntStream.rangeClosed(first, Math.min(oldest, first + PER_ROW - 1))
                    .mapToObj(age -> button(String.valueOf(age), "register " + event + " " + side + " " + age))
                    .toList());
        }
        return new Said("How old are you?", rows);
    }

    private static Said list(JsonNode events) {
        if (events.isEmpty()) {
            return plain("Nothing is planned at the moment.");
        }
        StringBuilder text = new StringBuilder("The next events:");
        List<List<Map<String, String>>> buttons = new ArrayList<>();
        for (JsonNode event : events) {
            String id = event.path("event_id").asString();
            String line = when(event, "starts_at")
                    + (event.has("title") ? ", " + text(event, "title") : "")
                    + (event.has("price")
                            ? ", " + new Money(event.path("price").asLong(), text(event, "currency"))
                            : "");
            text.append("\n• ").append(line);
            if (event.has("side_one")) {
                buttons.add(List.of(
                        button(line + ": " + text(event, "side_one"), "register " + id + " 1"),
                        button(text(event, "side_other"), "register " + id + " 2")));
            } else {
                buttons.add(List.of(button("Register: " + line, "register " + id)));
            }
        }
        return new Said(text.toString(), buttons);
    }

    private static Said plain(String text) {
        return new Said(text, List.of());
    }

    private static List<List<Map<String, String>>> rows(Map<String, String> button) {
        return List.of(List.of(button));
    }

    /** @param data at most 64 bytes, so of words and ids alone and of nothing that people have written */
    private static Map<String, String> button(String text, String data) {
        return Map.of("text", text, "callback_data", data);
    }

    private static String text(JsonNode data, String field) {
        return data.path(field).asString("");
    }

    private static String when(JsonNode data, String field) {
        return text(data, field).replaceFirst("T(\\d\\d:\\d\\d).*", " $1 UTC");
    }
}
