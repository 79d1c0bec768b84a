package dev.concierge.hub.delivery.template;

import java.time.Instant;

/**
 * One version of a template; another text is another version.
 *
 * @param author who wrote it, as the token says
 */
record Template(String templateId, int version, TemplateBody body, String author, Instant writtenAt) {}
