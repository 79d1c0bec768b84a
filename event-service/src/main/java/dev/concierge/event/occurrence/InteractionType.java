package dev.concierge.event.occurrence;

import java.util.LinkedHashMap;
import java.util.Map;

/** What an actor did to a target. */
public enum InteractionType {
    PURCHASE,
    SAVE,
    INQUIRY,
    VIEW,
    SHARE;

    /** By every accepted spelling: point of sale systems were built against PURCHACE and INQUERY. */
    public static final Map<String, InteractionType> SPELLINGS = spellings();

    private static Map<String, InteractionType> spellings() {
        Map<String, InteractionType> spellings = new LinkedHashMap<>();
        for (InteractionType type : values()) {
            spellings.put(type.name(), type);
        }
        spellings.put("PURCHACE", PURCHASE);
        spellings.put("INQUERY", INQUIRY);
        return spellings;
    }
}
