package dev.concierge.hub.delivery.bounce;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.concierge.hub.delivery.email.MailIds;
import dev.concierge.platform.problem.Fact;
import dev.concierge.platform.problem.InvalidInput;
import dev.concierge.platform.web.Utf8;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Where mail servers and providers hand over what came back, signed by Standard Webhooks. */
@RestController
class ReturnedController {
    private static final String MAIL = "message/rfc822";
    private static final int MOST = 1000;

    private final TakeReturned taking;
    private final MailIds ids;
    private final Optional<WebhookSignature> signature;
    private final JsonMapper json;

    /** @param signature empty where no secret is set, so that nobody can sign */
    ReturnedController(TakeReturned taking, MailIds ids, Optional<WebhookSignature> signature, JsonMapper json) {
        this.taking = taking;
        this.ids = ids;
        this.signature = signature;
        this.json = json;
    }

    @PostMapping(
            path = "/webhooks/mail",
            consumes = {MediaType.APPLICATION_JSON_VALUE, MAIL})
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON_VALUE,
                        schema = @Schema(implementation = ReturnedMails.class)),
                @Content(mediaType = MAIL, schema = @Schema(type = "string"))
            })
    @Operation(
            summary = "What came back: bounces and complaints by our Message-ID, or a mail with a delivery status"
                    + " (RFC 3464) or a complaint (RFC 5965)")
    WhatFollows returned(
            @RequestHeader("webhook-id") String id,
            @RequestHeader("webhook-timestamp") long timestamp,
            @RequestHeader("webhook-signature") String signed,
            @Parameter(hidden = true) @RequestHeader(HttpHeaders.CONTENT_TYPE) String mediaType,
            @RequestBody byte[] body) {
        if (signature
                .filter(known -> known.isValid(id, timestamp, signed, body))
                .isEmpty()) {
            throw new NotSigned();
        }
        return new WhatFollows(
                mediaType.startsWith(MAIL)
                        ? List.of(taking.take(Returned.read(body, ids)))
                        : read(body).events().stream()
                                .map(event -> event.returned(ids))
                                .map(taking::take)
                                .toList());
    }

    record ReturnedMails(List<ReturnedMail> events) {}

    /** @param status of a bounce (RFC 3463), such as 5.1.1; those that are not for good change nothing */
    record ReturnedMail(
            Kind type, String messageId, @Nullable String status) {
        private Returned returned(MailIds ids) {
            Optional<UUID> id = ids.notification(messageId);
            if (id.isEmpty()) {
                return new Returned.Nothing("not about a mail of ours");
            }
            String code = status == null ? "" : status;
            return switch (type) {
                case COMPLAINT -> new Returned.Complaint(id.get());
                case BOUNCE ->
                    Returned.NOBODY_THERE.matcher(code).matches()
                            ? new Returned.Undeliverable(id.get(), code)
                            : new Returned.Nothing("not for good");
            };
        }
    }

    enum Kind {
        @JsonProperty("bounce")
        BOUNCE,
        @JsonProperty("complaint")
        COMPLAINT
    }

    /** @param results what followed from each, in their order */
    record WhatFollows(List<String> results) {}

    private ReturnedMails read(byte[] body) {
        try {
            Utf8.check(ByteBuffer.wrap(body));
            ReturnedMails events = json.readValue(body, ReturnedMails.class);
            if (events.events() == null || events.events().size() > MOST) {
                throw new InvalidInput("/events", "this list", "1 to " + MOST + " events");
            }
            for (int i = 0; i < events.events().size(); i++) {
                ReturnedMail event = events.events().get(i);
                if (event == null || event.type() == null || event.messageId() == null) {
                    throw new InvalidInput("/events/" + i, "this event", "its type and messageId");
                }
            }
            return events;
        } catch (CharacterCodingException | JacksonException broken) {
            throw new InvalidInput("", "this body", "{events: [{type: bounce or complaint, messageId, status}]}");
        }
    }

    static final class NotSigned extends Fact {
        NotSigned() {
            super(
                    Fact.Kind.UNAUTHENTICATED,
                    "webhook-not-signed",
                    "webhook-signature (expected: v1 of this body, by our secret)");
        }
    }
}
