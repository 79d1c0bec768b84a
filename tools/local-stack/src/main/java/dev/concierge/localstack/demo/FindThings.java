package dev.concierge.localstack.demo;

import dev.concierge.localstack.setting.CannotContinue;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Things that come to be, and that the guest finds. */
final class FindThings {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String EXPERIENCE = """
            {"businessId": "%s", "locationId": "%s",
             "experience": {"name": "%s", "description": "Two hours on the bay.", "topics": ["sailing"]},
             "resource": {"units": [{"unitId": "sloop", "name": "Sloop", "capacity": 6}],
              "offer": {"requires": [{"anyOf": ["sloop"], "shared": true}], "party": {"min": 1, "max": 6},
               "durations": ["PT2H"], "step": "PT1H",
               "opening": {"weekly": [{"days": ["SATURDAY", "SUNDAY"], "from": "10:00", "to": "20:00"}],
                "rules": [], "exceptions": []},
               "price": {"currency": "EUR", "charges": [{"name": "Place", "per": "PERSON", "amount": 4500}]}}}}
            """;

    private final Walk walk;

    FindThings(Walk walk) {
        this.walk = walk;
    }

    Optional<String> search() {
        String title = "Sailing lesson " + walk.tag();
        Map<String, Object> item =
                Map.of("type", "experience", "title", title, "topics", List.of("sailing"), "visibility", "public");
        long start = walk.clock().millis();
        String id = walk.gateway().post("/items", item).path("itemId").asString();
        return found(title, hit -> hit.path("itemId").asString("").equals(id))
                .map(_ -> "\"" + title + "\" is found " + walk.since(start) + " after it was saved");
    }

    Optional<String> curation() {
        Map<String, Object> wanted = Map.of("query", "sailing", "guest", walk.guest(), "size", 5);
        long start = walk.clock().millis();
        JsonNode made = walk.gateway().post("/curations", wanted);
        String took = walk.since(start);
        return made.path("items")
                .valueStream()
                .findFirst()
                .map(first -> "\"" + first.at("/item/title").asString("") + "\" leads the guest's list of "
                        + made.path("items").size() + ", made within " + took);
    }

    /** By a job of several steps, in other services. */
    Optional<String> experience() {
        String name = "Sunset sail " + walk.tag();
        JsonNode body = JSON.readTree(EXPERIENCE.formatted(Walk.BUSINESS, Walk.LOCATION, name));
        long start = walk.clock().millis();
        String job = "/jobs/"
                + walk.gateway().post("/experiences", body).path("requestId").asString();
        return walk.awaited(job, FindThings::ended).flatMap(done -> {
            String took = walk.since(start);
            return found(name, hit -> hit.at("/availability/state").asString("").equals("VERIFIED"))
                    .flatMap(_ -> free(done.path("offerId").asString()))
                    .map(next -> "\"" + name + "\" is made within " + took + ", found, and free on " + next);
        });
    }

    private static Optional<JsonNode> ended(JsonNode job) {
        return switch (job.path("status").asString("")) {
            case "DONE" -> Optional.of(job);
            case "RUNNING" -> Optional.empty();
            default -> throw new CannotContinue("the job is " + job, "see ./concierge logs concierge-service");
        };
    }

    /** When an offer can be had next. */
    private Optional<String> free(String offerId) {
        Instant now = walk.clock().instant();
        Map<String, Object> asked = Map.of(
                "offers", List.of(Map.of("businessId", Walk.BUSINESS, "offerId", offerId)),
                "from", now.toString(),
                "to", now.plus(14, ChronoUnit.DAYS).toString(),
                "party", 2);
        return walk.gateway()
                .post("/offers/availability", asked)
                .path("offers")
                .valueStream()
                .map(offer -> offer.at("/next/from").asString(""))
                .filter(next -> !next.isEmpty())
                .findFirst();
    }

    private Optional<JsonNode> found(String title, Predicate<JsonNode> wanted) {
        return walk.awaited(
                "/search?verify=availability&q=" + title.replace(" ", "%20"),
                page -> page.path("items").valueStream().filter(wanted).findFirst());
    }
}
