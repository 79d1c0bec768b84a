package dev.concierge.user.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.concierge.user.Answer;
import dev.concierge.user.UserServiceFlow;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

class SegmentFlowTests extends UserServiceFlow {
    @Autowired
    private JdbcClient jdbc;

    @Test
    void guestsWhoWereThereBeforeAreFoundAndTold() {
        String ours = UUID.randomUUID().toString();
        String gold = registered(Map.of("attributes", Map.of("group", ours)));
        String other = registered(Map.of());

        String segment = created(attribute("group", ours));

        assertThat(moved(segment, gold, "segment.entered").at("/at").asString()).isNotEmpty();
        awaitMembers(segment, List.of(gold));
        assertThat(get("/users/" + gold + "/segments", app()).text()).contains(segment);
        assertThat(get("/users/" + other + "/segments", app()).text()).doesNotContain(segment);
    }

    @Test
    void aChangedAttributeMovesAGuestInAndOut() {
        String ours = UUID.randomUUID().toString();
        String segment = created(attribute("group", ours));
        String guest = registered(Map.of());

        call("PATCH", "/users/" + guest, app(), Map.of("attributes", Map.of("group", ours)));
        moved(segment, guest, "segment.entered");
        call("PATCH", "/users/" + guest, app(), Map.of("attributes", Map.of("group", "none")));
        moved(segment, guest, "segment.left");

        awaitMembers(segment, List.of());
    }

    @Test
    void aWindowClosesAlthoughNothingHappens() {
        String ours = UUID.randomUUID().toString();
        String guest = registered(Map.of("attributes", Map.of("group", ours)));
        String segment = created("""
                {"type":"all","rules":[%s,{"type":"not","rule":{"type":"history","event":"PURCHASE","within":"P30D"}}]}
                """.formatted(attribute("group", ours)));
        moved(segment, guest, "segment.entered");

        happened(guest, "PURCHASE");
        moved(segment, guest, "segment.left");
        clock.advance(Duration.ofDays(29));
        assertThat(members(segment)).isEmpty();
        clock.advance(Duration.ofDays(2));

        awaitMembers(segment, List.of(guest));
        assertThat(messages.received("segments").stream()
                        .filter(it -> it.key().equals(guest)
                                && it.data().at("/segmentId").asString().equals(segment))
                        .map(it -> it.type()))
                .containsExactly("segment.entered", "segment.left", "segment.entered");
    }

    @Test
    void anotherRuleMovesEverybodyAgain() {
        String ours = UUID.randomUUID().toString();
        String theirs = UUID.randomUUID().toString();
        String first = registered(Map.of("attributes", Map.of("group", ours)));
        String second = registered(Map.of("attributes", Map.of("group", theirs)));
        String segment = created(attribute("group", ours));
        awaitMembers(segment, List.of(first));

        Answer changed = put("/segments/" + segment, app(), body(attribute("group", theirs)));

        assertThat(changed.at("/version")).isEqualTo("2");
        moved(segment, first, "segment.left");
        awaitMembers(segment, List.of(second));
    }

    @Test
    void anEndedSegmentTellsItsMembersAndIsGone() {
        String ours = UUID.randomUUID().toString();
        String guest = registered(Map.of("attributes", Map.of("group", ours)));
        String segment = created(attribute("group", ours));
        moved(segment, guest, "segment.entered");

        assertThat(call("DELETE", "/segments/" + segment, app(), null).status()).isEqualTo(204);

        assertThat(get("/segments/" + segment, app()).status()).isEqualTo(404);
        moved(segment, guest, "segment.left");
        await().untilAsserted(() ->
                assertThat(rows("segments", "segment_id = '" + segment + "'")).isZero());
        assertThat(created(segment, attribute("group", ours)).status()).isEqualTo(201);
    }

    @Test
    void nothingIsLeftOfAnErasedGuest() {
        String ours = UUID.randomUUID().toString();
        String guest = registered(Map.of("attributes", Map.of("group", ours)));
        String segment = created("""
                {"type":"all","rules":[%s,{"type":"history","event":"user.registered","within":"P1D"}]}
                """.formatted(attribute("group", ours)));
        happened(guest, "SAVE");
        awaitMembers(segment, List.of(guest));
        await().untilAsserted(() ->
                assertThat(rows("guest_history", "user_id = '" + guest + "'")).isPositive());

        call("DELETE", "/users/" + guest, app(), null);

        awaitMembers(segment, List.of());
        for (String table : List.of("guest_history", "segment_members", "segment_timers")) {
            assertThat(rows(table, "user_id = '" + guest + "'")).as(table).isZero();
        }
    }

