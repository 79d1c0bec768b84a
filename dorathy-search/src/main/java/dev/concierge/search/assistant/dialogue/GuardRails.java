package dev.concierge.search.assistant.dialogue;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What the assistant is asked for and does not do, told before anybody looks for an answer. These rules make refusals
 * polite; that nothing of another guest can be reached follows from the tools, which know one guest only.
 */
public final class GuardRails {
    private static final List<Rule> RULES = List.of(
            new Rule(
                    "ignore (?:all |any |your |the |previous |prior |above ){0,4}(?:instructions|rules)"
                            + "|(?:system|hidden|initial) ?(?:prompt|instructions)|developer mode|jailbreak|you are now (?:a|an|in|the) "
                            + "|disregard (?:all|your|the|previous)|pretend (?:to be|you are)|act as (?:an? )?(?:admin|operator|root|system)"
                            + "|ignorier\\w* (?:alle |deine |die |bisherigen |vorherigen ){0,4}(?:anweisungen|regeln|instruktionen)"
                            + "|systemprompt|vergiss (?:alle |deine ){0,4}(?:anweisungen|regeln)|du bist (?:jetzt|nun) (?:ein|eine|der|die) (?:admin|operator|system)\\w*",
                    "My instructions are not part of our conversation and stay as they are. What can I find or book for you?",
                    "Meine Anweisungen gehören nicht zu unserem Gespräch und bleiben, wie sie sind. Was kann ich für dich finden oder buchen?"),
            new Rule(
                    "password|passwort|api[- ]?key|access token|zugangstoken|client secret|credit card number|kreditkartennummer",
                    "I know no passwords, keys or card numbers, and never handle any.",
                    "Ich kenne keine Passwörter, Schlüssel oder Kartennummern und gehe nie mit welchen um."),
            new Rule(
                    "(?:other|another|someone else'?s?|somebody else'?s?|all|every) (?:guest|user|customer|person|people|client)(?:'?s|s'?)?\\b"
                            + "|(?:booking|bookings|reservation|reservations|memory|memories|address|phone|e-?mail|data|preferences|events)"
                            + " (?:of|for|from) (?:user|guest|[0-9a-f]{8}-|mr|mrs|ms|him\\b|her\\b)"
                            + "|(?!today|tomorrow|what|where|when|let|it)[a-z]+'s (?:booking|bookings|reservation|reservations|memories|phone number|address)"
                            + "|who (?:else )?(?:has |is )?(?:booked|registered|coming)"
                            + "|(?:andere[rnms]?|fremde[rnms]?|alle[rn]?) (?:gast|gäste[n]?|nutzer\\w*|kunden?|benutzer\\w*|person(?:en)?)\\b"
                            + "|(?:buchung|buchungen|reservierung|reservierungen|daten|adresse|telefonnummer|erinnerungen|notizen)"
                            + " (?:von|für) (?:gast|nutzer|benutzer|[0-9a-f]{8}-|herrn|frau|ihm\\b|ihr\\b)"
                            + "|wer (?:hat|ist) (?:sonst |noch |alles ){0,4}(?:gebucht|angemeldet|registriert)",
                    "I can only show and do what is yours; of other guests I know nothing and may say nothing.",
                    "Ich kann nur zeigen und tun, was dich betrifft; von anderen Gästen weiß ich nichts und darf ich nichts sagen."),
            new Rule(
                    "(?:delete|erase) (?:my )?account|konto löschen|lösche mein konto",
                    "I cannot delete an account. What I remember of you I forget when you say: forget everything.",
                    "Ein Konto kann ich nicht löschen. Was ich mir gemerkt habe, vergesse ich, wenn du sagst: vergiss alles."),
            new Rule(
                    "refund|discount|book .*for free|without paying|change the price|rückerstattung|erstatte|rabatt|kostenlos buchen|ohne zu bezahlen|ändere den preis",
                    "Prices and refunds follow the offer's own rules; I cannot change either.",
                    "Preise und Erstattungen folgen den Regeln des Angebots; ich kann weder das eine noch das andere ändern."));

    private GuardRails() {}

    private record Rule(Pattern asked, String english, String german) {
        private Rule(String asked, String english, String german) {
            this(Pattern.compile("(?:^|[^\\p{L}])(?:" + asked + ")", Pattern.UNICODE_CASE), english, german);
        }
    }

    /** Why this is not done, in the guest's words; empty when it may be. */
    public static Optional<String> refusalOf(String content, Tongue tongue) {
        String lower = content.toLowerCase(Locale.ROOT);
        return RULES.stream()
                .filter(rule -> rule.asked().matcher(lower).find())
                .map(rule -> tongue.say(rule.english(), rule.german()))
                .findFirst();
    }
}
