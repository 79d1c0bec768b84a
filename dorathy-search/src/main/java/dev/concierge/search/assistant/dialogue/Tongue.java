package dev.concierge.search.assistant.dialogue;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The languages in which the assistant speaks. */
public enum Tongue {
    EN(Set.of(
            "the a i you my me is are what where when who how do does can could would please for and of to with show find book yes no hello hi hey thanks thank good it that this stop tell your register remember forget recommend cancel move reschedule booking create draft"
                    .split(" ", -1))),
    DE(Set.of(
            "der die das den dem ein eine einen ich du mein meine meinen mir mich ist sind was wo wann wer wie kann kannst könnte bitte für und von zu mit zeig zeige finde buche suche ja nein hallo danke guten es diese dieses dir dich nicht kein keine welche gibt melde merk merke vergiss empfiehl reserviere storniere verschiebe entwurf buchung buchungen auf heute morgen übermorgen uhr personen"
                    .split(" ", -1)));

    private final Set<String> words;

    Tongue(Set<String> words) {
        this.words = words;
    }

    /** Which one it is; empty when it could be either. */
    public static Optional<Tongue> of(String text) {
        String[] words = text.toLowerCase(Locale.ROOT).split("[^\\p{L}]+", -1);
        long english = EN.among(words);
        long german = DE.among(words);
        if (english == german) {
            return Optional.empty();
        }
        return Optional.of(english > german ? EN : DE);
    }

    private long among(String[] words) {
        return Arrays.stream(words).filter(this.words::contains).count();
    }

    /** The one of two texts that is in this language. */
    public String say(String english, String german) {
        return this == EN ? english : german;
    }

    public Locale locale() {
        return this == EN ? Locale.ENGLISH : Locale.GERMAN;
    }
}
