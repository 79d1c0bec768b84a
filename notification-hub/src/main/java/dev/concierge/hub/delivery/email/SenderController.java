package dev.concierge.hub.delivery.email;

import dev.concierge.hub.delivery.email.Senders.Named;
import dev.concierge.platform.paging.Cursor;
import dev.concierge.platform.paging.Page;
import dev.concierge.platform.paging.PageRequest;
import dev.concierge.platform.problem.Fact;
import dev.concierge.platform.problem.InvalidInput;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.mail.MessagingException;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** In whose name the mails of each business go out: operators decide, as a name is a promise to whoever reads it. */
@RestController
@RequestMapping("/notifications/senders")
class SenderController {
    private static final String ADDRESS = "an address, with or without a name: Café <cafe@example.org>";

    private final Senders senders;

    SenderController(Senders senders) {
        this.senders = senders;
    }

    @GetMapping
    @Operation(summary = "Lists the senders of all businesses that have one")
    Page<SenderView> senders(PageRequest page) {
        return Page.of(senders.after(page.after(id -> id), page.limit() + 1), page, row -> Cursor.of(row.businessId()))
                .map(SenderView::of);
    }

    @GetMapping("/{businessId}")
    @Operation(summary = "The sender of a business")
    SenderView sender(@PathVariable String businessId) {
        return senders.find(businessId)
                .map(sender -> SenderView.of(new Named(businessId, sender)))
                .orElseThrow(() -> new SenderNotFound(businessId));
    }

    @PutMapping("/{businessId}")
    @Operation(summary = "Sets in whose name the mails of a business go out")
    SenderView put(
            @PathVariable @Pattern(regexp = "^[A-Za-z0-9._-]{1,100}$") String businessId,
            @Valid @RequestBody SetSender body) {
        check("/from", body.from());
        if (body.replyTo() != null) {
            check("/replyTo", body.replyTo());
        }
        Sender sender = new Sender(body.from(), body.replyTo());
        senders.put(businessId, sender);
        return SenderView.of(new Named(businessId, sender));
    }

    @DeleteMapping("/{businessId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Lets a business's mails go out in our name again")
    void remove(@PathVariable String businessId) {
        if (!senders.remove(businessId)) {
            throw new SenderNotFound(businessId);
        }
    }

    record SetSender(
            @NotBlank(message = ADDRESS) @Size(max = 320) String from,
            @Nullable @Size(max = 320) String replyTo) {}

    record SenderView(
            String businessId, String from, @Nullable String replyTo) {
        private static SenderView of(Named named) {
            return new SenderView(
                    named.businessId(), named.sender().from(), named.sender().replyTo());
        }
    }

    private static void check(String pointer, String address) {
        try {
            ComposeMail.sender(address);
        } catch (MessagingException broken) {
            throw new InvalidInput(pointer, address, ADDRESS);
        }
    }

    static final class SenderNotFound extends Fact {
        SenderNotFound(String businessId) {
            super(Kind.NOT_FOUND, "sender-not-found", "Business " + businessId + " has no sender of its own.");
        }
    }
}
