package dev.concierge.hub.delivery.template;

import com.github.jknack.handlebars.Context;
import com.github.jknack.handlebars.Decorator;
import com.github.jknack.handlebars.EscapingStrategy;
import com.github.jknack.handlebars.Formatter;
import com.github.jknack.handlebars.Handlebars;
import com.github.jknack.handlebars.HandlebarsException;
import com.github.jknack.handlebars.Helper;
import com.github.jknack.handlebars.TagType;
import com.github.jknack.handlebars.ValueResolver;
import com.github.jknack.handlebars.context.MapValueResolver;
import com.github.jknack.handlebars.helper.DefaultHelperRegistry;
import com.github.jknack.handlebars.helper.EachHelper;
import com.github.jknack.handlebars.io.AbstractTemplateLoader;
import com.github.jknack.handlebars.io.StringTemplateSource;
import com.github.jknack.handlebars.io.TemplateSource;
import dev.concierge.hub.delivery.template.TemplateBody.Texts;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriUtils;

/**
 * Writes messages by Handlebars. Values are looked up in maps alone, so no template reaches an object's methods, and
 * escaped for where they stand: HTML in the HTML, nothing in plain text, one line in the subject.
 */
final class RenderTemplate {
    private static final Pattern CONTROLS = Pattern.compile("[\\p{Cntrl}\\u2028\\u2029]+");

    private final Templates templates;

    RenderTemplate(Templates templates) {
        this.templates = templates;
    }

    /** The template cannot be written out; says where. */
    static final class TemplateBroken extends Exception {
        TemplateBroken(String part, String problem) {
            super(part + ": " + problem);
        }
    }

    /** One of the three forms of a text. */
    private enum Part {
        SUBJECT(EscapingStrategy.NOOP, texts -> texts.subject()),
        TEXT(EscapingStrategy.NOOP, Texts::text),
        HTML(EscapingStrategy.HTML_ENTITY, texts -> texts.html());

        private final EscapingStrategy escaping;
        private final Function<Texts, @Nullable String> source;

        Part(EscapingStrategy escaping, Function<Texts, @Nullable String> source) {
            this.escaping = escaping;
            this.source = source;
        }

        private String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    Wording render(TemplateBody body, @Nullable String locale, Map<String, Object> values) throws TemplateBroken {
        String language = Languages.best(locale, body);
        Texts texts = texts(body, language);
        Map<String, Object> complete = withDefaults(values, body.defaultsOrNone());
        Effort effort = new Effort();
        String subject = render(Part.SUBJECT, texts, language, complete, effort);
        String text = render(Part.TEXT, texts, language, complete, effort);
        return new Wording(
                subject == null
                        ? null
                        : CONTROLS.matcher(subject).replaceAll(" ").strip(),
                text == null ? "" : text,
                render(Part.HTML, texts, language, complete, effort));
    }

    /** What is wrong with it, by JSON pointer; empty when it can be used. */
    Map<String, String> faults(TemplateBody body) {
        Map<String, String> faults = new LinkedHashMap<>();
        if (!body.texts().containsKey(body.locale())) {
            faults.put("/locale", body.locale() + " (expected: one of texts)");
        }
        body.texts().forEach((language, texts) -> {
            for (Part part : Part.values()) {
                String fault = fault(part, texts, language);
                if (fault != null) {
                    faults.put("/texts/" + language + "/" + part.label(), fault);
                }
            }
        });
        return faults;
    }

    /** Whether guests' profiles are needed for it. */
    static boolean needsProfile(TemplateBody body) {
        return body.texts().values().stream()
                .anyMatch(texts -> (texts.subject() + texts.text() + texts.html()).contains("profile."));
    }

    private @Nullable String fault(Part part, Texts texts, String language) {
        String source = part.source.apply(texts);
        if (source == null) {
            return null;
        }
        if (Nesting.isTooDeep(source)) {
            return "blocks too deep in each other (expected: a Handlebars template)";
        }
        try {
            List<String> unescaped = new ArrayList<>(handlebars(part, language, new Effort())
                    .compileInline(source)
                    .collect(TagType.TRIPLE_VAR, TagType.AMP_VAR));
            return part != Part.HTML || unescaped.isEmpty()
                    ? null
                    : "{{{" + unescaped.getFirst() + "}}} (expected: two braces, which escape the value)";
        } catch (IOException | HandlebarsException | IllegalArgumentException broken) {
            return firstLine(broken) + " (expected: a Handlebars template)";
        }
    }

    private @Nullable String render(Part part, Texts texts, String language, Map<String, Object> values, Effort effort)
            throws TemplateBroken {
        String source = part.source.apply(texts);
        if (source == null) {
            return null;
        }
        effort.text(source);
        try {
            Context context =
                    Context.newBuilder(values).resolver(new Counted(effort)).build();
            return handlebars(part, language, effort).compileInline(source).apply(context);
        } catch (IOException | HandlebarsException | IllegalArgumentException broken) {
            throw new TemplateBroken(part.label(), firstLine(broken));
        }
    }

