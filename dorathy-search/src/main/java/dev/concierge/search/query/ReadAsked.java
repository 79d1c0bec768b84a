package dev.concierge.search.query;

import dev.concierge.platform.input.Numbers;
import dev.concierge.platform.input.Refused;
import dev.concierge.platform.input.Times;
import dev.concierge.platform.problem.InvalidInput;
import dev.concierge.search.document.Kind;
import dev.concierge.search.engine.Filter;
import dev.concierge.search.engine.Question.By;
import dev.concierge.search.engine.Question.Sorting;
import dev.concierge.search.text.Typed;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.DoubleFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads the parameters of a search; names the one that cannot be read, and what would be. */
final class ReadAsked {
    private static final Set<String> TEXTS = Set.of("type", "tags", "topics", "languages", "currency", "place", "kind");
    private static final String TEXTS_NAMED = TEXTS.stream().sorted().collect(Collectors.joining(", "));
    private static final Set<String> RANGES = Set.of("price", "savedAt");
    private static final String ATTRIBUTE = "attributes.";
    private static final String RANGE = "..";
    private static final double FARTHEST_KM = 20_100;

    private final Set<Kind> allowed;

    /** @param allowed whatever is asked for, nothing else is found */
    ReadAsked(Set<Kind> allowed) {
        this.allowed = allowed;
    }

    Asked of(SearchParameters given) {
        Filter.Within near = near(given.near(), given.within());
        List<Filter> filters = filters(given.filter());
        if (given.type() != null) {
            filters.add(new Filter.OneOf("type", List.of(given.type())));
        }
        if (near != null && given.within() != null) {
            filters.add(near);
        }
        return new Asked(
                given.q(),
                Typed.of(given.q()),
                kinds(given.kind()),
                filters,
                facets(given.facet()),
                sort(given.sort(), near),
                mode(given.mode()),
                Boolean.TRUE.equals(given.typing()),
                persona(given.persona()),
                near,
                quotas(given.quota()),
                verifies(given.verify()));
    }

    private Set<Kind> kinds(@Nullable List<String> names) {
        if (names == null) {
            return EnumSet.of(Kind.ITEM);
        }
        Set<Kind> kinds = EnumSet.noneOf(Kind.class);
        names.forEach(name -> kinds.add(kind("?kind", name, name)));
        return kinds;
    }

    Kind kind(String name) {
        return kind("?kind", name, name);
    }

    private Kind kind(String pointer, String value, String name) {
        return Kind.named(name).filter(allowed::contains).orElseThrow(() -> {
            String expected = allowed.stream().map(Kind::wireName).sorted().collect(Collectors.joining(", "));
            return new InvalidInput(pointer, value, "one of " + expected);
        });
    }

    /** Values of one field are alternatives, different fields hold together. */
    private static List<Filter> filters(@Nullable List<String> given) {
        Map<String, List<String>> texts = new LinkedHashMap<>();
        List<Filter> filters = new ArrayList<>();
        for (String filter : given == null ? List.<String>of() : joined(given)) {
            int colon = filter.indexOf(':');
            String field = filter.substring(0, Math.max(0, colon));
            String value = filter.substring(colon + 1);
            if (value.isEmpty() || !isField(field)) {
                throw unreadable(filter);
            }
            if (RANGES.contains(field) || (field.startsWith(ATTRIBUTE) && value.contains(RANGE))) {
                filters.add(between(field, value, filter));
            } else {
                texts.computeIfAbsent(field, _ -> new ArrayList<>()).add(value);
            }
        }
        texts.forEach((field, values) -> filters.add(new Filter.OneOf(field, List.copyOf(values))));
        return filters;
    }

    /** A single parameter was cut at its commas. */
    private static List<String> joined(List<String> given) {
        List<String> joined = new ArrayList<>();
        for (String part : given) {
            int colon = part.indexOf(':');
            if (joined.isEmpty() || (colon > 0 && isField(part.substring(0, colon)))) {
                joined.add(part);
            } else {
                joined.add(joined.removeLast() + "," + part);
            }
        }
        return joined;
    }

    private static boolean isField(String field) {
        return RANGES.contains(field) || isFacet(field);
    }

    private static boolean isFacet(String field) {
        return TEXTS.contains(field) || (field.startsWith(ATTRIBUTE) && field.length() > ATTRIBUTE.length());
    }

    private static Filter between(String field, String value, String filter) {
        int dots = value.indexOf(RANGE);
        try {
            if (dots < 0) {
                double only = end(field, value, 0);
                return new Filter.Between(field, only, only);
            }
            return new Filter.Between(
                    field,
                    end(field, value.substring(0, dots), Double.NEGATIVE_INFINITY),
                    end(field, value.substring(dots + RANGE.length()), Double.POSITIVE_INFINITY));
        } catch (Refused | DateTimeException notEnds) {
            throw unreadable(filter);
        }
    }

