package dev.concierge.hub.delivery.template;

import dev.concierge.platform.problem.Fact;

/** What ends a request about templates. */
abstract sealed class TemplateFacts extends Fact {
    private TemplateFacts(Kind kind, String code, String detail) {
        super(kind, code, detail);
    }

    static final class TemplateNotFound extends TemplateFacts {
        TemplateNotFound(String id) {
            super(Kind.NOT_FOUND, "template-not-found", "There is no template " + id + ".");
        }
    }
}
