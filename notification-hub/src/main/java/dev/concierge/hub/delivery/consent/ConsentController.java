package dev.concierge.hub.delivery.consent;

import dev.concierge.hub.delivery.consent.ConsentLinks.Subject;
import dev.concierge.platform.problem.Fact;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.media.SchemaProperty;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import java.util.Optional;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.codec.multipart.FormFieldPart;
import org.springframework.http.codec.multipart.Part;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** The page behind the link in a mail, and the one click of RFC 8058. A GET changes nothing: scanners follow links. */
@RestController
class ConsentController {
    private static final String CHOICE = "choice";
    private static final String ONE_CLICK = "List-Unsubscribe";

    private final ConsentLinks links;
    private final ChangeConsent consents;
    private final ConsentPage page;

    ConsentController(ConsentLinks links, ChangeConsent consents, ConsentPage page) {
        this.links = links;
        this.consents = consents;
        this.page = page;
    }

    @GetMapping(path = ConsentLinks.PATH + "{token}", produces = MediaType.TEXT_HTML_VALUE)
    @Operation(summary = "The page behind the link in a mail: what its guest may choose")
    ResponseEntity<String> choices(@PathVariable String token) {
        return page.asking(subject(token));
    }

    /** In both forms that RFC 8058 lets senders of the click have. */
    @PostMapping(
            path = ConsentLinks.PATH + "{token}",
            consumes = {MediaType.APPLICATION_FORM_URLENCODED_VALUE, MediaType.MULTIPART_FORM_DATA_VALUE},
            produces = MediaType.TEXT_HTML_VALUE)
    @RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_FORM_URLENCODED_VALUE,
                            schema = @Schema(type = "object"),
                            schemaProperties = {
                                @SchemaProperty(
                                        name = ONE_CLICK,
                                        schema = @Schema(type = "string", allowableValues = "One-Click")),
                                @SchemaProperty(
                                        name = CHOICE,
                                        schema =
                                                @Schema(
                                                        type = "string",
                                                        allowableValues = {"stop", "stop-all", "resume"}))
                            }))
    @Operation(summary = "Unsubscribes by one click (RFC 8058) or as chosen on the page")
    Mono<ResponseEntity<String>> choose(@PathVariable String token, ServerWebExchange exchange) {
        return Mono.zip(exchange.getFormData(), exchange.getMultipartData())
                .publishOn(Schedulers.boundedElastic())
                .map(said -> decide(token, choice(said.getT1(), said.getT2()), isOneClick(said.getT1(), said.getT2())));
    }

    private static Optional<String> choice(MultiValueMap<String, String> form, MultiValueMap<String, Part> parts) {
        return Optional.ofNullable(form.getFirst(CHOICE))
                .or(() -> Optional.ofNullable(parts.getFirst(CHOICE))
                        .filter(FormFieldPart.class::isInstance)
                        .map(part -> ((FormFieldPart) part).value()));
    }

    private static boolean isOneClick(MultiValueMap<String, String> form, MultiValueMap<String, Part> parts) {
        return form.containsKey(ONE_CLICK) || parts.containsKey(ONE_CLICK);
    }

    private ResponseEntity<String> decide(String token, Optional<String> choice, boolean oneClick) {
        Subject subject = subject(token);
        switch (choice.orElse(oneClick ? "one-click" : "")) {
            case "one-click" -> say(subject, subject.wish(), false, "one-click");
            case "stop" -> say(subject, subject.wish(), false, "unsubscribe-link");
            case "stop-all" -> say(subject, "subscribed", false, "unsubscribe-link");
            case "resume" -> {
                say(subject, "subscribed", true, "unsubscribe-link");
                say(subject, subject.wish(), true, "unsubscribe-link");
            }
            default -> {
                return page.asking(subject);
            }
        }
        return page.done(subject, choice.orElse("stop"));
    }

    private void say(Subject subject, String wish, boolean given, String source) {
        consents.change(subject.userId(), subject.channel(), wish, given, source);
    }

    private Subject subject(String token) {
        return links.read(token).orElseThrow(LinkNotOurs::new);
    }

    /** Nobody signed this link here. */
    private static final class LinkNotOurs extends Fact {
        LinkNotOurs() {
            super(
                    Kind.NOT_FOUND,
                    "link-not-ours",
                    "This link was cut or changed on its way: take it from the mail again.");
        }
    }
}