    private static double end(String field, String text, double open) {
        if (text.isEmpty()) {
            return open;
        }
        return field.equals("savedAt") ? Times.instant(text).toEpochMilli() : Numbers.finite(text);
    }

    private static InvalidInput unreadable(String filter) {
        return new InvalidInput(
                "?filter",
                filter,
                "<field>:<value> or, of price, savedAt and attributes.<name>, <field>:<from>..<to>, the field one of "
                        + TEXTS_NAMED);
    }

    private static List<String> facets(@Nullable List<String> names) {
        List<String> facets = names == null ? List.of() : names;
        for (String name : facets) {
            if (!isFacet(name)) {
                throw new InvalidInput("?facet", name, "attributes.<name> or one of " + TEXTS_NAMED);
            }
        }
        return facets.stream().distinct().toList();
    }

    private static @Nullable Sorting sort(@Nullable String sort, Filter.@Nullable Within near) {
        if (sort == null || sort.equals("relevance")) {
            return null;
        }
        boolean isDescending = sort.startsWith("-");
        By by = switch (isDescending ? sort.substring(1) : sort) {
            case "savedAt" -> By.SAVED_AT;
            case "price" -> By.PRICE;
            case "title" -> By.TITLE;
            case "distance" -> By.DISTANCE;
            default ->
                throw new InvalidInput(
                        "?sort",
                        sort,
                        "relevance, distance or, with - before it for descending, one of price, savedAt, title");
        };
        if (by == By.DISTANCE && (near == null || isDescending)) {
            throw new InvalidInput("?sort", sort, "distance alone, together with near");
        }
        return new Sorting(by, isDescending, near);
    }

    private static Filter.@Nullable Within near(@Nullable String near, @Nullable String within) {
        if (near == null) {
            if (within != null) {
                throw new InvalidInput("?within", within, "together with near");
            }
            return null;
        }
        int comma = near.indexOf(',');
        double km = within == null ? FARTHEST_KM : number("?within", within, 0.001, FARTHEST_KM);
        if (comma < 0) {
            throw new InvalidInput("?near", near, "<latitude>,<longitude>");
        }
        return new Filter.Within(
                number("?near", near.substring(0, comma), -90, 90),
                number("?near", near.substring(comma + 1), -180, 180),
                km);
    }

    private static Asked.Mode mode(@Nullable String mode) {
        return switch (mode) {
            case null -> Asked.Mode.BLENDED;
            case "blended" -> Asked.Mode.BLENDED;
            case "words" -> Asked.Mode.WORDS;
            case "meaning" -> Asked.Mode.MEANING;
            default -> throw new InvalidInput("?mode", mode, "one of blended, meaning, words");
        };
    }

    private static Map<String, Double> persona(@Nullable List<String> given) {
        Map<String, Double> persona = new LinkedHashMap<>();
        for (String one : given == null ? List.<String>of() : given) {
            pair("?persona", one, "<topic>:<weight from 0 to 1>", (topic, weight) -> {
                persona.put(topic.toLowerCase(Locale.ROOT), number("?persona", weight, 0, 1));
            });
        }
        return persona;
    }

    private Map<Kind, Integer> quotas(@Nullable List<String> given) {
        Map<Kind, Integer> quotas = new EnumMap<>(Kind.class);
        for (String one : given == null ? List.<String>of() : given) {
            pair("?quota", one, "<kind>:<how many>", (kind, most) -> {
                quotas.put(kind("?quota", one, kind), (int) number("?quota", most, 0, 1000));
            });
        }
        return quotas;
    }

    private static boolean verifies(@Nullable String verify) {
        if (verify != null && !verify.equals("availability")) {
            throw new InvalidInput("?verify", verify, "availability");
        }
        return verify != null;
    }

    private interface Pair {
        void of(String name, String value);
    }

    private static void pair(String pointer, String text, String expected, Pair pair) {
        int colon = text.lastIndexOf(':');
        if (colon < 1) {
            throw new InvalidInput(pointer, text, expected);
        }
        pair.of(text.substring(0, colon), text.substring(colon + 1));
    }

    private static double number(String pointer, String text, double least, double most) {
        try {
            double number = Numbers.finite(text);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (Refused notNumber) {
            // the same answer as for one out of bounds
        }
        DoubleFunction<String> plain = bound -> bound == Math.rint(bound) ? Long.toString((long) bound) : "" + bound;
        throw new InvalidInput(pointer, text, "a number from " + plain.apply(least) + " to " + plain.apply(most));
    }
}
