package dev.concierge.search.assistant.offline;

import dev.concierge.platform.input.Texts;
import dev.concierge.search.assistant.dialogue.Heard;
import dev.concierge.search.assistant.dialogue.Heard.Shown;
import dev.concierge.search.assistant.provider.Provider;
import dev.concierge.search.assistant.tool.Toolbox;
import dev.concierge.search.assistant.tool.Toolbox.Answer;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Answers from the index, with sources, and does the tasks itself: what is wanted by rules, what is meant by the search. */
@Component
@EnableConfigurationProperties(HouseSettings.class)
public class OfflineProvider implements Provider {
    private static final Pattern FILLER = Pattern.compile(
            "(?<![\\p{L}\\p{N}])(?:find|search(?: for)?|show(?: me)?|look(?:ing)? for|where (?:can|could) (?:i|we)(?: find| get| go)?|is there|are there|do you have"
                    + "|have you got|i(?:'m| am)|i(?:'d| would) like|i want|tell me(?: more)? about|what about|which|any|please|something|anything|some"
                    + "|suche|such|finde|find|zeig(?:e)?(?: mir)?|gibt es|habt ihr|hast du|wo (?:kann|können) (?:ich|wir)|ich (?:möchte|suche|will)|erzähl(?:e)? mir"
                    + "|etwas|irgendwas|irgendwelche|bitte|mal|welche[rs]?)(?![\\p{L}\\p{N}])",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    private static final Pattern BOOKING = Pattern.compile(
            "(?<![\\p{L}])(?:please|bitte|can you|could you|kannst du|könntest du|i(?:'d| would) like to|i want to|ich möchte|ich will|book|reserve|buche|buch|buchen|reserviere|reservieren"
                    + "|register|sign me up|sign up|enrol|enroll|join|anmelden|melde|mich|einschreiben|teilnehmen|me|mir|for|für|zum|zur|an|at|um|on|am"
                    + "|when|is|are|can|i|have|free|times?|what|available|availability|wann|ist|sind|kann|ich|gibt|es|freie|zeiten|termine|plätze|verfügbar|noch|frei)(?![\\p{L}])",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    private static final Pattern POINTING = Pattern.compile(
            "(?:(?:it|that|this|the|a|one|es|das|den|die|der|dies|dieses|dafür|davon|einen|eine|ein)(?: |$)){0,8}+",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    private static final Pattern NO_WORD = Pattern.compile("[^\\p{L}\\p{N}'-]+");
    private static final Pattern EVERYTHING =
            Pattern.compile("(?:everything|all|it all|alles)(?: .*)?", Pattern.CASE_INSENSITIVE);
    private static final Pattern MARKETING = Pattern.compile(
            "marketing|news|offers|advert|newsletter|angebote|werbung|neuigkeiten", Pattern.CASE_INSENSITIVE);
    private static final Pattern FORBIDDING = Pattern.compile(
            "stop|no more|unsubscribe|don't|do not|keine|abbestell|abmeld|nicht mehr", Pattern.CASE_INSENSITIVE);
    private static final Pattern OFFERING =
            Pattern.compile(" ?(?:anbieten|veranstalten|ausrichten)$", Pattern.CASE_INSENSITIVE);

    private final HouseSettings house;
    private final Clock clock;

    OfflineProvider(HouseSettings house, Clock clock) {
        this.house = house;
        this.clock = clock;
    }

    @Override
    public void answer(Heard heard, Toolbox tools, Words words) {
        words.say(new Answering(heard, tools).answer());
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), house.zone());
    }

    /** One turn. */
    private final class Answering {
        private final Heard heard;
        private final Toolbox tools;

        private Answering(Heard heard, Toolbox tools) {
            this.heard = heard;
            this.tools = tools;
        }

        private String say(String english, String german) {
            return heard.tongue().say(english, german);
        }

        private String answer() {
            Intent.Meant meant = Intent.of(heard.content());
            return switch (meant.intent()) {
                case GREETING ->
                    say(
                                    "Hello, I am %s. What can I find or do for you?",
                                    "Hallo, ich bin %s. Was kann ich für dich finden oder tun?")
                            .formatted(name());
                case WHO ->
                    say(
                                    "I am %s, your own assistant in this house.",
                                    "Ich bin %s, dein eigener Assistent in diesem Haus.")
                            .formatted(name());
                case THANKS -> say("You are welcome.", "Gern geschehen.");
                case HELP -> help();
                case LONE_YES ->
                    say(
                            "There is nothing that waits for a yes or no. What can I do for you?",
                            "Es wartet nichts auf ein Ja oder Nein. Was kann ich für dich tun?");
                case NAME_ASSISTANT -> told("choose_name", arguments().put("name", meant.rest()));
                case REMEMBER -> told("remember", arguments().put("text", meant.rest()));
                case RECALL -> recalled();
                case FORGET -> forgotten(meant.rest());
                case SUGGEST -> suggested(meant.rest());
                case SET_PREFERENCE -> preferenceSet();
                case DRAFT -> drafted(meant.rest());
                case CANCEL -> new BookingTalk(heard, tools, today()).cancel();
                case MOVE -> new BookingTalk(heard, tools, today()).move();
                case PREFERENCES -> preferences();
                case BOOKINGS -> bookings();
                case EVENTS -> events();
                case DATES -> dates();
                case REGISTER -> registered();
                case BOOK -> booked();
                case TIMES -> times();
                case CURATE -> hits("curate", arguments());
                case SEARCH -> searched(meant.rest());
            };
        }

        private String name() {
            return Objects.requireNonNullElse(heard.name(), "Dorathy");
        }

        private String help() {
            return say(
                    "I can find and recommend things, say when they are free and book them, list, cancel and move your bookings, show what you did, register you for date events, change how you are reached, note suggestions, begin drafts of experiences of your own, and remember what you ask me to.",
                    "Ich kann Dinge finden und empfehlen, sagen, wann sie frei sind, und sie buchen, deine Buchungen zeigen, stornieren und verschieben, deine Aktivitäten zeigen, dich für Datingabende anmelden, ändern, wie du erreicht wirst, Vorschläge notieren, Entwürfe eigener Erlebnisse anlegen und mir merken, worum du mich bittest.");
        }

        private ObjectNode arguments() {
            return JsonNodeFactory.instance.objectNode();
        }

        /** What a tool says itself. */
        private String told(String tool, ObjectNode arguments) {
            return text(tools.use(tool, arguments));
        }

        private static String text(Answer answer) {
            return switch (answer) {
                case Answer.Data data -> data.data().toString();
                case Answer.Asked asked -> asked.says();
                case Answer.Done done -> done.says();
                case Answer.Refused refused -> refused.says();
            };
        }

        /** What a tool finds, told line by line. */
        private String listed(String tool, String list, String none, String lead, Function<JsonNode, String> line) {
            Answer answer = tools.use(tool, arguments());
            if (!(answer instanceof Answer.Data data)) {
                return text(answer);
            }
            List<JsonNode> all = data.data().path(list).valueStream().toList();
            if (all.isEmpty()) {
                return none;
            }
            StringBuilder text = new StringBuilder(lead);
            all.forEach(one -> text.append("\n- ").append(line.apply(one)));
            return text.toString();
        }

        private String bookings() {
            return listed(
                    "my_bookings",
                    "bookings",
                    say("You have no bookings.", "Du hast keine Buchungen."),
                    say("Your bookings:", "Deine Buchungen:"),
                    BookingTalk::line);
        }

        private String events() {
            return listed(
                    "my_events",
                    "events",
                    say("I know of nothing that you did lately.", "Ich weiß von nichts, was du zuletzt gemacht hast."),
                    say("What you did lately:", "Was du zuletzt gemacht hast:"),
                    one -> one.path("name").asString() + ", " + one.path("when").asString());
        }

        private String recalled() {
            return listed(
                    "recall",
                    "memories",
                    say(
                            "You have asked me to remember nothing.",
                            "Du hast mich um nichts gebeten, was ich mir merken soll."),
                    say("You asked me to remember:", "Ich soll mir merken:"),
                    one -> one.path("n").asInt() + ". " + one.path("text").asString() + " ("
                            + one.path("since").asString() + ")");
        }

        private String dates() {
            return listed(
                    "date_events",
                    "events",
                    say("There are no date events to register for.", "Es gibt gerade keine Datingabende zum Anmelden."),
                    say("You can register for these date events:", "Für diese Datingabende kannst du dich anmelden:"),
                    one -> one.path("n").asInt() + ". " + one.path("title").asString() + ", "
                            + one.path("when").asString());
        }

        private String preferences() {
            Answer answer = tools.use("my_preferences", arguments());
            if (!(answer instanceof Answer.Data data)) {
                return text(answer);
            }
            StringBuilder text =
                    new StringBuilder(say("You may be reached like this:", "So darfst du erreicht werden:"));
            data.data()
                    .properties()
                    .forEach(channel -> text.append("\n- ")
                            .append(channel.getKey())
                            .append(": ")
                            .append(yes(channel.getValue().path("subscribed")))
                            .append(say(", news and offers: ", ", Neuigkeiten und Angebote: "))
                            .append(yes(channel.getValue().path("marketing"))));
            return text.toString();
        }

        private String yes(JsonNode value) {
            return value.asBoolean() ? say("yes", "ja") : say("no", "nein");
        }

        private String preferenceSet() {
            String said = Intent.lower(heard.content());
            String channel =
                    said.contains("sms") || said.contains("text") ? "sms" : said.contains("push") ? "push" : "email";
            return told(
                    "set_preference",
                    arguments()
                            .put("channel", channel)
                            .put("kind", MARKETING.matcher(said).find() ? "marketing" : "subscribed")
                            .put("given", !FORBIDDING.matcher(said).find()));
        }

        private String forgotten(String what) {
            Slots slots = Slots.of(what, today());
            if (what.isEmpty() || EVERYTHING.matcher(what).matches()) {
                return told("forget", arguments());
            }
            if (slots.place().isPresent()) {
                return told("forget", arguments().put("number", slots.place().getAsInt()));
            }
            return recalled() + "\n"
                    + say(
                            "Tell me which number I shall forget, or everything.",
                            "Sage mir, welche Nummer ich vergessen soll, oder alles.");
        }

        private String suggested(String what) {
            String title = OFFERING.matcher(what).replaceAll("");
            return told(
                    "suggest_experience",
                    arguments()
                            .put("title", Texts.cut(title, 100))
                            .put(
                                    "reason",
                                    say(
                                            "You said that you would like to offer it.",
                                            "Du hast gesagt, dass du es anbieten möchtest.")));
        }

        private String drafted(String what) {
            return what.isEmpty()
                    ? say(
                            "What shall it be called? Say, for example: create a draft of a walk at dawn.",
                            "Wie soll es heißen? Sage etwa: Erstelle einen Entwurf von Spaziergang am Morgen.")
                    : told("draft_experience", arguments().put("title", Texts.cut(what, 100)));
        }

        private String searched(String what) {
            String query = FILLER.matcher(what)
                    .replaceAll(" ")
                    .replaceAll("[\"“”„]", " ")
                    .replaceAll("\\s+", " ")
                    .strip();
            return hits("search", arguments().put("query", query.isEmpty() ? what : query));
        }

        /** What was found, each with its source. */
        private String hits(String tool, ObjectNode arguments) {
            Answer answer = tools.use(tool, arguments);
            if (!(answer instanceof Answer.Data data)) {
                return text(answer);
            }
            List<JsonNode> hits = data.data().path("hits").valueStream().toList();
            if (hits.isEmpty()) {
                return say(
                        "I have found nothing about that in this house.",
                        "Dazu habe ich in diesem Haus nichts gefunden.");
            }
            StringBuilder text = new StringBuilder(
                    tool.equals("curate")
                            ? say("This might suit you:", "Das könnte zu dir passen:")
                            : say("I have found this:", "Das habe ich gefunden:"));
            StringBuilder sources = new StringBuilder();
            for (JsonNode hit : hits) {
                int n = hit.path("n").asInt();
                text.append("\n")
                        .append(n)
                        .append(". ")
                        .append(hit.path("title").asString())
                        .append(" [")
                        .append(n)
                        .append("]");
                append(text, ": ", hit.path("description").asString());
                append(text, " – ", hit.path("price").asString(""));
                append(text, " – ", hit.path("why").asString(""));
                sources.append(" [")
                        .append(n)
                        .append("] ")
                        .append(hit.path("kind").asString())
                        .append("/")
                        .append(hit.path("id").asString());
            }
            return text.append("\n")
                    .append(say("Sources:", "Quellen:"))
                    .append(sources)
                    .toString();
        }

        private static void append(StringBuilder text, String before, String what) {
            if (!what.isEmpty()) {
                text.append(before).append(what);
            }
        }

        private String booked() {
            Slots slots = Slots.of(heard.content(), today());
            Optional<Shown> item = item(slots, "items");
            if (item.isEmpty()) {
                return say(
                        "What shall I book? Tell me what you are looking for.",
                        "Was soll ich buchen? Sage mir, was du suchst.");
            }
            if (slots.day().isEmpty() || slots.time().isEmpty()) {
                return freeTimes(item.get(), slots);
            }
            return told(
                    "book",
                    arguments()
                            .put("item", item.get().id())
                            .put("day", slots.day().get().toString())
                            .put("time", slots.time().get().toString())
                            .put("party", slots.party().orElse(1)));
        }

        private String times() {
            Slots slots = Slots.of(heard.content(), today());
            return item(slots, "items").map(item -> freeTimes(item, slots)).orElseGet(() -> searched(heard.content()));
        }

        private String freeTimes(Shown item, Slots slots) {
            ObjectNode asked = arguments()
                    .put("item", item.id())
                    .put("party", slots.party().orElse(1));
            slots.day().ifPresent(day -> asked.put("day", day.toString()));
            Answer answer = tools.use("free_times", asked);
            if (!(answer instanceof Answer.Data data)) {
                return text(answer);
            }
            List<JsonNode> times = data.data().path("times").valueStream().toList();
            if (times.isEmpty()) {
                return say("“%s” is not free then.", "„%s“ ist dann nicht frei.")
                        .formatted(item.title());
            }
            StringBuilder text =
                    new StringBuilder(say("“%s” is free:", "„%s“ ist frei:").formatted(item.title()));
            times.forEach(time -> text.append("\n- ").append(time.path("says").asString()));
            return text.append("\n")
                    .append(say(
                            "Tell me the day, the time and for how many I shall book.",
                            "Sage mir Tag, Uhrzeit und für wie viele ich buchen soll."))
                    .toString();
        }

        private String registered() {
            Slots slots = Slots.of(heard.content(), today());
            Optional<Shown> event = shown(slots, "dates");
            if (event.isEmpty()) {
                String list = dates();
                List<Shown> found = tools.shown().stream()
                        .filter(one -> one.kind().equals("dates"))
                        .toList();
                if (found.size() != 1) {
                    return list + "\n"
                            + say(
                                    "Tell me which one, such as: register me for the first.",
                                    "Sage mir, welcher, etwa: melde mich für den ersten an.");
                }
                event = Optional.of(found.getFirst());
            }
            return told(
                    "register_for_date", arguments().put("event", event.get().id()));
        }

        /** What is meant: by its place in what was shown, by pointing at it, or by its name. */
        private Optional<Shown> item(Slots slots, String kind) {
            Optional<Shown> shown = shown(slots, kind);
            if (shown.isPresent()) {
                return shown;
            }
            String rest = named(slots);
            if (POINTING.matcher(rest).matches()) {
                return Optional.empty();
            }
            Answer answer = tools.use("search", arguments().put("query", rest));
            if (!(answer instanceof Answer.Data data)) {
                return Optional.empty();
            }
            return data.data()
                    .path("hits")
                    .valueStream()
                    .filter(hit -> hit.path("bookable").asBoolean())
                    .findFirst()
                    .map(hit -> new Shown(
                            kind, hit.path("id").asString(), hit.path("title").asString()));
        }

        /** What is named, without what every booking says. */
        private static String named(Slots slots) {
            return NO_WORD.matcher(BOOKING.matcher(slots.rest()).replaceAll(" "))
                    .replaceAll(" ")
                    .strip();
        }

        private Optional<Shown> shown(Slots slots, String kind) {
            List<Shown> shown = heard.shown().stream()
                    .filter(one -> one.kind().equals(kind))
                    .toList();
            if (slots.place().isPresent()) {
                int place = slots.place().getAsInt();
                return place >= 1 && place <= shown.size() ? Optional.of(shown.get(place - 1)) : Optional.empty();
            }
            String rest = named(slots);
            if (POINTING.matcher(rest).matches()) {
                return shown.stream().findFirst();
            }
            return shown.stream()
                    .filter(one -> Intent.lower(rest).contains(Intent.lower(one.title())))
                    .findFirst();
        }
    }
}
