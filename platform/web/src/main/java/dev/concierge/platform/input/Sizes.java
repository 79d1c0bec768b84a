package dev.concierge.platform.input;

import tools.jackson.databind.json.JsonMapper;

/** How large values are where they are kept and sent. */
public final class Sizes {
    private Sizes() {}

    /** In bytes of UTF-8. */
    public static int asJson(Object value) {
        return JsonMapper.shared().writeValueAsBytes(value).length;
    }
}