    private Handlebars handlebars(Part part, String language, Effort effort) {
        Formatter counted = (value, next) -> effort.shown(next.format(value));
        Handlebars handlebars = new Handlebars(new Partials(part, language, effort))
                .with(new Helpers())
                .with(part.escaping)
                .with(counted);
        handlebars.registerHelper(EachHelper.NAME, (list, options) -> {
            effort.rounds(rounds(list), options.fn.text());
            return EachHelper.INSTANCE.apply(list, options);
        });
        handlebars.registerHelper(
                "default",
                (value, options) -> value == null || value.toString().isBlank() ? options.param(0, "") : value);
        handlebars.registerHelper(
                "url", (value, _) -> value == null ? "" : UriUtils.encode(value.toString(), StandardCharsets.UTF_8));
        return handlebars;
    }

    private static int rounds(@Nullable Object list) {
        return switch (list) {
            case Collection<?> values -> values.size();
            case Map<?, ?> values -> values.size();
            case null, default -> 1;
        };
    }

    /** What the README names: others read files, write logs or keep blocks to be put in without end. */
    private static final class Helpers extends DefaultHelperRegistry {
        private static final Set<String> TAKEN =
                Set.of(EachHelper.NAME, "if", "unless", "with", "lookup", "default", "url");

        @Override
        @SuppressWarnings("NullAway") // as where there is none
        public <C> Helper<C> helper(String name) {
            return TAKEN.contains(name) ? super.helper(name) : null;
        }

        @Override
        public Decorator decorator(String name) {
            throw new IllegalArgumentException("no decorator " + name);
        }
    }

    /** Looks values up in maps. */
    private record Counted(Effort effort) implements ValueResolver {
        @Override
        public Object resolve(Object context, String name) {
            effort.lookUp();
            return MapValueResolver.INSTANCE.resolve(context, name);
        }

        @Override
        public Object resolve(Object context) {
            return MapValueResolver.INSTANCE.resolve(context);
        }

        @Override
        public Set<Map.Entry<String, Object>> propertySet(Object context) {
            return MapValueResolver.INSTANCE.propertySet(context);
        }
    }

    /** Partials are templates, too, in the same language and of the same form as what they are put into. */
    private final class Partials extends AbstractTemplateLoader {
        private final Part part;
        private final String language;
        private final Effort effort;

        private Partials(Part part, String language, Effort effort) {
            this.part = part;
            this.language = language;
            this.effort = effort;
        }

        @Override
        public TemplateSource sourceAt(String id) throws IOException {
            TemplateBody body = templates
                    .remembered(id, null)
                    .map(Template::body)
                    .filter(found -> found.kind() == TemplateBody.Kind.PARTIAL)
                    .orElseThrow(() -> new FileNotFoundException("no partial " + id));
            String source = part.source.apply(texts(body, Languages.best(language, body)));
            effort.partial(source == null ? "" : source);
            return new StringTemplateSource(id, source == null ? "" : source);
        }
    }

    private static Texts texts(TemplateBody body, String language) {
        Texts texts = body.texts().get(language);
        if (texts == null) {
            throw new IllegalStateException(
                    language + " (expected: one of " + body.texts().keySet() + ")");
        }
        return texts;
    }

    /** The values, with what the template says for those that are missing or blank. */
    private static Map<String, Object> withDefaults(Map<String, Object> values, Map<String, String> defaults) {
        Map<String, Object> complete = deepCopy(values);
        defaults.forEach((path, text) -> {
            String[] names = path.split("\\.");
            Map<String, Object> place = complete;
            for (int i = 0; i < names.length - 1; i++) {
                place = below(place, names[i]);
            }
            Object present = place.get(names[names.length - 1]);
            if (present == null || present.toString().isBlank()) {
                place.put(names[names.length - 1], text);
            }
        });
        return complete;
    }

    @SuppressWarnings("unchecked") // keys of JSON objects are text
    private static Map<String, Object> below(Map<String, Object> place, String name) {
        if (place.get(name) instanceof Map<?, ?> map) {
            return (Map<String, Object>) map;
        }
        Map<String, Object> made = new LinkedHashMap<>();
        place.put(name, made);
        return made;
    }

    @SuppressWarnings("unchecked") // keys of JSON objects are text
    private static Map<String, Object> deepCopy(Map<String, Object> values) {
        Map<String, Object> copy = new LinkedHashMap<>();
        values.forEach((name, value) ->
                copy.put(name, value instanceof Map<?, ?> map ? deepCopy((Map<String, Object>) map) : value));
        return copy;
    }

    private static String firstLine(Exception broken) {
        String message = broken.getMessage();
        return message == null
                ? broken.getClass().getSimpleName()
                : message.lines().findFirst().orElse("").strip();
    }
}
