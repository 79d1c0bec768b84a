package dev.concierge.user.export;

import static dev.concierge.platform.records.PersonalRecords.Column.number;
import static dev.concierge.platform.records.PersonalRecords.Column.text;
import static dev.concierge.platform.records.PersonalRecords.Column.time;
import static dev.concierge.platform.records.PersonalRecords.Column.uuid;

import dev.concierge.platform.paging.Page;
import dev.concierge.platform.paging.PageRequest;
import dev.concierge.platform.records.PersonalRecords;
import dev.concierge.platform.records.PersonalRecords.Kind;
import dev.concierge.platform.records.ReadPersonalRecords;
import dev.concierge.platform.records.ReadPersonalRecords.PersonalRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** What is kept here; a test holds the list to the tables of the database. */
@Repository
class OwnRecords implements KeptRecords {
    static final PersonalRecords ALL = PersonalRecords.of(
            new Kind("users", """
                    SELECT user_id, version, first_name, last_name, email, phone, main_device_id, dob, latitude, longitude,
                        is_active, attributes, personal_attributes, registered_at, updated_at
                    FROM users WHERE user_id = :id
                    """, uuid("user_id")),
            new Kind(
                    "preferences", "SELECT user_id, preferences FROM preferences WHERE user_id = :id", uuid("user_id")),
            new Kind(
                    "consents",
                    "SELECT channel, wish, said_at, source, given, recorded_at FROM consent WHERE user_id = :id",
                    text("channel"),
                    text("wish"),
                    time("said_at"),
                    text("source")),
            new Kind(
                    "profiles",
                    "SELECT user_id, stated, affinities, purchases, spent, published FROM profiles WHERE user_id = :id",
                    uuid("user_id")),
            new Kind(
                    "history",
                    "SELECT name, topic, happened, times FROM guest_history WHERE user_id = :id",
                    text("name"),
                    text("topic")),
            new Kind(
                    "facts",
                    "SELECT name, topic, at, number, facts FROM guest_facts WHERE user_id = :id",
                    text("name"),
                    text("topic"),
                    time("at"),
                    number("number")),
            new Kind(
                    "devices",
                    "SELECT device_id, platform, push_token, first_seen_at, last_seen_at FROM devices WHERE user_id = :id",
                    text("device_id")),
            new Kind("aliases", "SELECT alias, kind, added_at FROM user_aliases WHERE user_id = :id", text("alias")),
            new Kind("grants", "SELECT held, given_by, given_at FROM guest_grants WHERE user_id = :id", text("held")),
            new Kind(
                    "segments",
                    "SELECT segment_id, entered_at FROM segment_members WHERE user_id = :id",
                    text("segment_id")));

    private final ReadPersonalRecords read;

    OwnRecords(JdbcClient jdbc, JsonMapper json) {
        this.read = new ReadPersonalRecords(jdbc, json);
    }

    @Override
    public Page<PersonalRecord> page(String guest, @Nullable String cursor, int limit) {
        return read.page(ALL, guest, PageRequest.first(limit).at(cursor));
    }
}
