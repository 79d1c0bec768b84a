package dev.concierge.hub.delivery.consent;

import dev.concierge.platform.problem.Fact;

/** Nobody signed this link here. */
final class LinkNotOurs extends Fact {
    LinkNotOurs() {
        super(Kind.NOT_FOUND, "link-not-ours", "This link was cut or changed on its way: take it from the mail again.");
    }
}
