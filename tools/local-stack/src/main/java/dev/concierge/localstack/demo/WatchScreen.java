package dev.concierge.localstack.demo;

import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** What comes to a screen while somebody looks at it. */
final class WatchScreen {
    private static final String UPDATES = "resources:" + Walk.BUSINESS + "-" + Walk.LOCATION;
    private static final String UPDATE = "resource_update";
    private static final int LONGEST_QUOTE = 60;

    private final Walk walk;
    private final String table;

    WatchScreen(Walk walk) {
        this.walk = walk;
        this.table = "table-" + walk.tag();
    }

    /** Written where resources are kept, which tells the hub. */
    Optional<String> resource() throws InterruptedException {
        String tables = Walk.PLACE + "/resources/table";
        return updated(() -> walk.gateway().post(tables, Map.of("id", table, "name", "By the window")))
                .filter(_ -> walk.gateway().get(tables + "/" + table).isPresent())
                .map(took -> "a table is written, and on a screen after " + took);
    }

    /** Told to the hub by somebody else. */
    Optional<String> notification() throws InterruptedException {
        Map<String, Object> news = Map.of(
                "type",
                "resource_updated",
                "resourceType",
                "table",
                "businessId",
                Walk.BUSINESS,
                "locationId",
                Walk.LOCATION,
                "resourceId",
                table,
                "timestamp",
                walk.clock().instant().toString());
        return updated(() -> walk.gateway().post("/api/notifications", news))
                .map(took -> UPDATE + " on " + UPDATES + " after " + took);
    }

    /** How long after the act a screen that shows the place hears of the table. */
    private Optional<String> updated(Runnable act) throws InterruptedException {
        try (Screen screen = Screen.from(walk.gateway(), UPDATES, walk.patience())) {
            long start = walk.clock().millis();
            act.run();
            return screen.hear(
                            UPDATE, news -> news.path("resourceId").asString("").equals(table), walk.patience())
                    .map(_ -> walk.since(start));
        }
    }

    /** Asked and answered in a conversation of the guest's. */
    Optional<String> assistant() throws InterruptedException {
        Map<String, Object> question = Map.of("userId", walk.guest(), "content", "Where can I go sailing?");
        long start = walk.clock().millis();
        JsonNode said = walk.gateway().post("/api/messages", question);
        String topic = "messages:" + said.path("conversationId").asString();
        try (Screen screen = Screen.withHistory(walk.gateway(), topic, walk.patience())) {
            return screen.hear("new_message", WatchScreen::isAnswer, walk.patience())
                    .map(answer -> "\"" + quote(answer.path("content").asString("")) + "\" after " + walk.since(start));
        }
    }

    private static boolean isAnswer(JsonNode message) {
        return message.path("from").asString("").equals("assistant") && !message.has("error");
    }

    private static String quote(String text) {
        String line = text.strip().replaceAll("\\s+", " ");
        return line.length() <= LONGEST_QUOTE ? line : line.substring(0, LONGEST_QUOTE) + "…";
    }
}
