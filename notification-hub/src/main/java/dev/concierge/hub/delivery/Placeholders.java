package dev.concierge.hub.delivery;

import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.HtmlUtils;
import tools.jackson.databind.JsonNode;

/**
 * What the placeholders of a content stand for. One without a value goes together with the comma and the blanks before
 * it, so that "Welcome, {{user.firstName}}." reads "Welcome." where there is no name, or where none may be.
 *
 * @param data for {@code {{data.…}}}
 * @param user for {@code {{user.…}}}: the field's value, null for none
 */
public record Placeholders(JsonNode data, Function<String, @Nullable String> user) {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{ *+([a-z]++)\\.([\\w.-]++) *+}}");
    /** Letters of values in one text: a journey's definition holds thousands of placeholders. */
    private static final int MOST = 1_000_000;

    private static final Pattern GAP = Pattern.compile("^[, ]+");
    private static final Pattern CONTROLS = Pattern.compile("\\p{Cntrl}+");

    /** For plain text. */
    public String text(String template) {
        return render(template, UnaryOperator.identity());
    }

    /** For a header, which must not grow a second line. */
    public String line(String template) {
        return CONTROLS.matcher(text(template)).replaceAll(" ");
    }

    /** For HTML: the values are escaped, the template is markup. */
    public String html(String template) {
        return render(template, value -> HtmlUtils.htmlEscape(value, StandardCharsets.UTF_8.name()));
    }

    private String render(String template, UnaryOperator<String> escape) {
        StringBuilder rendered = new StringBuilder();
        Matcher matcher = PLACEHOLDER.matcher(template);
        boolean startsWithGap = false;
        int left = MOST;
        int done = 0;
        while (matcher.find()) {
            int gap = gapBefore(matcher.start(), done, template);
            rendered.append(template, done, gap);
            String value = value(matcher.group(1), matcher.group(2));
            if (value != null && value.length() <= left) {
                left -= value.length();
                rendered.append(template, gap, matcher.start()).append(escape.apply(value));
            }
            startsWithGap |= rendered.isEmpty();
            done = matcher.end();
        }
        rendered.append(template, done, template.length());
        return startsWithGap ? GAP.matcher(rendered).replaceFirst("") : rendered.toString();
    }

    /** Where the comma and the blanks before a placeholder begin; by hand, as a pattern tries again at each of the blanks. */
    private static int gapBefore(int placeholder, int done, String template) {
        int gap = placeholder;
        while (gap > done && template.charAt(gap - 1) == ' ') {
            gap--;
        }
        return gap > done && template.charAt(gap - 1) == ',' ? gap - 1 : gap;
    }

    private @Nullable String value(String root, String path) {
        return switch (root) {
            case "user" -> user.apply(path);
            case "data" -> {
                JsonNode node = data.at("/" + path.replace('.', '/'));
                yield node.isValueNode() && !node.isNull() ? node.asString() : null;
            }
            default -> null;
        };
    }
}
