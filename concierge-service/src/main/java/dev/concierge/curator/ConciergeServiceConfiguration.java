package dev.concierge.curator;

import static dev.concierge.platform.records.PersonalRecords.Column.text;
import static dev.concierge.platform.records.PersonalRecords.Column.uuid;
import static dev.concierge.platform.security.Grant.client;
import static dev.concierge.platform.security.Grant.guest;
import static dev.concierge.platform.security.Grant.operator;
import static dev.concierge.platform.security.Grant.service;
import static org.springframework.http.HttpMethod.DELETE;
import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.PATCH;
import static org.springframework.http.HttpMethod.POST;
import static org.springframework.http.HttpMethod.PUT;

import dev.concierge.platform.records.PersonalRecords;
import dev.concierge.platform.records.PersonalRecords.Kind;
import dev.concierge.platform.security.Access;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ConciergeServiceConfiguration {
    private static final String READ = "items:read";
    private static final String WRITE = "items:write";
    private static final String SEARCH = "search:read";

    /** What a guest may ask for of what is kept here. */
    @Bean
    PersonalRecords personalRecords() {
        return PersonalRecords.of(
                new Kind("items", "SELECT * FROM items WHERE owner = :guest", uuid("item_id")),
                new Kind(
                        "itemsShared",
                        "SELECT item_id, type, title FROM items WHERE visibility = 'shared' AND shared_with @> ARRAY[CAST(:guest AS text)]",
                        uuid("item_id")),
                new Kind(
                        "interactions",
                        "SELECT interaction_id, item_id, type, taken_at FROM interactions WHERE guest = :guest",
                        uuid("interaction_id")),
                new Kind(
                        "curations",
                        "SELECT curation_id, made_by, inputs, made_at FROM curations WHERE guest = :guest",
                        uuid("curation_id")),
                new Kind("jobs", """
                    SELECT request_id, status, step, wanted, business_id, actor, owner, capacity, share, consent, consent_at, offer_id,
                        created_at, updated_at
                    FROM experience_jobs WHERE actor = :guest OR owner = :guest
                    """, uuid("request_id")),
                new Kind("requests", """
                    SELECT request_id, asker, helper, capacity, share, message, status, job, expires_at, asked_at, decided_at
                    FROM help_requests WHERE asker = :guest OR helper = :guest
                    """, uuid("request_id")),
                new Kind("suggestions", """
                    SELECT suggestion_id, guest, title, reason, sketch, status, job, suggested_at, decided_at
                    FROM suggestions WHERE guest = :guest
                    """, uuid("suggestion_id")),
                new Kind("images", """
                    SELECT content_id, media_type, width, height, bytes, uploaded_at FROM content WHERE uploader = :guest
                    """, text("content_id")));
    }

    @Bean
    Access access() {
        return new Access()
                .allow(POST, "/items", client(WRITE), service(WRITE), guest(), operator())
                .allow(GET, "/items/kinds", client(READ), service(READ), guest(), operator())
                .allow(PUT, "/items/kinds/{kind}", operator())
                .allow(GET, "/items", client(READ), service(READ), guest(), operator())
                .allow(GET, "/items/{item}", client(READ), service(READ), guest(), operator())
                .allow(PUT, "/items/{item}", client(WRITE), service(WRITE), guest(), operator())
                .allow(PATCH, "/items/{item}", client(WRITE), service(WRITE), guest(), operator())
                .allow(DELETE, "/items/{item}", client(WRITE), service(WRITE), guest(), operator())
                .allow(POST, "/curations", client(READ), service(READ), guest(), operator())
                .allow(GET, "/curations/{curation}", client(READ), service(READ), guest(), operator())
                .allow(GET, "/curations/{curation}/items/{item}", client(READ), service(READ), guest(), operator())
                .allow(GET, "/ops/models", operator())
                .allow(PUT, "/ops/models/served", operator())
                .allow(GET, "/search", client(SEARCH), service(SEARCH), guest(), operator())
                .allow(GET, "/search/similar", client(SEARCH), service(SEARCH), guest(), operator())
                .allow(GET, "/search/suggestions", client(SEARCH), service(SEARCH), guest(), operator())
                .open(GET, "/content/{contentId}") // images by their hash
                .open(GET, "/content/{contentId}/{size}")
                .allow(POST, "/content", client(WRITE), guest(), operator())
                .allow(POST, "/jobs/{requestId}/consent", guest())
                .allow(POST, "/requests", guest())
                .allow(GET, "/requests", client(READ), guest(), operator())
                .allow(GET, "/requests/{helpRequestId}", client(READ), guest(), operator())
                .allow(POST, "/requests/{helpRequestId}/accept", guest())
                .allow(POST, "/requests/{helpRequestId}/decline", guest())
                .allow(POST, "/requests/{helpRequestId}/cancel", guest())
                .allow(POST, "/suggestions", service(WRITE), client(WRITE), operator())
                .allow(GET, "/suggestions", client(READ), guest(), operator())
                .allow(GET, "/suggestions/{suggestionId}", client(READ), service(READ), guest(), operator())
                .allow(POST, "/suggestions/{suggestionId}/accept", guest())
                .allow(POST, "/suggestions/{suggestionId}/dismiss", guest())
                .allow(GET, "/assistant", guest())
                .allow(PUT, "/assistant", guest())
                .allow(GET, "/assistant/memories", guest())
                .allow(DELETE, "/assistant/memories", guest())
                .allow(GET, "/assistant/memories/{memoryId}", guest())
                .allow(PUT, "/assistant/memories/{memoryId}", guest())
                .allow(DELETE, "/assistant/memories/{memoryId}", guest())
                .allow(GET, "/assistant/questions", guest())
                .honouringBusinesses()
                .allow(POST, "/experiences", client(WRITE), guest(), operator())
                .allow(PUT, "/experiences/{requestId}", client(WRITE), guest(), operator())
                .allow(DELETE, "/experiences/{requestId}", client(WRITE), guest(), operator())
                .allow(GET, "/jobs", client(READ), guest(), operator())
                .allow(GET, "/jobs/{requestId}", client(READ), service(READ), guest(), operator())
                .allow(POST, "/jobs/{requestId}/cancel", client(WRITE), guest(), operator())
                .allow(POST, "/jobs/{requestId}/retry", client(WRITE), guest(), operator());
    }
}
