package dev.concierge.event.capture;

import dev.concierge.event.occurrence.InteractionType;
import dev.concierge.platform.problem.Fact;
import dev.concierge.platform.security.Caller;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which kinds of callers may tell what. A guest who could tell of a purchase would make their own spending class, and enter
 * every journey that thanks for one.
 */
final class MaySay {
    private static final String ANYTHING = "*";

    /** An interaction is kept as an event of its type's name, too: nobody tells by the one door what the other refuses. */
    private static final Set<String> TYPES =
            Stream.of(InteractionType.values()).map(Enum::name).collect(Collectors.toUnmodifiableSet());

    /**
     * What shops call a purchase, in small letters and nothing between them: our own type, and Segment's names, whose amounts
     * profiles count as spending unless told otherwise. Whoever may not tell of the one may not tell of the others.
     */
    private static final Set<String> PURCHASES = Set.of("purchase", "purchace", "ordercompleted", "completedorder");

    private static final Pattern BETWEEN = Pattern.compile("[^\\p{L}\\p{N}]++");

    private static final Map<Caller.Kind, Words> UNLESS_SET =
            Map.of(Caller.Kind.GUEST, new Words(List.of("VIEW", "SAVE", "INQUIRY", "SHARE"), List.of(ANYTHING)));

    /**
     * @param interactions types of interactions
     * @param events what names of events begin with; one that is named so counts also where it is a purchase by its name
     */
    record Words(
            @DefaultValue(ANYTHING) List<String> interactions,
            @DefaultValue(ANYTHING) List<String> events) {
        private static final Words ALL = new Words(List.of(ANYTHING), List.of(ANYTHING));

        private boolean haveInteraction(String type) {
            return interactions.contains(ANYTHING) || interactions.contains(type);
        }

        private boolean haveEvent(String name) {
            boolean isNamed = events.stream().anyMatch(prefix -> !prefix.equals(ANYTHING) && name.startsWith(prefix));
            if (TYPES.contains(name) && !haveInteraction(name)) {
                return false;
            }
            boolean isSpending = isPurchase(name) && !haveInteraction(InteractionType.PURCHASE.name());
            return isNamed || (events.contains(ANYTHING) && !isSpending);
        }

        private static boolean isPurchase(String name) {
            String plain = Normalizer.normalize(name, Normalizer.Form.NFKC);
            return PURCHASES.contains(BETWEEN.matcher(plain).replaceAll("").toLowerCase(Locale.ROOT));
        }
    }

    private final Map<Caller.Kind, Words> words;

    /** @param words of the kinds that may not say everything */
    MaySay(Map<Caller.Kind, Words> words) {
        this.words = words;
    }

    /** The refusal, if there is one. */
    Optional<Fact> refusal(Caller.Kind kind, boolean isInteraction, String name) {
        Words said = words.getOrDefault(kind, UNLESS_SET.getOrDefault(kind, Words.ALL));
        boolean may = isInteraction ? said.haveInteraction(name) : said.haveEvent(name);
        return may ? Optional.empty() : Optional.of(new NotTheirsToSay(kind, name));
    }

    private static final class NotTheirsToSay extends Fact {
        NotTheirsToSay(Caller.Kind kind, String name) {
            super(
                    Kind.FORBIDDEN,
                    "not-theirs-to-say",
                    name + " is not for a " + kind.name().toLowerCase(Locale.ROOT) + " to tell.");
        }
    }
}
