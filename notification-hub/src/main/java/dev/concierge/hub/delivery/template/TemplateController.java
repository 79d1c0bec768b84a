package dev.concierge.hub.delivery.template;

import dev.concierge.hub.delivery.template.TemplateFacts.TemplateNotFound;
import dev.concierge.platform.audit.Audited;
import dev.concierge.platform.conditional.Precondition;
import dev.concierge.platform.paging.Cursor;
import dev.concierge.platform.paging.Page;
import dev.concierge.platform.paging.PageRequest;
import dev.concierge.platform.problem.FieldError;
import dev.concierge.platform.problem.InvalidInput;
import dev.concierge.platform.security.Caller;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.validation.Valid;
import java.time.Clock;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Templates of messages, for operators and clients that send. */
@RestController
@RequestMapping("/notifications/templates")
class TemplateController {
    private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9._-]{0,99}");

    private final Templates templates;
    private final RenderTemplate rendering;
    private final TransactionTemplate transaction;
    private final PreviewMessage previews;
    private final Clock clock;

    TemplateController(
            Templates templates,
            RenderTemplate rendering,
            PreviewMessage previews,
            TransactionTemplate transaction,
            Clock clock) {
        this.templates = templates;
        this.rendering = rendering;
        this.transaction = transaction;
        this.previews = previews;
        this.clock = clock;
    }

    @GetMapping
    @Operation(summary = "Lists the latest version of each template")
    Page<Template> templates(PageRequest page) {
        return Page.of(
                templates.after(page.after(id -> id), page.limit() + 1), page, row -> Cursor.of(row.templateId()));
    }

    @GetMapping("/{templateId}")
    @Operation(summary = "A template, in its latest version or the one asked for")
    Template template(@PathVariable String templateId, @RequestParam(required = false) @Nullable Integer version) {
        return find(templateId, version);
    }

    @PutMapping("/{templateId}")
    @Audited
    @Operation(summary = "Writes a new version, which counts from now on")
    Template put(
            @PathVariable String templateId,
            Precondition precondition,
            @Valid @RequestBody TemplateBody body,
            Caller caller) {
        if (!ID.matcher(templateId).matches()) {
            throw new InvalidInput("{templateId}", templateId, "lower-case letters, digits and ._-, at most 100");
        }
        refuse(rendering.faults(body));
        return transaction.execute(_ -> {
            templates.lock(templateId).ifPresentOrElse(precondition::check, precondition::checkAbsent);
            return templates.add(templateId, body, caller.subject(), clock.instant());
        });
    }

    @DeleteMapping("/{templateId}")
    @Audited
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Withdraws a template: nothing is written by it any more; its versions stay readable")
    void withdraw(@PathVariable String templateId, Precondition precondition) {
        transaction.executeWithoutResult(_ -> {
            precondition.check(templates.lock(templateId).orElseThrow(() -> new TemplateNotFound(templateId)));
            templates.withdraw(templateId, clock.instant());
        });
    }

    @PostMapping("/{templateId}/preview")
    @Operation(summary = "What it says to a sample guest, with the data given")
    Wording preview(@PathVariable String templateId, @Valid @RequestBody Preview asked) {
        return previews.preview(templateId, asked);
    }

    private Template find(String templateId, @Nullable Integer version) {
        return templates.find(templateId, version).orElseThrow(() -> new TemplateNotFound(templateId));
    }

    private static void refuse(Map<String, String> faults) {
        if (!faults.isEmpty()) {
            throw new InvalidInput(faults.entrySet().stream()
                    .map(fault -> new FieldError(fault.getKey(), fault.getValue()))
                    .toList());
        }
    }
}
