package dev.concierge.search.assistant.offline;

import dev.concierge.platform.input.Texts;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a guest wants, by rules in English and German; the first that fits. */
enum Intent {
    NAME_ASSISTANT(
            "(?:i(?:'ll| will| want to| would like to)? (?:call|name) you|your name is(?: now)?|you are called|be called"
                    + "|ich nenne dich(?: jetzt| ab jetzt)?|du heißt(?: jetzt| ab jetzt| nun)?|dein name ist(?: jetzt)?) (?<rest>.+)"),
    WHO("(?:who are you|what(?:'s| is) your name|wer bist du|wie heißt du)\\b.*"),
    HELP("(?:help|hilfe|what can you do|what do you do|was kannst du|wie funktionierst du)\\b.*"),
    THANKS("(?:thanks|thank you|danke|vielen dank|dankeschön)\\b.*"),
    LONE_YES("(?:yes|yeah|ok|okay|sure|ja|gerne|klar|no|nein)(?: please| bitte)?"),
    GREETING(
            "(?:hi|hello|hey|good (?:morning|evening|afternoon)|hallo|guten (?:tag|morgen|abend)|moin|servus)(?: dorathy| there)?"),
    REMEMBER(
            "(?:please |bitte )?(?:remember|note|keep in mind|merk(?:e)? dir|notier(?:e)?),?(?: that| bitte)?,?(?: dass)? (?<rest>.+)"),
    RECALL(
            ".*(?:what do you (?:know|remember)|what have you remembered|do you remember|was weißt du|was merkst du dir|was hast du dir gemerkt|woran erinnerst du).*"),
    FORGET("(?:please |bitte )?(?:forget|vergiss)(?: (?<rest>.+))?"),
    DRAFT(
            "(?:please |bitte )?(?:i(?:'d| would) like to |i want to |can you |could you |ich möchte |kannst du |könntest du )?"
                    + "(?:(?:create|start|begin|make|draft|erstelle|erzeuge|beginne|mach(?:e)?) (?:please |bitte )?(?:me |mir )?(?:an? |eine?n? )?"
                    + "(?:new |neuen? |neues )?(?:draft|experience|entwurf|erlebnis)"
                    + "|lege? (?:bitte )?(?:mir )?eine?n? (?:neue[ns] )?(?:entwurf|erlebnis) an)"
                    + "(?: (?:of|for|called|named|about|von|für|namens|zu|über))?:? ?(?<rest>.*)"),
    SUGGEST(
            "(?:please |bitte )?(?:i(?:'d| would) (?:like|love) to (?:offer|host|create|organi[sz]e|teach)|i want to (?:offer|host|create|organi[sz]e|teach)"
                    + "|suggest (?:an experience|something to offer)(?: about| with| on)?"
                    + "|ich (?:möchte|würde gerne|will) (?=.*(?:anbieten|veranstalten|ausrichten)\\b)) ?(?<rest>.+)"),
    SET_PREFERENCE(
            "(?=.*\\b(?:e-?mails?|mails?|sms|texts?|push)\\b)(?=.*\\b(?:stop|no more|unsubscribe|don't send|do not send|subscribe|send me|start sending|again"
                    + "|keine|keinen|abbestellen|abmelden|nicht mehr|bestellen|schick mir|sende mir|wieder)\\b).*"),
    CANCEL("(?=.*\\b(?:cancel|call off|stornier(?:e|en)?|absagen|sage? (?=.*\\bab\\b))\\b)"
            + "(?!.*\\b(?:e-?mails?|newsletter|registration|anmeldung|subscription|abo)\\b)(?<rest>.+)"),
    MOVE(
            "(?:please |bitte |can you |could you |kannst du |könntest du |i(?:'d| would) like to |i want to |ich möchte |ich will )?"
                    + "(?=(?:move(?! to\\b| in\\b)|reschedule|postpone|verschiebe?n?|verlege?n?)\\b|.*\\b(?:verschieben|verlegen)$)(?<rest>.+)"),
    PREFERENCES(
            ".*(?:my (?:preferences|notification settings|settings)|how (?:do|can|may) you reach me|meine (?:einstellungen|benachrichtigungen)|wie (?:darfst|kannst) du mich erreichen).*"),
    BOOKINGS(
            ".*(?:(?:my|i have|i've) (?:\\w+ )?(?:bookings?|reservations?)|what (?:have i|did i) book(?:ed)?|meine (?:\\w+ )?(?:buchung|buchungen|reservierung|reservierungen)|was habe ich gebucht).*"),
    EVENTS(
            ".*(?:my (?:\\w+ )?(?:events|activity|activities|history)|what (?:did i|have i) (?:do|done)|meine (?:\\w+ )?(?:ereignisse|aktivitäten)|mein verlauf|was habe ich (?:zuletzt |gestern |heute )?gemacht).*"),
    REGISTER(
            "(?=.*\\b(?:register|sign me up|sign up|enrol|enroll|join|anmelden|melde mich|einschreiben|teilnehmen)\\b)(?!.*who).*"),
    DATES(".*(?:speed[- ]?dating|date events?|dating events?|dating[- ]?abend\\w*|datingabend\\w*).*"),
    BOOK(
            "(?:please |bitte |can you |could you |kannst du |könntest du )?(?:i(?:'d| would) like to |i want to |ich möchte |ich will )?"
                    + "(?=.*\\b(?:book|reserve|buche|buch|buchen|reserviere|reservieren)\\b)(?<rest>.+)"),
    TIMES(
            ".*(?:when (?:is|are|can)|free times?|what times?|available|availability|wann (?:ist|sind|kann|gibt)|freie (?:zeiten|termine|plätze)|verfügbar|noch frei).*"),
    CURATE(
            ".*(?:recommend|surprise me|something for me|what (?:should|could|can) i do|any ideas|suits me|for my taste|empfiehl|empfehl|überrasch|was soll ich|was kann ich (?:heute |morgen )?(?:machen|unternehmen)|passt zu mir|tipps? für mich).*"),
    SEARCH(".+");

    private static final Pattern SPACES = Pattern.compile("\\s+");
    private static final Pattern END = Pattern.compile("[\\s.!?…]+$");

    private final Pattern pattern;

    Intent(String pattern) {
        this.pattern = Pattern.compile(
                pattern, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.UNICODE_CHARACTER_CLASS);
    }

    /**
     * What was meant.
     *
     * @param rest what it is about, as it was written
     */
    record Meant(Intent intent, String rest) {}

    static Meant of(String content) {
        String line =
                END.matcher(SPACES.matcher(content.strip()).replaceAll(" ")).replaceAll("");
        String bounded = Texts.cut(line, 500);
        for (Intent intent : values()) {
            Matcher matcher = intent.pattern.matcher(bounded);
            if (matcher.matches()) {
                return new Meant(intent, rest(matcher, bounded));
            }
        }
        return new Meant(SEARCH, bounded);
    }

    private static String rest(Matcher matcher, String line) {
        if (!matcher.namedGroups().containsKey("rest")) {
            return line;
        }
        String rest = matcher.group("rest");
        return rest == null ? "" : rest.strip();
    }

    static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
