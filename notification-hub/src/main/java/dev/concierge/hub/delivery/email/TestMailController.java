package dev.concierge.hub.delivery.email;

import dev.concierge.hub.delivery.template.Preview;
import dev.concierge.hub.delivery.template.PreviewMessage;
import dev.concierge.hub.delivery.template.Wording;
import dev.concierge.platform.address.EmailAddress;
import dev.concierge.platform.id.Ids;
import dev.concierge.platform.problem.InvalidInput;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Sends a template to those who wrote it: addresses of the list of test recipients alone, as no guest agreed to tests. */
@RestController
class TestMailController {
    private final PreviewMessage previews;
    private final Senders senders;
    private final PostEmail post;
    private final EmailSettings settings;
    private final Ids ids;

    TestMailController(PreviewMessage previews, Senders senders, PostEmail post, EmailSettings settings, Ids ids) {
        this.previews = previews;
        this.senders = senders;
        this.post = post;
        this.settings = settings;
        this.ids = ids;
    }

    @PostMapping("/notifications/templates/{templateId}/tests")
    @Operation(summary = "Mails a template, with a sample guest, to test recipients")
    Tested send(@PathVariable String templateId, @Valid @RequestBody SendTest asked) {
        asked.to().forEach(this::check);
        Wording wording = previews.preview(templateId, asked.preview() == null ? NOTHING : asked.preview());
        List<Result> results = new ArrayList<>();
        for (String to : asked.to()) {
            results.add(new Result(to, said(post.post(mail(to, asked.businessId(), wording)))));
        }
        return new Tested(results);
    }

    private static final Preview NOTHING = new Preview(null, null, null, null, null);

    /** @param to test recipients, {@code CONCIERGE_HUB_EMAIL_TEST_RECIPIENTS} */
    record SendTest(
            @NotEmpty(message = "one address at least") @Size(max = 10)
            List<@NotNull String> to,

            @Nullable @Size(max = 100) String businessId,
            @Valid @Nullable Preview preview) {}

    record Tested(List<Result> results) {}

    /** @param result {@code sent}, or what the mail server said */
    record Result(String to, String result) {}

    private Email mail(String to, @Nullable String businessId, Wording wording) {
        Sender sender = senders.of(businessId);
        return new Email(
                ids.next(),
                sender.from(),
                sender.replyTo(),
                to,
                "[Test] " + (wording.subject() == null ? "" : wording.subject()),
                wording.text(),
                wording.html(),
                null);
    }

    private static String said(PostEmail.Posted posted) {
        return switch (posted) {
            case PostEmail.Taken _ -> "sent";
            case PostEmail.Refused refused -> refused.refusal().reason();
            case PostEmail.Unknown unknown -> unknown.cause();
        };
    }

    private void check(String to) {
        boolean isListed;
        try {
            EmailAddress address = EmailAddress.of(to);
            isListed = settings.testRecipients().stream()
                    .anyMatch(listed -> listed.startsWith("@")
                            ? listed.equalsIgnoreCase("@" + address.domain())
                            : listed.equalsIgnoreCase(to));
        } catch (IllegalArgumentException noAddress) {
            isListed = false;
        }
        if (!isListed) {
            throw new InvalidInput("/to", to, "a test recipient (CONCIERGE_HUB_EMAIL_TEST_RECIPIENTS)");
        }
    }
}