    @Test
    void membersAreListedPageByPage() {
        String ours = UUID.randomUUID().toString();
        List<String> guests = List.of(
                registered(Map.of("attributes", Map.of("group", ours))),
                registered(Map.of("attributes", Map.of("group", ours))));
        String segment = created(attribute("group", ours));
        awaitMembers(segment, guests);

        JsonNode page = get("/segments/" + segment + "/members?limit=1", app()).json();
        JsonNode next = get(
                        "/segments/" + segment + "/members?limit=1&cursor="
                                + page.at("/next").asString(),
                        app())
                .json();

        assertThat(List.of(
                        page.at("/items/0/userId").asString(),
                        next.at("/items/0/userId").asString()))
                .isEqualTo(guests);
    }

    @Test
    void aRepeatedRequestMakesOneSegmentAndAnotherOfTheSameIdNone() {
        String id = "s" + UUID.randomUUID();
        Map<String, Object> create = Map.of("segmentId", id, "name", "n", "rule", Map.of("type", "active"));

        assertThat(post("/segments", app(), create, "Idempotency-Key", id).status())
                .isEqualTo(201);
        assertThat(post("/segments", app(), create, "Idempotency-Key", id).header("Idempotency-Replay"))
                .isEqualTo("true");
        assertThat(post("/segments", app(), create).at("/code")).isEqualTo("segment-exists");
        call("DELETE", "/segments/" + id, app(), null);
    }

    @Test
    void aRuleThatMakesNoSenseIsRefusedWithItsPlace() {
        Answer refused = post(
                "/segments",
                app(),
                Map.of("segmentId", "s" + UUID.randomUUID(), "name", "n", "rule", Map.of("type", "history")));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.at("/errors/0/pointer")).isEqualTo("/rule/event");
    }

    @Test
    void whoseRuleChangedMeanwhileIsNotOverwritten() {
        String segment = created("{\"type\":\"active\",\"value\":false}");
        String etag = get("/segments/" + segment, app()).header("ETag");
        put("/segments/" + segment, app(), body("{\"type\":\"attribute\",\"name\":\"a\",\"in\":[1]}"));

        Answer late = put("/segments/" + segment, app(), body("{\"type\":\"active\"}"), "If-Match", etag);

        assertThat(late.status()).isEqualTo(412);
        assertThat(call("DELETE", "/segments/" + segment, app(), null, "If-Match", etag)
                        .status())
                .isEqualTo(412);
        assertThat(get("/segments/" + segment, app()).at("/version")).isEqualTo("2");
    }

    @Test
    void whoseRuleChangedMeanwhileIsNotEnded() {
        String path = "/segments/" + created("{\"type\":\"active\",\"value\":false}");
        String etag = get(path, app()).header("ETag");
        put(path, app(), body("{\"type\":\"attribute\",\"name\":\"a\",\"in\":[1]}"));
        Answer changed = get(path, app());

        assertThat(call("DELETE", path, app(), null, "If-Match", etag).status()).isEqualTo(412);
        assertThat(get(path, app()).text()).isEqualTo(changed.text());
        assertThat(call("DELETE", path, app(), null, "If-Match", changed.header("ETag"))
                        .status())
                .isEqualTo(204);
    }

    private String created(String rule) {
        String id = "s" + UUID.randomUUID();
        Answer answer = created(id, rule);
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return id;
    }

    private Answer created(String id, String rule) {
        return post("/segments", app(), "{\"segmentId\":\"%s\",\"name\":\"n\",\"rule\":%s}".formatted(id, rule));
    }

    private static String body(String rule) {
        return "{\"name\":\"n\",\"rule\":" + rule + "}";
    }

    private static String attribute(String name, String value) {
        return "{\"type\":\"attribute\",\"name\":\"%s\",\"in\":[\"%s\"]}".formatted(name, value);
    }

    private void happened(String guest, String name) {
        String now = clock.instant().toString();
        messages.publish(
                "events",
                guest,
                "event.captured",
                Map.of(
                        "eventId",
                        UUID.randomUUID(),
                        "userId",
                        guest,
                        "eventName",
                        name,
                        "eventAt",
                        now,
                        "receivedAt",
                        now,
                        "attributes",
                        Map.of()));
    }

    private JsonNode moved(String segment, String guest, String type) {
        return messages.await(
                "segments",
                type,
                it -> it.at("/userId").asString().equals(guest)
                        && it.at("/segmentId").asString().equals(segment));
    }

    private void awaitMembers(String segment, List<String> guests) {
        await().untilAsserted(() -> {
            assertThat(members(segment)).isEqualTo(guests.stream().sorted().toList());
            JsonNode size = get("/segments/" + segment + "/size", app()).json();
            assertThat(size.at("/members").asInt()).isEqualTo(guests.size());
            assertThat(size.at("/pendingShards").asInt()).isZero();
        });
    }

    private List<String> members(String segment) {
        return get("/segments/" + segment + "/members", app())
                .json()
                .at("/items")
                .valueStream()
                .map(it -> it.at("/userId").asString())
                .toList();
    }

    private int rows(String table, String where) {
        return jdbc.sql("SELECT count(*) FROM " + table + " WHERE " + where)
                .query(Integer.class)
                .single();
    }
}
