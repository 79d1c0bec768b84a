package dev.concierge.journey.definition;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** What is filled into a node's text when a run comes there: <code>{{entry.x}}</code>, or <code>{{userId}}</code>. */
public final class Placeholder {
    /** First what it is of, then the name of the value, if it is of several. */
    public static final Pattern PATTERN = Pattern.compile("\\{\\{\\s*([A-Za-z]+)(?:\\.([A-Za-z0-9_.-]+))?\\s*}}");

    /** The guest's profile, which another service knows. */
    public static final String PROFILE = "profile";

    private Placeholder() {}

    static boolean isOfProfile(String text) {
        if (!text.contains(PROFILE)) {
            return false;
        }
        Matcher found = PATTERN.matcher(text);
        while (found.find()) {
            if (found.group(1).equals(PROFILE)) {
                return true;
            }
        }
        return false;
    }

    /** Whether any text in it has one. */
    static boolean isOfProfile(JsonNode value) {
        if (value.isString()) {
            return isOfProfile(value.stringValue());
        }
        for (JsonNode part : value) {
            if (isOfProfile(part)) {
                return true;
            }
        }
        return false;
    }
}
