package dev.concierge.hub.delivery.template;

import java.util.List;
import java.util.Locale;
import java.util.Locale.LanguageRange;
import org.jspecify.annotations.Nullable;

/** Which of a template's languages a guest reads (RFC 4647, lookup): {@code de-AT}, then {@code de}, then its own. */
final class Languages {
    private Languages() {}

    static String best(@Nullable String wanted, TemplateBody body) {
        if (wanted == null || body.texts().containsKey(wanted)) {
            return wanted == null ? body.locale() : wanted;
        }
        try {
            String found = Locale.lookupTag(
                    List.of(new LanguageRange(wanted)), body.texts().keySet());
            return found == null
                    ? body.locale()
                    : body.texts().keySet().stream()
                            .filter(found::equalsIgnoreCase)
                            .findFirst()
                            .orElse(body.locale());
        } catch (IllegalArgumentException noLanguage) {
            return body.locale();
        }
    }
}
