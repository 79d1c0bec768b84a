package dev.concierge.search.assistant.tool;

import dev.concierge.platform.input.Texts;
import dev.concierge.search.assistant.dialogue.Heard.Shown;
import dev.concierge.search.document.Searchable;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.regex.Pattern;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Documents as they are told of: their texts on one line each and cut, as anybody may have written them. */
final class Described {
    private static final Pattern NO_TEXT = Pattern.compile("[\\p{Cntrl}\\p{Cf}\\s]+");
    private static final int TITLE = 120;
    private static final int DESCRIPTION = 200;

    private Described() {}

    static Tool.Result.Found found(List<Searchable> documents, String name) {
        ObjectNode data = JsonNodeFactory.instance.objectNode();
        List<Shown> shown = new ArrayList<>();
        data.putArray(name);
        for (Searchable document : documents) {
            ObjectNode one = data.withArray(name).addObject();
            one.put("n", shown.size() + 1)
                    .put("kind", document.key().kind().wireName())
                    .put("id", document.key().id())
                    .put("title", plain(document.title(), TITLE))
                    .put("description", plain(document.description(), DESCRIPTION))
                    .put("bookable", document.attributes().get("offerId") instanceof String);
            Searchable.Price price = document.price();
            if (price != null) {
                one.put("price", money(price.amount(), price.currency()));
            }
            if (document.attributes().get("startsAt") instanceof String startsAt) {
                one.put("startsAt", startsAt);
            }
            shown.add(new Shown(document.key().kind().wireName(), document.key().id(), plain(document.title(), TITLE)));
        }
        return new Tool.Result.Found(data, shown);
    }

    static String plain(String text, int most) {
        String line = NO_TEXT.matcher(text).replaceAll(" ").strip();
        return Texts.length(line) <= most ? line : Texts.cut(line, most - 1).stripTrailing() + "…";
    }

    /** @param amount in minor units */
    static String money(long amount, String currency) {
        int digits = Math.max(0, digits(currency));
        return BigDecimal.valueOf(amount, digits).toPlainString() + " " + currency;
    }

    private static int digits(String currency) {
        try {
            return Currency.getInstance(currency).getDefaultFractionDigits();
        } catch (IllegalArgumentException unknown) {
            return 2;
        }
    }
}
